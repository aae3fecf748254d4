"""One plan's dated tasks and reporting duties, read from their TOML file and checked."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import asdict

from data.dates import IN_LINE
from data.periods import Calendar
from data.planning.plan import Line, Plan, Text
from data.schema import MalformedFile, read_toml, refuse_repeated_ids, refuse_unknown_names

Kind = Literal["deadline", "period", "recurring", "continuous", "open", "event"]
Cadence = Literal[
    "once",
    "weekly",
    "monthly",
    "quarterly",
    "yearly",
    "weekends",
    "continuous",
    "periodic",
    "ad_hoc",
    "open",
    "event",
]
_WRITTEN_MONTH = re.compile(r"tháng\s+(1[0-2]|0?[1-9])\s+năm\s+(20\d\d)")
_WRITTEN_DAY = re.compile(rf"\b{IN_LINE}\b")


@dataclass(frozen=True)
class Task:
    """What a plan wants done by a day, within days, again and again, or at some event.

    `title` and `note` are our words, `deadline_text` is the deadline as the document has it.
    `first` and `last` are its days, both included ("trước ngày 20/5" ends on 19 May), None where it
    names none. `valid_from` and `valid_to` are the plan's. A duty recurs by the months of
    `calendar`, for the first time after `recurs_after`. `repeats` are the ids of the tasks that say
    the same with days.
    """

    plan_key: str
    id: str
    title: str
    kind: Kind
    deadline_text: str
    first: dt.date | None
    last: dt.date | None
    cadence: tuple[Cadence, ...]
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    product: str
    place: str
    line: str
    note: str | None
    valid_from: dt.date
    valid_to: dt.date
    recurs_after: dt.date = dt.date.min
    calendar: Calendar = "reporting"
    repeats: tuple[str, ...] = ()

    @property
    def impossible_day(self) -> str | None:
        """The first day in the deadline that no calendar has ("31/9/2025"); None where all exist.

        It is shown and flagged, never put right.
        """
        days = _WRITTEN_DAY.finditer(self.deadline_text)
        return next((day[0] for day in days if not _is_real_day(day)), None)

    @property
    def has_figure_days(self) -> bool:
        """Whether its days are those that a report's figures cover, not those for the work."""
        return self.kind == "recurring" and self.first is not None and self.last is not None


class _TaskTable(Struct, forbid_unknown_fields=True, kw_only=True):
    """A table [[tasks]]."""

    id: Line
    title: Text
    kind: Kind
    deadline_text: Text = field(name="written")
    first: dt.date | None = field(name="from", default=None)
    last: dt.date | None = field(name="to", default=None)
    cadence: Annotated[tuple[Cadence, ...], Meta(min_length=1)]
    leads: tuple[Text, ...]
    supports: tuple[Text, ...]
    product: Text
    place: Text
    line: Text
    note: Text | None = None
    calendar: Calendar = "reporting"
    repeats: tuple[Line, ...] = ()


class _TasksFile(Struct, forbid_unknown_fields=True):
    """A plan's file of tasks."""

    tasks: tuple[_TaskTable, ...]


def read_tasks(path: Path, plan: Plan) -> tuple[Task, ...]:
    """The tasks in a plan's TOML file, in the document's order; raises MalformedFile."""
    tables = read_toml(path, _TasksFile).tasks
    refuse_repeated_ids([table.id for table in tables], path.name)
    tasks = tuple(
        Task(
            plan_key=plan.key,
            valid_from=plan.valid_from,
            valid_to=plan.valid_to,
            recurs_after=plan_date(plan),
            **asdict(table),
        )
        for table in tables
    )
    for task in tasks:
        place = f"{path.name}, {task.id}, repeats"
        refuse_unknown_names(set(task.repeats), {own.id for own in tasks}, place)
        _check_days(task, f"{path.name}, nhiệm vụ {task.id}")
    return tasks


def plan_date(plan: Plan) -> dt.date:
    """The date of a plan's document; where that names none, the first day of its validity.

    The first of the month where only the day is blank ("ngày … tháng 3 năm 2026").
    """
    if day := _WRITTEN_DAY.search(plan.date):
        return dt.date(*(int(day[part]) for part in (3, 2, 1)))
    if month := _WRITTEN_MONTH.search(plan.date):
        return dt.date(int(month[2]), int(month[1]), 1)
    return plan.valid_from


def _check_days(task: Task, place: str) -> None:
    """Raise MalformedFile where a task's days do not fit each other or its kind."""
    if task.first and (task.last is None or task.last < task.first):
        raise MalformedFile(f"{place}: from phải đi với to, và không sau to.")
    if task.impossible_day and task.last:
        day = task.impossible_day
        raise MalformedFile(f"{place}: ngày {day} không có thật, nên bỏ from và to.")
    if task.kind in ("deadline", "period") and not (task.last or task.impossible_day):
        raise MalformedFile(f"{place}: {task.kind} phải có to.")


def _is_real_day(day_match: re.Match[str]) -> bool:
    """Whether a match of IN_LINE (day, month, year) is a day that the calendar has."""
    day, month, year = map(int, day_match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
