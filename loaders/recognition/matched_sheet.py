"""A sheet that a layout fits: its mapped columns, cut out of the grid, and the texts above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from data.columns import DOSSIERS
from data.day_cells import round_to_midnight
from files.refusal import Refused
from loaders.reading.grid import ERROR_CELL, ROWS_A_SHEET, UNCALCULATED, Grid, is_blank_column
from loaders.reading.sheet_marks import SheetMarks, fill_merged_cells, mark_cells, rows_of_column
from loaders.reading.xlsx_cells import LACKS_RESULTS
from loaders.recognition.headers import Row, head_row_count
from loaders.recognition.headings import Heading, headings_by_name
from loaders.recognition.matching import Match
from loaders.recognition.misplaced_cells import misplaced_cells_sentence
from loaders.recognition.ordinals import ordinals
from loaders.recognition.second_tables import (
    other_table_places,
    rows_of_tables_above,
    table_row_count,
)
from loaders.recognition.stated_sizes import size_texts

_LONGEST_HEAD_CELL = 200
_MOST_HEADINGS, _MOST_ABOVE = 512, 1_000  # a row of 16,000 would be compared for minutes
_LONGEST_CELL = 1_000  # no code, name or word is longer; one text may stand in a million cells


@dataclass(frozen=True)
class MatchedSheet:
    """A sheet that a layout fits; `cells` are its mapped columns and `row`, Excel's own number.

    `texts_above` stand above the headings; `hidden_rows` and `shifted_rows` are the grid's (from
    0); `other_tables` say where on the sheet other tables stand, which are not read; `size_texts`
    are the sheet's own words on how much it holds; `refusal` is why it cannot be read, if so.
    """

    match: Match
    name: str
    texts_above: tuple[str, ...]
    cells: pa.Table
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    other_tables: tuple[str, ...] = ()
    shifted_rows: tuple[int, ...] = ()
    size_texts: tuple[str, ...] = ()
    refusal: str = ""


def extract_sheet(match: Match, grid: Grid) -> MatchedSheet:
    """The sheet that a match cuts out of a grid: its table's cells, the texts above, its marks.

    Raises Refused where its merged cells reach too far.
    """
    grid = _widened_grid(grid, match)
    match = _prefer_filled_columns(match, grid)
    rows_above = _text_rows(grid.cells.slice(0, match.first))
    table_row_numbers = rows_of_tables_above(rows_above)
    title_rows = [row for i, row in enumerate(rows_above) if i not in set(table_row_numbers)]
    title_texts = [cell for row in title_rows for cell in row if cell and cell.strip()]
    texts_above = _first_and_last_texts(title_texts)
    body = grid.cells.slice(match.first + match.depth)
    row_count = table_row_count(match, body, texts_above)
    tables_above = [f"từ dòng {table_row_numbers[0] + 1}"] if table_row_numbers else []
    return MatchedSheet(
        match=match,
        name=grid.name,
        texts_above=texts_above,
        cells=_mapped_cells(match, grid, row_count),
        is_hidden=grid.is_hidden,
        hidden_rows=grid.hidden_rows,
        shifted_rows=grid.shifted_rows,
        refusal=misplaced_cells_sentence(match, body.slice(0, row_count)),
        size_texts=size_texts(texts_above, body, match.heading_by_column[match.layout.key].index),
        other_tables=(*tables_above, *other_table_places(match, grid.cells, row_count)),
    )


def head_rows(grid: Grid) -> Sequence[Row]:
    """The first rows of a grid, those among which its headings are looked for."""
    return _text_rows(grid.cells.slice(0, head_row_count(grid.cells.num_columns)))


def _prefer_filled_columns(match: Match, grid: Grid) -> Match:
    """The match, with a heading over blank cells replaced by a filled one of the same meaning."""
    body = grid.cells.slice(match.first + match.depth)
    headings = list(match.headings)
    for place, heading in enumerate(match.headings):
        if heading.unread_reason != "second" or is_blank_column(body.column(heading.index)):
            continue
        deciding_places = [i for i, h in enumerate(headings) if h.column == heading.meant_column]
        if all(is_blank_column(body.column(headings[i].index)) for i in deciding_places):
            for i in deciding_places:
                headings[i] = replace(headings[i], column=None, unread_reason="blank")
            headings[place] = replace(heading, column=heading.meant_column, unread_reason="")
    return replace(match, headings=tuple(headings))


def _widened_grid(grid: Grid, match: Match) -> Grid:
    """The grid with the blank columns at the right that the match names and a reader leaves out.

    Only a sheet that is read by the headings of another one can lack them.
    """
    cells = grid.cells
    lacking_indexes = range(cells.num_columns, match.headings[-1].index + 1)
    if not lacking_indexes:
        return grid
    blank = pa.nulls(cells.num_rows, cells.column(0).type)
    for index in lacking_indexes:
        cells = cells.append_column(str(index), blank)
    return replace(grid, cells=cells)


def _first_and_last_texts(texts: Sequence[str]) -> tuple[str, ...]:
    """All texts, or of more than 1,000 the first and last 500: a title stands at either end."""
    if len(texts) <= _MOST_ABOVE:
        return tuple(texts)
    half = _MOST_ABOVE // 2
    return (*texts[:half], *texts[-half:])


def _mapped_cells(match: Match, grid: Grid, row_count: int) -> pa.Table:
    """The mapped columns of the table's rows with their marks, and `row`, Excel's own number."""
    body_start = match.first + match.depth
    body = grid.cells.slice(body_start, row_count)
    row_numbers = pa.arange(body_start + 1, body_start + 1 + body.num_rows).cast(pa.int32())
    columns = {
        name: _marked_column(
            _cut_texts(body.column(heading.index)), pc.subtract(row_numbers, 1), grid, heading
        )
        for name, heading in headings_by_name(match.headings).items()
    }
    return pa.table({**columns, **ordinals(match, body), "row": row_numbers})


def _marked_column(
    column: pa.ChunkedArray, row_numbers: pa.Array, grid: Grid, heading: Heading
) -> pa.ChunkedArray:
    """A column with the marks that its grid has; `row_numbers` are those of its cells, from 0.

    Errors and formulas without results are marked, merged cells filled down, and typed moments
    that fall short of midnight put right.
    """
    index = heading.index
    column = mark_cells(column, row_numbers, rows_of_column(index, grid.error_cells), ERROR_CELL)
    column = mark_cells(
        column, row_numbers, rows_of_column(index, grid.uncalculated_cells), UNCALCULATED
    )
    column = fill_merged_cells(
        column, row_numbers, (cell for cell in grid.merged_cells if cell.column == index)
    )
    is_day = grid.has_typed_days and heading.column and DOSSIERS.get(heading.column) == "date"
    return _round_last_minutes(column) if is_day else column


def cells_with_marks(
    cells: pa.Table, headings: Sequence[Heading], sheet_number: int, marks: SheetMarks
) -> pa.Table:
    """The mapped cells, on sheet `sheet_number` (from 0) merged ones filled, uncalculated marked.

    The marks were looked for beside the reading process. Raises Refused where a line of formulas
    alone was left out as blank.
    """
    row_numbers = pc.subtract(cells.column("row"), sheet_number * ROWS_A_SHEET + 1)
    read_headings = headings_by_name(headings)
    _refuse_lost_lines(row_numbers, read_headings, marks)
    for name, heading in read_headings.items():
        merged = [cell for cell in marks.merged_cells if cell.column == heading.index]
        column = fill_merged_cells(cells.column(name), row_numbers, merged)
        column = mark_cells(
            column,
            row_numbers,
            rows_of_column(heading.index, marks.uncalculated_cells),
            UNCALCULATED,
        )
        cells = cells.set_column(cells.column_names.index(name), name, column)
    return cells


def _refuse_lost_lines(
    row_numbers: pa.ChunkedArray, read_headings: Mapping[str, Heading], marks: SheetMarks
) -> None:
    """Raise Refused where a line of formulas without results is not among the rows (from 0).

    It was left out as blank, since it holds nothing else.
    """
    if not marks.uncalculated_cells:
        return
    indexes = {heading.index for heading in read_headings.values()}
    present_rows = set(row_numbers.to_pylist())
    first_row = min((row for row in present_rows if row >= 0), default=0)
    for row, index in marks.uncalculated_cells:
        if index in indexes and row >= first_row and row not in present_rows:
            raise Refused(LACKS_RESULTS)


def _round_last_minutes(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with moments in the last minute of a day as the next day's start."""
    is_last_minute = pc.match_substring(column, "23:59:").fill_null(False)
    if not pc.any(is_last_minute).as_py():
        return column
    texts = pc.unique(column.filter(is_last_minute))
    rounded = pa.array([round_to_midnight(text) for text in texts.to_pylist()], pa.string())
    return pc.coalesce(rounded.take(pc.index_in(column, texts).combine_chunks()), column)


def _cut_texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with its texts cut to 1,000 characters."""
    longest = pc.max(pc.binary_length(column)).as_py() or 0
    if longest > _LONGEST_CELL:
        column = pc.utf8_slice_codeunits(column, 0, _LONGEST_CELL)
    return column


def _text_rows(cells: pa.Table) -> list[list[str | None]]:
    """The cells row by row, cut to 512 columns and 200 characters: folding more takes minutes."""
    columns = (
        [text and text[:_LONGEST_HEAD_CELL] for text in column.to_pylist()]
        for column in cells.columns[:_MOST_HEADINGS]
    )
    return [list(row) for row in zip(*columns, strict=True)]
