"""The reading process: bytes in, mapped columns out; nothing else of the file leaves it.

Its answer is one JSON line, then an Arrow stream. Its limits are set before (`files/child.py`), so
that a file made to hurt hurts only this process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, NoReturn

import pyarrow as pa
import pyarrow.compute as pc

from files.child import finish, write_line
from files.file_types import BOMB, TOO_LARGE, Container
from files.refusal import Refused
from loaders.layouts.layout import Layout, layouts
from loaders.layouts.unknown_table import LayoutNeeded
from loaders.reading.first_sheet import FirstSheet
from loaders.reading.grid import ERROR_CELL, Grid
from loaders.reading.grids import grids
from loaders.recognition.continuations import (
    ROWS_A_SHEET,
    UNKNOWN,
    MatchedSheet,
    continued,
    joined,
    without_headings,
)
from loaders.recognition.headers import head_rows
from loaders.recognition.matching import Match, lacking, nearest, recognise, table_end

_LONGEST = 200
_MOST_HEADINGS, _MOST_ABOVE = 512, 1_000  # a row of 16,000 would be compared for minutes
_LONGEST_CELL = 1_000  # no code, name or word is longer; one text may stand in a million cells
_LARGEST_ANSWER = 2**29
_USUAL_ANSWER, _MOST_SWOLLEN = 40 * 2**20, 8  # 170,000 rows; more never swell so much


def main(content: bytes, first: FirstSheet | None) -> NoReturn:
    """Read one file, as the arguments say, and answer."""
    container: Container = sys.argv[1]  # type: ignore[assignment]
    options = json.loads(sys.argv[2])
    own = Path(options["own"]) if options["own"] else None
    finish(lambda out: write_table(out, *read(content, container, own, options["sheet"], first)))


def read(
    content: bytes,
    container: Container,
    own: Path | None = None,
    only: str | None = None,
    first: FirstSheet | None = None,
) -> tuple[dict[str, Any], pa.Table]:
    """The best match among the sheets, with those that continue it: what was recognised, and its
    mapped columns as text.

    The table has a column `row` beside the layout's columns: Excel's own number, and on the nth
    sheet that continues a list n * ROWS_A_SHEET more. A hidden sheet is read where no other
    matches, or where it is the `only` one to read. The layouts in the folder `own` are asked
    where none that is here anyway fits any sheet.
    """
    known = layouts()  # parsed while the first sheet is still being read
    found: list[MatchedSheet] = []
    hidden: list[str] = []
    unread: list[str] = []
    strange: list[tuple[Grid, list[list[str | None]]]] = []
    for grid in grids(content, container, first):
        if only not in (None, grid.name):
            continue
        if grid.hidden and grid.name != only:
            hidden.append(grid.name)
        head = _rows(grid.cells.slice(0, head_rows(grid.cells.num_columns)))
        if part := _fitting(grid, head, known, found):
            found.append(part)
        elif not grid.hidden and _holds_lines(head):
            unread.append(grid.name)
        strange = [] if found else [*strange, (grid, head)]
    if strange:
        found = _by_own_layouts(strange, own)
        unread = [name for name in unread if all(name != part.name for part in found)]
    parts, others = continued([part for part in found if not part.hidden] or found)
    table = _without_blanks(joined(parts))
    if table.nbytes > _LARGEST_ANSWER:
        raise Refused(TOO_LARGE)
    if table.nbytes > max(_USUAL_ANSWER, _MOST_SWOLLEN * len(content)):
        raise Refused(BOMB)
    left = {"hidden_sheets": hidden, "other_sheets": others, "unread_sheets": unread}
    return _describe(parts) | left, table


def _fitting(
    grid: Grid, head: list[list[str | None]], known: Sequence[Layout], found: Sequence[MatchedSheet]
) -> MatchedSheet | None:
    """A sheet that fits a layout, or continues one `found` before it."""
    if match := recognise(head, known):
        return _part(match, grid)
    if match := without_headings(grid, head, found):
        return _part(match, _widened(grid, match))
    return None


def _widened(grid: Grid, match: Match) -> Grid:
    """With blank columns at the right where the sheet has none: a reader leaves them out."""
    cells = grid.cells
    blank = pa.nulls(cells.num_rows, cells.column(0).type)
    for index in range(cells.num_columns, match.headings[-1].index + 1):
        cells = cells.append_column(str(index), blank)
    return replace(grid, cells=cells)


def _holds_lines(head: list[list[str | None]]) -> bool:
    from loaders.recognition.profiling import holds_lines  # few files have such a sheet

    return holds_lines(head)


def _by_own_layouts(
    strange: Sequence[tuple[Grid, list[list[str | None]]]], own: Path | None
) -> list[MatchedSheet]:
    """The sheets that fit a layout of the record's own; raises Refused where there is none."""
    # Few files need what is imported here.
    from loaders.layouts.custom import own_layouts
    from loaders.recognition.profiling import guess_table

    known = own_layouts(own).sound
    found: list[MatchedSheet] = []
    for grid, head in strange:
        if part := _fitting(grid, head, known, found):
            found.append(part)
    if found:
        return found
    told = (lacking(nearest(head, layouts())) for _, head in strange)
    sentence = next((sentence for sentence in told if sentence), UNKNOWN)
    tables = [table for grid, head in strange if (table := guess_table(grid, head))]
    if not tables:
        raise Refused(sentence)
    raise LayoutNeeded(sentence, max(tables, key=lambda table: table[0])[1])


