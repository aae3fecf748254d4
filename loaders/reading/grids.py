"""Bytes to grids: every cell as text, every row at its own number. Runs in the child alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from files.encodings import decode
from files.file_types import Container
from files.refusal import Refused
from loaders.reading.first_sheet import WorkbookReader
from loaders.reading.grid import Grid, mark_error_cells
from loaders.reading.sheet_marks import SheetMarks

NO_SHEET = "Tệp không có trang tính nào có số liệu: hãy kiểm tra tệp rồi nạp lại."
_MOST_SHEETS = 1_000
SHEETS = f"Tệp có quá {_MOST_SHEETS} trang tính: hãy chép trang cần nạp sang tệp mới rồi nạp."


def file_grids(
    content: bytes, container: Container, workbook: WorkbookReader | None = None
) -> Iterator[Grid]:
    """The sheets of a file that hold anything, in its order; raises Refused where none does.

    `workbook` is the Excel workbook where its reading has begun already.
    """
    grid_count = 0
    for grid in _all_grids(content, container, workbook):
        if grid.cells.num_rows and grid.cells.num_columns:
            grid_count += 1
            if grid_count > _MOST_SHEETS:  # one part may stand for any number of sheets
                raise Refused(SHEETS)
            yield grid
    if not grid_count:
        raise Refused(NO_SHEET)


def _all_grids(
    content: bytes, container: Container, workbook: WorkbookReader | None
) -> Iterator[Grid]:
    """The sheets of a file, in its order, empty ones too; `workbook` None is made from it."""
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
        yield from _excel_grids(content, container, workbook or WorkbookReader(content))


def _ods_grids(content: bytes) -> Iterator[Grid]:
    """The sheets of an ODS, with its error cells and its marks."""
    from loaders.reading.ods_errors import write_error_texts
    from loaders.reading.ods_marks import ods_marks
    from loaders.reading.workbook import workbook_grids

    marks = ods_marks(content)
    for grid in workbook_grids(WorkbookReader(write_error_texts(content))):
        yield _add_marks(replace(grid, cells=mark_error_cells(grid.cells)), marks)


def _excel_grids(content: bytes, container: Container, workbook: WorkbookReader) -> Iterator[Grid]:
    """The sheets of an Excel workbook, with their marks."""
    from loaders.reading.workbook import workbook_grids

    marks = _marks_by_sheet(content, container)
    for grid in workbook_grids(workbook):
        yield _add_marks(grid, marks)


def _marks_by_sheet(content: bytes, container: Container) -> Mapping[str, SheetMarks]:
    """Sheet name → marks of an .xls or .xlsb; those of an xlsx are read by `xlsx_scan.py`."""
    if container == "xlsx":
        return {}
    from loaders.reading.binary_marks import xls_marks, xlsb_marks

    return xls_marks(content) if container == "xls" else xlsb_marks(content)


def _add_marks(grid: Grid, marks: Mapping[str, SheetMarks]) -> Grid:
    """The grid with the marks of the sheet of its name; without any where that has none."""
    sheet_marks = marks.get(grid.name, SheetMarks())
    return replace(
        grid,
        hidden_rows=sheet_marks.hidden_rows,
        merged_cells=sheet_marks.merged_cells,
        uncalculated_cells=sheet_marks.uncalculated_cells,
    )
