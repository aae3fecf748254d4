"""What loses something: one cell of one line, or a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from tests.support.workbook_lines import is_data, leaf
from tests.support.workbooks import Cell, Page, Row

LINE = 2  # the data line that is spoilt, from 0


def _line(page: Page) -> int:
    return [i for i, row in enumerate(page.body) if is_data(row)][LINE]


def spoilt(page: Page, heading: str, change: Callable[[Cell], Cell]) -> Page:
    """One cell of one line changed: the line's, under the lowest heading of that name."""
    line, column = _line(page), _column(page, heading)
    row = page.body[line]
    cells = (*row[:column], change(row[column]), *row[column + 1 :])
    return replace(page, body=(*page.body[:line], cells, *page.body[line + 1 :]))


def _column(page: Page, heading: str) -> int:
    return next(x for x in range(page.width) if leaf(page, x) == heading)


def place_of(page: Page) -> int:
    """Excel's number of the row that is spoilt."""
    return page.start + _line(page) + 1


def without_column(page: Page, heading: str) -> Page:
    """The sheet without a column of its own heading (one that is not merged with others)."""
    gone = _column(page, heading)

    def cut(rows: Sequence[Row]) -> tuple[Row, ...]:
        return tuple((*row[:gone], *row[gone + 1 :]) for row in rows)

    merged = tuple(
        (a, b - (b > gone), c, d - (d >= gone))
        for a, b, c, d in page.merged
        if (b, d) != (gone, gone)
    )
    head, body, below = (cut(rows) for rows in (page.head, page.body, page.below))
    return replace(page, head=head, merged=merged, body=body, below=below)


def in_year(year: int) -> Callable[[Cell], Cell]:
    """The same day of another year, in words: no spreadsheet's calendar is needed for it."""
    return lambda cell: f"{cell:%d/%m}/{year}" if isinstance(cell, datetime) else cell


def day_and_month_swapped(cell: Cell) -> Cell:
    """As a spreadsheet of another country reads "05/01/2026"."""
    return cell.replace(month=cell.day, day=cell.month) if isinstance(cell, datetime) else cell
