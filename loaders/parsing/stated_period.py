"""The days that a file says it covers, from the lines above its table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain
from unicodedata import normalize

from data.dates import CLOCK, EARLIEST_YEAR, IN_LINE, LATEST_YEAR, rewrite_days
from data.text import fold
from loaders.parsing.partial_days import moved_by_relative_days, spans_without_year
from loaders.parsing.period_lines import last_days, names_no_whole_month, usual_line
from loaders.parsing.stated_months import spans_since_new_year, stated_month_spans

_TO = r"\s*(?:[-–,;|]?\s*(?:đến|tới)|[-–])\s*(?:hết\s*)?"
_TIME = rf"(?:(?:lúc\s*)?{CLOCK}\s*[-–,]?\s*)?"
_FROM_TO = re.compile(rf"{IN_LINE}\s*,?\s*{_TIME}{_TO}{_TIME}(?:ngày)?\s*:?\s*{_TIME}{IN_LINE}")
# Labels and days in cells of their own: nothing but these may stand in them.
_IN_CELLS = re.compile(
    rf"\W*(?:kỳ báo cáo|thời gian)?\W*từ\s*(?:ngày)?\s*:?\s*{_TIME}{_FROM_TO.pattern}[\s\d:]*\W*"
)
_MOST_CELLS, _LONGEST_JOINED = 4, 120
# Alone on its line; beside a time or other words it may be the day of printing.
_ONE_DAY = re.compile(rf"\W*(?:kỳ báo cáo|trong)?\W*ngày\s*:?\s*{IN_LINE}\W*")
_MONTH = re.compile(r"tháng\s*(\d{1,2})\s*(?:/|năm|-)\s*(\d{4})")
_FROM_TO_MONTH = re.compile(rf"từ\s*{_MONTH.pattern}{_TO}{_MONTH.pattern}")
_SIGNED = re.compile(r"ngày\s*\d{1,2}\s*tháng.*")
# The same after a colon is the day that the line is about: "Ngày: 08 tháng 12 năm 2025". A draft
# leaves the day of its signature open: "Ninh Giang, ngày … tháng 02 năm 2026".
_DAY_IN_WORDS = re.compile(
    r"ngày\s*:?\s*\d{1,2}\s*tháng.*|ngày\s*[.…_/-]+\s*tháng.*|,\s*ngày\s*tháng.*"
)
# "(Theo Kế hoạch số 5 tháng 12/2025)", "Căn cứ …", "kèm theo …": the days are the document's own.
_DOCUMENT = r"(?:kế hoạch|quyết định|công văn|thông tư|nghị định|nghị quyết|chỉ thị|hướng dẫn)"
_REFERENCE = re.compile(
    r"(?:^\W*|(?<=[(;])\s*)(?:căn cứ|(?:ban hành\s)?kèm theo|(?:thực hiện\s)?theo\s(?:văn bản|"
    rf"thông báo|tờ trình|báo cáo|{_DOCUMENT})|(?:thực hiện\s)?{_DOCUMENT}\ssố)\b"
    r"(?:(?!kỳ báo cáo)[^();])*"
)

# "so với cùng kỳ (từ 01/01/2025 đến 31/01/2025)": what it is compared with is no period of it.
_COMPARED = re.compile(r"(?:so với|so sánh với|cùng kỳ)[^;]*$")
_LABELLED = re.compile(r"kỳ báo cáo|kỳ số liệu|kỳ thống kê|thời gian báo cáo")
_CUMULATED = rf"(?:{fold('lũy kế')}|cộng dồn|từ đầu năm)"
_SINCE_NEW_YEAR = re.compile(
    rf"{_CUMULATED}[^\d;]{{0,40}}?"
    rf"(?:đến|tới)\s*(?:hết\s*)?(?:ngày\s*)?{IN_LINE}"
)
# "từ 15/02 đến 14/03/2026", "từ ngày 01 đến ngày 31/01/2026": the last day says the rest.
_NO_YEAR = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})"
    rf"(?=\s*,?{_TO}(?:ngày)?\s*:?\s*{IN_LINE})"
)
_NO_MONTH = re.compile(rf"(từ\s*(?:ngày)?\s*:?\s*\d{{1,2}})(?={_TO}(?:ngày)?\s*:?\s*{IN_LINE})")

FirstAndLast = tuple[date, date]


def stated_period(texts: Iterable[str]) -> FirstAndLast | None:
    """First and last day that title lines name; None where they name none or may mean several."""
    spans = possible_periods(texts)
    return spans[0] if len(spans) == 1 else None


def possible_periods(texts: Iterable[str], may_be_one_day: bool = True) -> tuple[FirstAndLast, ...]:
    """The periods (first and last day) that title lines may mean, earliest first; () if none.

    By from–to days; else by months, quarters and years, those of a line that says "Kỳ báo cáo"
    before others; else by the one day that a line consists of, which without `may_be_one_day` must
    be said to be the period. What a line says of another document is not looked at.
    """
    folded_lines = [usual_line(fold(text)) for text in title_lines(texts)]
    lines = [_COMPARED.sub("", _REFERENCE.sub("", line)) for line in folded_lines]
    labelled_lines = [line for line in lines if _LABELLED.search(line)]
    attempts = (
        {span for line in lines if (span := _numeric_span(line) or _span_in_any_form(line))},
        {span for text in _joined_period_cells(lines) if (span := _span_in_any_form(text))},
        spans_without_year(lines),
        set(chain.from_iterable(map(_spans_since_new_year, lines))),
        _month_spans(labelled_lines, lines),
        _month_spans(lines, lines),
        {
            span
            for line in (lines if may_be_one_day else labelled_lines)
            if (span := _single_day_span(line))
        },
        {
            span for line in folded_lines if (span := _numeric_span(line))
        },  # at last in references too
    )
    return tuple(sorted(next(filter(None, attempts), ())))


def _month_spans(lines: Sequence[str], all_lines: Sequence[str]) -> set[FirstAndLast]:
    """The spans of months, quarters, years in `lines`, and since New Year if `all_lines` cumulate.

    Of a statement whose calendar is open both, of several statements all. Where the figures are
    said to reach a day before a span's end, the span up to it too; where they are said to be
    cumulated, those since the year's beginning.
    """
    lines_of_whole_months = [line for line in lines if not names_no_whole_month(line)]
    lines_without_days = (_DAY_IN_WORDS.sub(";", line) for line in lines_of_whole_months)
    statements = chain.from_iterable(map(stated_month_spans, lines_without_days))
    spans = moved_by_relative_days(chain.from_iterable(statements), lines)
    if any(re.search(_CUMULATED, line) for line in all_lines):
        spans |= {span for _, last in spans for span in spans_since_new_year(last)}
    days = _existing_days(chain.from_iterable(last_days(rewrite_days(line)) for line in lines))
    return spans | {(first, day) for first, last in spans for day in days if first <= day < last}


def _existing_days(numbers: Iterable[tuple[int, int, int]]) -> list[date]:
    """The days of (year, month, day), those that do not exist left out."""
    days = []
    for year, month, day in numbers:
        with suppress(ValueError):
            days.append(date(year, month, day))
    return days


def _spans_since_new_year(line: str) -> tuple[FirstAndLast, ...]:
    """The possible spans of "Lũy kế từ đầu năm đến ngày 14/03/2026"; () without such a day."""
    match = _SINCE_NEW_YEAR.search(rewrite_days(line))
    try:
        return spans_since_new_year(date(*(int(match[n]) for n in (3, 2, 1)))) if match else ()
    except ValueError:
        return ()


def impossible_period_line(texts: Iterable[str]) -> str | None:
    """The first title line that names days or a month, for where no period is read; else None."""
    lines = title_lines(texts)
    for text in lines:
        line = _REFERENCE.sub("", usual_line(fold(text)))
        names_days = any(
            pattern.search(rewrite_days(line)) for pattern in (_FROM_TO, _FROM_TO_MONTH)
        )
        if names_days or (_MONTH.search(line) and not _DAY_IN_WORDS.search(line)):
            return text
    return next(_joined_period_cells(lines), None)


def are_cumulated(texts: Iterable[str]) -> bool:
    """Whether a title's line says that the figures are cumulated: "lũy kế", "từ đầu năm"."""
    return any(re.search(_CUMULATED, usual_line(fold(line))) for line in title_lines(texts))


