"""What a distortion must know of a page: its data lines, its headings, its column numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tests.support.workbooks import Cell, Page, Row


def row_of(page: Page, *cells: Cell) -> Row:
    """These cells as a row of the page, filled up with blanks to its width."""
    return (*cells, *(None,) * (page.width - len(cells)))[: max(page.width, len(cells))]


def is_data(row: Row) -> bool:
    """Whether a row is a line of data: a whole number first, then a name, not a number."""
    return isinstance(row[0], int) and row[1] is not None and not isinstance(row[1], int)


def each_cell(page: Page, change: Callable[[Cell, int], Cell]) -> Page:
    """The page with every cell of its lines changed by `change`, called with (cell, column)."""
    body = tuple(tuple(change(cell, x) for x, cell in enumerate(row)) for row in page.body)
    return replace(page, body=body)


def leaf(page: Page, column: int) -> str:
    """The text of a column's lowest heading; "" without one."""
    return next((str(row[column]) for row in reversed(page.head) if row[column]), "")


_NUMBERED = re.compile(r"\(?(?:Cột )?(?:\d+\)?.*|[A-Z]\)?)")


def is_numbering(row: Row) -> bool:
    """Whether a row numbers the columns: its first three cells are like "(1)", "2" or "A"."""
    return all(isinstance(cell, str) and _NUMBERED.fullmatch(cell) for cell in row[:3])
