"""Lines of text with signs between the cells, to one grid."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import dropwhile

from files.refusal import Refused
from loaders.reading.grid import Grid, check_size, text_table

_DELIMITERS = ",;\t|"
_SAMPLE_LETTERS = 65536
_SAMPLE_ROWS = 100
_LEAST_TABLE_WIDTH = 8  # columns; no title has so many commas
_DELIMITER_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
NO_COLUMNS = "Tệp văn bản này không có cột: hãy xuất lại dạng .csv hoặc .xlsx rồi nạp."
TORN_QUOTES = "Dấu ngoặc kép trong tệp bị lệch ở dòng {}: hãy xuất lại từ hệ thống rồi nạp."
OTHER_SIGNS = (
    "Dòng {} ngăn cách các ô bằng dấu khác với tiêu đề cột: hãy xuất lại từ hệ thống rồi nạp."
)

_SIGN_NAMES = {",": "dấu phẩy", ";": "dấu chấm phẩy", "\t": "dấu tab", "|": "dấu |"}
SHIFTED_HEADING = (
    "Tiêu đề cột có {} không đặt trong ngoặc kép nên các ô bị lệch cột: hãy đặt tiêu đề này trong "
    "ngoặc kép, hoặc xuất lại dạng .xlsx rồi nạp."
)


def delimited_grid(text: str) -> Grid:
    """The grid of a CSV text; raises Refused where it has no columns or its quotes are torn.

    A first line "sep=;" names the delimiter, as Excel takes it, and is no row.
    """
    if delimiter_line := _DELIMITER_LINE.match(text):
        text, delimiter = text[delimiter_line.end() :], delimiter_line[1]
    else:
        delimiter = _likeliest_delimiter(text)
    rows, quotes_are_sound = _parse_rows(text, delimiter)
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        raise Refused(NO_COLUMNS)
    check_size(len(rows), width)
    if not quotes_are_sound or text.count("\n") > len(rows):
        _refuse_torn_quotes(rows, delimiter, quotes_are_sound)
    _refuse_other_delimiters(rows, width)
    _refuse_split_subheading(rows, delimiter)
    shifted_rows = _shifted_rows(rows, delimiter)
    return Grid("CSV", text_table(_columns(rows, width)), shifted_rows=shifted_rows)


def _parse_rows(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """(the rows of cells, whether every quote stands where it should)."""
    try:
        return _csv_rows(text, delimiter, strict=True), True
    except csv.Error:
        return _csv_rows(text, delimiter, strict=False), False


def _csv_rows(text: str, delimiter: str, strict: bool) -> list[list[str]]:
    """The rows of cells of a CSV text; raises csv.Error for a misplaced quote if `strict`."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict))


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[list[str | None]]:
    """The first `width` columns of rows, None where a cell is blank or its row is shorter."""
    return [[row[i] or None if i < len(row) else None for row in rows] for i in range(width)]


def _likeliest_delimiter(text: str) -> str:
    """The one of _DELIMITERS that splits the text's first lines most evenly."""
    return max(_DELIMITERS, key=lambda sign: _evenness(text[:_SAMPLE_LETTERS], sign))


def _evenness(text: str, delimiter: str) -> float:
    """How evenly a sign splits the first lines: the cells in those of one width, times their share.

    The share is of the lines that it splits at all. 10 lines are split, 8 of them into 5 cells:
    5 × 8 × 8 / 10 = 32. Commas in titles and addresses split few lines, into this many cells and
    that.
    """
    widths: Counter[int] = Counter()
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    with suppress(csv.Error):  # a field beyond the reader's limit
        for number, row in enumerate(lines):
            if number < _SAMPLE_ROWS and len(row) > 1:
                widths[len(row)] += 1
    split_count = widths.total()
    return max((width * count * count / split_count for width, count in widths.items()), default=0)


def _refuse_torn_quotes(
    rows: Sequence[Sequence[str]], delimiter: str, quotes_are_sound: bool
) -> None:
    """Raise Refused, naming the line, where a stray quote swallowed cells or lines below."""
    width = Counter(map(len, rows)).most_common(1)[0][0]
    for number, row in enumerate(rows, start=1):
        is_torn = not quotes_are_sound and len(row) != width and any('"' in cell for cell in row)
        if is_torn or any(_holds_table_line(cell, delimiter, width) for cell in row):
            raise Refused(TORN_QUOTES.format(number))


