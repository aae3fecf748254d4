"""Years and periods that a text names, and whether they had ended when it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

YEAR = re.compile(
    r"(?P<since>(?:so với (?:cùng kỳ )?|trước |từ |thời kỳ ))?"
    r"(?:(?:năm|nam)\s?|(?<=/)"
    r"|(?:kết quả|thực hiện|số liệu|tình hình|kế hoạch|mục tiêu|chỉ tiêu)\s)(?P<year>20\d\d)"
)
_NUMBER_WORDS: Final = {
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PERIOD = re.compile(
    r"(?<!\w)(?:qu[ýí] (?P<quarter>iv|iii|ii|i|[1-4])"
    rf"|(?P<count>\d{{1,2}}|{'|'.join(_NUMBER_WORDS)}) tháng (?:đầu|qua)"
    r"|(?P<half>nửa đầu)"
    r"|(?<!\d )tháng (?P<month>\d{1,2})(?:, ?(?P<later_month>\d{1,2}))*)"
    r"(?:\s*[/-]\s*|,?(?: của)?(?: năm)? )(?P<year>20\d\d)(?!\d)"
)


@dataclass(frozen=True)
class NamedPeriod:
    """A period that a text names from offset `start` to `end`; `is_over` when it was written."""

    start: int
    end: int
    is_over: bool


def named_periods(lowercase: str, written_on: date | None) -> list[NamedPeriod]:
    """The quarters, months and first months that a text of small letters names, over or not.

    Over is what had ended by `written_on`; [] where nobody knows that day.
    """
    if written_on is None:
        return []
    return [
        NamedPeriod(match.start(), match.end(), last_month < (written_on.year, written_on.month))
        for match, last_month in _periods(lowercase)
    ]


def _periods(lowercase: str) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """(match, (year, month) of its last month) of each period that a text names."""
    for match in _PERIOD.finditer(lowercase):
        yield match, (int(match["year"]), _last_month(match))


def _last_month(match: re.Match[str]) -> int:
    """The last month, from 1, of the period that a match names."""
    if quarter := match["quarter"]:
        return 3 * (_QUARTERS.get(quarter) or int(quarter))
    if match["half"]:
        return 6
    if month := match["month"]:
        return int(match["later_month"] or month)
    return _NUMBER_WORDS.get(match["count"]) or int(match["count"])


def names_past_year(lowercase: str, year: int | None) -> bool:
    """Whether a text names a year before `year`."""
    years = (int(match["year"]) for match in YEAR.finditer(lowercase) if not match["since"])
    return year is not None and any(named_year < year for named_year in years)


def names_year_from(lowercase: str, year: int | None) -> bool:
    """Whether a text names `year` or a later one."""
    years = (int(match["year"]) for match in YEAR.finditer(lowercase) if not match["since"])
    return year is not None and any(named_year >= year for named_year in years)
