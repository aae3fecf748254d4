"""The tasks agree with the collected ones, fall due on the right days, and stand as they do."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from data.planning.due_days import due_days, next_due, occurrences, tasks, tasks_of
from data.planning.targets import shipped
from data.planning.task import read_tasks
from data.planning.task_status import TaskStatus, state, urgency
from data.schema import MalformedFile
from tests.support.paths import PLANS, ROOT
from tests.support.task_builders import done, task

TASKS = ROOT / "data" / "tasks"
TODAY = date(2026, 11, 22)
# The collected table's words for how often, in ours.
CADENCES = {
    "Saturdays or Sundays": ("weekends",),
    "once (review list)": ("once",),
    "quarterly (Q3/2025)": ("quarterly",),
    "quarterly (Q4/2025)": ("quarterly",),
    "periodic/ad hoc": ("periodic", "ad_hoc"),
}


@pytest.fixture(scope="module")
def collected() -> list[dict[str, str]]:
    """The rows of the collected tasks, one a task."""
    with (PLANS / "tasks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(day: date | None) -> str:
    return day.isoformat() if day else ""


def days(name: str, year: int = 2026) -> list[date]:
    found = occurrences(task(name), date(year, 1, 1), date(year, 12, 31))
    return [due.day for due in found]


def test_every_task_is_as_collected(collected: list[dict[str, str]]) -> None:
    ours = {one.id: one for one in tasks()}
    assert sorted(ours) == sorted(row["task_id"] for row in collected)
    for row in collected:
        found = ours[row["task_id"]]
        assert (text(found.first), text(found.last)) == (row["date_from"], row["date_to"])
        words = re.split(r"; | \+ ", row["cadence"].replace("ad hoc", "ad_hoc"))
        assert found.cadence == CADENCES.get(row["cadence"], tuple(words)), found.id
        assert found.kind == row["type"]
        assert found.line == row["line_in_seed_file"]
        assert (found.impossible_day is not None) == (row["date_valid"] == "N"), found.id
        short = row["deadline_as_written"].startswith(("idem", "Báo cáo hàng quý:", "Kỳ báo cáo"))
        assert short or found.written == row["deadline_as_written"]
        commune = {plan.key: plan.title for plan in shipped()}[found.plan]
        assert commune.endswith(row["commune"])


def test_titles_are_short_and_ours(collected: list[dict[str, str]]) -> None:
    theirs = {row["task_vi_verbatim"] for row in collected}
    assert [one.id for one in tasks() if len(one.title) > 90 or one.title in theirs] == []


def test_there_are_91_tasks_in_five_shipped() -> None:
    counts = {plan.key: len(tasks_of(plan)) for plan in shipped()}
    assert counts == {
        "09385-2026": 49,
        "10729-2026": 9,
        "11203-2026": 12,
        "11842-2025": 16,
        "31393-2026": 5,
    }


def test_a_deadline_is_due_on_its_last_day() -> None:
    assert days("NG-T01") == [date(2026, 6, 30)]  # "Trong Quý II/2026"
    assert days("DN-T11") == [date(2026, 5, 19)]  # "trước ngày 20/5/2026"


def test_a_due_day_that_is_off_keeps_its_day_and_tells_the_next_working_day() -> None:
    (due,) = due_days(task("DN-T12"))
    assert (due.day, due.working_day) == (date(2026, 7, 19), date(2026, 7, 20))  # a Sunday
    (due,) = due_days(task("DN-T14"))
    assert due.day == due.working_day == date(2026, 8, 19)


def test_a_monthly_duty_is_due_on_the_15th_of_each_month() -> None:
    assert days("DN-T06") == [date(2026, month, 15) for month in range(1, 13)]


def test_a_quarterly_duty_is_due_on_the_15th_of_the_quarters_last_month() -> None:
    assert days("VT-T16", 2025) == [date(2025, 9, 15), date(2025, 12, 15)]
    first, last = (due.periods[0] for due in due_days(task("VT-T16")))
    assert (first.first, first.last) == (date(2025, 6, 15), date(2025, 9, 14))
    assert (last.first, last.last) == (date(2025, 9, 15), date(2025, 12, 14))
    assert days("VT-T14", 2025) == [date(2025, 9, 15)]  # as the plan itself says
    assert {due.rule for due in due_days(task("VT-T14"))} == {"written"}


def test_months_quarter_and_year_that_end_together_are_due_once() -> None:
    december = due_days(task("HA-T01"))[-1]
    assert december.day == date(2026, 12, 15)
    assert [period.name for period in december.periods] == ["2026-12", "2026-Q4", "2026"]
    assert len(due_days(task("HA-T01"))) == 12


def test_a_report_whose_figures_the_plan_dates_is_due_the_day_after() -> None:
    assert days("VT-T11", 2025) == [date(2025, 9, 15)]
    assert days("VT-T13", 2025) == [date(2025, 12, 15)]


def test_a_weekly_duty_is_due_on_the_weeks_last_working_day() -> None:
    found = days("NG-T06")
    assert date(2026, 11, 20) in found
    assert date(2026, 1, 10) in found  # a Saturday that is worked
    assert date(2026, 4, 29) in found  # before 30 April and 1 May
    assert not [day for day in found if date(2026, 2, 14) <= day <= date(2026, 2, 22)]  # Tết
    assert found[-1] == date(2026, 12, 31)
    # 53 weeks begin in the plan's year or reach into it: less that of Tết, and that of
    # 29 December 2025, whose last working day is still in 2025.
    assert len(found) == 51


def test_next_due_is_the_first_from_the_day_on() -> None:
    for today, expected in ((date(2026, 11, 15), 11), (date(2026, 11, 16), 12)):
        due = next_due(task("DN-T06"), today)
        assert due is not None
        assert due.day == date(2026, expected, 15)
    assert next_due(task("DN-T06"), date(2026, 12, 16)) is None
    assert next_due(task("NG-T11"), TODAY) is None


def test_an_impossible_day_is_kept_and_never_falls_due() -> None:
    found = task("VT-T01")
    assert found.written == "Trước ngày 31/9/2025"
    assert found.impossible_day == "31/9/2025"
    assert due_days(found) == ()
    assert [one.id for one in tasks() if one.impossible_day] == ["VT-T01"]


@pytest.mark.parametrize(
    ("name", "today", "status"),
    [
        ("NG-T01", date(2026, 3, 31), "later"),
        ("NG-T01", date(2026, 4, 1), "open"),
        ("NG-T01", date(2026, 6, 15), "open"),
        ("NG-T01", date(2026, 6, 16), "due_soon"),  # 14 days before
        ("NG-T01", date(2026, 6, 30), "due_soon"),
        ("NG-T01", date(2026, 7, 1), "overdue"),
        ("NG-T02", date(2026, 8, 31), "later"),
        ("DN-T12", date(2026, 7, 20), "overdue"),  # the 19th is a Sunday: by the plan's own day
        ("VT-T01", date(2025, 8, 1), "impossible_date"),
        ("VT-T02", date(2025, 6, 30), "later"),
        ("VT-T02", date(2025, 12, 31), "running"),
        ("VT-T02", date(2026, 1, 1), "ended"),
        ("NG-T11", TODAY, "running"),  # "Thường xuyên", no day
        ("NG-T11", date(2027, 1, 1), "ended"),
        ("NG-T04", TODAY, "no_date"),
        ("HA-T02", TODAY, "no_date"),
        ("HA-T04", TODAY, "running"),
        ("NG-T06", date(2026, 11, 22), "overdue"),
        ("NG-T05", TODAY, "due_soon"),
    ],
)
def test_how_a_task_stands_when_nothing_is_recorded(
    name: str, today: date, status: TaskStatus
) -> None:
    assert state(task(name), (), today).status == status


def test_a_record_makes_a_deadline_done_from_its_day_on() -> None:
    found, records = task("NG-T01"), [done("NG-T01", date(2026, 6, 30), date(2026, 6, 20))]
    assert state(found, records, date(2026, 6, 20)).status == "done"
    assert state(found, records, date(2026, 12, 1)).latest == records[0]
    assert state(found, records, date(2026, 6, 19)).status == "due_soon"
    assert state(task("NG-T09"), records, date(2026, 12, 1)).status == "overdue"


def test_a_recurring_duty_is_judged_by_its_latest_due_day() -> None:
    found = task("DN-T06")
    unrecorded = state(found, (), TODAY)
    assert unrecorded.due is not None
    assert unrecorded.following is not None
    assert (unrecorded.due.day, unrecorded.following.day) == (
        date(2026, 11, 15),
        date(2026, 12, 15),
    )
    assert unrecorded.unrecorded == 10
    reported = state(found, [done("DN-T06", date(2026, 11, 15), date(2026, 11, 16))], TODAY)
    assert (reported.status, reported.unrecorded) == ("later", 10)
    assert reported.due == unrecorded.following


def test_a_duty_reported_ahead_waits_for_the_due_day_after() -> None:
    records = [done("DN-T06", date(2026, month, 15), date(2026, 11, 20)) for month in range(1, 13)]
    one = state(task("DN-T06"), records[:11], date(2026, 12, 1))
    assert one.status == "due_soon"
    assert state(task("DN-T06"), records, date(2026, 12, 1)).status == "done"


def test_what_has_no_day_is_done_once_recorded_unless_it_lasts() -> None:
    day = date(2026, 5, 5)
    assert state(task("NG-T04"), [done("NG-T04", None, day)], TODAY).status == "done"
    lasting = state(task("NG-T11"), [done("NG-T11", None, day)], TODAY)
    assert lasting.status == "running"
    assert lasting.latest is not None


def test_what_presses_comes_first_and_the_newest_overdue_before_older_ones() -> None:
    found = [state(one, (), TODAY) for one in tasks() if one.plan == "11203-2026"]
    ordered = [one.task.id for one in sorted(found, key=urgency)]
    assert ordered[:2] == ["NG-T06", "NG-T07"]
    assert set(ordered[2:6]) == {"NG-T01", "NG-T02", "NG-T03", "NG-T09"}
    assert ordered[6] == "NG-T05"


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ('title = "', 'tittle = "', "NG-T01: không biết mục tittle; chỉ có id, title"),
        ('product = "', '# product = "', "NG-T01: thiếu mục product"),
        (
            'kind = "deadline"',
            'kind = "dead"',
            "NG-T01: kind là 'dead', phải là một trong continuous, deadline",
        ),
        ('cadence = ["once"]', 'cadence = "once"', "NG-T01: cadence là 'once', phải là danh sách"),
        ('cadence = ["once"]', "cadence = [1]", "NG-T01: cadence phải là một trong ad_hoc"),
        (
            'cadence = ["once"]',
            'cadence = ["twice"]',
            "NG-T01: cadence là 'twice'",
        ),
        (
            'cadence = ["once"]',
            "cadence = []",
            "cadence phải là danh sách, ít nhất một",
        ),
        ("to = 2026-06-30", 'to = "30/6/2026"', "NG-T01: to là '30/6/2026', phải là ngày"),
        ("to = 2026-06-30", "to = 2026-06-30T08:00:00", "NG-T01: to phải là ngày"),
        ("to = 2026-06-30", "to = 2026-03-30", "NG-T01: from phải đi với to"),
        ("from = 2026-04-01\nto = 2026-06-30", "", "NG-T01: deadline phải có to"),
        ("Trong Quý II/2026", "Trước 31/6/2026", "NG-T01: ngày 31/6/2026 không có thật"),
        ('id = "NG-T02"', 'id = "NG-T01"', "trùng id NG-T01"),
        ("[[tasks]]", "[[tasks", "không đọc được TOML"),
        ("[[tasks]]", 'number = "1"\n[[tasks]]', "không biết mục number; chỉ có tasks"),
    ],
)
def test_a_malformed_file_says_what_is_wrong(
    tmp_path: Path, written: str, instead: str, message: str
) -> None:
    (plan,) = (plan for plan in shipped() if plan.key == "11203-2026")
    original = (TASKS / "11203-2026.toml").read_text(encoding="utf-8")
    assert written in original
    path = tmp_path / "11203-2026.toml"
    path.write_text(original.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(MalformedFile, match=re.escape(message)):
        read_tasks(path, plan)


def test_recurring_days_stay_within_the_plan() -> None:
    for one in tasks():
        if one.last is None:
            inside = [d for d in due_days(one) if one.valid_from <= d.day <= one.valid_to]
            assert list(due_days(one)) == inside
            gaps = {b.day - a.day for a, b in pairwise(inside)}
            assert all(gap > timedelta(0) for gap in gaps), one.id
