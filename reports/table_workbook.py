"""One table as an xlsx file in which every text stays text, whatever it begins with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.text_workbook import text_workbook

Cell = str | int | date | None
_WIDEST = 60  # characters


def table_workbook(
    sheet_name: str, note: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """The xlsx file of one sheet: `note` in row 1, the headings in row 3, then the rows."""
    out = io.BytesIO()
    with text_workbook(out) as book:
        sheet = book.add_worksheet(sheet_name)
        plain_format = book.add_format({"valign": "top", "text_wrap": True})
        day_format = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy"})
        bold_format = book.add_format(
            {"bold": True, "valign": "top", "text_wrap": True, "bottom": 1}
        )
        sheet.write_string(0, 0, note)
        widths = [len(heading) for heading in headings]
        for x, heading in enumerate(headings):
            sheet.write_string(2, x, heading, bold_format)
        for y, row in enumerate(rows, start=3):
            for x, cell in enumerate(row):
                widths[x] = max(widths[x], _text_width(cell))
                _write_cell(
                    sheet, (y, x), cell, day_format if isinstance(cell, date) else plain_format
                )
        for x, width in enumerate(widths):
            sheet.set_column(x, x, min(width, _WIDEST) + 2)
        sheet.freeze_panes(3, 1)
    return out.getvalue()


def _write_cell(
    sheet: Worksheet,
    place: tuple[int, int],
    cell: Cell,
    cell_format: Format,
) -> None:
    """Write a cell as a day, a number or a text at `place` (row, column); nothing if blank."""
    if isinstance(cell, date):
        sheet.write_datetime(*place, cell, cell_format)
    elif isinstance(cell, int):
        sheet.write_number(*place, cell, cell_format)
    elif cell:
        sheet.write_string(*place, cell, cell_format)


def _text_width(cell: Cell) -> int:
    """The number of characters in the cell's longest line."""
    if isinstance(cell, date):
        return 10
    return max((len(line) for line in str(cell or "").split("\n")), default=0)
