"""The days that a file says it covers, from the lines above its table."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from unicodedata import normalize

from data.dates import CLOCK, EARLIEST_YEAR, IN_LINE, LATEST_YEAR, days_as_usual
from data.text import fold

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
_QUARTER = re.compile(r"quý\s*(iv|iii|ii|i|[1-4])\s*(?:/|năm|-)\s*(\d{4})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SIGNED = re.compile(r"ngày\s*\d{1,2}\s*tháng")
# "(Theo Kế hoạch số 5 tháng 12/2025)", "Căn cứ …", "kèm theo …": the days are the document's own.
_DOCUMENT = r"(?:kế hoạch|quyết định|công văn|thông tư|nghị định|nghị quyết|chỉ thị|hướng dẫn)"
_REFERENCE = re.compile(
    r"(?:^\W*|(?<=[(;])\s*)(?:căn cứ|(?:ban hành\s)?kèm theo|(?:thực hiện\s)?theo\s(?:văn bản|"
    rf"thông báo|tờ trình|báo cáo|{_DOCUMENT})|(?:thực hiện\s)?{_DOCUMENT}\ssố)\b"
    r"(?:(?!kỳ báo cáo)[^();])*"
)

FirstAndLast = tuple[date, date]
Find = Callable[[str], FirstAndLast | None]


def stated_period(texts: Iterable[str]) -> FirstAndLast | None:
    """First and last day that the title's lines name: from–to, else months, else a quarter, else
    the one day that a line consists of. What a line says of another document is not looked at.
    """
    folded = [fold(text) for text in title_lines(texts)]
    lines = [_REFERENCE.sub("", line) for line in folded]
    attempts: Iterable[tuple[Find, Iterable[str]]] = (
        (_from_to, lines),
        (_from_to_in_any_form, lines),
        (_from_to_in_any_form, _joined_cells(lines)),
        (_from_to_month, lines),
        (_month, lines),
        (_quarter, lines),
        (_single_day, lines),
        (_from_to, folded),  # at last in references too: no other line names days
    )
    periods = (_first(find, candidates) for find, candidates in attempts)
    return next(filter(None, periods), None)


def impossible_period(texts: Iterable[str]) -> str | None:
    """The title line that names days which do not exist, or the last before the first."""
    lines = title_lines(texts)
    for text in lines:
        line = _REFERENCE.sub("", fold(text))
        names_days = any(
            pattern.search(days_as_usual(line)) for pattern in (_FROM_TO, _FROM_TO_MONTH)
        )
        if names_days or (_MONTH.search(line) and not _SIGNED.search(line)):
            return text
    return next(_joined_cells(lines), None)


def title_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines above a table, each by itself and in one shape, however many a cell holds."""
    lines = (
        " ".join(line.split()) for text in texts for line in normalize("NFC", text).split("\n")
    )
    return tuple(line for line in lines if line)


def _first(find: Find, lines: Iterable[str]) -> FirstAndLast | None:
    return next(filter(None, map(find, lines)), None)


def _joined_cells(lines: Sequence[str]) -> Iterator[str]:
    """Neighbouring cells that together say from and to: "Từ ngày", a day, "Đến ngày", a day."""
    for at in range(len(lines)):
        for count in range(2, _MOST_CELLS + 1):
            text = " ".join(lines[at : at + count])
            if len(text) <= _LONGEST_JOINED and _IN_CELLS.fullmatch(days_as_usual(fold(text))):
                yield text


def _from_to_in_any_form(line: str) -> FirstAndLast | None:
    """The days of "từ ngày 1 tháng 1 năm 2026 đến ngày 31 tháng 1 năm 2026" and other forms."""
    return _from_to(days_as_usual(line))


def _from_to(line: str) -> FirstAndLast | None:
    """The days of "từ ngày 01/01/2026 đến ngày 31/01/2026"."""
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


def _from_to_month(line: str) -> FirstAndLast | None:
    """The days of "từ tháng 1/2026 đến tháng 3/2026"."""
    match = _FROM_TO_MONTH.search(line)
    if not match:
        return None
    numbers = [int(group) for group in match.groups()]
    first, last = _months(numbers[1], numbers[0], 1), _months(numbers[3], numbers[2], 1)
    return (first[0], last[1]) if first and last and first <= last else None


def _month(line: str) -> FirstAndLast | None:
    """The days of "tháng 1 năm 2026"."""
    match = _MONTH.search(line)
    if not match or _SIGNED.search(line):  # "ngày 31 tháng 1 năm 2026" is a signature's date
        return None
    return _months(int(match[2]), int(match[1]), 1)


def _quarter(line: str) -> FirstAndLast | None:
    """The days of "quý I năm 2026"."""
    match = _QUARTER.search(line)
    if not match:
        return None
    quarter = _ROMAN.get(match[1]) or int(match[1])
    return _months(int(match[2]), 3 * quarter - 2, 3)


def _single_day(line: str) -> FirstAndLast | None:
    """The day of "Ngày: 05/01/2026", where nothing else stands on the line."""
    match = _ONE_DAY.fullmatch(days_as_usual(line))
    if not match or _SIGNED.search(line):
        return None
    day, month, year = (int(group) for group in match.groups())
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _months(year: int, month: int, count: int) -> FirstAndLast | None:
    """First and last day of `count` months of a year from `month` on."""
    if not (1 <= month <= 12 and EARLIEST_YEAR <= year <= LATEST_YEAR):
        return None
    end = month + count - 1
    return date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1])
