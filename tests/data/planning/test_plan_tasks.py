"""Tasks that people confirm with a plan: kept in its versions, beside those of its own file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.planning.due_days import due_days
from data.planning.plan import parse_plan, plan_toml
from data.planning.plan_diff import plan_difference
from data.planning.plan_versions import current_plans, plan_versions, save_plan
from data.planning.targets import Plan, built_in_plans
from data.planning.task_records import done_records, record_done
from data.planning.task_status import state_of_task
from data.planning.tasks_of_plans import built_in_tasks, tasks_of
from data.schema import MalformedFile
from tests.support.task_builders import BA_DINH_PLAN as KEY
from tests.support.task_builders import MONTHLY, PLAN_HEAD, REPORT, plan_with_tasks


def current(folder: Path) -> Plan:
    (plan,) = (plan for plan in current_plans(folder) if plan.key == KEY)
    return plan


def test_a_version_comes_back_with_its_tasks(tmp_path: Path) -> None:
    plan = plan_with_tasks(REPORT, MONTHLY)
    save_plan(tmp_path, plan, "Lan")
    assert current(tmp_path) == plan
    report, monthly = current(tmp_path).tasks
    assert (report.id, report.plan_key, report.last) == ("NV-01", KEY, date(2026, 6, 14))
    assert report.supports == ("Trung tâm Phục vụ hành chính công", "Phòng Kinh tế")
    assert (monthly.note, monthly.calendar) == ("Xác nhận từ văn bản", "month")
    assert (monthly.valid_to, monthly.recurs_after) == (date(2026, 12, 31), date(2026, 2, 10))
    assert tasks_of(current(tmp_path)) == (report, monthly)


def test_a_version_without_tasks_is_written_as_before_and_still_read() -> None:
    plan = plan_with_tasks()
    assert "tasks" not in plan_toml(plan)
    assert parse_plan(plan_toml(plan), KEY) == plan
    assert plan.tasks == tasks_of(plan) == ()


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ('title = "Báo', 'tittle = "Báo', "nhiệm vụ NV-01: mục “tittle” không hợp lệ"),
        ('product = "Báo cáo"\n', "", "nhiệm vụ NV-01: thiếu mục product"),
        ('cadence = ["once"]', 'cadence = ["twice"]', "NV-01: cadence là 'twice'"),
        ("to = 2026-06-14\n", "", "nhiệm vụ NV-01: deadline phải có to"),
        ('id = "NV-01"', 'id = "NV-02"', "00004-2026.toml: trùng id NV-02"),
        ("to = 2026-06-14\n", "from = 2026-06-14\n", "NV-01: from phải đi với to"),
        ("to = ", "from = 2026-06-15\nto = ", "NV-01: from phải đi với to, và không sau to."),
        (
            'line = "L20"',
            'line = "L20"\nrepeats = ["NV-09"]',
            "00004-2026.toml, NV-01, repeats: mục “NV-09” không hợp lệ",
        ),
    ],
)
def test_a_table_that_does_not_fit_is_refused_by_name(
    written: str, instead: str, message: str
) -> None:
    assert written in REPORT
    with pytest.raises(MalformedFile, match=re.escape(message)):
        plan_with_tasks(REPORT.replace(written, instead), MONTHLY)


@pytest.mark.parametrize("kind", ["deadline", "period"])
def test_work_for_a_day_has_one_or_an_impossible_one(kind: str) -> None:
    undated = REPORT.replace("to = 2026-06-14\n", "").replace('"deadline"', f'"{kind}"')
    message = f"00004-2026.toml, nhiệm vụ NV-01: {kind} phải có to."
    with pytest.raises(MalformedFile, match=re.escape(message)):
        plan_with_tasks(undated)
    (task,) = plan_with_tasks(undated.replace("ngày 15/6", "ngày 31/6")).tasks
    assert (task.impossible_day, task.last) == ("31/6/2026", None)


def test_work_may_begin_and_end_on_one_day() -> None:
    (task,) = plan_with_tasks(REPORT.replace("to = ", "from = 2026-06-14\nto = ")).tasks
    assert task.first == task.last == date(2026, 6, 14)


def test_a_built_in_plan_keeps_its_own_tasks_beside_those_that_people_add() -> None:
    built_in = next(plan for plan in built_in_plans() if plan.key == "31393-2026")
    task = replace(plan_with_tasks(REPORT).tasks[0], plan_key=built_in.key)
    both = tasks_of(replace(built_in, tasks=(task,)))
    assert [one.id for one in both] == [*(f"HA-T{n:02d}" for n in range(1, 12)), "NV-01"]


def test_no_built_in_task_has_a_number_that_people_s_tasks_get() -> None:
    assert [task.id for task in built_in_tasks() if task.id.startswith("NV-")] == []


def test_a_duty_with_days_far_apart_recurs_between_them() -> None:
    """By calendar months each is due on the first of the next: those of March to May."""
    (monthly,) = plan_with_tasks(MONTHLY).tasks
    assert [due.day for due in due_days(monthly)] == [date(2026, m, 1) for m in (4, 5, 6)]
    by_reports = replace(monthly, calendar="reporting")
    assert [due.day for due in due_days(by_reports)] == [date(2026, m, 15) for m in (4, 5, 6)]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 6, 15), date(2026, 9, 14), [date(2026, 9, 15)]),  # a quarter's figures
        (date(2026, 6, 16), date(2026, 12, 31), [date(2026, 9, 15), date(2026, 12, 15)]),
        (None, date(2026, 9, 15), [date(2026, 9, 15)]),  # the day of the work
    ],
)
def test_days_a_quarter_apart_are_those_of_one_report(
    first: date | None, last: date, days: list[date]
) -> None:
    (monthly,) = plan_with_tasks(MONTHLY).tasks
    quarterly = replace(
        monthly, cadence=("quarterly",), calendar="reporting", first=first, last=last
    )
    assert [due.day for due in due_days(quarterly)] == days


def test_a_record_stays_with_its_task_when_others_change(tmp_path: Path) -> None:
    save_plan(tmp_path, plan_with_tasks(REPORT, MONTHLY), "Lan")
    due = date(2026, 6, 14)
    record_done(tmp_path, (KEY, "NV-01"), [due], date(2026, 6, 10), "7/BC-UBND", "Lan")
    changed = MONTHLY.replace("Rà soát thủ tục", "Rà soát, cập nhật thủ tục")
    save_plan(tmp_path, plan_with_tasks(changed, REPORT), "Minh")
    (task,) = (task for task in tasks_of(current(tmp_path)) if task.id == "NV-01")
    state = state_of_task(task, done_records(tmp_path, KEY), date(2026, 7, 1))
    assert state.status == "done"
    assert state.latest_record is not None
    assert state.latest_record.document == "7/BC-UBND"
    assert len(plan_versions(tmp_path, KEY)) == 2


def test_what_changed_names_added_changed_and_dropped_tasks() -> None:
    before = plan_with_tasks(REPORT, MONTHLY)
    moved = REPORT.replace("2026-06-14", "2026-06-30")
    after = plan_with_tasks(moved, MONTHLY.replace("NV-02", "NV-03"))
    change = plan_difference(before, after).tasks
    assert [task.id for task in change.added] == ["NV-03"]
    assert [task.id for task in change.removed] == ["NV-02"]
    assert [(a.last, b.last) for a, b in change.changed] == [(date(2026, 6, 14), date(2026, 6, 30))]
    assert plan_difference(before, plan_with_tasks(MONTHLY, REPORT)).tasks.is_reordered
    assert not plan_difference(before, before)


def test_a_plan_valid_for_other_days_has_the_same_tasks() -> None:
    before = plan_with_tasks(REPORT)
    after = parse_plan(PLAN_HEAD.replace("2026-12-31", "2026-11-30") + REPORT, KEY)
    difference = plan_difference(before, after)
    assert difference.changed_head_fields == ("valid_to",)
    assert not difference.tasks
