"""The workbook in which counts are typed that no export gives; it loads like any other file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.communes import communes
from data.dates import day_text, from_to_text
from data.periods import Period
from data.typed_counts import HUNDREDTHS, TypedCount, typed_counts
from loaders.layouts.layout import Layout, layouts
from reports.text_workbook import text_workbook

_HEAD_ROW = 5
_ROOM = 30  # of Excel's cell for a document: as wide as most numbers of documents
_GUIDE = (
    "Mỗi dòng của trang “Số liệu” là một số mà hệ thống không xuất ra; kế hoạch cần số đó.",
    "Chỉ ghi vào cột “Số lượng” và cột “Văn bản làm căn cứ”. Đừng sửa tên dòng.",
    "Số lượng là số nguyên, không âm; điểm, chỉ số đã công bố thì ghi như 85,21.",
    "Để trống là chưa có số liệu; ghi 0 khi đúng là không có.",
    "Số ở dòng “Trong đó” không được lớn hơn số ở dòng tổng.",
    "Số “đến ngày cuối kỳ” là số có vào ngày cuối; số “trong kỳ” là số phát sinh trong kỳ.",
    "Văn bản làm căn cứ: số, ngày của báo cáo, quyết định; không ghi tên người.",
    "Ghi xong, lưu tệp rồi nạp ở trang “Nạp số liệu”. Nạp lại cùng kỳ thì tệp mới thay tệp cũ.",
)


@dataclass(frozen=True)
class DocumentedCount:
    """A typed count, a mark in hundredths, and the document that it rests on."""

    number: int
    document: str


def template_layout() -> Layout:
    """The layout that the template for typed counts is written in."""
    return next(layout for layout in layouts() if layout.lines)


def counts_by_topic() -> tuple[tuple[str, tuple[TypedCount, ...]], ...]:
    """Each topic with its typed counts, both in the template's order."""
    by_topic = groupby(typed_counts().values(), lambda count: count.topic)
    return tuple((topic, tuple(counts)) for topic, counts in by_topic)


def typed_counts_template(
    commune_code: str,
    period: Period,
    counts: Mapping[str, DocumentedCount] | None = None,
    made_at: datetime | None = None,
) -> bytes:
    """The xlsx file with a line a typed count, filled in from `counts` by measure, with `made_at`.

    `made_at` is written into it, so that a sheet saved anew is another file.
    """
    out = io.BytesIO()
    with text_workbook(out) as book:
        sheet = book.add_worksheet("Số liệu")
        bold_format = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain_format = book.add_format({"text_wrap": True, "valign": "top"})
        number_formats = tuple(
            book.add_format({"locked": False, "num_format": code, "bg_color": "#FFF8E1"})
            for code in ("#,##0", "0.00")
        )
        text_format = book.add_format({"locked": False, "num_format": "@", "bg_color": "#FFF8E1"})
        for row, line in enumerate(_head_lines(commune_code, period, made_at)):
            sheet.write_string(row, 1, line, bold_format if row == 0 else None)
        for x, heading in enumerate(_headings()):
            sheet.write_string(_HEAD_ROW, x, heading, bold_format)
        _write_counts(sheet, counts or {}, (bold_format, plain_format, text_format), number_formats)
        _format_sheet(sheet)
        _write_guide(book.add_worksheet("Hướng dẫn"), plain_format)
    return out.getvalue()


def _head_lines(commune_code: str, period: Period, made_at: datetime | None) -> Sequence[str]:
    """The texts above the headings: title, commune, period, and when it was made ("" if None)."""
    commune = communes()[commune_code]
    made_line = f"Lập lúc {made_at:%H:%M:%S.%f}, {day_text(made_at)}" if made_at else ""
    return (
        template_layout().title.upper(),
        f"Đơn vị báo cáo: {commune.name}, {commune.province} (mã {commune_code})",
        from_to_text(period.first, period.last),
        made_line,
    )


def _headings() -> tuple[str, ...]:
    """The headings of the template's five columns."""
    return ("STT", "Nội dung", "Đơn vị tính", "Số lượng", "Văn bản làm căn cứ")


def _write_counts(
    sheet: Worksheet,
    counts_by_measure: Mapping[str, DocumentedCount],
    formats: tuple[Format, Format, Format],
    number_formats: Sequence[Format],
) -> None:
    """Write each topic in bold and its counts below it, numbered through, below the headings.

    `formats` are those of topics, of other cells and of documents, `number_formats` those of counts
    and of marks.
    """
    bold_format, plain_format, text_format = formats
    row, count_number = _HEAD_ROW, 0
    for title, counts in counts_by_topic():
        row += 1
        sheet.write_string(row, 1, title, bold_format)
        for count in counts:
            row, count_number = row + 1, count_number + 1
            number_format = number_formats[bool(count.most)]
            _restrict_cell(sheet, row, count)
            sheet.write_number(row, 0, count_number, plain_format)
            sheet.write_string(row, 1, count.line, plain_format)
            sheet.write_string(row, 2, count.count_unit, plain_format)
            sheet.write_blank(row, 3, None, number_format)
            sheet.write_blank(row, 4, None, text_format)
            if stored_count := counts_by_measure.get(count.measure):
                shown_number = stored_count.number / (HUNDREDTHS if count.most else 1)
                sheet.write_number(row, 3, shown_number, number_format)
                sheet.write_string(row, 4, stored_count.document, text_format)


def _restrict_cell(sheet: Worksheet, row: int, count: TypedCount) -> None:
    """Have Excel refuse in the row's number cell what is no count, or no mark up to its most."""
    count_rule = {"validate": "integer", "criteria": ">=", "value": 0}
    mark_rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": count.most}
    wanted = f"số từ 0 đến {count.most}" if count.most else "số nguyên từ 0 trở lên"
    rule = {
        **(mark_rule if count.most else count_rule),
        "ignore_blank": True,
        "error_title": "Không phải số đếm" if not count.most else "Không phải điểm",
        "error_message": f"Hãy ghi {wanted}, hoặc để trống.",
    }
    sheet.data_validation(row, 3, row, 3, rule)


def _format_sheet(sheet: Worksheet) -> None:
    """Set the columns' widths, freeze the headings, and lock all cells that are not typed in."""
    for x, width in enumerate((6, 64, 18, 14, _ROOM)):
        sheet.set_column(x, x, width)
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_guide(sheet: Worksheet, text_format: Format) -> None:
    """Write the guide's lines into a sheet, one a row."""
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(_GUIDE):
        sheet.write_string(row, 0, line, text_format)
