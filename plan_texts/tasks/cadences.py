"""How often a plan's words want something done: "hằng tháng, quý và năm", "01 lần/quý"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from data.planning.task import Cadence

_UNIT = r"(?:(?:0?[369]|ba|sáu|chín) tháng|nửa năm|tuần|tháng|qu[ýí]|năm|đột xuất)"
# "Quý I", "năm 2026", "năm trước" are moments, "tháng đầu năm" part of a period.
_NO_NUMBER = (
    r"(?!\w|\s*(?:/\s*)?(?:\d|(?:[ivx]+|nay|này|trước(?! ngày| \d| khi)|sau|qua|đầu|cuối)(?!\w)))"
)
_EVERY = r"(?:hằng|hàng|mỗi|từng)"
_MORE = (
    r"(?:\s*(?:[,;/•]|,?\s*(?:và|hoặc|hay))\s*(?:khi có yêu cầu\s+)?"
    r"(?:(?:báo cáo|sơ kết|tổng kết)\s+)?"
    rf"(?:{_EVERY}\s+)?(?:cuối\s+)?{_UNIT}{_NO_NUMBER})*"
)
_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn)"
_MORE_THAN_ONE = r"(?:0?[2-9]|12|hai|ba|sáu|chín|nửa)"
# What is held or made again and again; "20 hộ/tháng" is how much is to be done.
_OCCASION = (
    r"(?:lần|buổi|tin|bài|bản tin|chuyên mục|phóng sự|clip|video|số|kỳ|cuộc|chuyến|phiên|đợt|lớp"
    r"|hội nghị|báo cáo|ngày|chương trình|chuyên đề|văn bản|đoàn)"
)
_WHEN = r"(?:(?:trước|chậm nhất|muộn nhất|vào|từ|đến|không quá)\s+(?:(?:vào|là)\s+)?)"
_CLOCK = r"(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d{2})?(?:\s*phút)?,?\s+)"
_DAY = (  # "ngày 20 của ", "thứ Sáu ", "15 - 18 "
    r"(?:(?:(?:ngày|thứ)\s+)?(?:\d{1,2}(?:\s*[-–/]\s*\d{1,2})?|hai|ba|tư|năm|sáu|bảy)\s+(?:của\s+)?)"
)
_AT = rf"(?:định kỳ\s+)?{_WHEN}?{_CLOCK}?{_DAY}?"
# "… hằng tháng, trước ngày 18": the day stands behind.
_BEHIND = re.compile(
    r"\s*[,(]?\s*(?:gửi\s+)?(?:trước|chậm nhất|muộn nhất|vào|là)\s+(?:(?:vào|là)\s+)?ngày\s+\d{1,2}"
    r"(?!\d|\s*/|\s*tháng\s+\d)\)?"
)
# A pattern and the cadence that it means; None where its units say.
_PATTERNS: tuple[tuple[re.Pattern[str], Cadence | None], ...] = tuple(
    (re.compile(pattern), cadence)  # type: ignore[misc]
    for pattern, cadence in (
        (
            rf"(?<!\w){_AT}(?:định kỳ\s*[,:(]?\s*)?{_EVERY}\s+(?:cuối\s+)?{_UNIT}(?!\w){_MORE}",
            None,
        ),
        (
            r"(?<!\w)(?:báo cáo|định kỳ|giao ban|sơ kết|tổng kết)(?:\s+(?:định kỳ|theo))*\s*"
            rf"[(:]?\s*(?:cuối\s+)?{_UNIT}{_NO_NUMBER}{_MORE}",
            None,
        ),
        (rf"^(?:theo\s+|cuối\s+)?{_UNIT}{_NO_NUMBER}{_MORE}$", None),
        (
            rf"(?<!\w){_MORE_THAN_ONE} (?:tuần|tháng|năm)\s*(?:/|một|mỗi)?\s*(?:0?1|một)?\s*"
            r"lần(?!\w)",
            None,
        ),
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
            r"(?<!\w)(?:vào\s+)?(?:thứ \w+|ngày(?: làm việc)?|tuần)\s+đầu(?:\s+tiên)?\s+"
            rf"(?:của\s+)?(?:mỗi\s+)?tháng{_NO_NUMBER}",
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
            r"|tháng 0?3\s*,\s*0?6\s*,\s*0?9\s*(?:,|và)\s*12)(?!\w)",
            "quarterly",
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
_WEEKEND = re.compile(
    r"(?<!\w)(?:(?:ngày|sáng|chiều|tối|vào|các|cả)\s+)+(?:thứ (?:7|bảy)|chủ nhật)(?!\w)"
    r"|(?<!\w)thứ (?:7|bảy)\s*(?:,|và|hoặc|hay|/|-)\s*(?:ngày\s+)?chủ nhật|cuối tuần(?!\w)"
)
_MOST_LETTERS_BETWEEN = 12  # of two recurrences that are one ("hằng tháng, báo cáo quý")


@dataclass(frozen=True)
class Recurrence:
    """How often something recurs, by the words from offset `start` to `end`."""

    start: int
    end: int
    cadence: tuple[Cadence, ...]


def recurrences(text: str) -> list[Recurrence]:
    """The recurrences that a text of small letters names, from left to right.

    Those that stand together, or name the same cadence, are one.
    """
    matches = sorted(
        (match.start(), -match.end(), _cadences(match, cadence))
        for pattern, cadence in _PATTERNS
        for match in pattern.finditer(text)
    )
    joined: list[Recurrence] = []
    for start, negative_end, cadence in matches:
        recurrence = Recurrence(start, _end_with_day(text, start, -negative_end), cadence)
        last = joined[-1] if joined else None
        if last and _is_near(text, last, recurrence):
            joined[-1] = _joined(last, recurrence)
        elif not last or not set(cadence) <= set(last.cadence):
            joined.append(recurrence)
    return joined


def _is_near(text: str, last: Recurrence, recurrence: Recurrence) -> bool:
    """Whether a recurrence stands by the last one, and that one has no day of its own behind it."""
    has_day = text[: last.end].rstrip(")")[-1:].isdigit() and recurrence.start >= last.end
    return recurrence.start - last.end <= _MOST_LETTERS_BETWEEN and not has_day


def _joined(last: Recurrence, recurrence: Recurrence) -> Recurrence:
    """A recurrence with the one behind it; the first alone where it holds the other's words."""
    if recurrence.end <= last.end:
        return last
    cadence = ordered({*last.cadence, *recurrence.cadence})
    return Recurrence(last.start, recurrence.end, cadence)


