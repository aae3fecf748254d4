"""Biểu II.05a: petitions of one centre over a span, a row a kind."""

from collections.abc import Iterable
from datetime import date

from data.dates import from_to_text
from data.demo.centres import Centre
from data.demo.dossiers import Dossier
from data.demo.workbooks import Workbook, Worksheet, workbook_bytes

# (first row, first column, last row, last column, text); rows and columns count from 0.
MERGED_HEADINGS = (
    (5, 0, 6, 0, "STT"),
    (5, 1, 6, 1, "Nội dung PAKN"),
    (5, 2, 5, 4, "Số PAKN tiếp nhận"),
    (5, 5, 5, 7, "Số PAKN đã xử lý"),
    (5, 8, 6, 8, "Đang xử lý"),
    (5, 9, 6, 9, "Đã đăng tải công khai"),
)
LOWER = ("Tổng số", "Kỳ trước chuyển qua", "Tiếp nhận mới trong kỳ", "Tổng số", "Đúng hạn")


def petitions(centre: Centre) -> dict[str, list[int]]:
    """By kind: all, carried over, received, handled, on time, late, pending, published."""
    counts_by_kind = {}
    for kind, carried, received in (
        ("Hành vi hành chính", 2, centre.monthly // 10),
        ("Quy định hành chính", 0, centre.monthly // 45),
    ):
        late = round(received * (1 - centre.on_time[1]))
        pending = 1 if carried else 0
        handled = carried + received - pending
        unpublished = 1 if centre.satisfied[1] < 0.96 else 0
        counts = [carried + received, carried, received, handled, handled - late, late, pending]
        counts_by_kind[kind] = [*counts, handled - unpublished]
    return counts_by_kind


def form_05a_as_xlsx(dossiers: Iterable[Dossier], centre: Centre, first: date, last: date) -> bytes:
    """The form of one span; petitions are no dossiers, so `dossiers` is not used."""
    kinds = petitions(centre)
    total = [sum(column) for column in zip(*kinds.values(), strict=True)]

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        bold = workbook.add_format({"bold": True, "align": "center"})
        sheet.merge_range(0, 0, 0, 3, "Biểu số II.05a/VPCP/KSTT")
        sheet.merge_range(1, 0, 1, 9, "KẾT QUẢ TIẾP NHẬN, XỬ LÝ PHẢN ÁNH, KIẾN NGHỊ", bold)
        sheet.merge_range(2, 0, 2, 9, f"Đơn vị báo cáo: UBND {centre.name} - {centre.province}")
        period = from_to_text(first, last)
        sheet.merge_range(3, 0, 3, 9, f"Kỳ báo cáo: ({period})")
        for *corners, text in MERGED_HEADINGS:
            sheet.merge_range(*corners, text, bold)
        sheet.write_row(6, 2, (*LOWER, "Quá hạn"), bold)
        for place, (kind, counts) in enumerate(kinds.items(), start=1):
            sheet.write_row(6 + place, 0, (place, kind, *counts))
        sheet.write_row(7 + len(kinds), 1, ("Tổng số", *total), bold)

    return workbook_bytes("BieuII05a", fill)
