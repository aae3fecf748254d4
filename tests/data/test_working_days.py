"""Vietnam's working days as the law and the government's announcements have them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.working_days import (
    add_working_days,
    count_working_days,
    is_working_day,
    last_working_day,
    next_working_day,
)

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 1), False),  # new year
        (date(2026, 1, 2), False),  # Friday, swapped (12729/VPCP-KGVX) …
        (date(2026, 1, 10), True),  # … for this Saturday
        (date(2026, 1, 17), False),  # any other Saturday
        (date(2026, 2, 13), True),
        (date(2026, 2, 16), False),  # Tết Bính Ngọ: 29 Chạp …
        (date(2026, 2, 20), False),  # … to mùng 4
        (date(2026, 2, 23), True),
        (date(2026, 4, 27), False),  # Giỗ Tổ on Sunday 26 April: the Monday instead
        (date(2026, 4, 30), False),
        (date(2026, 5, 1), False),
        (date(2026, 8, 22), True),  # a Saturday worked …
        (date(2026, 8, 31), False),  # … for this Monday
        (date(2026, 9, 2), False),
        (date(2026, 9, 3), True),
        (date(2025, 1, 27), False),  # Tết Ất Tỵ
        (date(2025, 2, 3), True),
        (date(2025, 4, 26), True),  # a Saturday worked for Friday 2 May 2025
        (date(2025, 5, 2), False),
        (date(2027, 2, 8), False),  # Tết Đinh Mùi begins on Saturday 6 February 2027
    ],
)
def test_a_day_is_worked_or_off(day: date, worked: bool) -> None:
    assert is_working_day(day) is worked


def test_over_tet_the_next_working_day_is_ten_days_away() -> None:
    assert next_working_day(date(2026, 2, 14)) == date(2026, 2, 23)
    assert next_working_day(date(2026, 2, 23)) == date(2026, 2, 23)
    assert count_working_days(date(2026, 2, 13), date(2026, 2, 23)) == 1


def test_a_dossier_due_on_friday_and_returned_on_monday_is_one_working_day_late() -> None:
    assert count_working_days(date(2026, 3, 6), date(2026, 3, 9)) == 1
    assert count_working_days(date(2026, 3, 9), date(2026, 3, 6)) == -1
    assert count_working_days(date(2026, 3, 6), date(2026, 3, 8)) == 0


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 20)),
        (date(2026, 2, 16), date(2026, 2, 22), None),  # the week of Tết is wholly off
        (date(2026, 1, 5), date(2026, 1, 11), date(2026, 1, 10)),  # a worked Saturday
        (date(2026, 4, 27), date(2026, 5, 3), date(2026, 4, 29)),
    ],
)
def test_the_last_working_day_of_a_week(first: date, last: date, found: date | None) -> None:
    assert last_working_day(first, last) == found


@given(DAYS, st.integers(-40, 40))
def test_adding_working_days_is_undone_by_counting_them(day: date, count: int) -> None:
    start = next_working_day(day)
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert count_working_days(start, end) == count


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_of_two_spans_add_up(day: date, one: int, other: int) -> None:
    middle = day + timedelta(days=one)
    end = middle + timedelta(days=other)
    parts = count_working_days(day, middle) + count_working_days(middle, end)
    assert parts == count_working_days(day, end)
