"""Lines of text with signs between the cells, to one grid."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import suppress

from files.refusal import Refused
from loaders.reading.grid import Grid, check_size, text_table

_DELIMITERS = ",;\t|"
_SAMPLE = 65536
_SAMPLE_ROWS = 100
_PLAINLY_A_TABLE = 8  # columns; no title has so many commas
_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
NO_COLUMNS = "Tệp văn bản này không có cột: hãy xuất lại dạng .csv hoặc .xlsx rồi nạp."
TORN_QUOTES = "Dấu ngoặc kép trong tệp bị lệch ở dòng {}: hãy xuất lại từ hệ thống rồi nạp."
OTHER_SIGNS = (
    "Dòng {} ngăn cách các ô bằng dấu khác với tiêu đề cột: hãy xuất lại từ hệ thống rồi nạp."
)


def _csv_grid(text: str) -> Grid:
    """Lines of text as one sheet; a first line "sep=;" is for the reader, as Excel takes it."""
    said = _SEPARATOR.match(text)
    if said:
        text = text[said.end() :]
    delimiter = said[1] if said else _delimiter(text)
    rows, sound = _rows(text, delimiter)
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        raise Refused(NO_COLUMNS)
    check_size(len(rows), width)
    if not sound or text.count("\n") > len(rows):
        _check_quotes(rows, delimiter, sound)
    _check_signs(rows, width)
    columns = [
        [row[i] if i < len(row) and row[i] != "" else None for row in rows] for i in range(width)
    ]
    return Grid("CSV", text_table(columns))


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """The cells, and whether every quote stands where it should."""
    try:
        return list(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        ), True
    except csv.Error:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), False


def _delimiter(text: str) -> str:
    """The sign that splits most of the first lines into equally many cells."""
    return max(_DELIMITERS, key=lambda sign: _evenness(text[:_SAMPLE], sign))


def _evenness(text: str, delimiter: str) -> float:
    """Cells in the lines of the commonest width above one, less where other widths are common."""
    widths: Counter[int] = Counter()
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    with suppress(csv.Error):  # a field beyond the reader's limit
        for number, row in enumerate(lines):
            if number < _SAMPLE_ROWS and len(row) > 1:
                widths[len(row)] += 1
    split = widths.total()
    return max((width * count * count / split for width, count in widths.items()), default=0)


def _check_quotes(rows: list[list[str]], delimiter: str, sound: bool) -> None:
    """A quote too many swallows cells, or the lines that follow: neither must be lost."""
    width = Counter(map(len, rows)).most_common(1)[0][0]
    for number, row in enumerate(rows, start=1):
        torn = not sound and len(row) != width and any('"' in cell for cell in row)
        if torn or any(_holds_a_line(cell, delimiter, width) for cell in row):
            raise Refused(TORN_QUOTES.format(number))


def _check_signs(rows: list[list[str]], width: int) -> None:
    """Lines of another export put below, with another sign between the cells, must not be lost."""
    if width < _PLAINLY_A_TABLE:
        return
    for number, row in enumerate(rows, start=1):
        if len(row) == 1 and any(row[0].count(sign) == width - 1 for sign in _DELIMITERS):
            raise Refused(OTHER_SIGNS.format(number))


def _holds_a_line(cell: str, delimiter: str, width: int) -> bool:
    return "\n" in cell and cell.count(delimiter) >= max(width - 1, 2)
