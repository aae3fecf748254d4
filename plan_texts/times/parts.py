"""Parts of a month, a quarter or a year by the words before it: "nửa đầu tháng 12", "tuần 2 …"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

_PART = re.compile(
    r"(?<!\w)(?:nửa (?P<half>đầu|cuối)|(?P<decade>thượng|trung|hạ) tuần"
    r"|tuần (?:thứ )?(?P<week>đầu|cuối|nhất|hai|ba|tư|[1-4])(?: tiên| cùng)?"
    r"|(?P<count>\d{1,2}|hai) (?P<unit>ngày|tuần) (?P<side>đầu|cuối)(?: tiên)?)\s+(?:của\s+)?$"
)
_LONGEST = 28  # letters
_DECADES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"thượng": (1, 10), "trung": (11, 20), "hạ": (21, 31)}
)
_WEEKS: Mapping[str, int] = MappingProxyType(
    {"đầu": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "1": 1, "2": 2, "3": 3, "4": 4}
)
_WEEK = 7  # days
_ONE_DAY = timedelta(days=1)


def part_start(text: str, start: int) -> int:
    """The offset of the words before `start` that name a part ("nửa đầu"); `start` without any."""
    part = _PART.search(text[max(0, start - _LONGEST) : start])
    return start - len(part[0]) if part else start


def days_of_part(words: str, first: date, last: date) -> tuple[date, date]:
    """(first, last) day of the part of `first` to `last` that words name; all if they name none."""
    part = _PART.fullmatch(words)
    if part is None:
        return first, last
    if part["half"]:
        middle = _last_of_first_half(first, last)
        return (first, middle) if part["half"] == "đầu" else (middle + _ONE_DAY, last)
    if part["decade"]:
        begin, end = _DECADES[part["decade"]]
        return first.replace(day=begin), first.replace(day=min(end, last.day))
    if part["count"]:
        count = 2 if part["count"] == "hai" else int(part["count"])
        span = timedelta(days=count * (_WEEK if part["unit"] == "tuần" else 1) - 1)
        return (first, first + span) if part["side"] == "đầu" else (last - span, last)
    if week := _WEEKS.get(part["week"]):
        begin_day = first + (week - 1) * _WEEK * _ONE_DAY
        return begin_day, begin_day + (_WEEK - 1) * _ONE_DAY
    return last - (_WEEK - 1) * _ONE_DAY, last


def _last_of_first_half(first: date, last: date) -> date:
    """The last day of the first half: the 15th of the middle month, or the end of the one before.

    Of a month and of a quarter it is the 15th, of a year 30 June.
    """
    month_count = last.month - first.month + 1
    middle_month = first.replace(month=first.month + month_count // 2)
    return middle_month.replace(day=15) if month_count % 2 else middle_month - _ONE_DAY
