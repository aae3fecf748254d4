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
PossibleSpans = tuple[Span, ...]

_YEAR = r"\s*(?:/|\(?\s*năm|[-–.])\s*(\d{4})"
_YEAR_OR_NONE = r"(?:\s*(?:/|năm|[-–.])\s*(\d{4}))?"
_MONTH = r"(?:(?:các\s*)?tháng\s*|(?<!\w)t)(\d{1,2})"
_COUNT_WORDS = {"ba": 3, "sáu": 6, "chín": 9}
_COUNT = rf"(?<!\w)(\d{{1,2}}|{'|'.join(_COUNT_WORDS)})\s*tháng"
_QUARTER_NAME = r"(?:iv|iii|ii|i|[1-4])(?!\w)"
_QUARTER = rf"quý\s*({_QUARTER_NAME})"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TO = r"\s*(?:đến|tới|[-–])\s*(?:hết\s*)?(?:cuối\s*)?"
_AND = r"(?:\s*(?:,|;|và|&|\+)\s*(?:và\s*)?(?:tháng\s*)?\d{1,2}(?!\d))+"
_AND_QUARTERS = rf"(?:\s*(?:,|;|và|&|\+)\s*(?:và\s*)?(?:quý\s*)?{_QUARTER_NAME})+"
_SINCE = rf"(?:{fold('lũy kế')}|cộng dồn|từ đầu năm)[^\d;()]{{0,40}}?"
_WHOLE_YEAR = r"(?:cả năm|kỳ báo cáo\W*(?:năm)?|năm báo cáo\W*|^\W*(?:báo cáo\s*)?năm)"
_REPORTING_DAY = 14  # the last day of a reporting month


def stated_month_spans(line: str) -> Iterator[PossibleSpans]:
    """The possible spans of each statement of months, quarters or years in a folded line.

    A longer statement goes before one that is a part of it, so that no range loses a month.
    """
    for pattern, read_spans in _STATEMENTS:
        for match in pattern.finditer(line):
            if spans := read_spans(match):
                yield spans
        line = pattern.sub(";", line)


def spans_since_new_year(last: date) -> PossibleSpans:
    """The possible spans up to `last`: from 1 January, from 15 December before, or both.

    Of the calendar year, of the reporting one, or of either where the day tells nothing.
    """
    from_january = date(last.year, 1, 1), last
    from_december = date(last.year - 1, 12, 15), last
    if last.day == _REPORTING_DAY:
        return (from_december,)
    ends_month = (last + timedelta(1)).day == 1
    return (from_january,) if ends_month else (from_january, from_december)


def _months_since_new_year(match: re.Match[str]) -> PossibleSpans:
    """(calendar span, reporting span) of "đến hết tháng 3/2026", "9 tháng đầu năm 2026"; or ()."""
    count = _month_count(match[1])
    return _spans_of_both_calendars(int(match[2]), 1, count)


def _quarters_since_new_year(match: re.Match[str]) -> PossibleSpans:
    """(calendar span, reporting span) of "đến hết quý III năm 2026"; () for an unlikely year."""
    return _spans_of_both_calendars(int(match[2]), 1, 3 * _quarter_number(match[1]))


def _half_year_spans(match: re.Match[str]) -> PossibleSpans:
    """(calendar span, reporting span) of "nửa đầu năm 2026", "nửa cuối năm 2026"; or ()."""
    return _spans_of_both_calendars(int(match[2]), 1 if match[1] == "đầu" else 7, 6)


def _last_months_spans(match: re.Match[str]) -> PossibleSpans:
    """(calendar span, reporting span) of "6 tháng cuối năm 2026"; () where there is none."""
    count = _month_count(match[1])
    return _spans_of_both_calendars(int(match[2]), 13 - count, count)


def _year_spans(match: re.Match[str]) -> PossibleSpans:
    """(calendar span, reporting span) of "cả năm 2026"; () for an unlikely year."""
    return _spans_of_both_calendars(int(match[1]), 1, 12)


def _month_range(match: re.Match[str]) -> PossibleSpans:
    """The span of "từ tháng 11/2025 đến tháng 2/2026"; () where it ends before it begins."""
    last_year = int(match[4])
    first_span = months_span(int(match[2] or last_year), int(match[1]), 1)
    last_span = months_span(last_year, int(match[3]), 1)
    return (
        ((first_span[0], last_span[1]),)
        if first_span and last_span and first_span <= last_span
        else ()
    )


def _listed_month_spans(match: re.Match[str]) -> PossibleSpans:
    """The spans of "tháng 1, 2 và 3 năm 2026": one where the months follow each other."""
    numbers = [int(text) for text in re.findall(r"\d{1,2}", match[1])]
    return _joined_spans(numbers, int(match[2]), 1)


