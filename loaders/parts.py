"""Which sheets of a file make up its table: the best match, and those that continue it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from loaders.problems import Refused
from loaders.recognising import Match

# More than any sheet's last row, so that a row's number tells its sheet too.
ROWS_A_SHEET = 2**21
_MOST_SHEETS = 1_000
UNKNOWN = (
    "Chưa nhận ra mẫu bảng này: hãy nạp danh sách hồ sơ hoặc biểu tổng hợp xuất từ hệ thống, "
    "giữ nguyên dòng tiêu đề cột."
)
SEVERAL = (
    "Tệp có nhiều bảng cùng mẫu nhưng khác kỳ hoặc khác đơn vị ({}): "
    "hãy tách mỗi trang tính thành một tệp rồi nạp."
)


@dataclass(frozen=True)
class Part:
    """A sheet that a layout fits; `cells` are its mapped columns and `row`."""

    match: Match
    name: str
    above: tuple[str, ...]
    cells: pa.Table
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()


def continued(found: Sequence[Part]) -> tuple[list[Part], list[str]]:
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
        raise Refused(SEVERAL.format(", ".join(f"“{_short(part.name)}”" for part in parts[:4])))
    return parts, [p.name for p in found if all(p is not one for one in parts)]


def joined(parts: Sequence[Part]) -> pa.Table:
    """The rows of all parts, one sheet after another."""
    tables = []
    for number, part in enumerate(parts):
        index = part.cells.column_names.index("row")
        rows = pc.add(part.cells.column("row"), pa.scalar(number * ROWS_A_SHEET, pa.int32()))
        tables.append(part.cells.set_column(index, "row", rows) if number else part.cells)
    return pa.concat_tables(tables) if len(tables) > 1 else tables[0]


def _headings(part: Part) -> tuple[object, ...]:
    return part.match.layout.name, *((h.text, h.column) for h in part.match.headings)


def _is_copy(part: Part, best: Part) -> bool:
    return bool(part.cells.drop_columns("row").equals(best.cells.drop_columns("row")))


def _differ(parts: Sequence[Part]) -> bool:
    """Whether two of the sheets say that they are of other days, or of another unit."""
    if len(parts) == 1:
        return False
    # The list of communes is long, and rarely asked here.
    from loaders.spans import span_in
    from loaders.units import unit_in

    spans = {span for part in parts if (span := span_in(part.above))}
    units = {unit for part in parts if (unit := unit_in(part.above))}
    return len(spans) > 1 or len(units) > 1


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:40] + "…"
