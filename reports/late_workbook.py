"""Late and soon due dossiers as a workbook: by their codes, without names of persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.record.late_marks import Mark
from metrics.analysis.late_dossiers import Kind, LateDossier
from reports.table_workbook import Cell, table_workbook

KIND_LABELS: Mapping[Kind, str] = {
    "open_late": "Đang giải quyết, đã quá hạn",
    "due_soon": "Sắp đến hạn",
    "resolved_late": "Đã trả, trễ hạn",
}
HEADINGS = (
    "Mã hồ sơ",
    "Còn, trễ",
    "Đã giải trình",
    "Đã xin lỗi",
    "Số văn bản",
    "Tình trạng",
    "Thủ tục",
    "Lĩnh vực",
    "Tiếp nhận",
    "Hẹn trả",
    "Kết thúc",
)


def is_apologised(dossier: LateDossier, mark: Mark) -> bool:
    """Whether the list or a person's mark says that an apology was made for the dossier."""
    return mark.apologised or dossier.apologised is True


def days_left_or_late(dossier: LateDossier) -> str:
    """The working days to or since a dossier's due day: "còn 2 ngày", "trễ 3 ngày"."""
    if dossier.kind == "due_soon":
        return f"còn {dossier.days} ngày" if dossier.days else "đến hạn trong ngày"
    return f"trễ {dossier.days} ngày" if dossier.days else "trễ, chưa qua ngày làm việc"


def late_workbook(title: str, dossiers: Sequence[LateDossier], marks: Mapping[str, Mark]) -> bytes:
    """The xlsx file of the dossiers, in the order given, with `title` above; `marks` by code."""
    rows = [_dossier_cells(dossier, marks.get(dossier.code, Mark())) for dossier in dossiers]
    return table_workbook("Hồ sơ trễ hạn", title, HEADINGS, rows)


def _dossier_cells(dossier: LateDossier, mark: Mark) -> list[Cell]:
    """Cells: code, days, explained, apologised, document, kind, procedure, field, three days.

    Those on explanation and apology are "" if the dossier is only due soon.
    """
    is_late = dossier.kind != "due_soon"
    return [
        dossier.code,
        days_left_or_late(dossier),
        _yes_or_not_yet(mark.explained) if is_late else "",
        _yes_or_not_yet(is_apologised(dossier, mark)) if is_late else "",
        mark.document,
        KIND_LABELS[dossier.kind],
        dossier.procedure,
        dossier.field,
        dossier.received_on,
        dossier.due_on,
        dossier.finished_on,
    ]


def _yes_or_not_yet(is_done: bool) -> str:
    """ "Có" where it is done, else "Chưa"."""
    return "Có" if is_done else "Chưa"
