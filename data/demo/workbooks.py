"""xlsx workbooks whose bytes are the same whenever they are written."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

__all__ = ["Workbook", "Worksheet", "workbook_bytes"]

# A workbook records when it was made; a fixed day keeps the bytes, and so their hash, the same.
CREATED = datetime(2026, 11, 1, 8, 0)


def workbook_bytes(sheet_name: str, write_sheet: Callable[[Workbook, Worksheet], None]) -> bytes:
    """The bytes of a workbook with one sheet, filled by calling `write_sheet`."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(buffer, options)
    workbook.set_properties({"created": CREATED, "comments": "Số liệu minh họa"})
    write_sheet(workbook, workbook.add_worksheet(sheet_name))
    workbook.close()
    return buffer.getvalue()
