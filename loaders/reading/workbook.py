"""Workbooks of every kind that the reading library knows, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from loaders.reading.first_sheet import WorkbookReader
from loaders.reading.grid import Grid, check_size


def workbook_grids(workbook: WorkbookReader) -> Iterator[Grid]:
    """The workbook's sheets that hold anything, in its order; raises what the reader raised."""
    for index, name in enumerate(workbook.book().sheet_names):
        sheet = workbook.sheet(index)
        cells, errors = sheet.to_arrow_with_errors()
        if cells.num_rows and cells.num_columns:
            # Not pa.table(cells): that looks for pandas, which takes longer than most files.
            table = pa.Table.from_batches([cells])
            first_column = sheet.selected_columns[0].absolute_index
            cell_errors = errors.errors if errors else ()
            error_cells = tuple(
                (row, first_column + column) for row, column in (e.position for e in cell_errors)
            )
            is_hidden = sheet.visible != "visible"
            yield Grid(
                name,
                _add_blank_columns(table, first_column),
                error_cells,
                is_hidden,
                has_typed_days=True,
            )


def _add_blank_columns(cells: pa.Table, first_column: int) -> pa.Table:
    """The cells of a sheet that begins in `first_column` (from 0), blank columns put before them.

    The reader leaves them out; all that is said of a sheet beside its cells counts them. Raises
    Refused where the sheet would be too large.
    """
    if not first_column:
        return cells
    check_size(cells.num_rows, first_column + cells.num_columns)
    blank_column = pa.chunked_array([pa.nulls(cells.num_rows, cells.column(0).type)])
    columns = [*(blank_column for _ in range(first_column)), *cells.columns]
    return pa.table(columns, [str(index) for index in range(len(columns))])
