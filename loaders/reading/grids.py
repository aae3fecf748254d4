"""Bytes to grids: every cell as text, every row at its own number. Runs in the child alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from files.encodings import decode
from files.file_types import Container
from files.refusal import Refused
from loaders.reading.delimited import _csv_grid
from loaders.reading.first_sheet import FirstSheet
from loaders.reading.grid import ERROR_CELL as ERROR_CELL
from loaders.reading.grid import Grid, errors_marked
from loaders.reading.workbook import _errors_told, _workbook_grids

NO_SHEET = "Tệp không có trang tính nào có số liệu: hãy kiểm tra tệp rồi nạp lại."
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
        from loaders.reading.html import html_grid

        yield html_grid(decode(content))
    elif container == "xml":
        from loaders.reading.spreadsheetml import spreadsheetml_grids

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
    from loaders.reading.hidden_rows import ods_hidden_rows, xls_hidden_rows, xlsb_hidden_rows

    finders = {"ods": ods_hidden_rows, "xls": xls_hidden_rows, "xlsb": xlsb_hidden_rows}
    return finders[container](content)
