"""The reading process: bytes in, mapped columns out; nothing else of the file leaves it.

It takes the file on standard input and gives one JSON line, then an Arrow stream; told "unlock",
it takes a JSON line with the password and the file, and gives one JSON line, then the file; told
"document", it takes a plan and gives one JSON line, then its text. Its limits are set before
(`start.py`), so that a file made to hurt hurts only this process.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders.gate import BOMB, TOO_LARGE, Container
from loaders.grid import ERROR_CELL, Grid
from loaders.layouts import ExportFormat, layouts
from loaders.parts import ROWS_A_SHEET, UNKNOWN, Part, continued, joined, without_headings
from loaders.problems import Refused
from loaders.reading import grids
from loaders.recognising import (
    Match,
    head_rows,
    lacking,
    nearest,
    recognise,
    table_end,
)
from loaders.start import FirstSheet, Given

_LONGEST = 200
_MOST_HEADINGS, _MOST_ABOVE = 512, 1_000  # a row of 16,000 would be compared for minutes
_LONGEST_CELL = 1_000  # no code, name or word is longer; one text may stand in a million cells
_LARGEST_ANSWER = 2**29
_USUAL_ANSWER, _MOST_SWOLLEN = 40 * 2**20, 8  # 170,000 rows; more never swell so much
UNLOCK = "unlock"
DOCUMENT = "document"


def main(given: Given) -> None:
    """Read or unlock one file; a refusal is an answer too."""
    out = sys.stdout.buffer
    try:
        if sys.argv[1] == UNLOCK:
            write_unlocked(out, given.content)
        elif sys.argv[1] == DOCUMENT:
            write_document(out, given.content)
        else:
            container: Container = sys.argv[1]  # type: ignore[assignment]
            options = json.loads(sys.argv[2])
            own = Path(options["own"]) if options["own"] else None
            write(out, *read(given.content, container, own, options["sheet"], given.first))
    except Refused as refused:
        table = refused.found.as_json() if refused.found else None
        write(out, {"refused": refused.sentence, "asks": refused.asks, "found": table}, None)
    os._exit(0)  # what was read is not taken apart cell by cell: the process ends anyway


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
    found: list[Part] = []
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
    grid: Grid, head: list[list[str | None]], known: Sequence[ExportFormat], found: Sequence[Part]
) -> Part | None:
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
    from loaders.found import holds_lines  # few files have such a sheet

    return holds_lines(head)


def _by_own_layouts(
    strange: Sequence[tuple[Grid, list[list[str | None]]]], own: Path | None
) -> list[Part]:
    """The sheets that fit a layout of the record's own; raises Refused where there is none."""
    # Few files need what is imported here.
    from loaders.found import likeliest
    from loaders.own_layouts import own_layouts

    known = own_layouts(own).sound
    found: list[Part] = []
    for grid, head in strange:
        if part := _fitting(grid, head, known, found):
            found.append(part)
    if found:
        return found
    told = (lacking(nearest(head, layouts())) for _, head in strange)
    sentence = next((sentence for sentence in told if sentence), UNKNOWN)
    tables = [table for grid, head in strange if (table := likeliest(grid, head))]
    if not tables:
        raise Refused(sentence)
    raise Refused(sentence, "layout", found=max(tables, key=lambda table: table[0])[1])


def write_unlocked(out: IO[bytes], given: bytes) -> None:
    """The file without its password; what comes out is judged by the gate like any other."""
    from loaders.locks import unlocked  # few files have one, and the imports are long

    end = given.find(b"\n") + 1
    content = unlocked(given[end:], json.loads(given[:end]))
    out.write(b"{}\n")
    out.write(content)
    out.flush()


def write_document(out: IO[bytes], given: bytes) -> None:
    """The text of a plan in docx or PDF, as UTF-8 after an empty JSON line."""
    from loaders.plan_documents import document_text  # as above

    text = document_text(given)
    out.write(b"{}\n")
    out.write(text.encode("utf-8", "replace"))
    out.flush()


def write(out: IO[bytes], head: Mapping[str, Any], table: pa.Table | None) -> None:
    """One JSON line, then the table as an Arrow stream where there is one."""
    out.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")
    if table is not None:
        with pa.ipc.new_stream(out, table.schema) as stream:
            stream.write_table(table)
    out.flush()


def _part(match: Match, grid: Grid) -> Part:
    rows = _rows(grid.cells.slice(0, match.first))
    above = [cell for row in rows for cell in row if cell and cell.strip()]
    half = _MOST_ABOVE // 2
    return Part(
        match,
        grid.name,
        tuple(above if len(above) <= _MOST_ABOVE else above[:half] + above[-half:]),
        _mapped(match, grid),
        grid.hidden,
        grid.hidden_rows,
    )


def _describe(parts: Sequence[Part]) -> dict[str, Any]:
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
