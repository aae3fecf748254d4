"""Rows of a sheet that are no lines of its table: headings again, column numbers, other tables."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.recognition.sheet import Sheet

# A cell of the row of column numbers: "(3)", "3", "(3)=(4)+(5)+(6)", "10 = 11 + 12".
_NUMBER = r"^[\s\x{a0}]*\(?\d{1,2}\)?[\s\x{a0}]*([=:][\s\x{a0}\d()=+,;:*/-]*)?$"
_NO_DIGIT = r"^\D*$"


def without_furniture(sheet: Sheet) -> Sheet:
    """The sheet without the rows that repeat its headings or number its columns."""
    key = sheet.cells.column(sheet.layout.key)
    names = pc.match_substring_regex(key, _NO_DIGIT).fill_null(False)
    numbers = pc.match_substring_regex(key, _NUMBER).fill_null(False)
    wrong = pc.or_(pc.and_(names, _repeats(key, names, sheet)), _numbered(sheet.cells, numbers))
    return replace(sheet, cells=sheet.cells.filter(pc.invert(wrong))) if pc.any(wrong) else sheet


def _repeats(key: pa.ChunkedArray, maybe: pa.ChunkedArray, sheet: Sheet) -> pa.ChunkedArray:
    """Whether the line is named by the heading over its name."""
    own = {fold(part) for part in sheet.heading_of[sheet.layout.key].split(" > ")}
    texts = pc.unique(key.filter(maybe)).to_pylist()
    headings = [text for text in texts if fold(text) in own]
    return pc.is_in(key, pa.array(headings, pa.string()))


def _numbered(cells: pa.Table, maybe: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whether every cell of the line is a column's number, blanks apart."""
    if not pc.any(maybe).as_py():
        return maybe
    columns = (cells.column(name) for name in cells.column_names if name != "row")
    are_numbers = (pc.match_substring_regex(c, _NUMBER).fill_null(True) for c in columns)
    return reduce(pc.and_, are_numbers, maybe)
