"""The workbook in which a plan is written or changed elsewhere; the page Kế hoạch reads it back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.communes import communes
from data.dates import day_text
from data.planning.draft_ids import numbered_rows
from data.planning.drafts import COMPARATORS, HEAD, HEADINGS, PARTS, YES, Draft, Head, MetricLabels
from metrics.catalogue.plan_names import catalogue_names
from reports.text_workbook import text_workbook

_SHEET, _LISTS = "Kế hoạch", "Danh mục"
_BELOW_TITLE = 2
_HEAD_ROW = _BELOW_TITLE + len(HEAD) + 1
_ROOM_FOR = 200  # targets: so far the lists of choices reach
_WIDTHS = (9, 38, 38, 12, 9, 9, 14, 26, 30, 34, 28, 22, 8, 14, 40)
_GUIDE = (
    "Trang “Kế hoạch”: phía trên là thông tin của văn bản, bên dưới mỗi dòng là một chỉ tiêu.",
    "Xã, phường: ghi tên kèm mã, ví dụ “Xã Ninh Giang (mã 11203)”. Ngày ghi như 01/01/2026.",
    "Số văn bản, ngày văn bản: ghi đúng như trong văn bản; văn bản để trống thì để trống.",
    "Cột “Số”: giữ nguyên ở dòng đã có; để trống ở dòng mới, bảng theo dõi sẽ đánh số.",
    "Cột “Chỉ số”, “So sánh”, “Mẫu số tính”, “Thân hay phụ lục”: chọn trong danh sách của ô.",
    "Cột “Mức (%)”: ghi 80 cho 80%; để trống khi kế hoạch chưa có con số. Chỉ tiêu theo điểm của "
    "Bộ chỉ số 766 thì ghi số điểm, của một nhóm cũng vậy: 20 cho 20 điểm.",
    "Cột “Năm gốc”: chỉ ghi khi chỉ tiêu là mức tăng so với một năm, ví dụ 2025. Cột “Hạn của chỉ "
    "tiêu”: chỉ ghi khi chỉ tiêu phải xong trước khi kế hoạch hết hiệu lực, ví dụ 28/02/2026.",
    "Cột “Mẫu số tính”: chỉ chọn khi kế hoạch tính trên mẫu số khác với cách tính thường dùng.",
    "Văn bản điều chỉnh trong năm là một kế hoạch mới: có hiệu lực từ ngày điều chỉnh, chỉ ghi "
    "những chỉ tiêu thay đổi.",
    "Ghi xong, chọn tệp ở trang Kế hoạch, mục “Thêm, sửa kế hoạch”. Chưa có gì được lưu trước khi "
    "bấm “Lưu phiên bản”.",
)


def plan_template(draft: Draft) -> bytes:
    """The xlsx file with the draft's head and a line for each target; all text, with choices."""
    names = catalogue_names()
    out = io.BytesIO()
    with text_workbook(out) as book:
        sheet = book.add_worksheet(_SHEET)
        bold_format = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        )
        text_format = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for x, width in enumerate(_WIDTHS):
            sheet.set_column(x, x, width, text_format)
        sheet.write_string(0, 1, "MẪU KẾ HOẠCH", bold_format)
        _write_head(sheet, draft.head, text_format)
        for x, heading in enumerate(HEADINGS.values()):
            sheet.write_string(_HEAD_ROW, x, heading, bold_format)
        for y, row in enumerate(numbered_rows(draft), start=_HEAD_ROW + 1):
            for x, name in enumerate(HEADINGS):
                sheet.write_string(y, x, row.texts.get(name, ""), text_format)
        sheet.freeze_panes(_HEAD_ROW + 1, 2)
        _write_guide(book.add_worksheet("Hướng dẫn"), text_format)
        _add_choices(sheet, _write_lists(book.add_worksheet(_LISTS), names), len(draft.rows))
    return out.getvalue()


def _write_head(sheet: Worksheet, head: Head, text_format: Format) -> None:
    """Write what the head says of the document, a line each: the commune by name, days as dates."""
    texts = {name: getattr(head, name) for name in HEAD}
    commune = communes().get(head.commune_code or "")
    texts["commune_code"] = (
        f"{commune.name}, {commune.province} (mã {commune.code})" if commune else ""
    )
    for name in ("valid_from", "valid_to"):
        texts[name] = day_text(texts[name]) if texts[name] else ""
    for row, (name, label) in enumerate(HEAD.items(), start=_BELOW_TITLE - 1):
        sheet.write_string(row, 1, f"{label}:", text_format)
        sheet.write_string(row, 2, texts[name], text_format)


def _write_lists(sheet: Worksheet, names: MetricLabels) -> Mapping[str, str]:
    """Write the choices, a column for each text of a target; the range of each, by its name."""
    variants = dict.fromkeys(words for some in names.variants.values() for words in some.values())
    choices_by_name: Mapping[str, Sequence[str]] = {
        "metric": list(names.metrics.values()),
        "comparator": list(COMPARATORS.values()),
        "denominator_variant": list(variants),
        "part": list(PARTS.values()),
        "province_wide": [YES],
    }
    choice_ranges = {}
    for x, (name, choices) in enumerate(choices_by_name.items()):
        sheet.set_column(x, x, 44)
        sheet.write_column(0, x, choices)
        choice_ranges[name] = f"='{_LISTS}'!${chr(65 + x)}$1:${chr(65 + x)}${len(choices)}"
    return choice_ranges


def _add_choices(sheet: Worksheet, choice_ranges: Mapping[str, str], row_count: int) -> None:
    """Let each column that has a range of choices (by name) offer them, in 200 rows at least."""
    for x, name in enumerate(HEADINGS):
        if name in choice_ranges:
            last_row = _HEAD_ROW + max(row_count, _ROOM_FOR)
            rule = {"validate": "list", "source": choice_ranges[name], "ignore_blank": True}
            message = {
                "error_title": "Chưa có trong danh mục",
                "error_message": "Hãy chọn trong ô.",
            }
            sheet.data_validation(_HEAD_ROW + 1, x, last_row, x, rule | message)


def _write_guide(sheet: Worksheet, text_format: Format) -> None:
    sheet.set_column(0, 0, 100, text_format)
    for row, line in enumerate(_GUIDE):
        sheet.write_string(row, 0, line, text_format)
