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
LOWER_HEADINGS = (
    "Tổng số",
    "Kỳ trước chuyển qua",
    "Tiếp nhận mới trong kỳ",
    "Tổng số",
    "Đúng hạn",
    "Quá hạn",
)


def petition_counts(centre: Centre) -> dict[str, list[int]]:
    """Petitions by kind: [all, carried over, new, handled, on time, late, pending, published]."""
    counts_by_kind = {}
    for kind, carried_count, received_count in (
        ("Hành vi hành chính", 2, centre.monthly_count // 10),
        ("Quy định hành chính", 0, centre.monthly_count // 45),
    ):
        late_count = round(received_count * (1 - centre.on_time[1]))
        pending_count = 1 if carried_count else 0
        handled_count = carried_count + received_count - pending_count
        unpublished_count = 1 if centre.satisfied[1] < 0.96 else 0
        counts = [
            carried_count + received_count,
            carried_count,
            received_count,
            handled_count,
            handled_count - late_count,
            late_count,
            pending_count,
        ]
        counts_by_kind[kind] = [*counts, handled_count - unpublished_count]
    return counts_by_kind


def form_05a_as_xlsx(dossiers: Iterable[Dossier], centre: Centre, first: date, last: date) -> bytes:
    """A centre's form of petitions of one span, as a workbook's bytes; `dossiers` is unused."""
    counts_by_kind = petition_counts(centre)
    total_row = [sum(column) for column in zip(*counts_by_kind.values(), strict=True)]

    def write_form(workbook: Workbook, sheet: Worksheet) -> None:
        """Write the titles, the merged headings, a row a kind and the total row."""
        bold_format = workbook.add_format({"bold": True, "align": "center"})
        sheet.merge_range(0, 0, 0, 3, "Biểu số II.05a/VPCP/KSTT")
        sheet.merge_range(1, 0, 1, 9, "KẾT QUẢ TIẾP NHẬN, XỬ LÝ PHẢN ÁNH, KIẾN NGHỊ", bold_format)
        sheet.merge_range(2, 0, 2, 9, f"Đơn vị báo cáo: UBND {centre.name} - {centre.province}")
        period = from_to_text(first, last)
        sheet.merge_range(3, 0, 3, 9, f"Kỳ báo cáo: ({period})")
        for *corners, text in MERGED_HEADINGS:
            sheet.merge_range(*corners, text, bold_format)
        sheet.write_row(6, 2, LOWER_HEADINGS, bold_format)
        for number, (kind, counts) in enumerate(counts_by_kind.items(), start=1):
            sheet.write_row(6 + number, 0, (number, kind, *counts))
        sheet.write_row(7 + len(counts_by_kind), 1, ("Tổng số", *total_row), bold_format)

    return workbook_bytes("BieuII05a", write_form)
