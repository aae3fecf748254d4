"""Which sheets of a file make up its table: the best match, and those that continue it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from files.refusal import Refused
from loaders.reading.grid import Grid
from loaders.recognition.headers import Row
from loaders.recognition.matching import Match, nearest

# More than any sheet's last row, so that a row's number tells its sheet too.
ROWS_A_SHEET = 2**21
_MOST_SHEETS = 1_000
_SAMPLE = 500  # cells that tell a column's kind
_TELLING = ("days", "numbers", "codes")
UNKNOWN = (
    "Chưa nhận ra mẫu bảng này: hãy nạp danh sách hồ sơ hoặc biểu tổng hợp xuất từ hệ thống, "
    "giữ nguyên dòng tiêu đề cột."
)
SEVERAL = (
    "Tệp có nhiều bảng cùng mẫu nhưng khác kỳ hoặc khác đơn vị ({}): "
    "hãy tách mỗi trang tính thành một tệp rồi nạp."
)


@dataclass(frozen=True)
class MatchedSheet:
    """A sheet that a layout fits; `cells` are its mapped columns and `row`."""

    match: Match
    name: str
    above: tuple[str, ...]
    cells: pa.Table
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()


def continued(found: Sequence[MatchedSheet]) -> tuple[list[MatchedSheet], list[str]]:
    """The best match with those that continue it, and the names of the matches left unread.

    A sheet continues a list where layout and headings are the same. Raises Refused where there
    is no match, or where such sheets name different days or units: one upload is one table.
    """
    if not found:
        raise Refused(UNKNOWN)
    best = max(found, key=lambda part: len(part.match.columns))  # the first of equals
    alike = [part for part in found if _headings(part) == _headings(best)]
    parts = [best, *(p for p in alike if p is not best and not _is_copy(p, best))]
    if _differ(parts) or len(parts) > _MOST_SHEETS:
        raise Refused(SEVERAL.format(", ".join(f"“{short(part.name)}”" for part in parts[:4])))
    return parts, [p.name for p in found if all(p is not one for one in parts)]


def without_headings(
    grid: Grid, head: Sequence[Row], found: Sequence[MatchedSheet]
) -> Match | None:
    """How a sheet is read that goes on with the list before it and has no headings: by that
    list's, from the first row on. None where it is no such sheet.

    Its key holds dossier codes, and what are days or numbers in the list are so here too: a sheet
    whose columns stand otherwise must not be read by their places.
    """
    lists = [p for p in found if p.match.layout.table == "dossiers" and not p.hidden]
    if not lists or grid.hidden:
        return None
    match, there = lists[-1].match, lists[-1].cells
    width, columns, key = grid.cells.num_columns, match.columns, match.layout.key
    if any(columns[name].index >= width for name in match.layout.required):
        return None
    if nearest(head, [match.layout]):  # it has headings of its own
        return None
    for name, heading in columns.items():
        wanted = "codes" if name == key else _kind(there.column(name))
        here = _kind(grid.cells.column(heading.index)) if heading.index < width else "blank"
        if here != wanted and (name == key or (wanted in _TELLING and here != "blank")):
            return None
    return replace(match, first=0, depth=0)


def _kind(column: pa.ChunkedArray) -> str:
    """What its first cells are (`found.kind_of`)."""
    from loaders.recognition.profiling import kind_of  # few files have such a sheet

    texts = (text.strip() for text in column.slice(0, _SAMPLE).to_pylist() if text)
    return kind_of([text for text in texts if text])[0]


def joined(parts: Sequence[MatchedSheet]) -> pa.Table:
    """The rows of all parts, one sheet after another."""
    tables = []
    for number, part in enumerate(parts):
        index = part.cells.column_names.index("row")
        rows = pc.add(part.cells.column("row"), pa.scalar(number * ROWS_A_SHEET, pa.int32()))
        tables.append(part.cells.set_column(index, "row", rows) if number else part.cells)
    return pa.concat_tables(tables) if len(tables) > 1 else tables[0]


def _headings(part: MatchedSheet) -> tuple[object, ...]:
    return part.match.layout.name, *((h.text, h.column) for h in part.match.headings)


def _is_copy(part: MatchedSheet, best: MatchedSheet) -> bool:
    return bool(part.cells.drop_columns("row").equals(best.cells.drop_columns("row")))


def _differ(parts: Sequence[MatchedSheet]) -> bool:
    """Whether two of the sheets say that they are of other days, or of another unit."""
    if len(parts) == 1:
        return False
    # The list of communes is long, and rarely asked here.
    from loaders.parsing.stated_period import stated_period
    from loaders.parsing.unit_names import unit_in

    spans = {span for part in parts if (span := stated_period(part.above))}
    units = {unit for part in parts if (unit := unit_in(part.above))}
    return len(spans) > 1 or len(units) > 1


def short(name: str) -> str:
    """A sheet's name as sentences have it."""
    return name if len(name) <= 40 else name[:40] + "…"
