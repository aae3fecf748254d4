"""Workbooks of every kind that the reading library knows, sheet by sheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pyarrow as pa

from loaders.reading.first_sheet import FirstSheet, loaded
from loaders.reading.grid import ERROR_CELL as ERROR_CELL
from loaders.reading.grid import Grid

# Held to the end: a large sheet takes long to take apart, and the process ends anyway.
_last_read: list[object] = []
# An ODS cell that holds an error, with the empty text that would be read in its place.
_ODS_ERROR = b'calcext:value-type="error"'
_ODS_CELL = b"<table:table-cell"
_ODS_VALUE = re.compile(rb'\soffice:(?:value-type|value|string-value)="[^"]*"')


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