def _end_with_day(text: str, start: int, end: int) -> int:
    """The offset behind a recurrence, with the day that stands behind it, or its bracket's end."""
    if behind := _BEHIND.match(text, end):
        return behind.end()
    return end + 1 if text[end : end + 1] == ")" and "(" in text[start:end] else end


def names_weekends(text: str) -> bool:
    """Whether a text of small letters names Saturdays or Sundays ("vào thứ 7 hoặc chủ nhật")."""
    return bool(_WEEKEND.search(text))


def ordered(cadences: Iterable[Cadence]) -> tuple[Cadence, ...]:
    """The cadences, each once, in the order in which the field lists them."""
    present = set(cadences)
    return tuple(cadence for cadence in get_args(Cadence) if cadence in present)


def _cadences(match: re.Match[str], cadence: Cadence | None) -> tuple[Cadence, ...]:
    """What a match means: the pattern's own cadence, else those of the units that it names."""
    return (cadence,) if cadence else unit_cadences(match[0])


def unit_cadences(text: str) -> tuple[Cadence, ...]:
    """The cadences of the units that a text of small letters names ("tháng, quý")."""
    return ordered(map(_unit_cadence, _UNIT_WORDS.finditer(text)))


def _unit_cadence(words: re.Match[str]) -> Cadence:
    """The cadence of a unit, or of several of it: "06 tháng", "nửa năm"."""
    if not words["count"]:
        return _UNITS[words["unit"]]
    return _SEVERAL.get(f"{words['count'].lstrip('0')} {words['unit']}", "periodic")
