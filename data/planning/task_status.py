"""How a task stands on a day: done, overdue, due soon, running, or without a day to judge by."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from data.planning.due_days import Due, Task, due_days
from data.planning.task_records import Done

TaskStatus = Literal[
    "overdue",
    "due_soon",
    "open",
    "later",
    "impossible_date",
    "running",
    "no_date",
    "repeated",
    "done",
    "ended",
]
SOON = timedelta(days=14)
_LASTING = {"continuous", "periodic", "ad_hoc", "event"}  # never done once for all


@dataclass(frozen=True)
class TaskState:
    """A task on one day.

    `due` is the due day that the status speaks of, `following` the next one after an overdue one.
    `unrecorded` counts earlier due days of a duty without a record; `latest` is the newest record.
    """

    task: Task
    status: TaskStatus
    due: Due | None
    following: Due | None
    unrecorded: int
    latest: Done | None


def states(tasks: Iterable[Task], records: Collection[Done], today: date) -> tuple[TaskState, ...]:
    """The tasks in their order, each as it stands on a day."""
    return tuple(state(task, records, today) for task in tasks)


def state(task: Task, records: Collection[Done], today: date) -> TaskState:
    """How one task stands; `records` may hold those of other tasks, and of later days, too.

    Of a duty that recurs only the latest due day that has passed makes it overdue. A day off
    does not move a due day: it is judged as the plan has it.
    """
    key = task.plan, task.id
    own_records = [r for r in records if (r.plan, r.task_id) == key and r.finished_on <= today]
    latest = max(own_records, key=lambda record: (record.finished_on, record.done_at), default=None)
    dues = due_days(task)
    if not dues:
        return TaskState(
            task, _undated_status(task, bool(own_records), today), None, None, 0, latest
        )
    recorded = {record.due_on for record in own_records}
    passed = [due for due in dues if due.day < today]
    ahead = [due for due in dues if due.day >= today and due.day not in recorded]
    missing = [due for due in passed if due.day not in recorded]
    following = ahead[0] if ahead else None
    if passed and missing and missing[-1] is passed[-1]:
        return TaskState(task, "overdue", passed[-1], following, len(missing) - 1, latest)
    if following is None:
        return TaskState(task, "done", dues[-1], None, len(missing), latest)
    return TaskState(task, _ahead(task, following, today), following, None, len(missing), latest)


def urgency(task_state: TaskState) -> tuple[int, int]:
    """Sorts what presses first: by status, then by due day; those overdue the newest first."""
    rank = get_args(TaskStatus).index(task_state.status)
    day = (task_state.due.day if task_state.due else date.max).toordinal()
    return rank, -day if task_state.status == "overdue" else day


def _ahead(task: Task, due: Due, today: date) -> TaskStatus:
    if due.day - today <= SOON:
        return "due_soon"
    if due.rule == "written" and task.first and task.first <= today:
        return "open"
    return "later"


def _undated_status(task: Task, recorded: bool, today: date) -> TaskStatus:
    """A task with no due day: what only runs on does so while its plan, or its days, last."""
    if task.repeats:
        return "repeated"
    if recorded and not _LASTING & set(task.cadence):
        return "done"
    if task.impossible_day:
        return "impossible_date"
    if today > (task.last or task.valid_to):
        return "ended"
    if today < (task.first or task.valid_from):
        return "later"
    runs = "continuous" in task.cadence or "thường xuyên" in task.written.lower()
    return "running" if runs else "no_date"
