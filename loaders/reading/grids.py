"""Bytes to grids: every cell as text, every row at its own number. Runs in the child alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from files.encodings import decode
from files.file_types import Container
from files.refusal import Refused
from loaders.reading.first_sheet import FirstSheet
from loaders.reading.grid import Grid, with_error_cells
from loaders.reading.sheet_marks import SheetMarks

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
    from loaders.reading.ods_errors import with_error_texts
    from loaders.reading.ods_marks import ods_marks
    from loaders.reading.workbook import workbook_grids

    marks = ods_marks(content)
    for grid in workbook_grids(FirstSheet(with_error_texts(content))):
        yield _with_marks(replace(grid, cells=with_error_cells(grid.cells)), marks)


def _excel_grids(content: bytes, container: Container, first_sheet: FirstSheet) -> Iterator[Grid]:
    from loaders.reading.workbook import workbook_grids

    marks = _marks(content, container)
    for grid in workbook_grids(first_sheet):
        yield _with_marks(grid, marks)


def _marks(content: bytes, container: Container) -> Mapping[str, SheetMarks]:
    """Those of an xlsx are looked for beside the reading process (`xlsx_scan.py`)."""
    if container == "xlsx":
        return {}
    from loaders.reading.binary_marks import xls_marks, xlsb_marks

    return xls_marks(content) if container == "xls" else xlsb_marks(content)


def _with_marks(grid: Grid, marks: Mapping[str, SheetMarks]) -> Grid:
    own = marks.get(grid.name, SheetMarks())
    return replace(
        grid, hidden_rows=own.hidden_rows, merged=own.merged, uncalculated=own.uncalculated
    )
