"""The likeliest table of a file that no layout fits: its headings and kinds, none of its cells.

Runs in the child. What leaves it are heading texts, and of each column a guessed kind; words of
a column only where every one of them is a word that the loaders know anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import cast

from data.text import fold
from loaders.layouts.custom import known_personal
from loaders.layouts.layout import SEPARATOR, common_words
from loaders.layouts.unknown_table import ColumnKind, UnknownHeading, UnknownTable
from loaders.reading.grid import ERROR_CELL, Grid
from loaders.recognition.headers import HeadingRows, Row, places

_DAY = re.compile(
    r"(\d{1,2}:\d{2}(:\d{2})?\s+)?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})\b.*", re.DOTALL
)
_NUMBER = re.compile(r"-?\d[\d.,\s]*%?")
_CODE = re.compile(r"\S+-\d{6}-\d{3,}")  # a dossier's, with the day of receipt in it
_SIGNS = re.compile(r"[\d\s.,/:%()=+–-]*\d[\d\s.,/:%()=+–-]*")
_NUMBERING = re.compile(r"\(\d+\).*")  # the row "(3)=(4)+(5)" below a form's headings
_CODE_DIGITS = 6
_LONGEST_HEADING = 120
_VALUES = ("days", "numbers")
_FEWEST_VALUES = 2
_FEWEST, _MOST = 3, 120  # headings
_FEWEST_LINES = 3
_SAMPLE = 500
_MOSTLY = 0.8
_MOST_WORDS, _LONGEST_WORD = 12, 30


def guess_table(grid: Grid, head: Sequence[Row]) -> tuple[int, UnknownTable] | None:
    """The table of a grid with most columns of days or numbers, and how many those are.

    `head` is the grid's first rows. Each row of headings holds words alone, and some over at least
    two columns of days or numbers: no line of the table itself looks so, whoever it is about.
    """
    best: tuple[tuple[int, int, int], UnknownTable] | None = None

    @cache
    def kind(index: int, start: int) -> tuple[ColumnKind, tuple[str, ...]]:
        column = grid.cells.column(index).slice(start, _SAMPLE)
        cells = (cell.strip() for cell in column.to_pylist() if cell)
        return kind_of([cell for cell in cells if cell and not _NUMBERING.fullmatch(cell)])

    for place in places(head):
        rows = head[place.first : place.first + place.depth]
        if any(_is_value(cell) for row in rows for cell in _filled(row).values()):
            continue
        start = place.first + place.depth
        over = [sum(kind(i, start)[0] in _VALUES for i in _filled(row)) for row in rows]
        table = _table(place, kind)
        if min(over) < _FEWEST_VALUES or not _FEWEST <= len(table.headings) <= _MOST:
            continue
        values = sum(heading.kind in _VALUES for heading in table.headings)
        score = values, len(table.headings), -place.depth
        if best is None or score > best[0]:
            best = score, table
    return (best[0][0], best[1]) if best else None


def _filled(row: Row) -> dict[int, str]:
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


def _table(
    place: HeadingRows, kind_at: Callable[[int, int], tuple[ColumnKind, tuple[str, ...]]]
) -> UnknownTable:
    """A heading that stands twice is read once; one with the sign of merged headings never."""
    headings: dict[str, UnknownHeading] = {}
    for index, (path, key) in enumerate(zip(place.paths, place.keys, strict=True)):
        text = SEPARATOR.join(path)
        if not path or text in headings or any(SEPARATOR in part for part in path):
            continue
        kind, words = kind_at(index, place.first + place.depth)
        is_personal = any(part in known_personal() for part in key)
        known = () if is_personal else words
        headings[text] = UnknownHeading(text, kind, known, is_personal)
    return UnknownTable(tuple(headings.values()))


def holds_lines(head: Sequence[Row]) -> bool:
    """Whether a sheet's first rows look like lines of data: several with at least three cells, of
    which one past the first (that may only number them) is a day, a number or a dossier's code.
    """
    rows = [list(_filled(row).values()) for row in head]
    return sum(_is_line(cells) for cells in rows) >= _FEWEST_LINES


def _is_line(cells: Sequence[str]) -> bool:
    kinds = (_DAY, _NUMBER, _CODE)
    return len(cells) >= _FEWEST and any(
        kind.fullmatch(cell) for cell in cells[1:] for kind in kinds
    )


def kind_of(texts: Sequence[str]) -> tuple[ColumnKind, tuple[str, ...]]:
    """The kind of a column by its cells, and its folded words where all of them are known."""
    if not texts:
        return "blank", ()
    for kind, pattern in (("days", _DAY), ("numbers", _NUMBER), ("codes", _CODE)):
        if sum(pattern.fullmatch(text) is not None for text in texts) >= _MOSTLY * len(texts):
            return cast(ColumnKind, kind), ()
    distinct = {fold(text[: _LONGEST_WORD + 1]) for text in texts}
    if len(distinct) > _MOST_WORDS or any(len(text) > _LONGEST_WORD for text in distinct):
        return "texts", ()
    known = {word for words in common_words().values() for word in words}
    return "words", tuple(sorted(distinct)) if distinct <= known else ()
