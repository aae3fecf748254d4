"""On which days a duty falls due: by its cadence, its calendar, and the days between which it runs.

The year is 2026: 1 January is a Thursday, Tết takes 14 to 22 February, 30 April is a Thursday.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data.planning.due_days import Rule, due_days
from tests.support.task_builders import MONTHLY, plan_with_tasks

NEW_YEAR, MARCH_15, DECEMBER_15 = date(2026, 1, 1), date(2026, 3, 15), date(2026, 12, 15)
# A duty of the whole year without days of its own, as it stands in a plan of the year's first day.
DUTY = replace(
    plan_with_tasks(MONTHLY).tasks[0], first=None, last=None, recurs_after=date(2025, 12, 31)
)
QUARTERS = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


def days_of_2026(*days_and_months: tuple[int, int]) -> list[date]:
    return [date(2026, month, day) for day, month in days_and_months]


@pytest.mark.parametrize(
    ("changed", "days"),
    [
        ({"calendar": "reporting"}, days_of_2026(*((15, month) for month in range(1, 13)))),
        # December's 1 January lies in the year after; December of the year before ends before it.
        ({}, days_of_2026(*((1, month) for month in range(2, 13)))),
        (
            {"cadence": ("quarterly",), "calendar": "reporting"},
            days_of_2026((15, 3), (15, 6), (15, 9), (15, 12)),
        ),
        ({"cadence": ("quarterly",)}, days_of_2026((1, 4), (1, 7), (1, 10))),
        ({"cadence": ("yearly",), "calendar": "reporting"}, [DECEMBER_15]),
        ({"cadence": ("yearly",)}, []),
        ({"cadence": ("yearly",), "valid_to": date(2027, 1, 1)}, [date(2027, 1, 1)]),
        ({"cadence": ("ad_hoc", "weekends")}, []),
        (
            {"cadence": ("monthly", "quarterly"), "calendar": "reporting", "valid_to": MARCH_15},
            days_of_2026((15, 1), (15, 2), (15, 3)),
        ),
    ],
)
def test_on_which_days_a_duty_recurs(changed: dict[str, Any], days: list[date]) -> None:
    assert [due.day for due in due_days(replace(DUTY, **changed))] == days


@pytest.mark.parametrize(
    ("changed", "first", "last"),
    [
        ({}, date(2026, 1, 15), DECEMBER_15),
        ({"valid_from": MARCH_15}, MARCH_15, DECEMBER_15),
        ({"valid_from": date(2026, 3, 16)}, date(2026, 4, 15), DECEMBER_15),
        ({"valid_to": MARCH_15}, date(2026, 1, 15), MARCH_15),
        ({"valid_to": date(2026, 3, 14)}, date(2026, 1, 15), date(2026, 2, 15)),
        ({"recurs_after": MARCH_15}, date(2026, 4, 15), DECEMBER_15),
        ({"recurs_after": date(2026, 3, 14)}, MARCH_15, DECEMBER_15),
        # Its own days narrow those of its plan, and never widen them.
        ({"first": MARCH_15, "last": date(2026, 6, 15)}, MARCH_15, date(2026, 6, 15)),
        ({"first": date(2025, 3, 1), "last": date(2027, 3, 1)}, date(2026, 1, 15), DECEMBER_15),
    ],
)
def test_between_which_days_a_duty_recurs(changed: dict[str, Any], first: date, last: date) -> None:
    dues = due_days(replace(DUTY, calendar="reporting", **changed))
    assert (dues[0].day, dues[-1].day) == (first, last)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({}, "calendar_month"),
        ({"calendar": "reporting"}, "reporting"),
        ({"cadence": ("weekly",)}, "week_end"),
        ({"cadence": ("weekly",), "calendar": "reporting"}, "week_end"),
        ({"cadence": ("once",), "last": MARCH_15}, "written"),
        ({"cadence": ("once",), "first": NEW_YEAR, "last": MARCH_15}, "after_figures"),
    ],
)
def test_where_a_due_day_is_from(changed: dict[str, Any], rule: Rule) -> None:
    assert {due.rule for due in due_days(replace(DUTY, **changed))} == {rule}


def test_each_quarter_and_month_has_the_days_of_its_calendar() -> None:
    quarterly = due_days(replace(DUTY, cadence=("quarterly",), calendar="reporting"))
    assert [due.periods[0].name for due in quarterly] == QUARTERS
    assert {due.periods[0].calendar for due in quarterly} == {"reporting"}
    first_month = due_days(DUTY)[0].periods[0]
    assert (first_month.first, first_month.last) == (NEW_YEAR, date(2026, 1, 31))


def test_what_ends_on_one_day_is_due_once_the_shorter_period_first() -> None:
    every = replace(DUTY, cadence=("yearly", "quarterly", "monthly"), calendar="reporting")
    periods = {due.day: [period.name for period in due.periods] for due in due_days(every)}
    assert periods[date(2026, 2, 15)] == ["2026-02"]
    assert periods[MARCH_15] == ["2026-03", "2026-Q1"]
    assert periods[DECEMBER_15] == ["2026-12", "2026-Q4", "2026"]


def test_a_weekly_duty_has_each_week_from_monday_on() -> None:
    """From a Wednesday to a Monday: the week that begins on that Monday ends too late."""
    weekly = replace(
        DUTY, cadence=("weekly",), valid_from=date(2026, 3, 4), valid_to=date(2026, 3, 16)
    )
    dues = due_days(weekly)
    assert [due.day for due in dues] == [date(2026, 3, 6), date(2026, 3, 13)]
    assert [(due.periods[0].first, due.periods[0].last) for due in dues] == [
        (date(2026, 3, 2), date(2026, 3, 8)),
        (date(2026, 3, 9), date(2026, 3, 15)),
    ]


def test_a_plan_may_end_on_a_monday_that_is_its_weeks_only_working_day() -> None:
    """In 2015 the Hùng kings' day was 28 April; for 29 April the Saturday before was worked."""
    weekly = replace(
        DUTY,
        cadence=("weekly",),
        valid_from=date(2015, 4, 20),
        valid_to=date(2015, 4, 27),
        recurs_after=date.min,
    )
    assert [due.day for due in due_days(weekly)] == [date(2015, 4, 25), date(2015, 4, 27)]


def test_figures_that_the_plan_dates_are_due_the_day_after_with_their_days() -> None:
    (due,) = due_days(replace(DUTY, cadence=("once",), first=NEW_YEAR, last=date(2026, 3, 14)))
    assert due.day == MARCH_15
    assert [(period.first, period.last) for period in due.periods] == [
        (NEW_YEAR, date(2026, 3, 14))
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"repeats": ("NV-01",)},
        {"cadence": ("continuous",)},
        {"cadence": ("continuous",), "last": DECEMBER_15},
        {"cadence": ("once",)},
    ],
)
def test_what_falls_due_on_no_day(changed: dict[str, Any]) -> None:
    assert due_days(replace(DUTY, **changed)) == ()


def test_a_due_day_on_a_sunday_tells_monday() -> None:
    (due,) = due_days(replace(DUTY, kind="deadline", cadence=("once",), last=date(2026, 3, 15)))
    assert (due.day, due.working_day) == (date(2026, 3, 15), date(2026, 3, 16))
