"""What a sheet says beside its cells, and what that makes of a column's cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from files.refusal import Refused
from loaders.reading.grid import MOST_ROWS, SPREAD, MergedDown


@dataclass(frozen=True)
class SheetMarks:
    """Of a sheet its hidden rows, its cells merged over several rows, and its formulas without
    results by row and column; all from 0.
    """

    hidden_rows: tuple[int, ...] = ()
    merged: tuple[MergedDown, ...] = ()
    uncalculated: tuple[tuple[int, int], ...] = ()


def filled_down(
    column: pa.ChunkedArray, rows: pa.Array | pa.ChunkedArray, merged: Iterable[MergedDown]
) -> pa.ChunkedArray:
    """The column with a merged cell's text in each of its rows.

    `rows` are the numbers, from 0, of the column's cells; `merged` are the column's own. A cell
    that begins above the first row is a heading, and is left as it is.
    """
    source_of: dict[int, int] = {}
    there = pc.min_max(rows).as_py()
    steps = 0
    for cell in merged:
        if there["min"] is None or cell.first < there["min"]:
            continue
        last = min(cell.last, there["max"])
        steps += max(last - cell.first, 0)
        if steps > MOST_ROWS:
            raise Refused(SPREAD)
        source_of.update(dict.fromkeys(range(cell.first + 1, last + 1), cell.first))
    if not source_of:
        return column
    return _taken_from(column, rows, source_of)


def _taken_from(
    column: pa.ChunkedArray, rows: pa.Array | pa.ChunkedArray, source_of: dict[int, int]
) -> pa.ChunkedArray:
    """The column with each row of `source_of` as the row that it gives."""
    rows = rows.cast(pa.int32())
    covered = pa.array(list(source_of), pa.int32())
    sources = pa.array(list(source_of.values()), pa.int32())
    places = pc.index_in(rows, covered)
    source_rows = sources.take(places)
    texts = column.take(pc.index_in(source_rows, rows))
    return pc.if_else(places.is_valid(), texts, column)


def marked(
    column: pa.ChunkedArray,
    rows: pa.Array | pa.ChunkedArray,
    marked_rows: Collection[int],
    mark: str,
) -> pa.ChunkedArray:
    """The column with `mark` in the cells of these rows."""
    if not marked_rows:
        return column
    return pc.if_else(pc.is_in(rows, pa.array(marked_rows, rows.type)), mark, column)


def rows_in(column: int, positions: Sequence[tuple[int, int]]) -> list[int]:
    """The rows of those positions that stand in the column."""
    return [row for row, index in positions if index == column]
