"""Workbooks of every kind that the reading library knows, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from loaders.reading.first_sheet import FirstSheet
from loaders.reading.grid import Grid, check_size


def workbook_grids(first_sheet: FirstSheet) -> Iterator[Grid]:
    """The sheets that hold anything, in the workbook's order."""
    for index, name in enumerate(first_sheet.book().sheet_names):
        sheet = first_sheet.sheet(index)
        cells, errors = sheet.to_arrow_with_errors()
        if cells.num_rows and cells.num_columns:
            # Not pa.table(cells): that looks for pandas, which takes longer than most files.
            table = pa.Table.from_batches([cells])
            first = sheet.selected_columns[0].absolute_index
            found = errors.errors if errors else ()
            positions = tuple((row, first + column) for row, column in (e.position for e in found))
            hidden = sheet.visible != "visible"
            yield Grid(name, _from_column_a(table, first), positions, hidden, has_typed_days=True)


def _from_column_a(cells: pa.Table, first: int) -> pa.Table:
    """The cells, whose first column is the sheet's `first` (from 0), with the blank ones before it.

    The reader leaves them out; all that is said of a sheet beside its cells counts them.
    """
    if not first:
        return cells
    check_size(cells.num_rows, first + cells.num_columns)
    blank = pa.chunked_array([pa.nulls(cells.num_rows, cells.column(0).type)])
    columns = [*(blank for _ in range(first)), *cells.columns]
    return pa.table(columns, [str(index) for index in range(len(columns))])
