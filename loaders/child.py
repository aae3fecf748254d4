"""The reading process: bytes in, mapped columns out; nothing else of the file leaves it.

It takes the file on standard input and gives one JSON line, then an Arrow stream. It sets its
own limits first, so that a file made to hurt hurts only this process.
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
from loaders.layouts import layouts
from loaders.problems import Refused
from loaders.reading import ERROR_CELL, Grid, grids
from loaders.recognising import Match, recognise

MEMORY = 3 * 2**30
SECONDS = 120
_HEAD = 60
_LONGEST = 200
_LONGEST_CELL = 1_000  # no code, name or word is longer; one text may stand in a million cells
_LARGEST_ANSWER = 2**29
UNKNOWN = (
    "Chưa nhận ra mẫu bảng này: hãy nạp danh sách hồ sơ hoặc biểu II.06a xuất từ hệ thống, "
    "giữ nguyên dòng tiêu đề cột."
)


def main() -> None:
    """Read one file within the limits; a refusal is an answer too."""
    _limit()
    container: Container = sys.argv[1]  # type: ignore[assignment]
    out = sys.stdout.buffer
    try:
        head, table = read(sys.stdin.buffer.read(), container)
    except Refused as refused:
        head, table = {"refused": refused.sentence}, None
    write(out, head, table)
    os._exit(0)  # what was read is not taken apart cell by cell: the process ends anyway


def read(content: bytes, container: Container) -> tuple[dict[str, Any], pa.Table]:
    """The best match among the sheets: what was recognised, and its mapped columns as text.

    The table has a column `row` (Excel's own number) beside the layout's columns.
    """
    best: tuple[Match, Grid] | None = None
    for grid in grids(content, container):
        match = recognise(_rows(grid.cells.slice(0, _HEAD)), layouts())
        if match and (best is None or len(match.columns) > len(best[0].columns)):
            best = match, grid
    if best is None:
        raise Refused(UNKNOWN)
    match, grid = best
    above = _rows(grid.cells.slice(0, match.first))
    table = _mapped(match, grid)
    if table.nbytes > _LARGEST_ANSWER:
        raise Refused(TOO_LARGE)
    return _describe(match, grid, above), table


def write(out: IO[bytes], head: Mapping[str, Any], table: pa.Table | None) -> None:
    """One JSON line, then the table as an Arrow stream where there is one."""
    out.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")
    if table is not None:
        with pa.ipc.new_stream(out, table.schema) as stream:
            stream.write_table(table)
    out.flush()


def _describe(match: Match, grid: Grid, above: Sequence[Sequence[str | None]]) -> dict[str, Any]:
    return {
        "layout": match.layout.name,
        "sheet": grid.name,
        "headings": [[h.text, h.index, h.column, h.why] for h in match.headings],
        "above": [cell for row in above for cell in row if cell and cell.strip()],
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
