"""The workbook in which a plan is written or changed elsewhere; the page Kế hoạch reads it back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.communes import communes
from data.dates import day_text
from data.planning.draft_ids import numbered_rows
from data.planning.drafts import (
    COMPARATORS,
    HEAD,
    HEADINGS,
    PARTS,
    TASK_HEADINGS,
    YES,
    Draft,
    DraftRow,
    Head,
    MetricLabels,
)
from data.wording import CADENCES
from loaders.plan_template import TASK_SHEET
from metrics.catalogue.plan_names import catalogue_labels
from reports.text_workbook import text_workbook

_SHEET, _LISTS = "Kế hoạch", "Danh mục"
_BELOW_TITLE = 2
_HEAD_ROW = _BELOW_TITLE + len(HEAD) + 1
_ROOM_FOR = 200  # targets: so far the lists of choices reach
_TASK_HEAD_ROW = 2
# Of the columns of targets and of tasks, in letters; 0 is a column that goes along unseen.
_TASK_WIDTHS = (9, 46, 30, 13, 13, 18, 15, 30, 30, 26, 22, 8, 40, 0, 0, 0)
_WIDTHS = (9, 38, 38, 12, 9, 9, 14, 14, 26, 30, 34, 28, 22, 8, 14, 40)
_GUIDE = (
    "Trang “Kế hoạch”: phía trên là thông tin của văn bản, bên dưới mỗi dòng là một chỉ tiêu.",
    "Xã, phường: ghi tên kèm mã, ví dụ “Xã Ninh Giang (mã 11203)”. Ngày ghi như 01/01/2026.",
    "Số văn bản, ngày văn bản: ghi đúng như trong văn bản; văn bản để trống thì để trống.",
    "Cột “Số”: giữ nguyên ở dòng đã có; để trống ở dòng mới, bảng theo dõi sẽ đánh số.",
    "Cột “Chỉ số”, “So sánh”, “Mẫu số tính”, “Thân hay phụ lục”: chọn trong danh sách của ô.",
    "Cột “Mức (%)”: ghi 80 cho 80%; để trống khi kế hoạch chưa có con số. Chỉ tiêu theo điểm của "
    "Bộ chỉ số 766 thì ghi số điểm, của một nhóm cũng vậy: 20 cho 20 điểm.",
    "Cột “Năm gốc”: chỉ ghi khi chỉ tiêu là mức tăng so với một năm, ví dụ 2025. Cột “Hạn của chỉ "
    "tiêu”: chỉ ghi khi chỉ tiêu phải xong trước khi kế hoạch hết hiệu lực, ví dụ 28/02/2026. Cột "
    "“Áp dụng từ ngày”: chỉ ghi khi mức này áp dụng từ giữa năm, ví dụ 01/07/2026.",
    "Cột “Mẫu số tính”: chỉ chọn khi kế hoạch tính trên mẫu số khác với cách tính thường dùng.",
    "Trang “Nhiệm vụ”: mỗi dòng một việc mà kế hoạch giao; ngày ghi như 30/06/2026. Việc làm một "
    "lần thì ghi “Đến ngày” là ngày hạn; việc làm định kỳ cả năm thì chọn ở cột “Định kỳ”, để "
    "trống hai cột ngày. Nhiều kỳ thì cách nhau bằng dấu phẩy, nhiều cơ quan bằng dấu chấm phẩy.",
    "Cột “Ngày trong kỳ”: ghi khi văn bản nêu ngày của việc định kỳ, ví dụ “ngày 20” (của tháng, "
    "hoặc của tháng cuối quý), “ngày 5 tháng sau”, “ngày 15 tháng 11”, “thứ Sáu”. “Trước ngày 20” "
    "là ngày 19.",
    "Văn bản điều chỉnh trong năm là một kế hoạch mới: có hiệu lực từ ngày điều chỉnh, chỉ ghi "
    "những chỉ tiêu thay đổi.",
    "Ghi xong, chọn tệp ở trang Kế hoạch, mục “Thêm, sửa kế hoạch”. Chưa có gì được lưu trước khi "
    "bấm “Lưu phiên bản”.",
)


def plan_template(draft: Draft) -> bytes:
    """The xlsx file with the draft's head and a line for each target, and a sheet of its tasks.

    All is text, with choices.
    """
    names = catalogue_labels()
    out = io.BytesIO()
    with text_workbook(out) as book:
        sheet, task_sheet = book.add_worksheet(_SHEET), book.add_worksheet(TASK_SHEET)
        bold_format = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        )
        text_format = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        tables = ((sheet, HEADINGS, _WIDTHS), (task_sheet, TASK_HEADINGS, _TASK_WIDTHS))
        for table_sheet, headings, widths in tables:
            for x, (_, width) in enumerate(zip(headings, widths, strict=True)):
                hidden = {"hidden": True} if width == 0 else {}
                table_sheet.set_column(x, x, width or 9, text_format, hidden)
        sheet.write_string(0, 1, "MẪU KẾ HOẠCH", bold_format)
        _write_head(sheet, draft.head, text_format)
        _write_rows(sheet, _HEAD_ROW, HEADINGS, numbered_rows(draft), (bold_format, text_format))
        task_sheet.write_string(0, 1, "CÁC NHIỆM VỤ CỦA KẾ HOẠCH", bold_format)
        task_rows = [row for row in draft.task_rows if not row.is_blank]
        formats = (bold_format, text_format)
        _write_rows(task_sheet, _TASK_HEAD_ROW, TASK_HEADINGS, task_rows, formats)
        _write_guide(book.add_worksheet("Hướng dẫn"), text_format)
        ranges = _write_lists(book.add_worksheet(_LISTS), names)
        _add_choices(sheet, HEADINGS, ranges, (_HEAD_ROW, len(draft.rows)))
        _add_choices(task_sheet, TASK_HEADINGS, ranges, (_TASK_HEAD_ROW, len(task_rows)))
    return out.getvalue()


def _write_rows(
    sheet: Worksheet,
    head_row: int,
    headings: Mapping[str, str],
    rows: Sequence[DraftRow],
    formats: tuple[Format, Format],
) -> None:
    """Write the headings in `head_row` and the rows below; `formats`: of headings, of cells."""
    for x, heading in enumerate(headings.values()):
        sheet.write_string(head_row, x, heading, formats[0])
    for y, row in enumerate(rows, start=head_row + 1):
        for x, name in enumerate(headings):
            sheet.write_string(y, x, row.texts.get(name, ""), formats[1])
    sheet.freeze_panes(head_row + 1, 2)


def _write_head(sheet: Worksheet, head: Head, text_format: Format) -> None:
    """Write the head's entries, a line each: the commune by name, days as dates."""
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
    """Write each cell's choices as a column, and give by cell name the range as a formula."""
    variants = dict.fromkeys(words for some in names.variants.values() for words in some.values())
    choices_by_name: Mapping[str, Sequence[str]] = {
        "metric": list(names.metrics.values()),
        "comparator": list(COMPARATORS.values()),
        "denominator_variant": list(variants),
        "part": list(PARTS.values()),
        "province_wide": [YES],
        "cadence": list(CADENCES.values()),
    }
    choice_ranges = {}
    for x, (name, choices) in enumerate(choices_by_name.items()):
        sheet.set_column(x, x, 44)
        sheet.write_column(0, x, choices)
        choice_ranges[name] = f"='{_LISTS}'!${chr(65 + x)}$1:${chr(65 + x)}${len(choices)}"
    return choice_ranges


def _add_choices(
    sheet: Worksheet,
    headings: Mapping[str, str],
    choice_ranges: Mapping[str, str],
    table: tuple[int, int],
) -> None:
    """Let each column that has a range of choices (by name) offer them, in 200 rows at least.

    `table` is the row of the headings and the number of rows below. Of cadences a cell may name
    several, so another text than a choice is let in.
    """
    head_row, row_count = table
    for x, name in enumerate(headings):
        if name in choice_ranges:
            last_row = head_row + max(row_count, _ROOM_FOR)
            rule = {"validate": "list", "source": choice_ranges[name], "ignore_blank": True}
            message = {
                "error_title": "Chưa có trong danh mục",
                "error_message": "Hãy chọn trong ô.",
                "show_error": name != "cadence",
            }
            sheet.data_validation(head_row + 1, x, last_row, x, rule | message)


def _write_guide(sheet: Worksheet, text_format: Format) -> None:
    """Write the guide's lines into a sheet, one a row."""
    sheet.set_column(0, 0, 100, text_format)
    for row, line in enumerate(_GUIDE):
        sheet.write_string(row, 0, line, text_format)
