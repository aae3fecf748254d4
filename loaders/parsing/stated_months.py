"""The months, quarters and years that a line says it covers: "6 tháng đầu năm 2026"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from data.dates import EARLIEST_YEAR, LATEST_YEAR
from data.text import fold

Span = tuple[date, date]
# What one statement may mean: one span, or that of each calendar where it does not say which.
Meanings = tuple[Span, ...]

_YEAR = r"\s*(?:/|\(?\s*năm|[-–.])\s*(\d{4})"
_YEAR_OR_NONE = r"(?:\s*(?:/|năm|[-–.])\s*(\d{4}))?"
_MONTH = r"(?:(?:các\s*)?tháng\s*|(?<!\w)t)(\d{1,2})"
_COUNTS = {"ba": 3, "sáu": 6, "chín": 9}
_COUNT = rf"(?<!\w)(\d{{1,2}}|{'|'.join(_COUNTS)})\s*tháng"
_QUARTER_NAME = r"(?:iv|iii|ii|i|[1-4])(?!\w)"
_QUARTER = rf"quý\s*({_QUARTER_NAME})"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TO = r"\s*(?:đến|tới|[-–])\s*(?:hết\s*)?(?:cuối\s*)?"
_AND = r"(?:\s*(?:,|;|và|&|\+)\s*(?:và\s*)?(?:tháng\s*)?\d{1,2}(?!\d))+"
_AND_QUARTERS = rf"(?:\s*(?:,|;|và|&|\+)\s*(?:và\s*)?(?:quý\s*)?{_QUARTER_NAME})+"
_SINCE = rf"(?:{fold('lũy kế')}|cộng dồn|từ đầu năm)[^\d;()]{{0,40}}?"
_WHOLE_YEAR = r"(?:cả năm|kỳ báo cáo\W*(?:năm)?|năm báo cáo\W*|^\W*(?:báo cáo\s*)?năm)"
_REPORTING_DAY = 14  # the last day of a reporting month


def stated_months(line: str) -> Iterator[Meanings]:
    """What each statement of a folded line may mean; a longer statement goes before one that is a
    part of it, so that no month is taken out of a range.
    """
    for pattern, meanings_of in _STATEMENTS:
        for match in pattern.finditer(line):
            if meanings := meanings_of(match):
                yield meanings
        line = pattern.sub(";", line)


def from_new_year_to(last: date) -> Meanings:
    """From the beginning of the year to a day: of the calendar year, of the reporting one, or of
    either where the day tells nothing.
    """
    from_january = date(last.year, 1, 1), last
    from_december = date(last.year - 1, 12, 15), last
    if last.day == _REPORTING_DAY:
        return (from_december,)
    ends_month = (last + timedelta(1)).day == 1
    return (from_january,) if ends_month else (from_january, from_december)


def _cumulative(match: re.Match[str]) -> Meanings:
    """ "đến hết tháng 3 năm 2026", "9 tháng đầu năm 2026"."""
    count = _number(match[1])
    return _either_calendar(int(match[2]), 1, count)


def _cumulative_quarters(match: re.Match[str]) -> Meanings:
    return _either_calendar(int(match[2]), 1, 3 * _quarter_number(match[1]))


def _half_year(match: re.Match[str]) -> Meanings:
    return _either_calendar(int(match[2]), 1 if match[1] == "đầu" else 7, 6)


def _last_months(match: re.Match[str]) -> Meanings:
    """ "6 tháng cuối năm 2026"."""
    count = _number(match[1])
    return _either_calendar(int(match[2]), 13 - count, count)


def _year(match: re.Match[str]) -> Meanings:
    return _either_calendar(int(match[1]), 1, 12)


def _from_to_months(match: re.Match[str]) -> Meanings:
    last_year = int(match[4])
    first = months(int(match[2] or last_year), int(match[1]), 1)
    last = months(last_year, int(match[3]), 1)
    return ((first[0], last[1]),) if first and last and first <= last else ()


def _several_months(match: re.Match[str]) -> Meanings:
    """ "tháng 1, 2 và 3 năm 2026": those in a row are one span, others are none."""
    numbers = [int(text) for text in re.findall(r"\d{1,2}", match[1])]
    return _in_a_row(numbers, int(match[2]), 1)


def _from_to_quarters(match: re.Match[str]) -> Meanings:
    first, last, year = _quarter_number(match[1]), _quarter_number(match[2]), int(match[3])
    span = months(year, 3 * first - 2, 3 * (last - first + 1)) if first <= last else None
    return (span,) if span else ()


def _several_quarters(match: re.Match[str]) -> Meanings:
    names = re.findall(rf"(?<!\w){_QUARTER_NAME}", match[1])
    return _in_a_row([_quarter_number(name) for name in names], int(match[2]), 3)


def _one_quarter(match: re.Match[str]) -> Meanings:
    span = months(int(match[2]), 3 * _quarter_number(match[1]) - 2, 3)
    return (span,) if span else ()


def _one_month(match: re.Match[str]) -> Meanings:
    span = months(int(match[2]), int(match[1]), 1)
    return (span,) if span else ()


def months(year: int, month: int, count: int) -> Span | None:
    """First and last day of `count` months of a year from `month` on."""
    end = month + count - 1
    if not (1 <= month <= end <= 12 and EARLIEST_YEAR <= year <= LATEST_YEAR):
        return None
    return date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1])


def _either_calendar(year: int, month: int, count: int) -> Meanings:
    """The months by the calendar, and by the reporting one: from the 15th to the 14th."""
    span = months(year, month, count)
    if span is None:
        return ()
    before = date(year - 1, 12, 15) if month == 1 else date(year, month - 1, 15)
    return span, (before, date(year, month + count - 1, _REPORTING_DAY))


def _in_a_row(numbers: list[int], year: int, length: int) -> Meanings:
    """One span of periods that follow each other; of others each by itself."""
    spans = [months(year, length * (n - 1) + 1, length) for n in numbers]
    sound = [span for span in spans if span]
    if len(sound) < len(spans):
        return ()
    in_a_row = all(later - earlier == 1 for earlier, later in pairwise(numbers))
    return ((sound[0][0], sound[-1][1]),) if in_a_row else tuple(sound)


def _number(text: str) -> int:
    return _COUNTS.get(text) or int(text)


def _quarter_number(text: str) -> int:
    return _ROMAN.get(text) or int(text)


# Longest first: what one has taken is not there for the next.
_STATEMENTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Meanings]], ...] = tuple(
    (re.compile(pattern), meanings_of)
    for pattern, meanings_of in (
        (
            rf"(?:từ\s*)?{_MONTH}{_YEAR_OR_NONE}{_TO}(?:tháng\s*|t)?(\d{{1,2}}){_YEAR}",
            _from_to_months,
        ),
        (rf"(?:từ\s*)?{_QUARTER}{_TO}(?:quý\s*)?({_QUARTER_NAME}){_YEAR}", _from_to_quarters),
        (rf"{_COUNT}\s*cuối\s*{_YEAR}", _last_months),
        (rf"{_COUNT}(?:\s*đầu)?(?:\s*của)?{_YEAR}", _cumulative),
        (rf"nửa\s*(đầu|cuối){_YEAR}", _half_year),
        (rf"{_SINCE}{_MONTH}{_YEAR}", _cumulative),
        (rf"{_SINCE}{_QUARTER}{_YEAR}", _cumulative_quarters),
        (rf"đến\s*(?:hết|cuối)\s*(?:kỳ\s*)?{_MONTH}{_YEAR}", _cumulative),
        (rf"đến\s*(?:hết|cuối)\s*(?:kỳ\s*)?{_QUARTER}{_YEAR}", _cumulative_quarters),
        (rf"((?:các\s*)?tháng\s*\d{{1,2}}{_AND}){_YEAR}", _several_months),
        (rf"(quý\s*{_QUARTER_NAME}{_AND_QUARTERS}){_YEAR}", _several_quarters),
        (rf"{_QUARTER}{_YEAR}", _one_quarter),
        (rf"{_MONTH}{_YEAR}", _one_month),
        (rf"{_WHOLE_YEAR}\s*(\d{{4}})\W*$", _year),
    )
)
