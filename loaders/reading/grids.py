"""Bytes to grids: every cell as text, every row at its own number. Runs in the child alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from files.encodings import decode
from files.file_types import Container
from files.refusal import Refused
from loaders.reading.first_sheet import FirstSheet
from loaders.reading.grid import Grid, with_error_cells

NO_SHEET = "Tệp không có trang tính nào có số liệu: hãy kiểm tra tệp rồi nạp lại."
_MOST_SHEETS = 1_000
SHEETS = f"Tệp có quá {_MOST_SHEETS} trang tính: hãy chép trang cần nạp sang tệp mới rồi nạp."


def grids(
    content: bytes, container: Container, first_sheet: FirstSheet | None = None
) -> Iterator[Grid]:
    """The sheets of a file that hold anything, in its order; raises Refused where none does.

    `first_sheet` is the workbook where its reading has begun already.
    """
    count = 0
    for grid in _grids_of(content, container, first_sheet):
        if grid.cells.num_rows and grid.cells.num_columns:
            count += 1
            if count > _MOST_SHEETS:  # one part may stand for any number of sheets
                raise Refused(SHEETS)
            yield grid
    if not count:
        raise Refused(NO_SHEET)


def _grids_of(
    content: bytes, container: Container, first_sheet: FirstSheet | None
) -> Iterator[Grid]:
    # What only some files need is imported where it is needed: the child starts for every file.
    if container == "csv":
        from loaders.reading.delimited import delimited_grid

        yield delimited_grid(decode(content))
    elif container == "html":
        from loaders.reading.html import html_grid

        yield html_grid(decode(content))
    elif container == "xml":
        from loaders.reading.spreadsheetml import spreadsheetml_grids

        yield from spreadsheetml_grids(decode(content))
    elif container == "ods":
        yield from _ods_grids(content)
    else:
        yield from _excel_grids(content, container, first_sheet or FirstSheet(content))


def _ods_grids(content: bytes) -> Iterator[Grid]:
    from loaders.reading.hidden_rows import ods_hidden_rows
    from loaders.reading.ods_errors import with_error_texts
    from loaders.reading.workbook import workbook_grids

    hidden_rows = ods_hidden_rows(content)
    for grid in workbook_grids(FirstSheet(with_error_texts(content))):
        cells = with_error_cells(grid.cells)
        yield replace(grid, cells=cells, hidden_rows=hidden_rows.get(grid.name, ()))


def _excel_grids(content: bytes, container: Container, first_sheet: FirstSheet) -> Iterator[Grid]:
    from loaders.reading.workbook import workbook_grids

    hidden_rows = _hidden_rows(content, container)
    for grid in workbook_grids(first_sheet):
        yield replace(grid, hidden_rows=hidden_rows.get(grid.name, ()))


def _hidden_rows(content: bytes, container: Container) -> Mapping[str, tuple[int, ...]]:
    """Those of an xlsx are looked for beside the reading process (`xlsx_scan.py`)."""
    if container == "xlsx":
        return {}
    from loaders.reading.hidden_rows import xls_hidden_rows, xlsb_hidden_rows

    return xls_hidden_rows(content) if container == "xls" else xlsb_hidden_rows(content)
