"""The workbooks that we write: a cell's text stays as it is, whatever it begins with."""

from __future__ import annotations

from io import BytesIO

from xlsxwriter import Workbook


def text_workbook(out: BytesIO) -> Workbook:
    """An empty workbook in which text stays text, written to `out` when it is closed."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    return Workbook(out, options)