def _refuse_other_delimiters(rows: Sequence[Sequence[str]], width: int) -> None:
    """Raise Refused, naming the line, where another sign divides a line into `width` cells."""
    if width < _LEAST_TABLE_WIDTH:
        return
    for number, row in enumerate(rows, start=1):
        if len(row) == 1 and any(row[0].count(sign) == width - 1 for sign in _DELIMITERS):
            raise Refused(OTHER_SIGNS.format(number))


def _shifted_rows(rows: Sequence[Sequence[str]], delimiter: str) -> tuple[int, ...]:
    """The rows (from 0) with more cells than the headings; raises Refused for a split heading.

    A delimiter stands in one of their cells: no quotes hold the cell together, and what follows it
    stands under other headings.
    """
    widths = [_filled_width(row) for row in rows]
    usual_width = Counter(widths).most_common(1)[0][0]
    heading_rows = (i for i, row in enumerate(rows) if _may_be_headings(row, usual_width))
    heading_row = next(heading_rows, None)
    if heading_row is None:
        return ()
    if _is_heading_split(rows[heading_row], rows[heading_row + 1 :]):
        raise Refused(SHIFTED_HEADING.format(_SIGN_NAMES[delimiter]))
    return tuple(i for i, w in enumerate(widths) if i > heading_row and w > len(rows[heading_row]))


def _is_heading_split(headings: Sequence[str], rows_below: Sequence[Sequence[str]]) -> bool:
    """Whether a delimiter within a heading made two of it, so that the rows below are shorter.

    Every row below has fewer cells. A last column that is blank in every row has its cells all the
    same.
    """
    return (
        any(map(_is_continuation, headings))
        and bool(rows_below)
        and _filled_width(headings) > max(map(len, rows_below))
    )


def _is_continuation(cell: str) -> bool:
    """Whether a cell looks like the end of a text that a delimiter cut: " dịch vụ bưu chính"."""
    return cell.strip() != "" and (cell[0] in " \u00a0" or cell[0].islower())


def _refuse_split_subheading(rows: Sequence[Sequence[str]], delimiter: str) -> None:
    """Raise Refused where a delimiter within a heading of a lower row moved those after it.

    Such a row has more cells than the table's lines:
    ",,,Trực tuyến,Trực tiếp, dịch vụ bưu chính,," below "STT,Đơn vị,Tổng số,Trong đó,,Từ kỳ trước".
    A name of a group cut in the same way, alone in its row, moves nothing.
    """
    first_counting = next((i for i, row in enumerate(rows) if _counts_something(row)), 0)
    table_width = len(rows[first_counting])
    head = dropwhile(lambda row: not _may_be_headings(row, 0), rows[:first_counting])
    for row in head:
        filled_cells = [cell for cell in row if cell.strip()]
        cut_cells = [cell for cell in filled_cells[1:] if _is_continuation(cell)]
        if len(row) > table_width and 0 < len(cut_cells) < len(filled_cells) - 1:
            raise Refused(SHIFTED_HEADING.format(_SIGN_NAMES[delimiter]))


def _counts_something(row: Sequence[str]) -> bool:
    """Whether a row has two cells or more that are plain figures, as a line of counts has."""
    return sum(cell.strip().replace(".", "").isdecimal() for cell in row) >= 2


def _may_be_headings(row: Sequence[str], usual_width: int) -> bool:
    """Whether a row fills about as many cells as most rows do, and none holds a digit."""
    filled_cells = [cell for cell in row if cell.strip()]
    has_no_digit = not any(letter.isdigit() for cell in filled_cells for letter in cell)
    return len(filled_cells) >= max(usual_width - 1, 3) and has_no_digit


def _filled_width(row: Sequence[str]) -> int:
    """How many cells a row has up to the last that is not blank; 0 for a blank row."""
    return next((i for i in range(len(row), 0, -1) if row[i - 1].strip()), 0)


def _holds_table_line(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell swallowed a line of the table: a line break and as many delimiters."""
    return "\n" in cell and cell.count(delimiter) >= max(width - 1, 2)
