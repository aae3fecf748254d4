"""What is wrong with a file or a row, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from data.record.mapped_words import WaitingWord
from data.record.problem import Problem
from files.refusal import Refused

_LONGEST_VALUE = 40

MESSAGES = {
    "missing_code": "Dòng có ngày nhưng không có mã hồ sơ: hãy bổ sung mã rồi xuất lại.",
    "missing_date": "Thiếu ngày: hãy bổ sung trên hệ thống rồi xuất lại.",
    "missing_finish": "Hồ sơ đã kết thúc nhưng thiếu ngày kết thúc: hãy bổ sung rồi xuất lại.",
    "impossible_date": "Ô này không ghi ngày theo cách đọc được, hoặc ngày, năm không có thật: "
    "hãy sửa ngày rồi xuất lại.",
    "missing_state": "Thiếu trạng thái hồ sơ: hãy bổ sung trên hệ thống rồi xuất lại.",
    "unknown_state": "Chưa biết trạng thái này là hồ sơ đã xong hay chưa: hãy chọn nghĩa của từ ở "
    "trang Nạp số liệu.",
    "unknown_channel": "Chưa biết hình thức nộp này: hãy chọn nghĩa của từ ở trang Nạp số liệu.",
    "unknown_word": "Chưa biết từ này ở cột này: hãy chọn nghĩa của từ ở trang Nạp số liệu, hoặc "
    "sửa rồi xuất lại.",
    "not_a_number": "Ô này phải là số, không âm: hãy sửa lại rồi nạp.",
    "finish_before_receipt": "Ngày kết thúc trước ngày tiếp nhận: hãy sửa một trong hai ngày.",
    "day_month_swapped": "Ngày và tháng có thể bị đảo: hãy đối chiếu với mã hồ sơ và các ngày khác "
    "của dòng rồi sửa.",
    "due_before_receipt": "Ngày hẹn trả trước ngày tiếp nhận: dòng vẫn được tính, hãy kiểm tra lại "
    "hai ngày này.",
    "code_date_differs": "Ngày tiếp nhận khác ngày ghi trong mã hồ sơ: dòng vẫn được tính, hãy "
    "kiểm tra lại.",
    "finish_in_future": "Ngày kết thúc sau hôm nay: dòng vẫn được tính, hãy kiểm tra lại.",
    "received_after_period": "Ngày tiếp nhận sau ngày cuối của kỳ: hãy kiểm tra lại ngày hoặc kỳ.",
    "duplicate_code": "Mã hồ sơ này đã có ở dòng trên: hãy giữ lại một dòng, dòng đầu được tính.",
    "unknown_unit": "Đơn vị này không phải xã, phường đã biết: các dòng này không tính vào xã, "
    "phường nào.",
    "unbalanced": "Dòng không khớp phép cộng của biểu: hãy kiểm tra các ô của dòng này.",
    "unbalanced_total": "Dòng tổng khác tổng các dòng: hãy kiểm tra cột này của biểu.",
    "taken_as_total": "Dòng này bằng tổng các dòng khác nên không được cộng thêm: nếu không phải "
    "dòng tổng, hãy thêm dòng “Tổng số” vào biểu rồi nạp lại.",
    "maybe_total": "Dòng này giống dòng tổng nhưng vẫn được cộng: nếu là dòng tổng, hãy đổi tên "
    "thành “Tổng số” rồi nạp lại.",
    "side_line": "Dòng này là một phần của dòng khác, là tỷ lệ hoặc số của kỳ khác nên không được "
    "cộng thêm: nếu là một dòng riêng, hãy đổi tên và số thứ tự của dòng rồi nạp lại.",
    "part_exceeds_whole": "Số này lớn hơn tổng chứa nó: hãy kiểm tra các ô của dòng này.",
    "part_without_whole": "Dòng tổng “{}” chưa có số: số này vẫn được lưu, hãy "
    "ghi thêm dòng đó để tính được tỷ lệ.",
    "missing_document": "Số này chưa có văn bản làm căn cứ: hãy ghi số, ngày của văn bản ở cùng "
    "dòng rồi nạp lại.",
    "rate_differs": "Tỷ lệ in trên biểu khác tỷ lệ tính từ các ô: số đếm vẫn được dùng.",
    "repeated_line": "Dòng này đã có ở trên: hãy giữ lại một dòng rồi nạp lại.",
    "shifted_cells": "Dòng có nhiều ô hơn tiêu đề vì một ô có dấu phẩy (dấu ngăn cách) không đặt "
    "trong ngoặc kép, các ô sau bị lệch cột: hãy xuất lại dạng .xlsx rồi nạp.",
    "error_cell": "Ô báo lỗi của Excel: hãy sửa ô này rồi nạp lại.",
}


def problem(kind: str, row: int, heading: str, quoted_text: str | None) -> Problem:
    """A problem in the standard words of its kind; of the quoted text the first 40 letters."""
    return Problem(kind, row, heading, (quoted_text or "")[:_LONGEST_VALUE], MESSAGES[kind])


# Of a row that is set aside: Excel's own number, and column → cell, as far as it may be shown.
RowSetAside = tuple[int, Mapping[str, str]]


@dataclass(frozen=True)
class CheckedRows:
    """A sheet's data rows after all checks: `rows` are typed and trusted, the others `set_aside`.

    `rows_read` counts both; `problems` are those of the rows set aside, and milder ones of rows
    that count all the same. `day_beyond_clock` is the latest day of a list that shows the machine's
    clock to stand too early, None of others.
    """

    rows: pa.Table
    rows_read: int
    problems: tuple[Problem, ...]
    set_aside: tuple[RowSetAside, ...]
    day_beyond_clock: date | None = None
    waiting_rows: pa.Table | None = None
    """Those with words that the layout does not know, whether somebody gave them a meaning or
    not: `data.record.stored_rows.UNKNOWN_MARK` and the word stand where the meaning would."""

    @property
    def row_counts_by_commune(self) -> dict[str, int]:
        """Commune code → how many of `rows` are its own; 0 where all its rows wait."""
        counts = self.rows.column("commune_code").value_counts().to_pylist()
        waiting_codes = (
            self.waiting_rows.column("commune_code").unique().to_pylist()
            if self.waiting_rows
            else ()
        )
        return {count["values"]: count["counts"] for count in counts} | {
            code: 0 for code in waiting_codes if all(code != count["values"] for count in counts)
        }


class AllRowsSetAside(Refused):
    """No row is left to count: `checked` says what is wrong with each.

    `units` are the texts among them that may name communes, if somebody says which, `words` those
    whose meaning nobody said yet.
    """

    def __init__(
        self,
        sentence: str,
        checked: CheckedRows,
        units: tuple[str, ...] = (),
        words: tuple[WaitingWord, ...] = (),
    ) -> None:
        """A refusal of a file whose rows are all set aside, with what may be asked of it."""
        super().__init__(sentence)
        self.checked = checked
        self.units = units
        self.words = words
