"""How a task stands on a day: done, overdue, due soon, running, or without a day to judge by."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from data.planning.due_days import Due, Task, due_days
from data.planning.earlier_tasks import EarlierTasks
from data.planning.task_records import Done

TaskStatus = Literal[
    "overdue",
    "due_soon",
    "open",
    "later",
    "before_record",
    "impossible_date",
    "running",
    "no_date",
    "repeated",
    "done",
    "ended",
]
SOON = timedelta(days=14)
_SINCE_EVER = EarlierTasks(date.min)
_LASTING = {"continuous", "periodic", "ad_hoc", "event"}  # never done once for all


@dataclass(frozen=True)
class TaskState:
    """A task on one day.

    `due` is the due day that the status speaks of, `next_due` the next one after an overdue one.
    `unrecorded_count` is how many earlier due days of a duty have no record.
    """

    task: Task
    status: TaskStatus
    due: Due | None
    next_due: Due | None
    unrecorded_count: int
    latest_record: Done | None


def states_of_tasks(
    tasks: Iterable[Task],
    records: Collection[Done],
    day: date,
    earlier: EarlierTasks = _SINCE_EVER,
) -> tuple[TaskState, ...]:
    """The state of each task on a day, in the order of the tasks."""
    return tuple(state_of_task(task, records, day, earlier) for task in tasks)


def state_of_task(
    task: Task, records: Collection[Done], day: date, earlier: EarlierTasks = _SINCE_EVER
) -> TaskState:
    """A task's state on a day by its records; other tasks' and later records are ignored.

    Of a duty that recurs only the latest due day that has passed makes it overdue. A day off
    does not move a due day: it is judged as the plan has it. `earlier` is what is known of the due
    days before the record began, by default none.
    """
    key = task.plan_key, task.id
    own_records = [r for r in records if (r.plan_key, r.task_id) == key and r.finished_on <= day]
    latest_record = max(own_records, key=lambda r: (r.finished_on, r.done_at), default=None)
    dues = due_days(task)
    if not dues:
        status = _undated_status(task, bool(own_records), day)
        return TaskState(task, status, None, None, 0, latest_record)
    recorded_days = {record.due_on for record in own_records}
    passed_dues = [due for due in dues if due.day < day]
    dues_ahead = [due for due in dues if due.day >= day and due.day not in recorded_days]
    unrecorded_dues = [
        due
        for due in passed_dues
        if due.day not in recorded_days and not earlier.excuses_due_day(task.id, due.day)
    ]
    unrecorded_count = len(unrecorded_dues)
    next_due = dues_ahead[0] if dues_ahead else None
    if passed_dues and unrecorded_dues and unrecorded_dues[-1] is passed_dues[-1]:
        last_due = passed_dues[-1]
        return TaskState(task, "overdue", last_due, next_due, unrecorded_count - 1, latest_record)
    if next_due is None:
        is_unasked = earlier.undone_ids is None and dues[-1].day not in recorded_days
        ended_status: TaskStatus = "before_record" if is_unasked else "done"
        return TaskState(task, ended_status, dues[-1], None, unrecorded_count, latest_record)
    status = _status_before_due(task, next_due, day)
    return TaskState(task, status, next_due, None, unrecorded_count, latest_record)


def urgency_sort_key(task_state: TaskState) -> tuple[int, int]:
    """A key that sorts task states by status, then by due day (overdue ones newest first)."""
    rank = get_args(TaskStatus).index(task_state.status)
    day = (task_state.due.day if task_state.due else date.max).toordinal()
    return rank, -day if task_state.status == "overdue" else day


def _status_before_due(task: Task, due: Due, day: date) -> TaskStatus:
    """The status of a task before its due day: due soon, open within its days, or later."""
    if due.day - day <= SOON:
        return "due_soon"
    if due.rule == "written" and not due.periods and task.first and task.first <= day:
        return "open"
    return "later"


def _undated_status(task: Task, has_record: bool, day: date) -> TaskStatus:
    """The status on a day of a task without due days: "repeated", "done", "ended", "running", …"""
    if task.repeats:
        return "repeated"
    if has_record and not _LASTING & set(task.cadence):
        return "done"
    if task.impossible_day:
        return "impossible_date"
    if day > (task.last or task.valid_to):
        return "ended"
    if day < (task.first or task.valid_from):
        return "later"
    runs = "continuous" in task.cadence or "thường xuyên" in task.deadline_text.lower()
    return "running" if runs else "no_date"
