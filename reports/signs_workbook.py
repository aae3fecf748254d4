"""Dossiers that show a sign as a workbook: by code, field and days, nothing of persons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from data.column_labels import COLUMN_LABELS
from data.dates import day_text
from metrics.analysis.signs.sign import SignDossier
from metrics.counting.sign_days import SignKind
from reports.table_workbook import Cell, table_workbook

SIGN_TITLES: Mapping[SignKind, str] = {
    "due_before_receipt": "Tiếp nhận sau ngày hẹn trả",
    "closed_same_day": "Kết thúc ngay trong ngày tiếp nhận",
    "month_end": "Kết thúc dồn vào cuối tháng",
    "busy_day": "Kết thúc dồn vào một ngày",
    "late_no_more": "Trễ ở danh sách trước, đúng hạn ở danh sách sau",
    "moved_day": "Ngày khác nhau giữa hai danh sách",
    "duplicate_code": "Mã hồ sơ lặp lại trong một danh sách",
    "shared_code": "Mã hồ sơ có ở hai xã, phường",
}
_DAYS = ("received_on", "due_on", "finished_on")
_DAY_HEADINGS = tuple(COLUMN_LABELS[name] for name in _DAYS)
HEADINGS = ("Dấu hiệu", "Mã hồ sơ", "Lĩnh vực", *_DAY_HEADINGS, "Ghi chú")


def sign_rows(
    dossiers: Sequence[SignDossier],
    file_names: Mapping[int, str],
    name_of_commune: Callable[[str], str],
) -> list[list[Cell]]:
    """A row a dossier: sign, code, field, three days, notes; `file_names` by upload id."""
    return [
        [
            SIGN_TITLES[dossier.kind],
            dossier.code,
            dossier.field,
            dossier.received_on,
            dossier.due_on,
            dossier.finished_on,
            "; ".join(_notes(dossier, file_names, name_of_commune)),
        ]
        for dossier in dossiers
    ]


def signs_workbook(title: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """The xlsx file of the rows that `sign_rows` made, with `title` above."""
    return table_workbook("Cần xem lại", title, HEADINGS, rows)


def _notes(
    dossier: SignDossier, file_names: Mapping[int, str], name_of_commune: Callable[[str], str]
) -> Iterator[str]:
    """What a dossier's days alone do not say: earlier days, where it stands besides."""
    if dossier.kind == "shared_code" and dossier.other_commune:
        yield f"cũng có trong danh sách của {name_of_commune(dossier.other_commune)}"
    if dossier.row is not None and dossier.upload_id is not None:
        yield f"lặp lại ở dòng {dossier.row} của tệp “{file_names.get(dossier.upload_id, '')}”"
    days_now = (dossier.received_on, dossier.due_on, dossier.finished_on)
    changes = zip(_DAY_HEADINGS, dossier.days_before or days_now, days_now, strict=True)
    for heading, before, now in changes:
        if before and before != now:
            yield f"{heading.lower()} ở danh sách trước: {day_text(before)}"
