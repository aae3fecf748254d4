"""The days on which a task falls due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from data.periods import Period, parse_period
from data.planning.task import Task
from data.working_days import last_working_day, next_working_day

__all__ = ["Due", "Task", "due_days"]

Rule = Literal["written", "after_figures", "reporting", "week_end", "calendar_month"]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """One day on which a task falls due.

    `rule` says where the day is from: "written" in the plan; the day after the last day of the
    figures that the plan writes ("after_figures") or that the reporting calendar gives
    ("reporting") or that of months does ("calendar_month"); the week's last working day
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
    """A task's due days in order; a duty recurs while its plan is valid, or between its own days.

    Months, quarters and years are those of the reporting calendar (docs/rules.md, Periods):
    figures to the 14th, due on the 15th, save where the task goes by calendar months. The first is
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
    """A duty's due days of all its cadences, in order; periods that end on one day share it."""
    periods_by_day: dict[date, list[Period]] = {}
    first = max(task.valid_from, task.first or task.valid_from)
    last = min(task.valid_to, task.last or task.valid_to)
    for day, period in sorted(
        (pair for c in task.cadence for pair in _cadence_due_days(c, task)), key=_day_and_length
    ):
        if first <= day <= last and task.recurs_after < day:
            periods_by_day.setdefault(day, []).append(period)
    rule: Rule = "calendar_month" if task.calendar == "month" else "reporting"
    rule = "week_end" if "weekly" in task.cadence else rule
    return tuple(Due(day, rule, tuple(periods_by_day[day])) for day in sorted(periods_by_day))


def _day_and_length(pair: tuple[date, Period]) -> tuple[date, timedelta]:
    """Sorts due days with their periods by day, the shorter period first."""
    return pair[0], pair[1].last - pair[1].first


def _cadence_due_days(cadence: str, task: Task) -> Iterator[tuple[date, Period]]:
    """A cadence's due days in the years of the task's plan, each with the period it is for."""
    if cadence == "weekly":
        yield from _weekly_due_days(task.valid_from, task.valid_to)
    period_endings = {"monthly": [f"-{m:02d}" for m in range(1, 13)], "yearly": [""]}
    period_endings["quarterly"] = [f"-Q{q}" for q in range(1, 5)]
    for year in range(task.valid_from.year, task.valid_to.year + 1):
        for part in period_endings.get(cadence, ()):
            period = parse_period(f"{year}{part}", task.calendar)
            yield period.last + _DAY, period


def _weekly_due_days(first: date, last: date) -> Iterator[tuple[date, Period]]:
    """Each week's last working day, with the week; a week that is wholly off (Tết) has none."""
    monday = first - first.weekday() * _DAY
    while monday <= last:
        week = Period(monday, monday + 6 * _DAY)
        if day := last_working_day(week.first, week.last):
            yield day, week
        monday += 7 * _DAY
