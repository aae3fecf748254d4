"""What loses something: one cell of one line, or a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from tests.support.workbook_lines import is_data, leaf
from tests.support.workbooks import Cell, Page, Row

LINE = 2  # the data line that is spoilt, from 0


def _line(page: Page) -> int:
    """The index in the page's body of the line that is spoilt, the third that has data."""
    return [i for i, row in enumerate(page.body) if is_data(row)][LINE]


def spoilt(page: Page, heading: str, change: Callable[[Cell], Cell]) -> Page:
    """The page with the third line's cell changed in the column of this lowest heading."""
    line, column = _line(page), _column(page, heading)
    row = page.body[line]
    cells = (*row[:column], change(row[column]), *row[column + 1 :])
    return replace(page, body=(*page.body[:line], cells, *page.body[line + 1 :]))


def _column(page: Page, heading: str) -> int:
    """The index of the first column with this lowest heading; StopIteration if none has."""
    return next(x for x in range(page.width) if leaf(page, x) == heading)


def place_of(page: Page) -> int:
    """Excel's number of the row that `spoilt` changes."""
    return page.start + _line(page) + 1


def without_column(page: Page, heading: str) -> Page:
    """The page without the column of this heading, which must not lie under a merged group."""
    gone = _column(page, heading)

    def cut(rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows without the column's cell."""
        return tuple((*row[:gone], *row[gone + 1 :]) for row in rows)

    merged = tuple(
        (a, b - (b > gone), c, d - (d >= gone))
        for a, b, c, d in page.merged
        if (b, d) != (gone, gone)
    )
    head, body, below = (cut(rows) for rows in (page.head, page.body, page.below))
    return replace(page, head=head, merged=merged, body=body, below=below)


def in_year(year: int) -> Callable[[Cell], Cell]:
    """A change of a day to the same of another year, as text: "05/01/0026"."""
    return lambda cell: f"{cell:%d/%m}/{year}" if isinstance(cell, datetime) else cell


def day_and_month_swapped(cell: Cell) -> Cell:
    """The day with day and month swapped, as a foreign spreadsheet reads it; other cells stay."""
    return cell.replace(month=cell.day, day=cell.month) if isinstance(cell, datetime) else cell
