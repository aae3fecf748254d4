"""The days, months, quarters and years that a plan's words name, and the days that they cover."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Unit = Literal["day", "month", "quarter", "months", "year"]

_MONTH, _QUARTER = r"1[0-2]|0?[1-9]", r"iv|iii|ii|i|0?[1-4]"
_NUMERALS = ("i", "ii", "iii", "iv")
# "Tháng 3, 6, 9", "quý I và III", "tháng 4 - 6/2026": numbers behind the first belong to the list
# only where nothing that could be counted follows them ("tháng 3, 02 lớp").
_LIST = r"(?:{0})(?!\w)(?:\s*(?:,|và|[-–+&]|đến)\s*(?:{0})(?!\w))+(?=\s*(?:$|[;.):|\t]|/\s*20|năm))"
_YEAR_BEHIND = re.compile(r"\s*(?:[/–-]|,?\s*(?:của\s+)?năm)\s*(20\d\d)(?!\d)")
_FULL_DAY = re.compile(  # 30/6/2026 · 30.6.2026 · 30-6-2026 · 30/6/26
    r"(?<![\d/.,-])(?:ngày\s+)?(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(20\d\d|[23]\d)"
    r"(?![\d/%]|[.-]\d)"
)
_SHORT_DAY = re.compile(  # 30/6
    rf"(?<![\d/.,-])(?:ngày\s+)?(3[01]|[12]\d|0?[1-9])\s?/\s?({_MONTH})(?![\d/%]|[.,]\d|-\w)"
)
# The "10" of "10 - 15/3/2026" and of "từ ngày 10 đến hết ngày 15 tháng 3".
_DAY_OF_MONTH = r"3[01]|[12]\d|0?[1-9]"
_FIRST_OF_DAYS = re.compile(
    rf"(?<![\d/.,-])(?:ngày\s+)?({_DAY_OF_MONTH})(?=\s*(?:[-–]|đến|và)\s*(?:hết\s+)?(?:ngày\s+)?"
    rf"(?:{_DAY_OF_MONTH})\s?(?:/|tháng)\s?({_MONTH})(?![\d%])(?:\s?(?:/|năm)\s?(20\d\d))?)"
)
_WORD_DAY = re.compile(
    r"(?<![\w/])(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?!\d)"
    r"(?:(?<=ngày \d tháng \d)|(?<=ngày \d\d tháng \d)|(?<=ngày \d\d tháng \d\d)"
    r"|(?<=ngày \d tháng \d\d)|(?=\s+năm\s+20))"
)
_BARE_MONTH = re.compile(rf"(?<![\w/.,-])({_MONTH})\s?/\s?(20\d\d)(?![\d/%]|-\w)")
_NO_CADENCE = r"(?<!\w)(?<!mỗi )(?<!hằng )(?<!hàng )"  # "mỗi tháng 01 cuộc"
_MONTHS = re.compile(
    rf"{_NO_CADENCE}(?:(?:(?<!\d )|(?<=tuần \d ))tháng\s+"
    r"|t\.?\s?(?=\d+\s?(?:/|[-–]\s?t?\.?\s?\d+\s?/)))"
    rf"({_LIST.format(_MONTH)}|(?:{_MONTH})(?!\d|/(?!\s*20)))"
)
_QUARTERS = re.compile(
    rf"{_NO_CADENCE}(?:(?:quý|quí)\s+|q\.?\s?(?=[iv\d]+\s?[/.]))({_LIST.format(_QUARTER)}|(?:{_QUARTER})(?!\w))"
)
_PARTS_OF_YEAR = re.compile(
    r"(?<!\w)(3|03|ba|6|06|sáu|9|09|chín) tháng (đầu|cuối)(?: của)?\s+năm(?!\w)"
)
_YEAR = re.compile(r"(?<!\w)năm\s+(20\d\d)(?!\d)")
_THIS_YEAR = re.compile(
    r"(?:(?<=trong )|(?<=hết )|(?<=cuối )|(?<=thúc )|(?<=giữa ))năm(?: nay| này)?(?![\w/])"
    r"(?!\s+20\d\d)"
)
_NUMBER = re.compile(r"\d+|[iv]+")
_HALVES = {"3": 3, "03": 3, "ba": 3, "6": 6, "06": 6, "sáu": 6, "9": 9, "09": 9, "chín": 9}
_LEAP_YEAR = 2028


@dataclass(frozen=True)
class Moment:
    """A day, or a run of days, that words from offset `start` to `end` name.

    `number` is the month, the quarter, or how many "months" of the year (its last ones where it is
    below 0); `day` that of the month. `year` is None where none is written.
    """

    start: int
    end: int
    unit: Unit
    number: int
    year: int | None
    day: int = 0

    def days(self, plan_year: int | None) -> tuple[date, date] | None:
        """(first day, last day); None where no year is known, or the calendar has no such day."""
        year = self.year or plan_year
        if year is None:
            return None
        if self.unit == "day":
            return _single_day(year, self.number, self.day)
        first_month, last_month = self._months()
        last_day = calendar.monthrange(year, last_month)[1]
        return date(year, first_month, 1), date(year, last_month, last_day)

    @property
    def is_impossible(self) -> bool:
        """Whether the moment is a day that no calendar has ("31/9")."""
        year = self.year or _LEAP_YEAR
        return self.unit == "day" and _single_day(year, self.number, self.day) is None

    def _months(self) -> tuple[int, int]:
        """(first month, last month), from 1, that the moment covers."""
        match self.unit:
            case "month":
                return self.number, self.number
            case "quarter":
                return 3 * self.number - 2, 3 * self.number
            case "months":
                return (1, self.number) if self.number > 0 else (13 + self.number, 12)
            case _:
                return 1, 12


def moments(text: str) -> list[Moment]:
    """The moments that a text of small letters names, from left to right, none within another."""
    pairs = ((pattern, read) for pattern, read in _READERS)
    candidates = [
        moment
        for pattern, read in pairs
        for match in pattern.finditer(text)
        for moment in read(match)
    ]
    kept: list[Moment] = []
    for moment in sorted(candidates, key=lambda moment: (moment.start, -moment.end)):
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return kept


def _full_day(match: re.Match[str]) -> Iterator[Moment]:
    """The day of a match like "30/6/2026", "30.6.26"."""
    year = int(match[4])
    yield Moment(
        *match.span(), "day", int(match[3]), year if year > 100 else 2000 + year, int(match[1])
    )


def _short_day(match: re.Match[str]) -> Iterator[Moment]:
    """The day, without a year, of a match like "30/6"."""
    yield Moment(*match.span(), "day", int(match[2]), None, int(match[1]))


def _word_day(match: re.Match[str]) -> Iterator[Moment]:
    """The day of a match like "ngày 30 tháng 6", with the year behind it."""
    day = Moment(*match.span(), "day", int(match[2]), None, int(match[1]))
    yield _with_year_behind(day, match.string)


def _first_of_days(match: re.Match[str]) -> Iterator[Moment]:
    """The day of the "10" in a match of "10 - 15/3/2026"."""
    year = int(match[3]) if match[3] else None
    yield Moment(*match.span(), "day", int(match[2]), year, int(match[1]))


def _bare_month(match: re.Match[str]) -> Iterator[Moment]:
    """The month of a match like "6/2026"."""
    yield Moment(*match.span(), "month", int(match[1]), int(match[2]))


def _months(match: re.Match[str]) -> Iterator[Moment]:
    """The months of a match like "tháng 3, 6, 9"."""
    yield from _listed_moments(match, "month")


def _quarters(match: re.Match[str]) -> Iterator[Moment]:
    """The quarters of a match like "quý I và III"."""
    yield from _listed_moments(match, "quarter")


def _listed_moments(match: re.Match[str], unit: Unit) -> Iterator[Moment]:
    """A moment for each number in a match's first group, all of the year behind the last."""
    numbers = list(_NUMBER.finditer(match.string, *match.span(1)))
    last_number = numbers[-1]
    last = _with_year_behind(
        Moment(last_number.start(), match.end(), unit, _number(last_number[0]), None), match.string
    )
    earlier = [
        Moment(*number.span(), unit, _number(number[0]), last.year) for number in numbers[:-1]
    ]
    first, *others = [*earlier, last]
    yield replace(first, start=match.start())
    yield from others


