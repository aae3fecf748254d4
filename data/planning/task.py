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
from data.planning.plan import Line, Plan, Text
from data.schema import MalformedFile, read_toml, refuse_repeated

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
_WRITTEN_DAY = re.compile(rf"\b{IN_LINE}\b")


@dataclass(frozen=True)
class Task:
    """What a plan wants done by a day, within days, again and again, or at some event.

    `title` and `note` are our words, `written` is the deadline as the document has it. `first`
    and `last` are its days, both included ("trước ngày 20/5" ends on 19 May), None where it names
    none. `valid_from` and `valid_to` are the plan's.
    """

    plan: str
    id: str
    title: str
    kind: Kind
    written: str
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

    @property
    def impossible_day(self) -> str | None:
        """A written day that no calendar has ("31/9/2025"): shown and flagged, never put right."""
        days = _WRITTEN_DAY.finditer(self.written)
        return next((day[0] for day in days if not _exists(day)), None)

    @property
    def of_figures(self) -> bool:
        """Whether its days are those that a report's figures cover, not those for the work."""
        return self.kind == "recurring" and self.first is not None and self.last is not None


class _TaskTable(Struct, forbid_unknown_fields=True, kw_only=True):
    """A table [[tasks]]."""

    id: Line
    title: Text
    kind: Kind
    written: Text
    first: dt.date | None = field(name="from", default=None)
    last: dt.date | None = field(name="to", default=None)
    cadence: Annotated[tuple[Cadence, ...], Meta(min_length=1)]
    leads: tuple[Text, ...]
    supports: tuple[Text, ...]
    product: Text
    place: Text
    line: Text
    note: Text | None = None


class _TasksFile(Struct, forbid_unknown_fields=True):
    """A plan's file of tasks."""

    tasks: tuple[_TaskTable, ...]


def read_tasks(path: Path, plan: Plan) -> tuple[Task, ...]:
    """A plan's tasks in the document's order; raises MalformedFile."""
    tables = read_toml(path, _TasksFile).tasks
    refuse_repeated([table.id for table in tables], path.name)
    tasks = tuple(
        Task(plan=plan.key, valid_from=plan.valid_from, valid_to=plan.valid_to, **asdict(table))
        for table in tables
    )
    for task in tasks:
        _check_days(task, f"{path.name}, nhiệm vụ {task.id}")
    return tasks


def _check_days(task: Task, place: str) -> None:
    if task.first and (task.last is None or task.last < task.first):
        raise MalformedFile(f"{place}: from phải đi với to, và không sau to.")
    if task.impossible_day and task.last:
        day = task.impossible_day
        raise MalformedFile(f"{place}: ngày {day} không có thật, nên bỏ from và to.")
    if task.kind in ("deadline", "period") and not (task.last or task.impossible_day):
        raise MalformedFile(f"{place}: {task.kind} phải có to.")


def _exists(match: re.Match[str]) -> bool:
    day, month, year = map(int, match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
