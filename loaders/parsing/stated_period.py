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


def stated_period(texts: Iterable[str]) -> tuple[date, date] | None:
    """First and last day that the title's lines name: from–to, else months, else a quarter, else
    the one day that a line consists of. What a line says of another document is not looked at.
    """
    folded = [fold(text) for text in title_lines(texts)]
    lines = [_REFERENCE.sub("", line) for line in folded]
    for find in (_from_to, _from_to_otherwise):
        if found := _first(find, lines):
            return found
    if found := _first(_from_to_otherwise, _joined(lines)):
        return found
    for find in (_from_to_month, _month, _quarter, _one_day):
        if found := _first(find, lines):
            return found
    return _first(_from_to, folded)


def impossible_period(texts: Iterable[str]) -> str | None:
    """The title line that names days which do not exist, or the last before the first."""
    lines = title_lines(texts)
    for text in lines:
        line = _REFERENCE.sub("", fold(text))
        signed = _SIGNED.search(line)
        said = any(pattern.search(days_as_usual(line)) for pattern in (_FROM_TO, _FROM_TO_MONTH))
        if said or (_MONTH.search(line) and not signed):
            return text
    return next(_joined(lines), None)


def title_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines above a table, one by one and in one shape, however many a cell holds."""
    lines = (
        " ".join(line.split()) for text in texts for line in normalize("NFC", text).split("\n")
    )
    return tuple(line for line in lines if line)


def _first(
    find: Callable[[str], tuple[date, date] | None], lines: Iterable[str]
) -> tuple[date, date] | None:
    return next(filter(None, map(find, lines)), None)


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Neighbouring cells that together say from and to: "Từ ngày", a day, "Đến ngày", a day."""
    for at in range(len(lines)):
        for count in range(2, _MOST_CELLS + 1):
            text = " ".join(lines[at : at + count])
            if len(text) <= _LONGEST_JOINED and _IN_CELLS.fullmatch(days_as_usual(fold(text))):
                yield text


def _from_to_otherwise(line: str) -> tuple[date, date] | None:
    return _from_to(days_as_usual(line))


def _from_to(line: str) -> tuple[date, date] | None:
    found = _FROM_TO.search(line)
    if not found:
        return None
    numbers = [int(group) for group in found.groups()]
    if numbers[2] < EARLIEST_YEAR or numbers[5] > LATEST_YEAR:  # a slip: 0206 for 2026
        return None
    try:
        first = date(numbers[2], numbers[1], numbers[0])
        last = date(numbers[5], numbers[4], numbers[3])
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _from_to_month(line: str) -> tuple[date, date] | None:
    found = _FROM_TO_MONTH.search(line)
    if not found:
        return None
    numbers = [int(group) for group in found.groups()]
    first, last = _months(numbers[1], numbers[0], 1), _months(numbers[3], numbers[2], 1)
    return (first[0], last[1]) if first and last and first <= last else None


def _month(line: str) -> tuple[date, date] | None:
    found = _MONTH.search(line)
    if not found or _SIGNED.search(line):  # "ngày 31 tháng 1 năm 2026" is a signature's date
        return None
    return _months(int(found[2]), int(found[1]), 1)


def _quarter(line: str) -> tuple[date, date] | None:
    found = _QUARTER.search(line)
    if not found:
        return None
    quarter = _ROMAN.get(found[1]) or int(found[1])
    return _months(int(found[2]), 3 * quarter - 2, 3)


def _one_day(line: str) -> tuple[date, date] | None:
    found = _ONE_DAY.fullmatch(days_as_usual(line))
    if not found or _SIGNED.search(line):
        return None
    day, month, year = (int(group) for group in found.groups())
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _months(year: int, month: int, count: int) -> tuple[date, date] | None:
    if not (1 <= month <= 12 and EARLIEST_YEAR <= year <= LATEST_YEAR):
        return None
    end = month + count - 1
    return date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1])
