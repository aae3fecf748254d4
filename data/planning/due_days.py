"""The days on which a task falls due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from data.periods import Period, month_of, parse_period, previous_period
from data.planning.own_day import OwnDay
from data.planning.task import Cadence, Task
from data.working_days import last_working_day, next_working_day

__all__ = ["Due", "Task", "due_days"]

Rule = Literal["written", "after_figures", "reporting", "week_end", "calendar_month"]
_DAY = timedelta(days=1)
# What the name of each period of a year ends in.
_PARTS_OF_YEAR: Mapping[Cadence, Sequence[str]] = {
    "monthly": [f"-{month:02d}" for month in range(1, 13)],
    "quarterly": [f"-Q{quarter}" for quarter in range(1, 5)],
    "half_yearly": ["-H1", "-H2"],
    "yearly": [""],
}


@dataclass(frozen=True)
class Due:
    """One day on which a task falls due.

    `rule` says where the day is from: "written" in the plan, of each period too; the day after the
    last day of the figures that the plan writes ("after_figures") or that the reporting calendar
    gives ("reporting") or that of months does ("calendar_month"); the week's last working day
    ("week_end"). In the last four the plan names no day. `periods` are what a report then covers;
    a day on which several end is one due day.
    """

    day: date
    rule: Rule
    periods: tuple[Period, ...] = ()

    @property
    def working_day(self) -> date:
        """The due day where it is a working day, else the next one."""
        return next_working_day(self.day)


@cache
def due_days(task: Task) -> tuple[Due, ...]:
    """A task's due days in order, each with its rule and the periods it is for; () for none.

    A duty recurs while its plan is valid, or between its own days. Months, quarters, half-years and
    years are those of the reporting calendar (docs/rules.md, Periods): figures to the 14th, due on
    the 15th, save where the task goes by calendar months, or the plan names the day. The first is
    due after the plan's date. Empty for what repeats another task, only runs on, has no day, or has
    an impossible one.
    """
    if task.repeats:
        return ()
    if task.last is None or task.recurs_within_days:
        return _recurring_due_days(task)
    if set(task.cadence) == {"continuous"}:
        return ()
    if task.has_figure_days and task.first:
        return (Due(task.last + _DAY, "after_figures", (Period(task.first, task.last),)),)
    return (Due(task.last, "written"),)


def _recurring_due_days(task: Task) -> tuple[Due, ...]:
    """A duty's due days by all its cadences, in order, one for each day."""
    first = max(task.valid_from, task.first or task.valid_from)
    last = min(task.valid_to, task.last or task.valid_to)
    dues_by_day: dict[date, Due] = {}
    for due in sorted(
        (due for c in task.cadence for due in _cadence_due_days(c, task)), key=_day_and_length
    ):
        if first <= due.day <= last and task.recurs_after < due.day:
            same_day = dues_by_day.get(due.day)
            earlier_periods = same_day.periods if same_day else ()
            periods = (*earlier_periods, *due.periods)
            dues_by_day[due.day] = replace(same_day or due, periods=periods)
    return tuple(dues_by_day.values())


def _day_and_length(due: Due) -> tuple[date, timedelta]:
    """A key that sorts due days with one period by day, then by the period's length."""
    (period,) = due.periods
    return due.day, period.last - period.first


def _cadence_due_days(cadence: Cadence, task: Task) -> Iterator[Due]:
    """A cadence's due days in the plan's years, with their periods, not yet cut to its days."""
    own_day = task.own_day if task.own_day and task.own_day.is_of(cadence) else None
    if cadence == "weekly":
        yield from _weekly_due_days(task.valid_from, task.valid_to, own_day)
    for year in range(task.valid_from.year, task.valid_to.year + 1):
        for part in _PARTS_OF_YEAR.get(cadence, ()):
            period = parse_period(f"{year}{part}", task.calendar)
            if own_day:
                yield _due_on_own_day(own_day, period, cadence)
            else:
                rule: Rule = "calendar_month" if task.calendar == "month" else "reporting"
                yield Due(period.last + _DAY, rule, (period,))


def _due_on_own_day(own_day: OwnDay, period: Period, cadence: Cadence) -> Due:
    """The due day that the plan's own day gives in a period; if monthly, for the month just over.

    "Ngày 05 hằng tháng" is for the month before, "ngày 20" for the reporting month itself.
    """
    day = own_day.in_period(period.last)
    if cadence == "monthly":
        period = previous_period(month_of(day + _DAY, period.calendar))
    return Due(day, "written", (period,))


def _weekly_due_days(first: date, last: date, own_day: OwnDay | None) -> Iterator[Due]:
    """Each week's due day, first to last: its own, else the last working day; none if all off."""
    monday = first - first.weekday() * _DAY
    while monday <= last:
        week = Period(monday, monday + 6 * _DAY)
        if week_end := last_working_day(week.first, week.last):
            yield (
                Due(monday + (own_day.weekday - 1) * _DAY, "written", (week,))
                if own_day and own_day.weekday
                else Due(week_end, "week_end", (week,))
            )
        monday += 7 * _DAY
