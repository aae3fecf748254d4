"""Biểu II.06a of a month: received, resolved and pending dossiers, a row a field."""

from collections.abc import Iterable
from datetime import date

from data.dates import from_to_text
from data.demo.centres import Centre
from data.demo.dossiers import (
    NOT_RECEIVED,
    ONLINE,
    RETURNED,
    Dossier,
    is_carried_over,
    is_finished_by,
)
from data.demo.workbooks import Workbook, Worksheet, workbook_bytes

COLUMN_NUMBERS = (
    "(1)",
    "(2)",
    "(3)=(4)+(5)+(6)",
    "(4)",
    "(5)",
    "(6)",
    "(7)=(8)+(9)+(10)",
    "(8)",
    "(9)",
    "(10)",
    "(11)=(12)+(13)",
    "(12)",
    "(13)",
)
# (first row, first column, last row, last column, text); rows and columns count from 0.
MERGED_HEADINGS = (
    (5, 0, 7, 0, "STT"),
    (5, 1, 7, 1, "Lĩnh vực giải quyết"),
    (5, 2, 5, 5, "Số lượng hồ sơ tiếp nhận"),
    (5, 6, 5, 9, "Số lượng hồ sơ đã giải quyết"),
    (5, 10, 5, 12, "Số lượng hồ sơ đang giải quyết"),
    (6, 2, 7, 2, "Tổng số"),
    (6, 3, 6, 4, "Trong kỳ"),
    (6, 5, 7, 5, "Từ kỳ trước"),
    (6, 6, 7, 6, "Tổng số"),
    (6, 7, 7, 7, "Trước hạn"),
    (6, 8, 7, 8, "Đúng hạn"),
    (6, 9, 7, 9, "Quá hạn"),
    (6, 10, 7, 10, "Tổng số"),
    (6, 11, 7, 11, "Trong hạn"),
    (6, 12, 7, 12, "Quá hạn"),
)

Counts = list[int]


def _received_column(dossier: Dossier, first: date) -> int:
    """The form's column from 0: 3 for received online, 4 received otherwise, 5 carried over."""
    if dossier.received_on < first:
        return 5
    return 3 if dossier.channel in ONLINE else 4


def _outcome_column(dossier: Dossier, last: date) -> int:
    """The form's column from 0: 7 early, 8 on time or left, 9 late, 11 open, 12 open and late."""
    if dossier.finished_at is None or not is_finished_by(dossier, last):
        return 12 if dossier.due_on < last else 11
    finished_on = dossier.finished_at.date()
    # The form has no column for what was withdrawn or stopped: it goes under "Đúng hạn".
    if dossier.end_state != RETURNED or finished_on == dossier.due_on:
        return 8
    return 7 if finished_on < dossier.due_on else 9


def counts_by_field(dossiers: Iterable[Dossier], first: date, last: date) -> dict[str, Counts]:
    """The 11 counts of columns (3) to (13) for each field with dossiers in the period, by name."""
    field_counts: dict[str, Counts] = {}
    for dossier in dossiers:
        is_in_period = first <= dossier.received_on <= last or is_carried_over(dossier, first)
        if dossier.end_state == NOT_RECEIVED or not is_in_period:
            continue
        counts = field_counts.setdefault(dossier.procedure.field, [0] * 11)
        counts[_received_column(dossier, first) - 2] += 1
        counts[_outcome_column(dossier, last) - 2] += 1
    for counts in field_counts.values():
        counts[0], counts[4], counts[8] = sum(counts[1:4]), sum(counts[5:8]), sum(counts[9:11])
    return dict(sorted(field_counts.items()))


def _title_lines(centre: Centre, first: date, last: date) -> tuple[str, ...]:
    """The texts of the form's title lines, from its title to its unit."""
    period = from_to_text(first, last)
    return (
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        f"Đơn vị báo cáo: UBND {centre.name} - {centre.province}",
        f"Kỳ báo cáo: Tháng {first.month} năm {first.year}  ({period})",
        "Đơn vị tính: Số hồ sơ TTHC.",
    )


def form_06a_as_xlsx(dossiers: Iterable[Dossier], centre: Centre, first: date, last: date) -> bytes:
    """A centre's form II.06a of one month, a row a field, as a workbook's bytes."""
    field_counts = counts_by_field(dossiers, first, last)
    total_row = [sum(column) for column in zip(*field_counts.values(), strict=True)]

    def write_form(workbook: Workbook, sheet: Worksheet) -> None:
        """Write titles, headings, a row a field, the total row and signature into the sheet."""
        bold_format = workbook.add_format({"bold": True, "align": "center"})
        sheet.merge_range(0, 0, 0, 3, "Biểu số II.06a/VPCP/KSTT")
        for row_index, title in enumerate(_title_lines(centre, first, last), start=1):
            sheet.merge_range(row_index, 0, row_index, 12, title, bold_format)
        for *corners, text in MERGED_HEADINGS:
            sheet.merge_range(*corners, text, bold_format)
        sheet.write_row(7, 3, ("Trực tuyến", "Trực tiếp, dịch vụ bưu chính"), bold_format)
        sheet.write_row(8, 0, COLUMN_NUMBERS)
        for number, (field, counts) in enumerate(field_counts.items(), start=1):
            sheet.write_row(8 + number, 0, (number, field, *counts))
        total_row_index = 9 + len(field_counts)
        sheet.write_row(total_row_index, 1, ("Tổng số", *total_row), bold_format)
        signature = f"{centre.name}, ngày {last.day} tháng {last.month} năm {last.year}"
        sheet.write_string(total_row_index + 2, 8, signature)
        sheet.write_string(total_row_index + 3, 1, "NGƯỜI LẬP BIỂU")

    return workbook_bytes("BieuII06a", write_form)
