"""The text of a plan kept as a workbook: each row a line; runs in the child alone."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from data.dates import day_text
from data.wording import plain_percent_text

if TYPE_CHECKING:
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

_BULLET = " • "  # between the lines of one cell


def workbook_lines(content: bytes) -> Iterator[str]:
    """The rows of an .xlsx's sheets, hidden ones too, an empty line after each sheet.

    A row is one line with tabs between its cells, so that a line's number is the row's in the
    first sheet.
    """
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # some writers state one cell only
        yield from _sheet_lines([[_cell_text(cell) for cell in row] for row in sheet.rows])
        yield ""


def _sheet_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A sheet's rows as lines with tabs; a text alone in its row outside tables has none."""
    for index, row in enumerate(rows):
        texts = [text for text in row if text]
        if len(texts) == 1 and not _is_within_table(rows, index):
            yield texts[0]
        else:
            yield "\t".join(row).rstrip("\t") + ("\t" if len(texts) == 1 else "")


def _is_within_table(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether the rows above and below the one at `index` have several cells: a group's heading."""
    neighbours = [rows[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)]
    return len(neighbours) == 2 and all(sum(map(bool, row)) > 1 for row in neighbours)


def _cell_text(cell: ReadOnlyCell | EmptyCell) -> str:
    """A cell's text on one line, a number as the sheet shows it: 0.955 in per cent as “95,5%”."""
    content = cell.value
    if isinstance(content, datetime):
        return day_text(content.date())
    if isinstance(content, int | float) and not isinstance(content, bool):
        return _number_text(Decimal(repr(content)), "%" in (cell.number_format or ""))
    lines = str("" if content is None else content).splitlines()
    return _BULLET.join(" ".join(line.split()) for line in lines if line.strip())


def _number_text(amount: Decimal, is_percentage: bool) -> str:
    """0.8 in per cent as “80%”, 95.5 as “95,5”, 80.0 as “80”."""
    if is_percentage:
        return plain_percent_text(amount)
    return format(amount.normalize(), "f").replace(".", ",")
