"""The days that a file says it covers, from the lines above its table."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from unicodedata import normalize

from data.text import fold

_DAY = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})"
_TO = r"\s*(?:[-–,]?\s*(?:đến|tới)|[-–])\s*(?:hết\s*)?"
_FROM_TO = re.compile(rf"{_DAY}{_TO}(?:ngày)?\s*:?\s*{_DAY}")
# Alone on its line; beside other words it may be the day of printing.
_ONE_DAY = re.compile(rf"\W*(?:kỳ báo cáo|trong)?\W*ngày\s*:?\s*{_DAY}\W*")
_MONTH = re.compile(r"tháng\s*(\d{1,2})\s*(?:/|năm|-)\s*(\d{4})")
_FROM_TO_MONTH = re.compile(rf"từ\s*{_MONTH.pattern}{_TO}{_MONTH.pattern}")
_QUARTER = re.compile(r"quý\s*(iv|iii|ii|i|[1-4])\s*(?:/|năm|-)\s*(\d{4})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_EARLIEST, _LATEST = 2000, 2100
_SIGNED = re.compile(r"ngày\s*\d{1,2}\s*tháng")


def span_in(texts: Iterable[str]) -> tuple[date, date] | None:
    """First and last day that a title line names: from–to, else months, else a quarter, else the
    one day that a line consists of.
    """
    lines = [fold(text) for text in title_lines(texts)]
    for find in (_from_to, _from_to_month, _month, _quarter, _one_day):
        for line in lines:
            if found := find(line):
                return found
    return None


def impossible_span(texts: Iterable[str]) -> str | None:
    """The title line that names days which do not exist, or the last before the first."""
    for text in title_lines(texts):
        line = fold(text)
        signed = _SIGNED.search(line)
        said = any(pattern.search(line) for pattern in (_FROM_TO, _FROM_TO_MONTH))
        if said or (_MONTH.search(line) and not signed):
            return text
    return None


def title_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines above a table, one by one and in one shape, however many a cell holds."""
    lines = (
        " ".join(line.split()) for text in texts for line in normalize("NFC", text).split("\n")
    )
    return tuple(line for line in lines if line)


def _from_to(line: str) -> tuple[date, date] | None:
    found = _FROM_TO.search(line)
    if not found:
        return None
    numbers = [int(group) for group in found.groups()]
    if numbers[2] < _EARLIEST or numbers[5] > _LATEST:  # a slip: 0206 for 2026
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
    found = _ONE_DAY.fullmatch(line)
    if not found:
        return None
    day, month, year = (int(group) for group in found.groups())
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _months(year: int, month: int, count: int) -> tuple[date, date] | None:
    if not (1 <= month <= 12 and _EARLIEST <= year <= _LATEST):
        return None
    end = month + count - 1
    return date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1])
