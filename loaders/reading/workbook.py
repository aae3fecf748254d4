"""Workbooks of every kind that the reading library knows, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from loaders.reading.first_sheet import FirstSheet
from loaders.reading.grid import Grid


def workbook_grids(first_sheet: FirstSheet) -> Iterator[Grid]:
    """The sheets that hold anything, in the workbook's order."""
    for index, name in enumerate(first_sheet.book().sheet_names):
        sheet = first_sheet.sheet(index)
        cells, errors = sheet.to_arrow_with_errors()
        if cells.num_rows and cells.num_columns:
            positions = tuple(error.position for error in errors.errors) if errors else ()
            # Not pa.table(cells): that looks for pandas, which takes longer than most files.
            table = pa.Table.from_batches([cells])
            hidden = sheet.visible != "visible"
            yield Grid(name, table, positions, hidden, has_typed_days=True)
