"""Zero as a goal said without a percentage: "không có hồ sơ trễ hạn", "tỷ lệ trễ hạn bằng 0".

Only where nothing but an aim, a time or a label stands before it: in "rà soát hồ sơ đang xử lý,
không để hồ sơ quá hạn" it is what a deed is for, in "đơn vị không có hồ sơ trễ hạn" a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plan_texts.language.figures import Figure

_LATE = (
    r"(?<!\w)(?:(?:trễ|quá|chậm|muộn|lỡ|sai) (?:hạn|hẹn|thời hạn|thời gian|ngày hẹn|giấy hẹn)"
    r"|chậm trễ|chậm muộn|trả chậm|trả muộn|bị trễ|bị chậm)(?!\w)"
)
_NONE = (
    r"(?:không (?:có|còn|phát sinh|xảy ra|để(?: xảy ra| phát sinh| tồn tại| có| còn)?)(?!\w)"
    r"(?: (?:tình trạng|trường hợp|việc)(?!\w))?"
    r"|không(?= (?:một )?(?:bộ )?hồ sơ nào(?!\w)))"
)
_WITHIN = r"[^,;:.%()\d]{0,60}?"
# What may follow limits time or place, not how late or why ("quá hạn kéo dài trên 10 ngày").
_CLOSED = (
    r"(?=\s*(?:quy định)?\s*"
    r"(?:[,;.)]|$|(?:trong|ở|tại|đối với|năm|và|trên|của|thuộc|theo|từ|so với)(?!\w)))"
)
_LATE_NONE = re.compile(rf"(?P<none>{_NONE}) {_WITHIN}(?<!\w)hồ sơ(?!\w){_WITHIN}{_LATE}{_CLOSED}")
# What may stand before: "Phấn đấu năm 2026, ", "Về tiến độ: ", "Đến hết quý II/2026 ".
_AIM = (
    r"(?:phấn đấu|bảo đảm|đảm bảo|quyết tâm|cam kết|mục tiêu|chỉ tiêu|yêu cầu|tuyệt đối|kiên quyết"
    r"|tiến tới|duy trì|tiếp tục|cơ bản|phải|là|để|việc)"
)
_TIME = r"(?:từ|đến|hết|cuối|đầu|trong|ngay|năm|quý|tháng|ngày|nay|[ivx]+|\d[\d/.]*)"
_OPENING = re.compile(rf"\W*(?:[^:,;.%]{{1,60}}:)?(?:\W|(?:{_AIM}|{_TIME})(?!\w))*")
_ZERO = re.compile(
    r"(?:(?<=bằng )|(?<=về )|(?<=về mức )|(?<=ở mức )|(?<=còn )|(?<=là )|(?<=: ))"
    r"0(?!\d|[.,/:]\d|\s*(?:%|phần trăm|giờ|điểm))(?: (?:bộ )?hồ sơ(?!\w))?"
)
_ZERO_DOSSIERS = re.compile(rf"(?<![\d.,/])0(?= (?:bộ )?hồ sơ{_WITHIN}{_LATE})")
_LATE_BEFORE = re.compile(rf"{_LATE}[^,;.%]*$")
_COUNTED = re.compile(r"\d (?:bộ )?hồ sơ")  # "giải quyết 250 hồ sơ, 0 hồ sơ trễ hạn" tells what was


def zero_figures(lowercase: str) -> Iterator[Figure]:
    """A figure of at most 0 for each place where a text of small letters wants none late."""
    for match in _LATE_NONE.finditer(lowercase):
        if _OPENING.fullmatch(lowercase, 0, match.start()):
            yield _none_at(match.start(), match.end("none"))
    for match in (*_ZERO_DOSSIERS.finditer(lowercase), *_ZERO.finditer(lowercase)):
        names_late = match.re is _ZERO_DOSSIERS or _LATE_BEFORE.search(lowercase[: match.start()])
        if names_late and not _COUNTED.search(lowercase[: match.start()]):
            yield _none_at(*match.span())


def _none_at(start: int, end: int) -> Figure:
    """The figure of at most 0 that a text writes from offset `start` to `end`."""
    return Figure(Decimal(0), "<=", start, start, end)
