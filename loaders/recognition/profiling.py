"""The likeliest table of a file that no layout fits: its headings and kinds, none of its cells.

Runs in the child. What leaves it are heading texts, and of each column a guessed kind; words of
a column only where every one of them is a word that the loaders know anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from data.day_cells import is_day_like_cell
from data.text import fold, plain_code
from loaders.layouts.custom import personal_headings
from loaders.layouts.layout import SEPARATOR
from loaders.layouts.unknown_table import ColumnKind, UnknownHeading, UnknownTable
from loaders.layouts.words import common_words
from loaders.reading.grid import ERROR_CELL, Grid
from loaders.recognition.headers import HeadingRows, Row, possible_headings
from loaders.recognition.small_tables import NUMBER, begins_table

_CODE = re.compile(r"\S+-\d{6}-\d{3,}")  # a dossier's, with the day of receipt in it
_SIGNS = re.compile(r"[\d\s.,/:%()=+–-]*\d[\d\s.,/:%()=+–-]*")
_NUMBERING = re.compile(r"\(\d+\).*")  # the row "(3)=(4)+(5)" below a form's headings
_KINDS: Mapping[ColumnKind, Callable[[str], bool]] = MappingProxyType(
    {
        "days": is_day_like_cell,
        "numbers": lambda text: NUMBER.fullmatch(text) is not None,
        "codes": lambda text: _CODE.fullmatch(plain_code(text)) is not None,
    }
)
_CODE_DIGITS = 6
_LONGEST_HEADING = 120
_VALUE_KINDS = ("days", "numbers")
_FEWEST_VALUE_COLUMNS = 2
_FEWEST_HEADINGS, _MOST_HEADINGS = 3, 120
_MOST_HEADING_CELLS = 4 * _MOST_HEADINGS  # of a row; some stand over columns without a cell
_FEWEST_CELLS, _FEWEST_LINES = 3, 3  # of a line of data, of a sheet that holds such lines
_SAMPLE = 500  # rows
_MOSTLY = 0.8
_MOST_WORDS, _LONGEST_WORD = 12, 30


@dataclass(frozen=True)
class ColumnProfile:
    """What a column seems to hold; `words` are folded, and there only where all are known."""

    kind: ColumnKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class GuessedTable:
    """A table that a grid may hold, with how many rows its headings take (`depth`)."""

    table: UnknownTable
    depth: int

    @property
    def value_column_count(self) -> int:
        """How many columns hold days or numbers."""
        return sum(heading.kind in _VALUE_KINDS for heading in self.table.headings)


# The profile of a column (by its index) from a row on.
ProfileAt = Callable[[int, int], ColumnProfile]


def guess_table(grid: Grid, head: Sequence[Row]) -> GuessedTable | None:
    """The likeliest table of a grid; None where there is none. `head` is the grid's first rows.

    It has most columns of days or numbers, then most headings, then the fewest rows of them.

        | DANH SÁCH HỒ SƠ THÁNG 01/2026                       |   one cell: a title
        | STT | Mã số   | Họ tên       | Ngày nhận  | Lệ phí  |   words alone, over a column of days
        |     |         |              |            |         |   and two of numbers: the headings
        | 1   | HS-0001 | Trần Thị An  | 05/01/2026 | 20.000  |   a day and a number: no heading

    A row that names a person could not pass for headings: each row of headings holds words alone,
    and some of its cells stand over at least two columns of days or numbers.
    """

    @cache
    def profile_at(column_index: int, first_row: int) -> ColumnProfile:
        """The profile of the grid's column from `first_row` on, worked out once."""
        return _profile_below(grid, column_index, first_row)

    guesses = [
        _table_below(rows, profile_at)
        for rows in possible_headings(head)
        if _look_like_headings(rows, head, profile_at)
    ]
    usable_guesses = [
        guess
        for guess in guesses
        if _FEWEST_HEADINGS <= len(guess.table.headings) <= _MOST_HEADINGS
    ]
    return max(usable_guesses, key=_guess_rank, default=None)  # the first of equals


def holds_data_lines(head: Sequence[Row]) -> bool:
    """Whether at least three of a sheet's first rows are lines of data, or a small table is there.

    Such a line has three cells, and past the first (its number) a day, a number or a code. Below
    headings of its own a table may have two columns and one line; without headings, two lines of
    a name and its number.
    """
    rows = [list(_filled_cells(row).values()) for row in head]
    if sum(map(_is_data_line, rows)) >= _FEWEST_LINES:
        return True
    if sum(len(cells) > 1 and NUMBER.fullmatch(cells[-1]) is not None for cells in rows) > 1:
        return True
    return any(begins_table(head[start:], 2, 1) for start in range(len(head)))


