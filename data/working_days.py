"""Vietnam's working days: public holidays, days off instead of them, and weekend days worked."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

from holidays import country_holidays

_SWAPS = Path(__file__).with_name("working_day_swaps.csv")
_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday without public holidays (Labour Code 2019, Art. 112) and days off instead.

    The lunar new year is the library's calendar; a year that the government has not announced
    yet follows the law's plain rule. A Saturday worked for a free Friday or Monday is one too.
    """
    off, worked = _exceptions(day.year)
    return day in worked or (day.weekday() < _SATURDAY and day not in off)


def next_working_day(day: date) -> date:
    """The day itself where it is worked, else the first worked one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def list_working_days(first: date, last: date) -> tuple[date, ...]:
    """The worked days from first to last, both included."""
    days = (first + n * _DAY for n in range((last - first).days + 1))
    return tuple(filter(is_working_day, days))


def last_working_day(first: date, last: date) -> date | None:
    """The last worked day from first to last, both included; None where all are off."""
    while last >= first:
        if is_working_day(last):
            return last
        last -= _DAY
    return None


def count_working_days(start: date, end: date) -> int:
    """How many worked days lie after `start`, up to and with `end`; negative where end is first.

    A dossier due on Friday and returned on Monday is one working day late.
    """
    if end < start:
        return -count_working_days(end, start)
    return sum(is_working_day(start + n * _DAY) for n in range(1, (end - start).days + 1))


def add_working_days(day: date, count: int) -> date:
    """The worked day that lies `count` worked days after `day` (before it where negative)."""
    step = _DAY if count > 0 else -_DAY
    remaining = abs(count)
    while remaining:
        day += step
        remaining -= is_working_day(day)
    return day


@cache
def _exceptions(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """A year's holidays and days off instead, and its weekend days that are worked."""
    holidays = country_holidays("VN", years=year)
    swaps = _swaps()
    return (
        frozenset({*holidays, *swaps}),
        frozenset({*holidays.weekend_workdays, *swaps.values()}),
    )


@cache
def _swaps() -> Mapping[date, date]:
    """Days off and the days worked for them that the library does not know yet."""
    with _SWAPS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return MappingProxyType(
        {date.fromisoformat(row["off"]): date.fromisoformat(row["worked"]) for row in rows}
    )
