"""Periods by name, in both calendars; docs/rules.md, Periods gives the reporting ones of 2026."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import (
    Calendar,
    Period,
    UnknownPeriod,
    cut_period,
    is_period,
    last_months,
    month_of,
    parse_period,
    period_name,
    previous_period,
    same_days_in_year,
    short_period,
    year_before,
)


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
    assert parse_period(name) == Period(first, last, name, "month")


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
    assert parse_period(name, "reporting") == Period(first, last, name, "reporting")


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13", "2026-00", "2026-Q5", "2026-H3", "03-2026", "2026-3", "0000"),
        *("2026-03-01", "9999-03"),
    ],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(UnknownPeriod) as fault:
        parse_period(text)
    assert str(fault.value) == text


@pytest.mark.parametrize(
    ("text", "calendar", "message"),
    [
        ("2026-02-30..2026-03-01", "month", "2026-02-30"),
        ("2026-03-01..2026-02-30", "month", "2026-02-30"),
        ("2026-03-20..2026-03-01", "month", "2026-03-20 is after 2026-03-01"),
        ("2026-03-01..2026-03-20", "reporting", "a span of days has no reporting calendar"),
    ],
)
def test_which_spans_are_no_period(text: str, calendar: str, message: str) -> None:
    with pytest.raises(UnknownPeriod) as fault:
        parse_period(text, calendar)  # type: ignore[arg-type]
    assert str(fault.value) == message


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


@pytest.mark.parametrize(
    ("name", "calendar", "text", "short"),
    [
        ("2026-03", "month", "Tháng 3/2026", "tháng 3/2026"),
        ("2026-12", "month", "Tháng 12/2026", "tháng 12/2026"),
        ("2026-03", "reporting", "Tháng 3/2026 (kỳ báo cáo)", "tháng 3/2026"),
        ("2026-Q1", "month", "Quý I/2026", "quý I/2026"),
        ("2026-Q4", "reporting", "Quý IV/2026 (kỳ báo cáo)", "quý IV/2026"),
        ("2026-H1", "month", "6 tháng đầu năm 2026", "6 tháng đầu năm 2026"),
        ("2026-H2", "reporting", "6 tháng cuối năm 2026 (kỳ báo cáo)", "6 tháng cuối năm 2026"),
        ("2026", "month", "Năm 2026", "năm 2026"),
        (
            "2026-03-05..2026-03-20",
            "month",
            "Từ 05/03/2026 đến 20/03/2026",
            "từ 05/03/2026 đến 20/03/2026",
        ),
    ],
)
def test_what_a_period_is_called(name: str, calendar: str, text: str, short: str) -> None:
    period = parse_period(name, calendar)  # type: ignore[arg-type]
    assert (period_name(period), short_period(period)) == (text, short)


def test_a_period_without_a_name_is_called_by_its_days() -> None:
    days = Period(date(2026, 3, 5), date(2026, 3, 20))
    assert period_name(days) == "Từ 05/03/2026 đến 20/03/2026"
    assert previous_period(days) == Period(
        date(2026, 2, 17), date(2026, 3, 4), "2026-02-17..2026-03-04"
    )


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("2026-Q1", 2025, date(2025, 1, 1), date(2025, 3, 31)),
        ("2026-Q1", 2027, date(2027, 1, 1), date(2027, 3, 31)),
        # The last day falls in the year; what began in the year before it still does.
        ("2025-12-15..2026-01-14", 2025, date(2024, 12, 15), date(2025, 1, 14)),
        ("2024-02", 2025, date(2025, 2, 1), date(2025, 2, 28)),
        ("2024-02-29..2024-03-01", 2023, date(2023, 2, 28), date(2023, 3, 1)),
        ("2024-02-29..2024-02-29", 2028, date(2028, 2, 28), date(2028, 2, 28)),
        ("2026-01-29..2026-02-28", 2024, date(2024, 1, 29), date(2024, 2, 28)),
    ],
)
def test_the_same_days_of_another_year(name: str, year: int, first: date, last: date) -> None:
    assert same_days_in_year(parse_period(name), year) == Period(first, last, f"{first}..{last}")


def test_a_period_that_is_cut_ends_on_the_day() -> None:
    cut = cut_period(parse_period("2026-Q1", "reporting"), date(2026, 2, 10))
    assert cut == Period(date(2025, 12, 15), date(2026, 2, 10), "2025-12-15..2026-02-10")


@pytest.mark.parametrize(
    ("text", "calendar", "is_named"),
    [
        ("2026-03", "month", True),
        ("2026-13", "month", False),
        ("1900", "month", False),
        ("1901", "month", True),
        ("9998", "month", True),
        ("9999", "month", False),
        ("2026-12", "reporting", True),
        ("2026-03-01..2026-03-20", "month", True),
        ("2026-03-01..2026-03-20", "reporting", False),
        ("2026-03-20..2026-03-20", "month", True),
    ],
)
def test_which_texts_name_a_period(text: str, calendar: str, is_named: bool) -> None:
    assert is_period(text, calendar) is is_named  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "calendar", "count", "names"),
    [
        ("2026-Q1", "month", 2, ["2026-02", "2026-03"]),
        ("2026-Q1", "month", 1, ["2026-03"]),
        ("2026-Q1", "reporting", 2, ["2026-02", "2026-03"]),
        ("2026-01", "month", 3, ["2025-11", "2025-12", "2026-01"]),
    ],
)
def test_the_months_before(name: str, calendar: str, count: int, names: list[str]) -> None:
    period = parse_period(name, calendar)  # type: ignore[arg-type]
    months = last_months(period, count)
    assert [month.name for month in months] == names
    assert {month.calendar for month in months} == {calendar}


@pytest.mark.parametrize(
    ("name", "previous"),
    [
        ("2026-10", "2026-09"),
        ("2026-11", "2026-10"),
        ("2026-02", "2026-01"),
        ("2026-Q2", "2026-Q1"),
        ("2026-Q4", "2026-Q3"),
        ("2026-H2", "2026-H1"),
    ],
)
def test_the_period_before_within_a_year(name: str, previous: str) -> None:
    for calendar in ("month", "reporting"):
        period = parse_period(name, calendar)  # type: ignore[arg-type]
        assert previous_period(period) == parse_period(previous, calendar)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "calendar", "earlier"),
    [
        ("2026-03", "month", "2025-03"),
        ("2026-Q1", "reporting", "2025-Q1"),
        ("2026-H2", "month", "2025-H2"),
        ("2026", "month", "2025"),
    ],
)
def test_the_period_of_the_same_name_a_year_before(
    name: str, calendar: Calendar, earlier: str
) -> None:
    assert year_before(parse_period(name, calendar)) == parse_period(earlier, calendar)


def test_free_days_a_year_before_are_the_same_days() -> None:
    days = year_before(parse_period("2024-02-10..2024-02-29"))
    assert (days.first, days.last) == (date(2023, 2, 10), date(2023, 2, 28))
