"""The labels before deadlines, offices and products: "Thời gian thực hiện:", "Chủ trì:"."""

from __future__ import annotations

import re
from typing import Literal

Label = Literal["deadline", "lead", "support", "product"]

_OFFICE = r"(?:(?:cơ quan|đơn vị|bộ phận|công chức|cán bộ|phòng|người|cá nhân)\s+)?"
_PATTERNS: tuple[tuple[Label, str], ...] = (
    (
        "deadline",
        r"(?:dự kiến\s+)?(?:thời gian|thời hạn|tiến độ|mốc thời gian|hạn)"
        r"(?:\s+(?:thực hiện|hoàn thành|triển khai|tổ chức|báo cáo|gửi|nộp|dự kiến|cuối))*"
        r"|(?:ngày\s+)?hoàn thành(?: trước)?",
    ),
    (
        "support",
        rf"{_OFFICE}(?:phối hợp|tham gia|hỗ trợ)(?:\s+thực hiện)?",
    ),
    (
        "lead",
        rf"{_OFFICE}(?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm|đầu mối|tham mưu)"
        r"(?:\s+(?:thực hiện|tham mưu|chính))?(?:,\s*phối hợp)?|phân công(?: thực hiện)?",
    ),
    (
        "product",
        r"(?:dự kiến\s+)?(?:sản phẩm|kết quả|đầu ra)"
        r"(?:\s+(?:dự kiến|đầu ra|cần đạt|hoàn thành))*",
    ),
)
_LABEL = re.compile(
    r"(?:^|(?<=[.;(•,])\s*|(?<=\s)[-–]\s*)(?:(?:[-–+*•]|[a-zđ]\)|\d+[.)])\s*)?(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS)
    + r")\s*[:：]\s*",
    re.IGNORECASE,
)


def label_spans(text: str) -> list[tuple[str, int, int, int]]:
    """(label, start, start of its text, end of its text) of each label of a paragraph."""
    matches = list(_LABEL.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)] * bool(matches)
    return [
        (label, match.start(), match.end(), end)
        for match, end in zip(matches, ends, strict=True)
        for label, group in match.groupdict().items()
        if group
    ]