def profile_of(texts: Sequence[str]) -> ColumnProfile:
    """The kind of a column by its cells (none of them blank), and its words where all are known.

    Four cells in five decide: "05/01/2026" four times and "chưa rõ" once are days.
    """
    if not texts:
        return ColumnProfile("blank")
    for kind, is_of_kind in _KINDS.items():
        if sum(map(is_of_kind, texts)) >= _MOSTLY * len(texts):
            return ColumnProfile(kind)
    distinct_texts = {fold(text[: _LONGEST_WORD + 1]) for text in texts}
    if len(distinct_texts) > _MOST_WORDS or any(
        len(text) > _LONGEST_WORD for text in distinct_texts
    ):
        return ColumnProfile("texts")
    return ColumnProfile("words", _known_words(distinct_texts))


def _known_words(distinct_texts: set[str]) -> tuple[str, ...]:
    """The column's words, sorted; none of them where one is unknown: it may be a name."""
    words_of_lists = {word for words in common_words().values() for word in words}
    return tuple(sorted(distinct_texts)) if distinct_texts <= words_of_lists else ()


def _profile_below(grid: Grid, column_index: int, first_row: int) -> ColumnProfile:
    """The profile of a column's first cells from `first_row` on, column numbers left out."""
    column = grid.cells.column(column_index).slice(first_row, _SAMPLE)
    cells = (cell.strip() for cell in column.to_pylist() if cell)
    return profile_of([cell for cell in cells if cell and not _NUMBERING.fullmatch(cell)])


def _look_like_headings(
    heading_rows: HeadingRows, head: Sequence[Row], profile_at: ProfileAt
) -> bool:
    """Whether each row of possible headings holds words alone, over columns of days or numbers.

    At least two such columns stand below each row; `head` is the grid's first rows.
    """
    start = heading_rows.first + heading_rows.depth
    cells_by_row = [_filled_cells(row) for row in head[heading_rows.first : start]]
    if any(len(cells) > _MOST_HEADING_CELLS for cells in cells_by_row):
        return False
    if any(_cannot_be_heading(cell) for cells in cells_by_row for cell in cells.values()):
        return False
    value_column_counts = (
        sum(profile_at(index, start).kind in _VALUE_KINDS for index in cells)
        for cells in cells_by_row
    )
    return min(value_column_counts) >= _FEWEST_VALUE_COLUMNS


def _table_below(heading_rows: HeadingRows, profile_at: ProfileAt) -> GuessedTable:
    """The table under rows of headings, each heading with the profile of its column.

    A heading that stands twice is read once; one that holds " > " itself never.
    """
    headings: dict[str, UnknownHeading] = {}
    for index, (path, key) in enumerate(
        zip(heading_rows.paths, heading_rows.folded_paths, strict=True)
    ):
        text = SEPARATOR.join(path)
        if not path or text in headings or any(SEPARATOR in part for part in path):
            continue
        profile = profile_at(index, heading_rows.first + heading_rows.depth)
        is_personal = any(part in personal_headings() for part in key)
        words = () if is_personal else profile.words
        headings[text] = UnknownHeading(text, profile.kind, words, is_personal)
    return GuessedTable(UnknownTable(tuple(headings.values())), heading_rows.depth)


def _guess_rank(guess: GuessedTable) -> tuple[int, int, int]:
    """How likely a guess is, the greater the likelier: value columns, headings, few rows."""
    return guess.value_column_count, len(guess.table.headings), -guess.depth


def _filled_cells(row: Row) -> dict[int, str]:
    """The cells of a row that are not blank, by column."""
    return {index: cell.strip() for index, cell in enumerate(row) if cell and cell.strip()}


def _cannot_be_heading(cell: str) -> bool:
    """Whether a cell is no heading: a number, a day, a code, an error or a whole sentence."""
    return (
        len(cell) > _LONGEST_HEADING
        or cell == ERROR_CELL
        or _SIGNS.fullmatch(cell) is not None
        or sum(letter.isdigit() for letter in cell) >= _CODE_DIGITS
    )


def _is_data_line(cells: Sequence[str]) -> bool:
    """Whether a row has cells enough for a line of data, past the first a day, number or code."""
    return len(cells) >= _FEWEST_CELLS and any(
        is_of_kind(cell) for cell in cells[1:] for is_of_kind in _KINDS.values()
    )
