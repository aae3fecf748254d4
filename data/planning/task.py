"""A plan's dated tasks and reporting duties, read from TOML tables, checked and written back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol

from msgspec import Meta, Struct, field, to_builtins
from msgspec.structs import asdict

from data.dates import IN_LINE
from data.periods import Calendar
from data.planning.own_day import OwnDay
from data.planning.text_limits import Text
from data.schema import MalformedFile, read_toml, refuse_repeated_ids, refuse_unknown_names

Kind = Literal["deadline", "period", "recurring", "continuous", "open", "event"]
# In the order in which several are named.
Cadence = Literal[
    "once",
    "weekly",
    "monthly",
    "quarterly",
    "half_yearly",
    "yearly",
    "weekends",
    "continuous",
    "periodic",
    "ad_hoc",
    "open",
    "event",
]
# The cadences that have due days, with the most days that it may take a duty to come again.
LENGTHS: Mapping[Cadence, dt.timedelta] = {
    "weekly": dt.timedelta(7),
    "monthly": dt.timedelta(31),
    "quarterly": dt.timedelta(92),
    "half_yearly": dt.timedelta(184),
    "yearly": dt.timedelta(366),
}
_WRITTEN_MONTH = re.compile(r"tháng\s+(1[0-2]|0?[1-9])\s+năm\s+(20\d\d)")
_WRITTEN_DAY = re.compile(rf"\b{IN_LINE}\b")


@dataclass(frozen=True)
class Task:
    """What a plan wants done by a day, within days, again and again, or at some event.

    `title` and `note` are our words, `deadline_text` is the deadline as the document has it.
    `first` and `last` are its days, both included ("trước ngày 20/5" ends on 19 May), None where it
    names none. `valid_from` and `valid_to` are the plan's. A duty recurs by the months of
    `calendar`, on its `own_day` where the plan names one, for the first time after `recurs_after`.
    `repeats` are the ids of the tasks that say the same with days.
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
    own_day: OwnDay | None = None

    @property
    def impossible_day(self) -> str | None:
        """The first day in the deadline that does not exist ("31/9/2025"), or None.

        It is shown and flagged, never put right.
        """
        return impossible_day(self.deadline_text)

    @property
    def has_figure_days(self) -> bool:
        """Whether a recurring task's two days are those of a report's figures, not of the work."""
        has_both_days = self.first is not None and self.last is not None
        return self.kind == "recurring" and has_both_days and not self.recurs_within_days

    @property
    def recurs_within_days(self) -> bool:
        """Whether it recurs between its own days: they lie further apart than one recurrence takes.

        Those must be further apart than it takes to come again: else they are the days of one
        report's figures ("hằng quý", from 15 June to 14 September).
        """
        lengths = [LENGTHS[cadence] for cadence in self.cadence if cadence in LENGTHS]
        if not (self.first and self.last and lengths):
            return False
        return self.last - self.first >= min(lengths)


class DatedPlan(Protocol):
    """What a task needs of its plan: `date` is that of the document, as it has it."""

    @property
    def key(self) -> str: ...
    @property
    def date(self) -> str:
        """The date as the document has it: "10/3/2026"; "" where it is blank."""
        ...

    @property
    def valid_from(self) -> dt.date: ...
    @property
    def valid_to(self) -> dt.date: ...


class TaskTable(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A table [[tasks]], its keys in the order in which they are written."""

    id: Text
    title: Text
    kind: Kind
    deadline_text: Text = field(name="written")
    first: dt.date | None = field(name="from", default=None)
    last: dt.date | None = field(name="to", default=None)
    cadence: Annotated[tuple[Cadence, ...], Meta(min_length=1)]
    own_day: OwnDay | None = None
    leads: tuple[Text, ...]
    supports: tuple[Text, ...]
    product: Text
    place: Text
    line: Text
    note: Text | None = None
    calendar: Calendar = "reporting"
    repeats: tuple[Text, ...] = ()


class _TasksFile(Struct, forbid_unknown_fields=True):
    """A plan's file of tasks."""

    tasks: tuple[TaskTable, ...]


def read_tasks(path: Path, plan: DatedPlan) -> tuple[Task, ...]:
    """The tasks in a plan's TOML file, in the document's order; raises MalformedFile."""
    return tasks_of_tables(read_toml(path, _TasksFile).tasks, plan, path.name)


def tasks_of_tables(
    tables: Sequence[TaskTable], plan: DatedPlan, file_name: str
) -> tuple[Task, ...]:
    """A plan's tasks from parsed tables, in order; MalformedFile, naming the file, for bad ones."""
    refuse_repeated_ids([table.id for table in tables], file_name)
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
        place = f"{file_name}, {task.id}, repeats"
        refuse_unknown_names(set(task.repeats), {own.id for own in tasks}, place)
        _check_days(task, f"{file_name}, nhiệm vụ {task.id}")
    return tasks


def table_of_task(task: Task) -> dict[str, Any]:
    """A task as a TOML table, without defaults and what the plan already says."""
    fields = {name: getattr(task, name) for name in TaskTable.__struct_fields__}
    table: dict[str, Any] = to_builtins(TaskTable(**fields), builtin_types=(dt.date,))
    return table


def impossible_day(deadline_text: str) -> str | None:
    """The first day in a deadline's text that does not exist ("31/9/2025"), or None."""
    days = _WRITTEN_DAY.finditer(deadline_text)
    return next((day[0] for day in days if not _is_real_day(day)), None)


def plan_date(plan: DatedPlan) -> dt.date:
    """The date of the plan's document, or the plan's first valid day where it has none.

    The first of the month where only the day is blank ("ngày … tháng 3 năm 2026").
    """
    if day := _WRITTEN_DAY.search(plan.date):
        return dt.date(*(int(day[part]) for part in (3, 2, 1)))
    if month := _WRITTEN_MONTH.search(plan.date):
        return dt.date(int(month[2]), int(month[1]), 1)
    return plan.valid_from


def _check_days(task: Task, place: str) -> None:
    """Raise MalformedFile, naming `place`, where a task's days do not fit together or its kind."""
    if task.first and (task.last is None or task.last < task.first):
        raise MalformedFile(f"{place}: from phải đi với to, và không sau to.")
    if task.impossible_day and task.last:
        day = task.impossible_day
        raise MalformedFile(f"{place}: ngày {day} không có thật, nên bỏ from và to.")
    if task.kind in ("deadline", "period") and not (task.last or task.impossible_day):
        raise MalformedFile(f"{place}: {task.kind} phải có to.")
    if task.own_day and not any(map(task.own_day.is_of, task.cadence)):
        raise MalformedFile(f"{place}: own_day không hợp với cadence.")


def _is_real_day(day_match: re.Match[str]) -> bool:
    """Whether a match of (day, month, year) is a day that exists."""
    day, month, year = map(int, day_match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
