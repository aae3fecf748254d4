"""A sheet that a layout fits: its mapped columns, cut out of the grid, and the texts above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from data.columns import DOSSIERS
from data.day_cells import round_to_midnight
from files.refusal import Refused
from loaders.reading.grid import ERROR_CELL, ROWS_A_SHEET, UNCALCULATED, Grid
from loaders.reading.sheet_marks import SheetMarks, filled_down, marked, rows_in
from loaders.reading.xlsx_cells import LACKS_RESULTS
from loaders.recognition.headers import Row, head_rows
from loaders.recognition.matching import Heading, Match, parts
from loaders.recognition.second_tables import rows_of_table, rows_of_tables_above, tables_left

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
    grid = _widened_grid(grid, match)
    match = _by_filled_columns(match, grid)
    rows = _text_rows(grid.cells.slice(0, match.first))
    start = match.first + match.depth
    below = grid.cells.slice(start)
    row_count = rows_of_table(match, below)
    table_rows = rows_of_tables_above(rows)
    titles = [row for i, row in enumerate(rows) if i not in set(table_rows)]
    above = [cell for row in titles for cell in row if cell and cell.strip()]
    first_above = [f"từ dòng {table_rows[0] + 1}"] if table_rows else []
    return MatchedSheet(
        match=match,
        name=grid.name,
        above=_first_and_last(above),
        cells=_mapped_cells(match, grid, row_count),
        hidden=grid.hidden,
        hidden_rows=grid.hidden_rows,
        shifted_rows=grid.shifted_rows,
        other_tables=(*first_above, *tables_left(match, below, row_count, start + 1)),
    )


def head_of(grid: Grid) -> Sequence[Row]:
    """The first rows of a grid, among which its headings are looked for."""
    return _text_rows(grid.cells.slice(0, head_rows(grid.cells.num_columns)))


def _by_filled_columns(match: Match, grid: Grid) -> Match:
    """The match with another heading of the same meaning in place of one over blank cells alone."""
    body = grid.cells.slice(match.first + match.depth)
    headings = list(match.headings)
    for place, heading in enumerate(match.headings):
        if heading.why != "second" or _is_blank(body.column(heading.index)):
            continue
        deciding = [i for i, h in enumerate(headings) if h.column == heading.means]
        if all(_is_blank(body.column(headings[i].index)) for i in deciding):
            for i in deciding:
                headings[i] = replace(headings[i], column=None, why="blank")
            headings[place] = replace(heading, column=heading.means, why="")
    return replace(match, headings=tuple(headings))


def _is_blank(column: pa.ChunkedArray) -> bool:
    return not any(text.strip() for text in pc.unique(column).to_pylist() if text)


def _widened_grid(grid: Grid, match: Match) -> Grid:
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
        name: _cells(_cut(body.column(heading.index)), pc.subtract(rows, 1), grid, heading)
        for name, heading in parts(match.headings).items()
    }
    return pa.table({**columns, "row": rows})


def _cells(
    column: pa.ChunkedArray, rows: pa.Array, grid: Grid, heading: Heading
) -> pa.ChunkedArray:
    """The column with what the grid tells beside it; `rows` are counted from 0.

    Errors and formulas without results are marked, merged cells filled down, and typed moments
    that fall short of midnight put right.
    """
    index = heading.index
    column = marked(column, rows, rows_in(index, grid.errors), ERROR_CELL)
    column = marked(column, rows, rows_in(index, grid.uncalculated), UNCALCULATED)
    column = filled_down(column, rows, (cell for cell in grid.merged if cell.column == index))
    is_day = grid.has_typed_days and heading.column and DOSSIERS.get(heading.column) == "date"
    return _at_midnight(column) if is_day else column


def with_marks(
    cells: pa.Table, headings: Sequence[Heading], number: int, marks: SheetMarks
) -> pa.Table:
    """The mapped cells with the marks of the table's sheet of that number (from 0), looked for
    beside the reading process. Raises Refused where a line of formulas alone was left out as blank.
    """
    rows = pc.subtract(cells.column("row"), number * ROWS_A_SHEET + 1)
    named = parts(headings)
    _refuse_lost_lines(rows, named, marks)
    for name, heading in named.items():
        merged = [cell for cell in marks.merged if cell.column == heading.index]
        column = filled_down(cells.column(name), rows, merged)
        column = marked(column, rows, rows_in(heading.index, marks.uncalculated), UNCALCULATED)
        cells = cells.set_column(cells.column_names.index(name), name, column)
    return cells


def _refuse_lost_lines(
    rows: pa.ChunkedArray, named: Mapping[str, Heading], marks: SheetMarks
) -> None:
    """A row of which every mapped cell is a formula without a result is not among the rows."""
    if not marks.uncalculated:
        return
    indexes = {heading.index for heading in named.values()}
    there = set(rows.to_pylist())
    first = min((row for row in there if row >= 0), default=0)
    for row, index in marks.uncalculated:
        if index in indexes and row >= first and row not in there:
            raise Refused(LACKS_RESULTS)


def _at_midnight(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with moments in the last minute of a day as the next day's start."""
    is_last_minute = pc.match_substring(column, "23:59:").fill_null(False)
    if not pc.any(is_last_minute).as_py():
        return column
    texts = pc.unique(column.filter(is_last_minute))
    rounded = pa.array([round_to_midnight(text) for text in texts.to_pylist()], pa.string())
    return pc.coalesce(rounded.take(pc.index_in(column, texts).combine_chunks()), column)


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
