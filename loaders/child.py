"""The reading process: bytes in, mapped columns out; nothing else of the file leaves it.

It takes the file on standard input and gives one JSON line, then an Arrow stream; told "unlock",
it takes a JSON line with the password and the file, and gives one JSON line, then the file. It
sets its own limits first, so that a file made to hurt hurts only this process.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders.gate import TOO_LARGE, Container
from loaders.grid import ERROR_CELL, Grid
from loaders.layouts import layouts
from loaders.parts import ROWS_A_SHEET, Part, continued, joined
from loaders.problems import Refused
from loaders.reading import grids
from loaders.recognising import Match, recognise

MEMORY = 3 * 2**30
SECONDS = 120
_HEAD = 60
_LONGEST = 200
_LONGEST_CELL = 1_000  # no code, name or word is longer; one text may stand in a million cells
_LARGEST_ANSWER = 2**29
UNLOCK = "unlock"


def main() -> None:
    """Read or unlock one file within the limits; a refusal is an answer too."""
    _limit()
    out = sys.stdout.buffer
    given = sys.stdin.buffer.read()
    try:
        if sys.argv[1] == UNLOCK:
            write_unlocked(out, given)
        else:
            container: Container = sys.argv[1]  # type: ignore[assignment]
            write(out, *read(given, container))
    except Refused as refused:
        write(out, {"refused": refused.sentence, "asks": refused.asks}, None)
    os._exit(0)  # what was read is not taken apart cell by cell: the process ends anyway


def read(content: bytes, container: Container) -> tuple[dict[str, Any], pa.Table]:
    """The best match among the sheets, with those that continue it: what was recognised, and its
    mapped columns as text.

    The table has a column `row` beside the layout's columns: Excel's own number, and on the nth
    sheet that continues a list n * ROWS_A_SHEET more. A hidden sheet is read where no other
    matches.
    """
    found: list[Part] = []
    hidden: list[str] = []
    for grid in grids(content, container):
        if grid.hidden:
            hidden.append(grid.name)
        match = recognise(_rows(grid.cells.slice(0, _HEAD)), layouts())
        if match:
            found.append(_part(match, grid))
    parts, others = continued([part for part in found if not part.hidden] or found)
    table = joined(parts)
    if table.nbytes > _LARGEST_ANSWER:
        raise Refused(TOO_LARGE)
    return _describe(parts) | {"hidden_sheets": hidden, "other_sheets": others}, table


def write_unlocked(out: IO[bytes], given: bytes) -> None:
    """The file without its password; what comes out is judged by the gate like any other."""
    from loaders.locks import unlocked  # few files have one, and the imports are long

    end = given.find(b"\n") + 1
    content = unlocked(given[end:], json.loads(given[:end]))
    out.write(b"{}\n")
    out.write(content)
    out.flush()


def write(out: IO[bytes], head: Mapping[str, Any], table: pa.Table | None) -> None:
    """One JSON line, then the table as an Arrow stream where there is one."""
    out.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")
    if table is not None:
        with pa.ipc.new_stream(out, table.schema) as stream:
            stream.write_table(table)
    out.flush()


def _part(match: Match, grid: Grid) -> Part:
    above = _rows(grid.cells.slice(0, match.first))
    return Part(
        match,
        grid.name,
        tuple(cell for row in above for cell in row if cell and cell.strip()),
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
    body = grid.cells.slice(start)
    columns = {name: _short(body.column(h.index)) for name, h in match.columns.items()}
    rows = pa.array(range(start + 1, start + 1 + body.num_rows), pa.int32())
    for name, heading in match.columns.items():
        errors = [row + 1 for row, index in grid.errors if index == heading.index]
        if errors:
            wrong = pc.is_in(rows, pa.array(errors, pa.int32()))
            columns[name] = pc.if_else(wrong, ERROR_CELL, columns[name])
    return pa.table({**columns, "row": rows})


def _short(column: pa.ChunkedArray) -> pa.ChunkedArray:
    longest = pc.max(pc.binary_length(column)).as_py() or 0
    if longest > _LONGEST_CELL:
        column = pc.utf8_slice_codeunits(column, 0, _LONGEST_CELL)
    return column


def _rows(cells: pa.Table) -> list[list[str | None]]:
    """Cells of headings and titles, long texts cut: folding megabytes would take minutes."""
    columns = ([text and text[:_LONGEST] for text in c.to_pylist()] for c in cells.columns)
    return [list(row) for row in zip(*columns, strict=True)]


def _limit() -> None:
    """Memory and processor time; where the system has no rlimits the parent watches instead."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