def lone_day_line(texts: Iterable[str]) -> str | None:
    """The first title line that consists of one day; None where none does."""
    lines = title_lines(texts)
    return next((line for line in lines if _single_day_span(usual_line(fold(line)))), None)


def title_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts' lines that are not blank, one by one, in NFC with single spaces."""
    lines = (
        " ".join(line.split()) for text in texts for line in normalize("NFC", text).split("\n")
    )
    return tuple(line for line in lines if line)


def _joined_period_cells(lines: Sequence[str]) -> Iterator[str]:
    """The texts of neighbouring cells, joined, that only together name a period.

    "Từ ngày", a day, "Đến ngày", a day.
    """
    for start in range(len(lines)):
        for count in range(2, _MOST_CELLS + 1):
            text = " ".join(lines[start : start + count])
            if len(text) <= _LONGEST_JOINED and _IN_CELLS.fullmatch(rewrite_days(fold(text))):
                yield text


def _span_in_any_form(line: str) -> FirstAndLast | None:
    """First and last day of "từ 1 tháng 1 năm 2026 đến …" or in other forms; else None."""
    days = rewrite_days(line)
    if _NO_YEAR.search(days):
        days = _NO_YEAR.sub(_first_day_with_year, days)
    return _numeric_span(_NO_MONTH.sub(r"\1/\3/\4", days))


def _first_day_with_year(match: re.Match[str]) -> str:
    """A match's first day as "15/12/2025", in its last day's year or the year before."""
    day, month, last_month, year = (int(match[n]) for n in (1, 2, 4, 5))
    return f"{day}/{month}/{year if month <= last_month else year - 1}"


def _numeric_span(line: str) -> FirstAndLast | None:
    """First and last day of "từ ngày 01/01/2026 đến ngày 31/01/2026"; None if none in order."""
    match = _FROM_TO.search(line)
    if not match:
        return None
    numbers = [int(group) for group in match.groups()]
    if numbers[2] < EARLIEST_YEAR or numbers[5] > LATEST_YEAR:  # a slip: 0206 for 2026
        return None
    try:
        first = date(numbers[2], numbers[1], numbers[0])
        last = date(numbers[5], numbers[4], numbers[3])
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _single_day_span(line: str) -> FirstAndLast | None:
    """The day of "Ngày: 05/01/2026", twice as first and last; None if the line says more."""
    match = _ONE_DAY.fullmatch(rewrite_days(line))
    if not match or _SIGNED.search(line):
        return None
    day, month, year = (int(group) for group in match.groups())
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