def _part_of_year(match: re.Match[str]) -> Iterator[Moment]:
    """The first or last months of a match like "6 tháng đầu năm 2026"."""
    number = _HALVES[match[1]] * (1 if match[2] == "đầu" else -1)
    year = re.compile(r"\s+(20\d\d)(?!\d)").match(match.string, match.end())
    end = year.end() if year else match.end()
    yield Moment(match.start(), end, "months", number, int(year[1]) if year else None)


def _year(match: re.Match[str]) -> Iterator[Moment]:
    """The year of a match like "năm 2026"."""
    yield Moment(*match.span(), "year", 0, int(match[1]))


def _this_year(match: re.Match[str]) -> Iterator[Moment]:
    """The year, left open, of a match like "năm nay"."""
    yield Moment(*match.span(), "year", 0, None)


def _with_year_behind(moment: Moment, text: str) -> Moment:
    """The moment with the year that stands behind it, where one does."""
    year = _YEAR_BEHIND.match(text, moment.end)
    return replace(moment, end=year.end(), year=int(year[1])) if year else moment


def _number(written: str) -> int:
    """A month's or quarter's number from figures or a numeral: "iv" → 4."""
    return int(written) if written.isdecimal() else _NUMERALS.index(written) + 1


def _single_day(year: int, month: int, day: int) -> tuple[date, date] | None:
    """The day as first and last day; None where the calendar has no such day."""
    try:
        return (date(year, month, day),) * 2
    except ValueError:
        return None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Moment]]], ...] = (
    (_FULL_DAY, _full_day),
    (_SHORT_DAY, _short_day),
    (_WORD_DAY, _word_day),
    (_FIRST_OF_DAYS, _first_of_days),
    (_BARE_MONTH, _bare_month),
    (_MONTHS, _months),
    (_QUARTERS, _quarters),
    (_PARTS_OF_YEAR, _part_of_year),
    (_YEAR, _year),
    (_THIS_YEAR, _this_year),
)
