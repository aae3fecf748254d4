"""What a distortion must know of a page: its data lines, its headings, its column numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tests.support.workbooks import Cell, Page, Row


def row_of(page: Page, *cells: Cell) -> Row:
    return (*cells, *(None,) * (page.width - len(cells)))[: max(page.width, len(cells))]


def is_data(row: Row) -> bool:
    """Whether a line of a body counts something: it has an ordinal number."""
    return isinstance(row[0], int) and row[1] is not None and not isinstance(row[1], int)


def each_cell(page: Page, change: Callable[[Cell, int], Cell]) -> Page:
    """Every cell of the lines changed; the change is told the column."""
    body = tuple(tuple(change(cell, x) for x, cell in enumerate(row)) for row in page.body)
    return replace(page, body=body)


def leaf(page: Page, column: int) -> str:
    """The lowest heading of a column."""
    return next((str(row[column]) for row in reversed(page.head) if row[column]), "")


_NUMBERED = re.compile(r"\(?(?:Cột )?(?:\d+\)?.*|[A-Z]\)?)")


def is_numbering(row: Row) -> bool:
    return all(isinstance(cell, str) and _NUMBERED.fullmatch(cell) for cell in row[:3])
