"""What each sign counts, and what may be an innocent reason for it, in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.analysis.signs.sign import LAST_DAYS, LEAST_MONTH_END_CASES
from metrics.analysis.signs.sign_rules import BUSY_TIMES, LEAST_BUSY_CASES
from metrics.counting.sign_days import LONG_PROMISE_DAYS, SignKind


@dataclass(frozen=True)
class SignWords:
    """What a sign counts, of which dossiers, and what may explain it."""

    counted: str
    base: str
    reason: str


SIGN_WORDS: Mapping[SignKind, SignWords] = {
    "due_before_receipt": SignWords(
        "Ngày tiếp nhận ghi sau ngày hẹn trả.",
        "hồ sơ tiếp nhận có ngày hẹn trả",
        "Hồ sơ giấy được nhập vào hệ thống sau khi đã nhận; gõ nhầm ngày, đảo ngày và tháng.",
    ),
    "closed_same_day": SignWords(
        "Trả kết quả ngay trong ngày tiếp nhận dù hẹn trả từ "
        f"{LONG_PROMISE_DAYS} ngày trở lên (sổ chỉ giữ ngày, không giữ giờ phút).",
        f"hồ sơ đã trả, hẹn từ {LONG_PROMISE_DAYS} ngày trở lên",
        "Việc đơn giản làm xong ngay; thời gian hẹn đặt dài hơn cần thiết; hồ sơ làm xong rồi mới "
        "nhập vào hệ thống.",
    ),
    "month_end": SignWords(
        f"Trả trong {LAST_DAYS} ngày làm việc cuối tháng. Cần xem lại khi từ "
        f"{LEAST_MONTH_END_CASES} hồ sơ trở lên và gấp đôi mức rải đều các ngày làm việc.",
        "hồ sơ đã trả",
        "Kỳ hẹn trả rơi vào cuối tháng; ngày trả theo lịch của đơn vị; nghỉ lễ dồn việc lại.",
    ),
    "busy_day": SignWords(
        f"Trả trong ngày có từ {LEAST_BUSY_CASES} hồ sơ kết thúc trở lên và gấp {BUSY_TIMES} lần "
        "ngày thường.",
        "hồ sơ đã trả",
        "Trả kết quả hàng loạt của một đợt; dồn việc sau kỳ nghỉ; hệ thống lỗi nên cập nhật bù.",
    ),
    "late_no_more": SignWords(
        "Danh sách trước cho thấy quá hạn, danh sách sau lại đúng hạn.",
        "hồ sơ có ở hai danh sách",
        "Gia hạn, tạm dừng có văn bản; chờ bổ sung, chờ nộp thuế không tính vào thời gian; sửa lại "
        "ngày trả đã cập nhật chậm.",
    ),
    "moved_day": SignWords(
        "Ngày tiếp nhận, hẹn trả hoặc kết thúc ở hai danh sách khác nhau.",
        "hồ sơ có ở hai danh sách",
        "Gia hạn, chờ bổ sung nên hẹn lại; sửa ngày gõ nhầm; hai mẫu danh sách lấy ngày khác nhau.",
    ),
    "duplicate_code": SignWords(
        "Một mã đứng ở nhiều dòng của một danh sách; chỉ dòng đầu được tính.",
        "hồ sơ tiếp nhận",
        "Hệ thống ghi mỗi lần luân chuyển một dòng; ghép tay nhiều tệp; chép lặp một đoạn.",
    ),
    "shared_code": SignWords(
        "Một mã có trong danh sách của hai xã, phường; chỉ một nơi được tính.",
        "hồ sơ tiếp nhận",
        "Tiếp nhận phi địa giới; chuyển hồ sơ khi sắp xếp đơn vị; xuất nhầm danh sách nơi khác.",
    ),
}
CHANGED_LISTS: frozenset[SignKind] = frozenset({"late_no_more", "moved_day"})
"""Signs that are told only where a dossier stands in two lists."""
