"""What a sheet says beside its cells, and what that makes of a column's cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from files.refusal import Refused
from loaders.reading.grid import MOST_ROWS, SPREAD, MergedCell


@dataclass(frozen=True)
class SheetMarks:
    """What a sheet says beside its cells; rows and columns from 0.

    Its hidden rows, its cells merged over several rows, and its formulas without results.
    """

    hidden_rows: tuple[int, ...] = ()
    merged_cells: tuple[MergedCell, ...] = ()
    uncalculated_cells: tuple[tuple[int, int], ...] = ()


def fill_merged_cells(
    column: pa.ChunkedArray, rows: pa.Array | pa.ChunkedArray, merged_cells: Iterable[MergedCell]
) -> pa.ChunkedArray:
    """The column with a merged cell's text in each of its rows; raises Refused beyond MOST_ROWS.

    `rows` are the numbers, from 0, of the column's cells; `merged_cells` are the column's own. A
    cell that begins above the first row is a heading, and is left as it is.
    """
    source_row_of: dict[int, int] = {}
    row_range = pc.min_max(rows).as_py()
    step_count = 0
    for cell in merged_cells:
        if row_range["min"] is None or cell.first < row_range["min"]:
            continue
        last = min(cell.last, row_range["max"])
        step_count += max(last - cell.first, 0)
        if step_count > MOST_ROWS:
            raise Refused(SPREAD)
        source_row_of.update(dict.fromkeys(range(cell.first + 1, last + 1), cell.first))
    if not source_row_of:
        return column
    return _copy_rows(column, rows, source_row_of)


def _copy_rows(
    column: pa.ChunkedArray, rows: pa.Array | pa.ChunkedArray, source_row_of: dict[int, int]
) -> pa.ChunkedArray:
    """The column with, in each row of `source_row_of`, the text of the row named there."""
    rows = rows.cast(pa.int32())
    covered_rows = pa.array(list(source_row_of), pa.int32())
    sources = pa.array(list(source_row_of.values()), pa.int32())
    covered_positions = pc.index_in(rows, covered_rows)
    source_rows = sources.take(covered_positions)
    texts = column.take(pc.index_in(source_rows, rows))
    return pc.if_else(covered_positions.is_valid(), texts, column)


def mark_cells(
    column: pa.ChunkedArray,
    row_numbers: pa.Array | pa.ChunkedArray,
    marked_row_numbers: Collection[int],
    mark: str,
) -> pa.ChunkedArray:
    """The column with `mark` in place of the cells in `marked_row_numbers`, counted from 0."""
    if not marked_row_numbers:
        return column
    return pc.if_else(
        pc.is_in(row_numbers, pa.array(marked_row_numbers, row_numbers.type)), mark, column
    )


def rows_of_column(column: int, positions: Sequence[tuple[int, int]]) -> list[int]:
    """The rows of those positions (row, column) that stand in the column."""
    return [row for row, index in positions if index == column]
