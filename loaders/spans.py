"""The days that a file says it covers, from the lines above its table."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from data.text import fold

_DAY = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})"
_TO = r"\s*(?:[-–,]?\s*(?:đến|tới)|[-–])\s*(?:hết\s*)?"
_FROM_TO = re.compile(rf"từ\s*(?:ngày)?\s*:?\s*{_DAY}{_TO}(?:ngày)?\s*:?\s*{_DAY}")
_MONTH = re.compile(r"tháng\s*(\d{1,2})\s*(?:/|năm|-)\s*(\d{4})")
_FROM_TO_MONTH = re.compile(rf"từ\s*{_MONTH.pattern}{_TO}{_MONTH.pattern}")
_QUARTER = re.compile(r"quý\s*(iv|iii|ii|i|[1-4])\s*(?:/|năm|-)\s*(\d{4})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SIGNED = re.compile(r"ngày\s*\d{1,2}\s*tháng")


def span_in(texts: Iterable[str]) -> tuple[date, date] | None:
    """First and last day that a title line names: from–to, else months, else a quarter."""
    lines = [fold(text) for text in texts]
    for find in (_from_to, _from_to_month, _month, _quarter):
        for line in lines:
            if found := find(line):
                return found
    return None


def _from_to(line: str) -> tuple[date, date] | None:
    found = _FROM_TO.search(line)
    if not found:
        return None
    numbers = [int(group) for group in found.groups()]
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


def _months(year: int, month: int, count: int) -> tuple[date, date] | None:
    if not (1 <= month <= 12 and 2000 <= year <= 2100):
        return None
    end = month + count - 1
    return date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1])
