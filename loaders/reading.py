"""Bytes to grids: every cell as text, every row at its own number. Runs in the child alone."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

import pyarrow as pa

from loaders.encodings import decode
from loaders.gate import Container
from loaders.grid import ERROR_CELL as ERROR_CELL
from loaders.grid import Grid, check_size, errors_marked, text_table
from loaders.problems import Refused
from loaders.start import FirstSheet, loaded

_DELIMITERS = ",;\t|"
# Held to the end: a large sheet takes long to take apart, and the process ends anyway.
_last_read: list[object] = []
_SAMPLE = 65536
_SAMPLE_ROWS = 100
_PLAINLY_A_TABLE = 8  # columns; no title has so many commas
_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
# An ODS cell that holds an error, with the empty text that would be read in its place.
_ODS_ERROR = b'calcext:value-type="error"'
_ODS_CELL = b"<table:table-cell"
_ODS_VALUE = re.compile(rb'\soffice:(?:value-type|value|string-value)="[^"]*"')
NO_SHEET = "Tệp không có trang tính nào có số liệu: hãy kiểm tra tệp rồi nạp lại."
NO_COLUMNS = "Tệp văn bản này không có cột: hãy xuất lại dạng .csv hoặc .xlsx rồi nạp."
TORN_QUOTES = "Dấu ngoặc kép trong tệp bị lệch ở dòng {}: hãy xuất lại từ hệ thống rồi nạp."
OTHER_SIGNS = (
    "Dòng {} ngăn cách các ô bằng dấu khác với tiêu đề cột: hãy xuất lại từ hệ thống rồi nạp."
)
_MOST_SHEETS = 1_000
SHEETS = f"Tệp có quá {_MOST_SHEETS} trang tính: hãy chép trang cần nạp sang tệp mới rồi nạp."


def grids(content: bytes, container: Container, first: FirstSheet | None = None) -> Iterator[Grid]:
    """The sheets of a file, in its order, the `first` begun; raises Refused where none is."""
    found = 0
    for grid in _grids(content, container, first):
        if grid.cells.num_rows and grid.cells.num_columns:
            found += 1
            if found > _MOST_SHEETS:  # one part may stand for any number of sheets
                raise Refused(SHEETS)
            yield grid
    if not found:
        raise Refused(NO_SHEET)


def _grids(content: bytes, container: Container, first: FirstSheet | None) -> Iterator[Grid]:
    # What only some files need is imported where it is needed: the child starts for every file.
    if container == "csv":
        yield _csv_grid(decode(content))
    elif container == "html":
        from loaders.html import html_grid

        yield html_grid(decode(content))
    elif container == "xml":
        from loaders.spreadsheetml import spreadsheetml_grids

        yield from spreadsheetml_grids(decode(content))
    else:
        hidden = _hidden_rows(content, container)
        ods = container == "ods"
        first = first or FirstSheet(_errors_told(content) if ods else content)
        for grid in _workbook_grids(first):
            grid = replace(grid, hidden_rows=hidden.get(grid.name, ())) if hidden else grid
            yield replace(grid, cells=errors_marked(grid.cells)) if ods else grid


def _hidden_rows(content: bytes, container: Container) -> Mapping[str, tuple[int, ...]]:
    """Those of an xlsx are found beside the reading process (`scanning.py`)."""
    if container == "xlsx":
        return {}
    from loaders.hidden import ods_hidden_rows, xls_hidden_rows, xlsb_hidden_rows

    finders = {"ods": ods_hidden_rows, "xls": xls_hidden_rows, "xlsb": xlsb_hidden_rows}
    return finders[container](content)


def _workbook_grids(first: FirstSheet) -> Iterator[Grid]:
    book, sheet = first.result()
    for index, name in enumerate(book.sheet_names):
        sheet = loaded(book, index) if index else sheet
        assert sheet
        _last_read[:] = [sheet]
        cells, errors = sheet.to_arrow_with_errors()
        if cells.num_rows and cells.num_columns:
            positions = tuple(error.position for error in errors.errors) if errors else ()
            # Not pa.table(cells): that looks for pandas, which takes longer than most files.
            table = pa.Table.from_batches([cells])
            yield Grid(name, table, positions, hidden=sheet.visible != "visible")


def _errors_told(content: bytes) -> bytes:
    """An ODS whose error cells say so in their text: the reader would give them as blank."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cells = archive.read("content.xml")
        if _ODS_ERROR not in cells:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as told:
            for entry in archive.infolist():
                if entry.filename != "content.xml":
                    told.writestr(entry.filename, archive.read(entry))
            told.writestr("content.xml", _with_errors_told(cells))
    return out.getvalue()


def _with_errors_told(cells: bytes) -> bytes:
    """Each piece is looked at once, however often a cell says that it is an error."""
    pieces: list[bytes] = []
    done = 0
    while (at := cells.find(_ODS_ERROR, done)) >= 0:
        start, end = max(done, cells.rfind(b"<", done, at)), cells.find(b">", at) + 1 or len(cells)
        cell = cells[start:end]
        pieces += cells[done:start], _error_told(cell) if cell.startswith(_ODS_CELL) else cell
        done = end
    return b"".join((*pieces, cells[done:]))


def _error_told(cell: bytes) -> bytes:
    bare = _ODS_VALUE.sub(b"", cell)
    end = b"/>" if bare.endswith(b"/>") else b">"
    said = f' office:value-type="string" office:string-value="{ERROR_CELL}"'.encode()
    return bare.removesuffix(end) + said + end


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
