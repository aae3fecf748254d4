"""A sheet that a layout fits: its mapped columns, cut out of the grid, and the texts above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from loaders.reading.grid import ERROR_CELL, Grid
from loaders.recognition.headers import Row, head_rows
from loaders.recognition.matching import Match
from loaders.recognition.second_tables import rows_of_table, tables_left

# More than any sheet's last row, so that a row's number tells its sheet too: row 12 of the second
# sheet of a table is ROWS_A_SHEET + 12.
ROWS_A_SHEET = 2**21
_LONGEST_NAME = 40
_LONGEST_HEAD_CELL = 200
_MOST_HEADINGS, _MOST_ABOVE = 512, 1_000  # a row of 16,000 would be compared for minutes
_LONGEST_CELL = 1_000  # no code, name or word is longer; one text may stand in a million cells


@dataclass(frozen=True)
class MatchedSheet:
    """A sheet that a layout fits; `cells` are its mapped columns and `row`, Excel's own number.

    `above` are the texts above the headings, `hidden_rows` and `shifted_rows` the grid's (from 0);
    `other_tables` say where on the sheet other tables stand, which are not read.
    """

    match: Match
    name: str
    above: tuple[str, ...]
    cells: pa.Table
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    other_tables: tuple[str, ...] = ()
    shifted_rows: tuple[int, ...] = ()


def extract_sheet(match: Match, grid: Grid) -> MatchedSheet:
    """What of a grid is kept once its layout is known."""
    grid = _widened(grid, match)
    rows = _text_rows(grid.cells.slice(0, match.first))
    start = match.first + match.depth
    below = grid.cells.slice(start)
    row_count = rows_of_table(match, below)
    above = [cell for row in rows for cell in row if cell and cell.strip()]
    return MatchedSheet(
        match=match,
        name=grid.name,
        above=_first_and_last(above),
        cells=_mapped_cells(match, grid, row_count),
        hidden=grid.hidden,
        hidden_rows=grid.hidden_rows,
        shifted_rows=grid.shifted_rows,
        other_tables=tables_left(match, below, row_count, start + 1),
    )


def head_of(grid: Grid) -> Sequence[Row]:
    """The first rows of a grid, among which its headings are looked for."""
    return _text_rows(grid.cells.slice(0, head_rows(grid.cells.num_columns)))


def short_name(name: str) -> str:
    """A sheet's name as sentences have it."""
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"


def _widened(grid: Grid, match: Match) -> Grid:
    """With blank columns at the right where the sheet has none: a reader leaves them out.

    Only a sheet that is read by the headings of another one can lack them.
    """
    cells = grid.cells
    lacking = range(cells.num_columns, match.headings[-1].index + 1)
    if not lacking:
        return grid
    blank = pa.nulls(cells.num_rows, cells.column(0).type)
    for index in lacking:
        cells = cells.append_column(str(index), blank)
    return replace(grid, cells=cells)


def _first_and_last(texts: Sequence[str]) -> tuple[str, ...]:
    """Of very many texts the first and the last ones: a title stands at either end."""
    if len(texts) <= _MOST_ABOVE:
        return tuple(texts)
    half = _MOST_ABOVE // 2
    return (*texts[:half], *texts[-half:])


def _mapped_cells(match: Match, grid: Grid, row_count: int) -> pa.Table:
    """The mapped columns of the table's rows, error cells marked as such."""
    start = match.first + match.depth
    body = grid.cells.slice(start, row_count)
    rows = pa.arange(start + 1, start + 1 + body.num_rows).cast(pa.int32())
    columns = {
        name: _with_errors(_cut(body.column(heading.index)), rows, grid, heading.index)
        for name, heading in match.columns.items()
    }
    return pa.table({**columns, "row": rows})


def _with_errors(
    column: pa.ChunkedArray, rows: pa.Array, grid: Grid, index: int
) -> pa.ChunkedArray:
    """The column with ERROR_CELL where the grid tells of an error; `rows` are Excel's numbers."""
    error_rows = [row + 1 for row, error_index in grid.errors if error_index == index]
    if not error_rows:
        return column
    return pc.if_else(pc.is_in(rows, pa.array(error_rows, pa.int32())), ERROR_CELL, column)


def _cut(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with its longest texts cut."""
    longest = pc.max(pc.binary_length(column)).as_py() or 0
    if longest > _LONGEST_CELL:
        column = pc.utf8_slice_codeunits(column, 0, _LONGEST_CELL)
    return column


def _text_rows(cells: pa.Table) -> list[list[str | None]]:
    """Cells of headings and titles, long texts cut: folding megabytes would take minutes."""
    columns = (
        [text and text[:_LONGEST_HEAD_CELL] for text in column.to_pylist()]
        for column in cells.columns[:_MOST_HEADINGS]
    )
    return [list(row) for row in zip(*columns, strict=True)]