def _quarter_range(match: re.Match[str]) -> PossibleSpans:
    """The span of "quý I đến quý III/2026"; () where it ends before it begins."""
    first, last, year = _quarter_number(match[1]), _quarter_number(match[2]), int(match[3])
    span = months_span(year, 3 * first - 2, 3 * (last - first + 1)) if first <= last else None
    return (span,) if span else ()


def _listed_quarter_spans(match: re.Match[str]) -> PossibleSpans:
    """The spans of "quý I, II và III năm 2026": one where the quarters follow each other."""
    names = re.findall(rf"(?<!\w){_QUARTER_NAME}", match[1])
    return _joined_spans([_quarter_number(name) for name in names], int(match[2]), 3)


def _quarter_span(match: re.Match[str]) -> PossibleSpans:
    """The span of "quý I/2026"; () for an unlikely year."""
    span = months_span(int(match[2]), 3 * _quarter_number(match[1]) - 2, 3)
    return (span,) if span else ()


def _month_span(match: re.Match[str]) -> PossibleSpans:
    """The calendar month of "tháng 3/2026" alone; () where there is no such month."""
    span = months_span(int(match[2]), int(match[1]), 1)
    return (span,) if span else ()


def months_span(year: int, month: int, count: int) -> Span | None:
    """First and last day of `count` months from `month` of a year; None beyond the year's end."""
    end = month + count - 1
    if not (1 <= month <= end <= 12 and EARLIEST_YEAR <= year <= LATEST_YEAR):
        return None
    return date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1])


def _spans_of_both_calendars(year: int, month: int, count: int) -> PossibleSpans:
    """(calendar span, the 15th-to-14th one) of `count` months from `month`; () if there is none."""
    span = months_span(year, month, count)
    if span is None:
        return ()
    first_day = date(year - 1, 12, 15) if month == 1 else date(year, month - 1, 15)
    return span, (first_day, date(year, month + count - 1, _REPORTING_DAY))


def _joined_spans(numbers: list[int], year: int, months_each: int) -> PossibleSpans:
    """One span of months or quarters in a row, else one each; () where any does not exist.

    `months_each` is 1 for months, 3 for quarters.
    """
    spans = [months_span(year, months_each * (n - 1) + 1, months_each) for n in numbers]
    existing_spans = [span for span in spans if span]
    if len(existing_spans) < len(spans):
        return ()
    are_in_a_row = all(later - earlier == 1 for earlier, later in pairwise(numbers))
    return (
        ((existing_spans[0][0], existing_spans[-1][1]),) if are_in_a_row else tuple(existing_spans)
    )


def _month_count(text: str) -> int:
    """The number that a text writes in digits or as a word: "6", "sáu"."""
    return _COUNT_WORDS.get(text) or int(text)


def _quarter_number(text: str) -> int:
    """The number of a quarter, which a text writes in digits or as "iv"."""
    return _ROMAN.get(text) or int(text)


# Longest first: what one has taken is not there for the next.
_STATEMENTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], PossibleSpans]], ...] = tuple(
    (re.compile(pattern), spans_of_match)
    for pattern, spans_of_match in (
        (
            rf"(?:từ\s*)?{_MONTH}{_YEAR_OR_NONE}{_TO}(?:tháng\s*|t)?(\d{{1,2}}){_YEAR}",
            _month_range,
        ),
        (rf"(?:từ\s*)?{_QUARTER}{_TO}(?:quý\s*)?({_QUARTER_NAME}){_YEAR}", _quarter_range),
        (rf"{_COUNT}\s*cuối\s*{_YEAR}", _last_months_spans),
        (rf"{_COUNT}(?:\s*đầu)?(?:\s*của)?{_YEAR}", _months_since_new_year),
        (rf"nửa\s*(đầu|cuối){_YEAR}", _half_year_spans),
        (rf"{_SINCE}{_MONTH}{_YEAR}", _months_since_new_year),
        (rf"{_SINCE}{_QUARTER}{_YEAR}", _quarters_since_new_year),
        (rf"đến\s*(?:hết|cuối)\s*(?:kỳ\s*)?{_MONTH}{_YEAR}", _months_since_new_year),
        (rf"đến\s*(?:hết|cuối)\s*(?:kỳ\s*)?{_QUARTER}{_YEAR}", _quarters_since_new_year),
        (rf"((?:các\s*)?tháng\s*\d{{1,2}}{_AND}){_YEAR}", _listed_month_spans),
        (rf"(quý\s*{_QUARTER_NAME}{_AND_QUARTERS}){_YEAR}", _listed_quarter_spans),
        (rf"{_QUARTER}{_YEAR}", _quarter_span),
        (rf"{_MONTH}{_YEAR}", _month_span),
        (rf"{_WHOLE_YEAR}\s*(\d{{4}})\W*$", _year_spans),
    )
)
