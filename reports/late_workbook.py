"""Late and soon due dossiers as rows to show and as a workbook: by code, no names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.record.late_marks import Mark
from metrics.analysis.late_dossiers import Kind, LateDossier
from reports.table_workbook import Cell, table_workbook

KINDS: Mapping[Kind, str] = {
    "open_late": "Đang giải quyết, đã quá hạn",
    "due_soon": "Sắp đến hạn",
    "resolved_late": "Đã trả, trễ hạn",
}
HEADINGS = (
    *("Mã hồ sơ", "Còn, trễ", "Đã giải trình", "Đã xin lỗi", "Số văn bản", "Tình trạng"),
    *("Thủ tục", "Lĩnh vực", "Tiếp nhận", "Hẹn trả", "Kết thúc"),
)


def is_apologised(one: LateDossier, mark: Mark) -> bool:
    """By the system's list, or marked here."""
    return mark.apologised or one.apologised is True


def days_left_or_late(one: LateDossier) -> str:
    """Working days late, or left: "trễ 3 ngày", "còn 2 ngày"."""
    if one.kind == "due_soon":
        return f"còn {one.days} ngày" if one.days else "đến hạn trong ngày"
    return f"trễ {one.days} ngày" if one.days else "trễ, chưa qua ngày làm việc"


def late_workbook(title: str, found: Sequence[LateDossier], marks: Mapping[str, Mark]) -> bytes:
    """xlsx of the dossiers in the order given, with `title` above."""
    return table_workbook("Hồ sơ trễ hạn", title, HEADINGS, [_row(one, marks) for one in found])


def _row(one: LateDossier, marks: Mapping[str, Mark]) -> list[Cell]:
    mark = marks.get(one.code, Mark())
    late = one.kind != "due_soon"
    return [
        *(one.code, days_left_or_late(one)),
        ("Có" if mark.explained else "Chưa") if late else "",
        ("Có" if is_apologised(one, mark) else "Chưa") if late else "",
        *(mark.document, KINDS[one.kind], one.procedure, one.field),
        *(one.received_on, one.due_on, one.finished_on),
    ]
