"""Due days before the record began: unknown until somebody answers for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.planning.earlier_tasks import EarlierTasks, earlier_tasks, keep_earlier_tasks
from data.planning.task_status import TaskStatus, state_of_task
from data.record.settings import newest_settings, set_setting
from tests.support.task_builders import done, task

PLAN = "11203-2026"
BEGAN, TODAY = date(2026, 10, 1), date(2026, 11, 20)


# NG-T09 was due once, before October; DN-T01 falls due on each 15th.
@pytest.mark.parametrize(
    ("name", "undone_ids", "began", "status"),
    [
        ("NG-T09", None, BEGAN, "before_record"),
        ("NG-T09", frozenset[str](), BEGAN, "done"),
        ("NG-T09", frozenset({"NG-T09"}), BEGAN, "overdue"),
        ("NG-T09", frozenset({"NG-T02"}), BEGAN, "done"),
        ("NG-T09", None, date(2026, 1, 1), "overdue"),
        ("DN-T01", None, BEGAN, "overdue"),  # that of 15 November fell due afterwards
        ("DN-T01", None, TODAY, "later"),
        ("DN-T01", frozenset({"DN-T01"}), TODAY, "overdue"),
    ],
)
def test_what_lay_before_the_record_is_overdue_only_where_somebody_says_so(
    name: str, undone_ids: frozenset[str] | None, began: date, status: TaskStatus
) -> None:
    earlier = EarlierTasks(began, undone_ids)
    assert state_of_task(task(name), (), TODAY, earlier).status == status


def test_a_record_counts_whatever_was_answered() -> None:
    due = state_of_task(task("NG-T09"), (), TODAY).due
    assert due is not None
    records = [done("NG-T09", due.day, date(2026, 9, 1))]
    for undone_ids in (None, frozenset({"NG-T09"})):
        earlier = EarlierTasks(BEGAN, undone_ids)
        assert state_of_task(task("NG-T09"), records, TODAY, earlier).status == "done"


def test_only_due_days_after_the_beginning_are_without_a_record() -> None:
    state = state_of_task(task("DN-T01"), (), TODAY, EarlierTasks(BEGAN))
    assert state.unrecorded_count == 1  # 15 October, beside the overdue one of 15 November


def test_an_answer_is_kept_until_it_is_asked_anew(tmp_path: Path) -> None:
    assert earlier_tasks(tmp_path, PLAN, TODAY) == EarlierTasks(TODAY)
    keep_earlier_tasks(tmp_path, PLAN, BEGAN, ["NG-T09", "NG-T02"], "thử")
    answer = EarlierTasks(BEGAN, frozenset({"NG-T02", "NG-T09"}))
    assert earlier_tasks(tmp_path, PLAN, date(2027, 1, 1)) == answer
    assert earlier_tasks(tmp_path, "31393-2026", TODAY).undone_ids is None
    keep_earlier_tasks(tmp_path, PLAN, BEGAN, None, "thử")
    assert earlier_tasks(tmp_path, PLAN, date(2027, 1, 1)) == EarlierTasks(BEGAN)


@pytest.mark.parametrize("value", [{"day": "2026-13-01", "undone": []}, {"day": "x"}, [1]])
def test_an_answer_that_is_damaged_is_named_and_asked_again(tmp_path: Path, value: object) -> None:
    set_setting(tmp_path, f"tasks_before/{PLAN}", value, "thử")
    assert earlier_tasks(tmp_path, PLAN, TODAY).undone_ids is None
    (fault,) = newest_settings(tmp_path).unreadable
    assert "hãy trả lời lại ở trang Nhiệm vụ" in fault.sentence
