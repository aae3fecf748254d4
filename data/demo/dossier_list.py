"""The dossier list of a span, as xlsx or CSV: each dossier as it stood on the list's last day."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import StringIO

from data.dates import day_text, from_to_text
from data.demo.centres import Centre
from data.demo.dossiers import NOT_RECEIVED, RETURNED, Dossier, is_carried_over, is_finished_by
from data.demo.workbooks import Workbook, Worksheet, workbook_bytes

HEADINGS = (
    "STT",
    "Mã hồ sơ",
    "Mã thủ tục",
    "Tên thủ tục hành chính",
    "Lĩnh vực",
    "Cơ quan thực hiện",
    "Chủ hồ sơ",
    "Địa chỉ",
    "Số điện thoại",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Trạng thái",
    "Phí, lệ phí (đồng)",
    "Hình thức thanh toán",
    "Số hóa TPHS",
    "Số hóa kết quả",
    "Kết quả điện tử",
    "Tái sử dụng TPHS",
    "Thư xin lỗi",
    "Đánh giá",
    "Cán bộ đang xử lý",
    "Ghi chú",
)
END_OF_DAY = time(17, 0)

Value = str | int | datetime


def belongs_in_list(dossier: Dossier, first: date, last: date) -> bool:
    """Whether the list of a span has a dossier: received in the span, or open at its start."""
    return first <= dossier.received_on <= last or is_carried_over(dossier, first)


def _yes_no_word(answer: bool) -> str:
    """The list's word for a yes or no: "Có" for true, "Không" for false."""
    return "Có" if answer else "Không"


def _state_words(dossier: Dossier, last: date) -> str:
    """A dossier's state in the list's words, as it stood on the list's last day."""
    is_ended = dossier.end_state == NOT_RECEIVED or is_finished_by(dossier, last)
    return dossier.end_state if is_ended else dossier.open_state


def _list_row(number: int, dossier: Dossier, centre: Centre, last: date) -> tuple[Value, ...]:
    """A dossier's cells in the list's columns, as it stood on the last day; "" where blank."""
    state = _state_words(dossier, last)
    is_returned = state == RETURNED
    finished_at = (dossier.finished_at or "") if is_finished_by(dossier, last) else ""
    has_result = is_returned and dossier.procedure.gives_result
    return (
        number,
        dossier.code,
        dossier.procedure.code,
        dossier.procedure.name,
        dossier.procedure.field,
        f"UBND {centre.name}",
        f"CÔNG DÂN MINH HỌA {dossier.number:06}",
        f"Thôn Minh Họa, số {dossier.number}",
        f"0900000{dossier.number:06}",
        dossier.channel,
        dossier.received_at,
        datetime.combine(dossier.due_on, END_OF_DAY),
        finished_at,
        state,
        dossier.procedure.fee,
        dossier.payment,
        _yes_no_word(dossier.digitised),
        _yes_no_word(dossier.result_digitised) if has_result else "",
        _yes_no_word(dossier.electronic) if has_result else "",
        _yes_no_word(dossier.reused),
        dossier.apology if is_returned else "",
        dossier.rating if is_returned else "",
        f"CÁN BỘ MINH HỌA {dossier.number % 7 + 1:02}",
        "Số liệu minh họa",
    )


def _list_rows(
    dossiers: Iterable[Dossier], centre: Centre, first: date, last: date
) -> Iterator[tuple[Value, ...]]:
    """The rows of the span's list, one a dossier, numbered from 1."""
    list_dossiers = (dossier for dossier in dossiers if belongs_in_list(dossier, first, last))
    return (
        _list_row(number, dossier, centre, last)
        for number, dossier in enumerate(list_dossiers, start=1)
    )


def list_as_csv(dossiers: Iterable[Dossier], centre: Centre, first: date, last: date) -> bytes:
    """A centre's list of a span as UTF-8 CSV bytes: the headings and a row a dossier, no more."""
    csv_file = StringIO(newline="")
    writer = csv.writer(csv_file)
    writer.writerow(HEADINGS)
    for row in _list_rows(dossiers, centre, first, last):
        writer.writerow([f"{day_text(v)} {v:%H:%M}" if isinstance(v, datetime) else v for v in row])
    return csv_file.getvalue().encode("utf-8-sig")


def list_as_xlsx(dossiers: Iterable[Dossier], centre: Centre, first: date, last: date) -> bytes:
    """A centre's list of a span as a workbook's bytes: titles, headings, dossiers, total row."""
    rows = list(_list_rows(dossiers, centre, first, last))

    def write_list(workbook: Workbook, sheet: Worksheet) -> None:
        """Write the titles, the headings, a row a dossier and the total row into the sheet."""
        bold_format = workbook.add_format({"bold": True})
        moment_format = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.merge_range(0, 0, 0, 5, f"UBND {centre.name}".upper(), bold_format)
        sheet.merge_range(1, 0, 1, 23, "DANH SÁCH HỒ SƠ", bold_format)
        sheet.merge_range(2, 0, 2, 23, from_to_text(first, last), bold_format)
        sheet.write_row(3, 0, HEADINGS, bold_format)
        for row_index, row in enumerate(rows, start=4):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(row_index, column, value, moment_format)
                elif isinstance(value, int):
                    sheet.write_number(row_index, column, value)
                elif value:
                    sheet.write_string(row_index, column, value)
        sheet.write_string(len(rows) + 4, 1, f"Tổng số: {len(rows)} hồ sơ", bold_format)

    return workbook_bytes("Danh sách hồ sơ", write_list)
