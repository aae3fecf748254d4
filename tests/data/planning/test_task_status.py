"""How a task stands on a day, told in full: its status, its due days, its records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from data.planning.due_days import due_days
from data.planning.earlier_tasks import EarlierTasks
from data.planning.task import Task
from data.planning.task_records import Done
from data.planning.task_status import (
    TaskState,
    TaskStatus,
    state_of_task,
    states_of_tasks,
    urgency_sort_key,
)
from tests.support.task_builders import MONTHLY, REPORT, plan_with_tasks

# Due on 14 June 2026; and on the 1st of April, May and June, for the months before each.
DEADLINE, DUTY = plan_with_tasks(REPORT, MONTHLY).tasks
JUNE_14 = date(2026, 6, 14)
APRIL, MAY, JUNE = due_days(DUTY)
(DEADLINE_DUE,) = due_days(DEADLINE)
IN_MAY = date(2026, 5, 10)


def record(task: Task, due_on: date | None, finished_on: date, hour: int = 8) -> Done:
    """That a task was done for a due day, written on 20 June at that hour."""
    done_at = datetime(2026, 6, 20, hour, tzinfo=UTC)
    return Done(task.plan_key, task.id, due_on, finished_on, f"{hour}/BC-UBND", done_at, "Lan")


FOR_APRIL = record(DUTY, APRIL.day, date(2026, 3, 31))
FOR_MAY = record(DUTY, MAY.day, date(2026, 4, 30))
FOR_JUNE = record(DUTY, JUNE.day, date(2026, 5, 9))


@pytest.mark.parametrize(
    ("records", "day", "state"),
    [
        ([], IN_MAY, ("overdue", MAY, JUNE, 1, None)),
        ([FOR_APRIL], IN_MAY, ("overdue", MAY, JUNE, 0, FOR_APRIL)),
        ([FOR_MAY], IN_MAY, ("later", JUNE, None, 1, FOR_MAY)),
        ([FOR_APRIL, FOR_MAY], IN_MAY, ("later", JUNE, None, 0, FOR_MAY)),
        ([FOR_MAY, FOR_APRIL], IN_MAY, ("later", JUNE, None, 0, FOR_MAY)),
        ([FOR_APRIL, FOR_MAY, FOR_JUNE], IN_MAY, ("done", JUNE, None, 0, FOR_JUNE)),
        ([FOR_MAY, FOR_JUNE], IN_MAY, ("done", JUNE, None, 1, FOR_JUNE)),
        # What is done later, or for another task, tells nothing of this day and this task.
        ([FOR_JUNE], date(2026, 5, 8), ("overdue", MAY, JUNE, 1, None)),
        ([FOR_JUNE], date(2026, 5, 9), ("overdue", MAY, None, 1, FOR_JUNE)),
        ([replace(FOR_MAY, task_id="NV-03")], IN_MAY, ("overdue", MAY, JUNE, 1, None)),
        ([replace(FOR_MAY, plan_key="00004-2025")], IN_MAY, ("overdue", MAY, JUNE, 1, None)),
        # A due day is not late on the day itself.
        ([], APRIL.day, ("due_soon", APRIL, None, 0, None)),
        ([], date(2026, 4, 2), ("overdue", APRIL, MAY, 0, None)),
        ([], date(2026, 6, 2), ("overdue", JUNE, None, 2, None)),
    ],
)
def test_how_a_duty_stands(
    records: list[Done], day: date, state: tuple[TaskStatus, Any, Any, int, Any]
) -> None:
    status, due, next_due, unrecorded_count, latest = state
    assert state_of_task(DUTY, records, day) == TaskState(
        DUTY, status, due, next_due, unrecorded_count, latest
    )


@pytest.mark.parametrize(
    ("first", "day", "status"),
    [
        (None, date(2026, 5, 30), "later"),
        (None, date(2026, 5, 31), "due_soon"),  # 14 days before
        (None, JUNE_14, "due_soon"),
        (None, date(2026, 6, 15), "overdue"),
        (date(2026, 4, 1), date(2026, 3, 31), "later"),
        (date(2026, 4, 1), date(2026, 4, 1), "open"),
        (date(2026, 4, 1), date(2026, 5, 30), "open"),
        (date(2026, 4, 1), date(2026, 5, 31), "due_soon"),
    ],
)
def test_how_a_deadline_nears(first: date | None, day: date, status: TaskStatus) -> None:
    task = replace(DEADLINE, first=first)
    assert state_of_task(task, (), day) == TaskState(task, status, DEADLINE_DUE, None, 0, None)


def test_a_report_with_days_of_figures_is_not_open_while_they_run() -> None:
    report = replace(DUTY, cadence=("once",), last=JUNE_14, first=date(2026, 3, 15))
    assert state_of_task(report, (), date(2026, 5, 1)).status == "later"


def test_of_two_records_of_one_day_the_one_written_last_is_the_latest() -> None:
    morning, noon = (record(DEADLINE, JUNE_14, JUNE_14, hour) for hour in (8, 12))
    for records in ([morning, noon], [noon, morning]):
        assert state_of_task(DEADLINE, records, JUNE_14).latest_record == noon
    later_day = record(DEADLINE, JUNE_14, date(2026, 6, 15), 7)
    assert state_of_task(DEADLINE, [noon, later_day], date(2026, 6, 15)).latest_record == later_day


@pytest.mark.parametrize(
    ("earlier", "status", "unrecorded_count"),
    [
        (EarlierTasks(date(2026, 6, 15)), "before_record", 0),
        (EarlierTasks(date(2026, 6, 15), frozenset()), "done", 0),
        (EarlierTasks(date(2026, 6, 15), frozenset({"NV-02"})), "overdue", 2),
        (EarlierTasks(date(2026, 6, 1)), "overdue", 0),
        (EarlierTasks(date(2026, 5, 1)), "overdue", 1),
    ],
)
def test_how_an_ended_duty_stands_by_what_is_known_of_earlier_days(
    earlier: EarlierTasks, status: TaskStatus, unrecorded_count: int
) -> None:
    state = state_of_task(DUTY, (), date(2026, 6, 20), earlier)
    assert state == TaskState(DUTY, status, JUNE, None, unrecorded_count, None)


def test_an_ended_duty_whose_last_due_day_was_recorded_is_done_whatever_is_unasked() -> None:
    last = record(DUTY, JUNE.day, date(2026, 5, 31))
    state = state_of_task(DUTY, [last], date(2026, 6, 20), EarlierTasks(date(2026, 6, 15)))
    assert state == TaskState(DUTY, "done", JUNE, None, 0, last)


UNDATED = {"first": None, "last": None}


@pytest.mark.parametrize(
    ("changed", "day", "status"),
    [
        ({"cadence": ("continuous",)}, IN_MAY, "running"),
        ({"cadence": ("open",)}, IN_MAY, "no_date"),
        ({"cadence": ("open",), "deadline_text": "THƯỜNG XUYÊN"}, IN_MAY, "running"),
        ({"cadence": ("continuous",)}, date(2025, 12, 31), "later"),
        ({"cadence": ("continuous",)}, date(2026, 1, 1), "running"),
        ({"cadence": ("continuous",)}, date(2026, 12, 31), "running"),
        ({"cadence": ("continuous",)}, date(2027, 1, 1), "ended"),
        ({"cadence": ("continuous",), "last": IN_MAY}, IN_MAY, "running"),
        ({"cadence": ("continuous",), "last": IN_MAY}, date(2026, 5, 11), "ended"),
        (
            {"cadence": ("continuous",), "first": IN_MAY, "last": JUNE_14},
            date(2026, 5, 9),
            "later",
        ),
        ({"cadence": ("continuous",), "first": IN_MAY, "last": JUNE_14}, IN_MAY, "running"),
        ({"cadence": ("once",), "deadline_text": "Trước 31/9/2026"}, IN_MAY, "impossible_date"),
        ({"cadence": ("monthly",), "repeats": ("NV-01",)}, IN_MAY, "repeated"),
    ],
)
def test_how_a_task_without_a_due_day_stands(
    changed: dict[str, Any], day: date, status: TaskStatus
) -> None:
    task = replace(DUTY, **(UNDATED | changed))
    assert state_of_task(task, (), day) == TaskState(task, status, None, None, 0, None)


@pytest.mark.parametrize(
    ("cadence", "status"),
    [
        ("once", "done"),
        ("open", "done"),
        ("continuous", "running"),
        ("periodic", "no_date"),
        ("ad_hoc", "no_date"),
        ("event", "no_date"),
    ],
)
def test_a_record_without_a_due_day_ends_what_is_done_once(
    cadence: str, status: TaskStatus
) -> None:
    task = replace(DUTY, **UNDATED, cadence=(cadence,))
    own = record(task, None, IN_MAY)
    assert state_of_task(task, [own], IN_MAY) == TaskState(task, status, None, None, 0, own)
    assert state_of_task(task, [own], date(2026, 5, 9)).latest_record is None


def test_tasks_stand_in_their_order_each_by_its_own_records() -> None:
    earlier = EarlierTasks(date(2026, 5, 2))
    assert states_of_tasks([DUTY, DEADLINE], [FOR_APRIL], IN_MAY, earlier) == (
        TaskState(DUTY, "later", JUNE, None, 0, FOR_APRIL),
        TaskState(DEADLINE, "later", DEADLINE_DUE, None, 0, None),
    )
    overdue, _ = states_of_tasks([DUTY, DEADLINE], [], IN_MAY)
    assert (overdue.status, overdue.due, overdue.unrecorded_count) == ("overdue", MAY, 1)


def test_what_presses_most_comes_first() -> None:
    """By status as the list of statuses has it, then by the day; the newest overdue one first."""
    states = [
        TaskState(DUTY, "no_date", None, None, 0, None),
        TaskState(DUTY, "due_soon", JUNE, None, 0, None),
        TaskState(DUTY, "later", MAY, None, 0, None),
        TaskState(DUTY, "overdue", APRIL, None, 0, None),
        TaskState(DUTY, "later", None, None, 0, None),
        TaskState(DUTY, "due_soon", MAY, None, 0, None),
        TaskState(DUTY, "overdue", MAY, None, 0, None),
    ]
    assert [(state.status, state.due) for state in sorted(states, key=urgency_sort_key)] == [
        ("overdue", MAY),
        ("overdue", APRIL),
        ("due_soon", MAY),
        ("due_soon", JUNE),
        ("later", MAY),
        ("later", None),
        ("no_date", None),
    ]
