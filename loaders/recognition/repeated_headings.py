"""Rows of a sheet that are no lines of its table: headings again, and the row of column numbers.

| STT | Lĩnh vực | Tiếp nhận   | Trực tuyến | Trực tiếp |
| (1) | (2)      | (3)=(4)+(5) | (4)        | (5)       |   the columns' numbers, or
| A   | B        | 1=2+3       | 2          | 3         |   letters over words, numbers over counts
| 1   | Hộ tịch  | 12          | 9          | 3         |
| STT | Lĩnh vực | Tiếp nhận   | Trực tuyến | Trực tiếp |   the headings again, on a new page
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.layouts.layout import SEPARATOR
from loaders.recognition.sheet import Sheet

# A cell of the row of column numbers: "(3)", "3", "B", "(3)=(4)+(5)+(6)", "5=(2+3)/1*100%".
_COLUMN_NUMBER = (
    r"^[\s\x{a0}]*[(\[]?(?:[Cc]ột[\s\x{a0}]*)?(\d{1,2}[a-z]?|[A-Za-zĐđ])[)\]]?[\s\x{a0}]*"
    r"([=:][\s\x{a0}\d()\[\]=+,.;:*/%xX×÷-]*)?$"
)
_NO_DIGIT = r"^\P{Nd}*$"  # neither a wide one


def drop_repeated_headings(sheet: Sheet) -> Sheet:
    """The sheet without the rows that repeat its headings or number its columns."""
    is_no_line = pc.or_(_repeated_heading_mask(sheet), _column_number_mask(sheet))
    if not pc.any(is_no_line).as_py():
        return sheet
    return replace(sheet, cells=sheet.cells.filter(pc.invert(is_no_line)))


def _repeated_heading_mask(sheet: Sheet) -> pa.ChunkedArray:
    """For each row, whether its key repeats the heading over it ("Lĩnh vực" under "Lĩnh vực")."""
    keys = sheet.cells.column(sheet.layout.key)
    has_no_digit = pc.match_substring_regex(keys, _NO_DIGIT).fill_null(False)
    heading_parts = {fold(part) for part in sheet.heading_of[sheet.layout.key].split(SEPARATOR)}
    texts = pc.unique(keys.filter(has_no_digit)).to_pylist()  # few, where the keys are codes
    headings = [text for text in texts if fold(text) in heading_parts]
    return pc.is_in(keys, pa.array(headings, pa.string()))


def _column_number_mask(sheet: Sheet) -> pa.ChunkedArray:
    """For each row, whether its key and every other cell that is not blank numbers a column."""
    keys = sheet.cells.column(sheet.layout.key)
    are_numbers = pc.match_substring_regex(keys, _COLUMN_NUMBER).fill_null(False)
    if not pc.any(are_numbers).as_py():
        return are_numbers
    columns = (sheet.cells.column(name) for name in sheet.cells.column_names if name != "row")
    cells_are_numbers = (
        pc.match_substring_regex(column, _COLUMN_NUMBER).fill_null(True) for column in columns
    )
    return reduce(pc.and_, cells_are_numbers, are_numbers)
