"""The words that say how often something recurs, and the cadence that each means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import get_args

from data.planning.task import Cadence

_UNIT = r"(?:(?:0?[369]|ba|sáu|chín) tháng|nửa năm|tuần|tháng|qu[ýí]|năm|đột xuất)"
# "Quý I", "năm 2026", "năm trước" are moments, "tháng đầu năm" part of a period.
_NO_NUMBER = (
    r"(?!\w|\s*(?:/\s*)?(?:\d|(?:[ivx]+|nay|này|trước(?! ngày| \d| khi)|sau|qua|đầu|cuối"
    r"|thứ \w+(?: của)? tháng \d)"
    r"(?!\w)))"
)
_EVERY = r"(?:hằng|hàng|mỗi|từng)"
_MORE = (
    r"(?:\s*(?:[,;/•]|,?\s*(?:và|hoặc|hay))\s*(?:khi có yêu cầu\s+)?"
    r"(?:(?:báo cáo|sơ kết|tổng kết)\s+)?"
    rf"(?:{_EVERY}\s+)?(?:cuối\s+)?{_UNIT}{_NO_NUMBER})*"
)
_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn)"
_MORE_THAN_ONE = r"(?:0?[2-9]|12|hai|ba|sáu|chín|nửa)"
# What is held again and again; "20 hộ/tháng", "04 tin, bài/tháng" is how much is to be done.
_OCCASION = (
    r"(?:lần|buổi|bản tin|chuyên mục|số|kỳ|cuộc|chuyến|phiên|đợt|lớp"
    r"|hội nghị|báo cáo|ngày|chương trình|chuyên đề|văn bản|đoàn)"
)
_TIMES = r"(?:lần|kỳ|đợt|cuộc|buổi|phiên)"
_TIMES_A_YEAR = rf"{_TIMES}\s*(?:/|một |mỗi |trong |hằng |hàng )\s*(?:0?1 |một )?năm(?!\w)"
_WHEN = r"(?:(?:trước|chậm nhất|muộn nhất|vào|từ|đến|không quá)\s+(?:(?:vào|là)\s+)?)"
_CLOCK = r"(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d{2})?(?:\s*phút)?,?\s+)"
_DAY = (  # "ngày 20 của ", "thứ Sáu ", "15 - 18 "
    r"(?:(?:(?:ngày|(?:(?:sáng|chiều|tối)\s+)?thứ)\s+)?"
    r"(?:\d{1,2}(?:\s*(?:[-–,]|và|đến)\s*(?:ngày\s+)?\d{1,2}(?!\s*/))*(?:\s*/\s*\d{1,2})?"
    r"|hai|ba|tư|năm|sáu|bảy)\s+"
    r"(?:của\s+)?)"
)
_AT = rf"(?:cứ\s+)?(?:định kỳ\s+)?{_WHEN}?{_CLOCK}?{_DAY}?"
# A pattern and the cadence that it means; None where its units say.
_PATTERNS: tuple[tuple[re.Pattern[str], Cadence | None], ...] = tuple(
    (re.compile(pattern), cadence)  # type: ignore[misc]
    for pattern, cadence in (
        (
            rf"(?<!\w)(?<!tháng )(?<!tuần ){_AT}(?:định kỳ\s*[,:(]?\s*)?"
            rf"{_EVERY}\s+(?:cuối\s+)?{_UNIT}(?!\w){_MORE}",
            None,
        ),
        (
            r"(?<!\w)(?:báo cáo|định kỳ|giao ban|sơ kết|tổng kết)(?:\s+(?:định kỳ|theo))*\s*"
            rf"[(:]?\s*(?:cuối\s+)?{_UNIT}{_NO_NUMBER}{_MORE}",
            None,
        ),
        (
            r"(?<!\w)(?:0?6 tháng|quý|năm)\s*\((?:trước|chậm nhất)\s+(?:ngày\s+)?"
            r"\d{1,2}(?:/\d{1,2})?\)",
            None,
        ),
        (rf"^(?:theo\s+|cuối\s+(?!năm$))?{_UNIT}{_NO_NUMBER}{_MORE}$", None),
        (
            rf"(?<!\w){_MORE_THAN_ONE} (?:tuần|tháng|năm)\s*(?:/|một|mỗi)?\s*(?:0?1|một)?\s*"
            r"lần(?!\w)",
            None,
        ),
        (r"(?<!\w)(?:0?7|bảy) ngày\s*(?:/|một|mỗi)?\s*lần(?!\w)", "weekly"),
        (r"(?<!\w)30 ngày\s*(?:/|một|mỗi)?\s*lần(?!\w)", "monthly"),
        (r"(?<!\w)(?:10|15) ngày\s*(?:/|một|mỗi)?\s*lần(?!\w)", "periodic"),
        (rf"(?<!\w)(?:0?2|hai) {_TIMES_A_YEAR}", "half_yearly"),
        (rf"(?<!\w){_EVERY} năm (?:ít nhất |tối thiểu )?(?:0?2|hai) {_TIMES}(?!\w)", "half_yearly"),
        (rf"(?<!\w)(?:0?4|bốn) {_TIMES_A_YEAR}", "quarterly"),
        (rf"(?<!\w)12 {_TIMES_A_YEAR}", "monthly"),
        (
            r"(?<!\w)(?:0?6|sáu) tháng đầu(?: năm)? và (?:(?:0?6|sáu) tháng )?cuối năm(?!\w|\s+20)",
            "half_yearly",
        ),
        # Of a column that says how often: "ít nhất 3 tin/tuần", "2 tháng/video".
        (
            rf"^(?:ít nhất\s+|tối thiểu\s+)?\d{{1,3}}(?!\s+{_TIMES})(?:\s+\w+){{1,3}}"
            rf"\s*/\s*{_UNIT}$",
            None,
        ),
        (rf"^(?:{_MORE_THAN_ONE}\s+)?(?:tuần|tháng|quý)\s*/\s*(?:0?1\s+)?\w+(?:\s+\w+)?$", None),
        (r"^(?:vào\s+)?(?:đầu|giữa)\s+(?:mỗi\s+|hằng\s+|hàng\s+)?tháng$", "monthly"),
        (r"^(?:vào\s+)?(?:đầu|giữa)\s+(?:mỗi\s+|hằng\s+|hàng\s+)?quý$", "quarterly"),
        (
            rf"(?<!\w){_EVERY} {_MORE_THAN_ONE} (?:tuần|tháng|năm)(?!\w)",
            None,
        ),
        (
            r"(?<!\w)(?:0?6|sáu) tháng(?: đầu năm)?\s*(?:,|và|;)\s*(?:báo cáo\s+)?cả năm"
            r"(?!\w|\s+20)",
            "half_yearly",
        ),
        (
            r"(?<!\w)(?:0?1 |một )?(?:tuần|tháng|qu[ýí]|năm)\s*(?:/|một)?\s*(?:0?1 |một )?"
            r"lần(?!\w)",
            None,
        ),
        (
            rf"(?<!\w){_COUNT}\s+{_OCCASION}(?:,?\s+\w+){{0,2}}\s*(?:/|một\s|mỗi\s)\s*"
            rf"{_UNIT}{_NO_NUMBER}",
            None,
        ),
        (
            rf"(?<!\w){_AT}(?:của\s+)?tháng\s+(?:cuối|đầu)\s+(?:(?:của|mỗi|tiên|cùng)\s+)*qu[ýí]"
            r"(?!\w|\s+(?:[ivx]+|\d)(?!\w))",
            "quarterly",
        ),
        (rf"(?<!\w)(?:vào\s+)?cuối\s+(?:mỗi\s+)?qu[ýí]{_NO_NUMBER}", "quarterly"),
        (rf"(?<!\w)(?:vào\s+)?cuối\s+(?:mỗi\s+)?tháng{_NO_NUMBER}", "monthly"),
        (
            r"(?<!\w)(?:vào\s+)?(?:thứ \w+|ngày(?: làm việc)?|tuần)\s+(?:đầu|cuối)"
            rf"(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?(?:mỗi\s+)?tháng{_NO_NUMBER}",
            "monthly",
        ),
        (
            rf"(?<!\w){_WHEN}?ngày\s+\d{{1,2}}\s+(?:của\s+)?tháng\s+"
            r"(?:sau|kế tiếp|tiếp theo|liền kề|liền sau)(?!\w)",
            "monthly",
        ),
        (
            r"(?<!\w)(?:thứ \w+\s+)?(?:của\s+)?tuần\s+(?:đầu|cuối|thứ \w+)(?:\s+của)?\s+"
            rf"(?:mỗi\s+)?tháng{_NO_NUMBER}",
            "monthly",
        ),
        (
            r"(?<!\w)(?:các quý(?= (?:trong )?năm|$)|qu[ýí] i\s*,\s*(?:qu[ýí] )?ii\s*,\s*"
            r"(?:qu[ýí] )?iii\s*(?:,|và)\s*(?:qu[ýí] )?iv"
            rf"|{_AT}(?:của\s+)?(?:các\s+)?tháng 0?3\s*,\s*0?6\s*,\s*0?9\s*(?:,|và)\s*12)(?!\w)",
            "quarterly",
        ),
        (
            rf"(?<!\w){_WHEN}?ngày\s+\d{{1,2}}\s+(?:của\s+)?(?:các\s+)?tháng 0?6\s*(?:,|và)\s*"
            r"(?:tháng\s+)?12(?![\w/])",
            "half_yearly",
        ),
    )
)
_UNITS: Mapping[str, Cadence] = MappingProxyType(
    {
        "tuần": "weekly",
        "tháng": "monthly",
        "quý": "quarterly",
        "quí": "quarterly",
        "năm": "yearly",
        "đột xuất": "ad_hoc",
    }
)
_UNIT_WORDS = re.compile(
    rf"(?<!\w)(?:(?P<count>{_MORE_THAN_ONE})\s+)?(?<!thứ )(?P<unit>tuần|tháng|qu[ýí]|năm|đột xuất)"
    r"(?!\w)"
)
# Several of a unit that have a cadence of their own.
_SEVERAL: Mapping[str, Cadence] = MappingProxyType(
    {
        "3 tháng": "quarterly",
        "ba tháng": "quarterly",
        "6 tháng": "half_yearly",
        "sáu tháng": "half_yearly",
        "nửa năm": "half_yearly",
        "12 tháng": "yearly",
    }
)


def recurrence_words(text: str) -> list[tuple[int, int, tuple[Cadence, ...]]]:
    """(start, end, cadences) of all words of a text of small letters that say how often.

    By their start, of equals the longest first; they may overlap.
    """
    matches = [
        (match.start(), -match.end(), (cadence,) if cadence else unit_cadences(match[0]))
        for pattern, cadence in _PATTERNS
        for match in pattern.finditer(text)
    ]
    return [(start, -negative_end, cadences) for start, negative_end, cadences in sorted(matches)]


def ordered(cadences: Iterable[Cadence]) -> tuple[Cadence, ...]:
    """The cadences, each once, in the order in which the type `Cadence` lists them."""
    present = set(cadences)
    return tuple(cadence for cadence in get_args(Cadence) if cadence in present)


def unit_cadences(text: str) -> tuple[Cadence, ...]:
    """The cadences of the units that a text of small letters names ("tháng, quý")."""
    return ordered(map(_unit_cadence, _UNIT_WORDS.finditer(text)))


def _unit_cadence(words: re.Match[str]) -> Cadence:
    """The cadence of a unit, or of several of it: "06 tháng", "nửa năm"."""
    if not words["count"]:
        return _UNITS[words["unit"]]
    return _SEVERAL.get(f"{words['count'].lstrip('0')} {words['unit']}", "periodic")
