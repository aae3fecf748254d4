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
from loaders.layouts.layout import SEPARATOR, common_words
from loaders.layouts.unknown_table import ColumnKind, UnknownHeading, UnknownTable
from loaders.reading.grid import ERROR_CELL, Grid
from loaders.recognition.headers import HeadingRows, Row, possible_headings

_NUMBER = re.compile(r"-?\d[\d.,\s]*%?")
_CODE = re.compile(r"\S+-\d{6}-\d{3,}")  # a dossier's, with the day of receipt in it
_SIGNS = re.compile(r"[\d\s.,/:%()=+–-]*\d[\d\s.,/:%()=+–-]*")
_NUMBERING = re.compile(r"\(\d+\).*")  # the row "(3)=(4)+(5)" below a form's headings
_KINDS: Mapping[ColumnKind, Callable[[str], bool]] = MappingProxyType(
    {
        "days": is_day_like_cell,
        "numbers": lambda text: _NUMBER.fullmatch(text) is not None,
        "codes": lambda text: _CODE.fullmatch(plain_code(text)) is not None,
    }
)
_CODE_DIGITS = 6
_LONGEST_HEADING = 120
_VALUE_KINDS = ("days", "numbers")
_FEWEST_VALUE_COLUMNS = 2
_FEWEST_HEADINGS, _MOST_HEADINGS = 3, 120
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
    """A table, with how many columns of days or numbers and how many rows of headings it has."""

    table: UnknownTable
    depth: int

    @property
    def value_columns(self) -> int:
        """How many columns hold days or numbers."""
        return sum(heading.kind in _VALUE_KINDS for heading in self.table.headings)


# The profile of a column (by its index) from a row on.
ProfileAt = Callable[[int, int], ColumnProfile]


def guess_table(grid: Grid, head: Sequence[Row]) -> GuessedTable | None:
    """The table of a grid with most columns of days or numbers, then with most headings, then
    with the fewest rows of them; None where there is none. `head` is the grid's first rows.

        | DANH SÁCH HỒ SƠ THÁNG 01/2026                       |   one cell: a title
        | STT | Mã số   | Họ tên       | Ngày nhận  | Lệ phí  |   words alone, over a column of days
        |     |         |              |            |         |   and two of numbers: the headings
        | 1   | HS-0001 | Trần Thị An  | 05/01/2026 | 20.000  |   a day and a number: no heading

    A row that names a person could not pass for headings: each row of headings holds words alone,
    and some of its cells stand over at least two columns of days or numbers.
    """

    @cache
    def profile_at(index: int, start: int) -> ColumnProfile:
        return _profile_below(grid, index, start)

    guesses = [
        _table_below(rows, profile_at)
        for rows in possible_headings(head)
        if _are_headings(rows, head, profile_at)
    ]
    usable = [
        guess
        for guess in guesses
        if _FEWEST_HEADINGS <= len(guess.table.headings) <= _MOST_HEADINGS
    ]
    return max(usable, key=_rank, default=None)  # the first of equals


def holds_lines(head: Sequence[Row]) -> bool:
    """Whether a sheet's first rows look like lines of data: several with at least three cells, of
    which one past the first (that may only number them) is a day, a number or a dossier's code.
    """
    rows = [list(_filled_cells(row).values()) for row in head]
    return sum(map(_is_line, rows)) >= _FEWEST_LINES


def profile_of(texts: Sequence[str]) -> ColumnProfile:
    """The kind of a column by its cells (none of them blank), and its words where all are known.

    Four cells in five decide: "05/01/2026" four times and "chưa rõ" once are days.
    """
    if not texts:
        return ColumnProfile("blank")
    for kind, is_of_kind in _KINDS.items():
        if sum(map(is_of_kind, texts)) >= _MOSTLY * len(texts):
            return ColumnProfile(kind)
    distinct = {fold(text[: _LONGEST_WORD + 1]) for text in texts}
    if len(distinct) > _MOST_WORDS or any(len(text) > _LONGEST_WORD for text in distinct):
        return ColumnProfile("texts")
    return ColumnProfile("words", _known_words(distinct))


def _known_words(distinct: set[str]) -> tuple[str, ...]:
    """The column's words, sorted; none of them where one is unknown: it may be a name."""
    words_of_lists = {word for words in common_words().values() for word in words}
    return tuple(sorted(distinct)) if distinct <= words_of_lists else ()


def _profile_below(grid: Grid, index: int, start: int) -> ColumnProfile:
    """The profile of a column's first cells from row `start` on, column numbers left out."""
    column = grid.cells.column(index).slice(start, _SAMPLE)
    cells = (cell.strip() for cell in column.to_pylist() if cell)
    return profile_of([cell for cell in cells if cell and not _NUMBERING.fullmatch(cell)])


def _are_headings(rows: HeadingRows, head: Sequence[Row], profile_at: ProfileAt) -> bool:
    """Whether each of the rows holds words alone, and stands over enough columns of values."""
    start = rows.first + rows.depth
    filled = [_filled_cells(row) for row in head[rows.first : start]]
    if any(_is_value(cell) for cells in filled for cell in cells.values()):
        return False
    value_columns = (
        sum(profile_at(index, start).kind in _VALUE_KINDS for index in cells) for cells in filled
    )
    return min(value_columns) >= _FEWEST_VALUE_COLUMNS


def _table_below(rows: HeadingRows, profile_at: ProfileAt) -> GuessedTable:
    """A heading that stands twice is read once; one that holds " > " itself never."""
    headings: dict[str, UnknownHeading] = {}
    for index, (path, key) in enumerate(zip(rows.paths, rows.keys, strict=True)):
        text = SEPARATOR.join(path)
        if not path or text in headings or any(SEPARATOR in part for part in path):
            continue
        profile = profile_at(index, rows.first + rows.depth)
        is_personal = any(part in personal_headings() for part in key)
        words = () if is_personal else profile.words
        headings[text] = UnknownHeading(text, profile.kind, words, is_personal)
    return GuessedTable(UnknownTable(tuple(headings.values())), rows.depth)


def _rank(guess: GuessedTable) -> tuple[int, int, int]:
    return guess.value_columns, len(guess.table.headings), -guess.depth


def _filled_cells(row: Row) -> dict[int, str]:
    """The cells of a row that are not blank, by column."""
    return {index: cell.strip() for index, cell in enumerate(row) if cell and cell.strip()}


def _is_value(cell: str) -> bool:
    """A number, a day, a numbering, a code, an error or a whole sentence."""
    return (
        len(cell) > _LONGEST_HEADING
        or cell == ERROR_CELL
        or _SIGNS.fullmatch(cell) is not None
        or sum(letter.isdigit() for letter in cell) >= _CODE_DIGITS
    )


def _is_line(cells: Sequence[str]) -> bool:
    return len(cells) >= _FEWEST_CELLS and any(
        is_of_kind(cell) for cell in cells[1:] for is_of_kind in _KINDS.values()
    )
