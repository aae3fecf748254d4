"""Periods by name, in both calendars; docs/rules.md, Periods gives the reporting ones of 2026."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import Period, UnknownPeriod, last_months, month_of, parse_period, previous_period


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-03-05..2026-03-20", date(2026, 3, 5), date(2026, 3, 20)),
    ],
)
def test_calendar_periods(name: str, first: date, last: date) -> None:
    period = parse_period(name)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q2", date(2026, 3, 15), date(2026, 6, 14)),
        ("2026-Q3", date(2026, 6, 15), date(2026, 9, 14)),
        ("2026-Q4", date(2026, 9, 15), date(2026, 12, 14)),
        ("2026-H1", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_reporting_periods(name: str, first: date, last: date) -> None:
    period = parse_period(name, "reporting")
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13", "2026-00", "2026-Q5", "2026-H3", "03-2026", "2026-3", "0000"),
        *("2026-03-01", "2026-02-30..2026-03-01", "2026-03-20..2026-03-01"),
    ],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(UnknownPeriod):
        parse_period(text)


def test_a_span_of_days_has_no_reporting_calendar() -> None:
    with pytest.raises(UnknownPeriod):
        parse_period("2026-03-01..2026-03-20", "reporting")


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from(["month", "reporting"]))
def test_every_day_lies_in_its_month_and_months_touch(day: date, calendar: str) -> None:
    month = month_of(day, calendar)  # type: ignore[arg-type]
    assert month.first <= day <= month.last
    assert previous_period(month).last + timedelta(days=1) == month.first


def test_the_month_of_a_day_is_of_the_ordinary_calendar_unless_another_is_asked() -> None:
    assert month_of(date(2026, 3, 15)) == Period(
        date(2026, 3, 1), date(2026, 3, 31), "2026-03", "month"
    )
    assert month_of(date(2026, 3, 15), "reporting") == Period(
        date(2026, 3, 15), date(2026, 4, 14), "2026-04", "reporting"
    )


@given(st.integers(2001, 2099), st.sampled_from(["month", "reporting"]))
def test_months_tile_quarters_halves_and_the_year(year: int, calendar: str) -> None:
    def periods(*names: str) -> list[Period]:
        return [parse_period(f"{year}{name}", calendar) for name in names]  # type: ignore[arg-type]

    (whole,) = periods("")
    months = periods(*(f"-{month:02d}" for month in range(1, 13)))
    for parts in (months, periods("-Q1", "-Q2", "-Q3", "-Q4"), periods("-H1", "-H2")):
        assert parts[0].first == whole.first
        assert parts[-1].last == whole.last
        for earlier, later in pairwise(parts):
            assert earlier.last + timedelta(days=1) == later.first
    assert months[2].last == periods("-Q1")[0].last


@pytest.mark.parametrize(
    ("name", "previous"),
    [
        ("2026-01", "2025-12"),
        ("2026-Q1", "2025-Q4"),
        ("2026-H1", "2025-H2"),
        ("2026", "2025"),
        ("2026-03-11..2026-03-20", "2026-03-01..2026-03-10"),
    ],
)
def test_the_period_before(name: str, previous: str) -> None:
    assert previous_period(parse_period(name)) == parse_period(previous)


def test_months_end_with_the_one_that_holds_the_last_day() -> None:
    names = [month.name for month in last_months(parse_period("2026-Q1"), 4)]
    assert names == ["2025-12", "2026-01", "2026-02", "2026-03"]
