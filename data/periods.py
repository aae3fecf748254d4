"""Spans of days by name, in the three calendars that never mix."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data.dates import day_text
from data.wording import lower_first_letter

Calendar = Literal["month", "reporting"]

_DAY = timedelta(days=1)
_NAMED = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?")
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


_ROMAN = ("I", "II", "III", "IV")


class UnknownPeriod(ValueError):
    """The text names no period of that calendar."""


@dataclass(frozen=True, order=True)
class Period:
    """From `first` to `last`, both included; `name` is what a person typed or chose."""

    first: date
    last: date
    name: str = ""
    calendar: Calendar = "month"

    def __post_init__(self) -> None:
        """Raise UnknownPeriod where the first day is after the last."""
        if self.first > self.last:
            raise UnknownPeriod(f"{self.first} is after {self.last}")


def parse_period(text: str, calendar: Calendar = "month") -> Period:
    """The period named `2026-03`, `2026-Q1`, `2026-H1`, `2026` or `DAY..DAY`; else UnknownPeriod.

    The last has no reporting calendar, where periods run from the 15th of the month before to the
    14th (docs/rules.md, Periods). Raises UnknownPeriod.
    """
    if span := _SPAN.fullmatch(text):
        if calendar == "reporting":
            raise UnknownPeriod("a span of days has no reporting calendar")
        return Period(_parse_day(span[1]), _parse_day(span[2]), text)
    match = _NAMED.fullmatch(text)
    if not match:
        raise UnknownPeriod(text)
    year, (first_month, month_count) = int(match[1]), _first_month_and_count(*match.group(2, 3, 4))
    if not (1 <= first_month <= 12 and 1900 < year < 9999):
        raise UnknownPeriod(text)
    first = date(year, first_month, 1)
    last = _add_months(first, month_count) - _DAY
    if calendar == "reporting":
        first = _add_months(first, -1).replace(day=15)
        last = last.replace(day=14)
    return Period(first, last, text, calendar)


def cut_period(period: Period, last_day: date) -> Period:
    """The period from its first day to `last_day`, which must lie inside it."""
    return Period(period.first, last_day, f"{period.first}..{last_day}")


def same_days_in_year(period: Period, year: int) -> Period:
    """The period moved by whole years to end in `year`; 29 February becomes the 28th."""
    years = year - period.last.year
    first, last = (_day_in_year(day, day.year + years) for day in (period.first, period.last))
    return Period(first, last, f"{first}..{last}")


def _day_in_year(day: date, year: int) -> date:
    """The same day and month in another year; 29 February becomes the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day else day.replace(year=year)


def is_period(text: str, calendar: Calendar = "month") -> bool:
    """Whether `parse_period` reads a text as a period of this calendar."""
    try:
        parse_period(text, calendar)
    except UnknownPeriod:
        return False
    return True


def month_of(day: date, calendar: Calendar = "month") -> Period:
    """The calendar month, or the reporting month (15th to 14th), that holds the day."""
    if calendar == "reporting" and day.day >= 15:
        day = _add_months(day.replace(day=1), 1)
    return parse_period(f"{day:%Y-%m}", calendar)


def previous_period(period: Period) -> Period:
    """The period before: the month, quarter, half or year, or as many days for a span."""
    if _SPAN.fullmatch(period.name) or not period.name:
        last = period.first - _DAY
        first = last - (period.last - period.first)
        return Period(first, last, f"{first}..{last}")
    return parse_period(_previous_period_name(period.name), period.calendar)


def year_before(period: Period) -> Period:
    """The period of the same name a year before; of free days the same days, 29 February → 28."""
    if _SPAN.fullmatch(period.name) or not period.name:
        return same_days_in_year(period, period.last.year - 1)
    return parse_period(f"{int(period.name[:4]) - 1}{period.name[4:]}", period.calendar)


def last_months(period: Period, count: int) -> tuple[Period, ...]:
    """The `count` months up to the one of the period's last day, oldest first."""
    month = month_of(period.last, period.calendar)
    months = [month]
    while len(months) < count:
        months.append(previous_period(months[-1]))
    return tuple(reversed(months))


def _first_month_and_count(
    month: str | None, quarter: str | None, half: str | None
) -> tuple[int, int]:
    """A month's, quarter's, half's or year's first month (1–12) and number of months."""
    if month:
        return int(month), 1
    if quarter:
        return 3 * int(quarter) - 2, 3
    if half:
        return 6 * int(half) - 5, 6
    return 1, 12


def _previous_period_name(name: str) -> str:
    """The name of the period before: "2026-Q1" → "2025-Q4", "2026" → "2025"."""
    year = int(name[:4])
    if len(name) == 4:
        return str(year - 1)
    letter = name[5] if name[5] in "QH" else ""
    part_number, part_count = int(name[5 + len(letter) :]), {"Q": 4, "H": 2, "": 12}[letter]
    year, part_number = (year, part_number - 1) if part_number > 1 else (year - 1, part_count)
    return f"{year}-{letter}{part_number:0{2 - len(letter)}d}"


def _add_months(day: date, count: int) -> date:
    """The same day of the month, `count` months later."""
    month_index = day.year * 12 + day.month - 1 + count
    return day.replace(year=month_index // 12, month=month_index % 12 + 1)


def _parse_day(text: str) -> date:
    """The day of an ISO date ("2026-03-01"); UnknownPeriod for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnknownPeriod(text) from error


def period_name(period: Period) -> str:
    """A period in Vietnamese: "Tháng 3/2026", "Quý I/2026", "6 tháng đầu năm 2026", "Năm 2026"."""
    if ".." in period.name or not period.name:
        return f"Từ {day_text(period.first)} đến {day_text(period.last)}"
    year, _, part = period.name.partition("-")
    if not part:
        text = f"Năm {year}"
    elif part[0] == "Q":
        text = f"Quý {_ROMAN[int(part[1]) - 1]}/{year}"
    elif part[0] == "H":
        text = f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {year}"
    else:
        text = f"Tháng {int(part)}/{year}"
    return f"{text} (kỳ báo cáo)" if period.calendar == "reporting" else text


def short_period(period: Period) -> str:
    """A period in Vietnamese inside a sentence, without its calendar: "tháng 3/2026"."""
    return lower_first_letter(period_name(period).removesuffix(" (kỳ báo cáo)"))