def write_table(out: IO[bytes], head: Mapping[str, Any], table: pa.Table) -> None:
    """One JSON line, then the table as an Arrow stream."""
    write_line(out, head)
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)


def _part(match: Match, grid: Grid) -> MatchedSheet:
    rows = _rows(grid.cells.slice(0, match.first))
    above = [cell for row in rows for cell in row if cell and cell.strip()]
    half = _MOST_ABOVE // 2
    return MatchedSheet(
        match,
        grid.name,
        tuple(above if len(above) <= _MOST_ABOVE else above[:half] + above[-half:]),
        _mapped(match, grid),
        grid.hidden,
        grid.hidden_rows,
    )


def _describe(parts: Sequence[MatchedSheet]) -> dict[str, Any]:
    first = parts[0]
    return {
        "layout": first.match.layout.name,
        "sheets": [part.name for part in parts],
        "headings": [[h.text, h.index, h.column, h.why] for h in first.match.headings],
        "above": first.above,
        "hidden_rows": [
            number * ROWS_A_SHEET + row + 1
            for number, part in enumerate(parts)
            for row in part.hidden_rows
        ],
    }


def _mapped(match: Match, grid: Grid) -> pa.Table:
    """The mapped columns below the headings, error cells marked as such."""
    start = match.first + match.depth
    below = grid.cells.slice(start)
    body = below.slice(0, table_end(match, below))
    columns = {name: _short(body.column(h.index)) for name, h in match.columns.items()}
    rows = pa.arange(start + 1, start + 1 + body.num_rows).cast(pa.int32())
    for name, heading in match.columns.items():
        errors = [row + 1 for row, index in grid.errors if index == heading.index]
        if errors:
            wrong = pc.is_in(rows, pa.array(errors, pa.int32()))
            columns[name] = pc.if_else(wrong, ERROR_CELL, columns[name])
    return pa.table({**columns, "row": rows})


def _without_blanks(table: pa.Table) -> pa.Table:
    """The rows that hold anything: a sheet may be blank for a million rows below its table."""
    columns = table.drop_columns("row").columns
    if not all(column.null_count for column in columns):
        return table
    filled = columns[0].is_valid()
    for column in columns[1:]:
        filled = pc.or_(filled, column.is_valid())
    return table.filter(filled)


def _short(column: pa.ChunkedArray) -> pa.ChunkedArray:
    longest = pc.max(pc.binary_length(column)).as_py() or 0
    if longest > _LONGEST_CELL:
        column = pc.utf8_slice_codeunits(column, 0, _LONGEST_CELL)
    return column


def _rows(cells: pa.Table) -> list[list[str | None]]:
    """Cells of headings and titles, long texts cut: folding megabytes would take minutes."""
    read = cells.columns[:_MOST_HEADINGS]
    columns = ([text and text[:_LONGEST] for text in c.to_pylist()] for c in read)
    return [list(row) for row in zip(*columns, strict=True)]
