"""The tasks agree with the collected ones, fall due on the right days, and stand as they do."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from data.planning.due_days import due_days
from data.planning.targets import built_in_plans
from data.planning.task import plan_date, read_tasks
from data.planning.task_status import TaskStatus, state_of_task, urgency_sort_key
from data.planning.tasks_of_plans import built_in_tasks, tasks_of
from data.schema import MalformedFile
from tests.support.paths import PLANS, ROOT
from tests.support.seed_plans import seed_plans
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
    return [due.day for due in due_days(task(name)) if due.day.year == year]


def test_every_task_is_as_collected(collected: list[dict[str, str]]) -> None:
    ours = {one.id: one for one in built_in_tasks()}
    assert ours.keys() >= {row["task_id"] for row in collected}
    for row in collected:
        found = ours[row["task_id"]]
        assert (text(found.first), text(found.last)) == (row["date_from"], row["date_to"])
        words = re.split(r"; | \+ ", row["cadence"].replace("ad hoc", "ad_hoc"))
        assert found.cadence == CADENCES.get(row["cadence"], tuple(words)), found.id
        assert found.kind == row["type"]
        assert found.line == row["line_in_seed_file"]
        assert (found.impossible_day is not None) == (row["date_valid"] == "N"), found.id
        short = row["deadline_as_written"].startswith(("idem", "Báo cáo hàng quý:", "Kỳ báo cáo"))
        assert short or found.deadline_text == row["deadline_as_written"]
        commune = {plan.key: plan.title for plan in built_in_plans()}[found.plan_key]
        assert commune.endswith(row["commune"])


def test_titles_are_short_and_ours(collected: list[dict[str, str]]) -> None:
    theirs = {row["task_vi_verbatim"] for row in collected}
    assert [one.id for one in built_in_tasks() if len(one.title) > 90 or one.title in theirs] == []


def test_every_row_of_the_plans_is_a_task_the_lasting_ones_too() -> None:
    """91 collected, and the rows "thường xuyên", "theo kế hoạch", "đột xuất" of four plans: 34 of
    Đồng Nguyên's first appendix, 18 of Trần Liễu's table, 22 of Ninh Giang's, 6 of Hòa An's.
    """
    counts = {plan.key: len(tasks_of(plan)) for plan in seed_plans()}
    assert counts == {
        "09385-2026": 49 + 34,
        "10729-2026": 9 + 18,
        "11203-2026": 12 + 22,
        "11842-2025": 16,
        "31393-2026": 5 + 6,
    }


def test_each_row_stands_on_its_line_of_the_plan() -> None:
    """The line of a plan's text on which a lasting task stands says so, there or over the page."""
    texts = {path.name[:3]: path.read_text("utf-8").splitlines() for path in PLANS.glob("0*.txt")}
    numbers = {"09385": "002", "10729": "003", "11203": "000", "31393": "004"}
    for one in built_in_tasks():
        text_lines = texts.get(numbers.get(one.plan_key[:5], ""), [])
        if text_lines and one.cadence == ("continuous",):
            row = text_lines[int(one.line[1:]) - 1]
            assert "thường xuyên" in row.lower(), one.id


def test_a_deadline_is_due_on_its_last_day() -> None:
    assert days("NG-T01") == [date(2026, 6, 30)]  # "Trong Quý II/2026"
    assert days("DN-T11") == [date(2026, 5, 19)]  # "trước ngày 20/5/2026"


def test_a_due_day_that_is_off_keeps_its_day_and_tells_the_next_working_day() -> None:
    (due,) = due_days(task("DN-T12"))
    assert (due.day, due.working_day) == (date(2026, 7, 19), date(2026, 7, 20))  # a Sunday
    (due,) = due_days(task("DN-T14"))
    assert due.day == due.working_day == date(2026, 8, 19)


def test_a_monthly_duty_is_due_on_the_15th_of_each_month_after_the_plans_date() -> None:
    """Đồng Nguyên's plan is of 26 February: the first 15th after it is in March."""
    assert days("DN-T01") == [date(2026, month, 15) for month in range(3, 13)]


def test_the_766_index_goes_by_calendar_months() -> None:
    """February's ends after the plan's date, and is due on 1 March; December's after the year."""
    assert days("DN-T07") == [date(2026, month, 1) for month in range(3, 13)]
    assert {due.rule for due in due_days(task("DN-T07"))} == {"calendar_month"}
    assert due_days(task("DN-T07"))[0].periods[0].name == "2026-02"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("26/02/2026", date(2026, 2, 26)),
        ("10/3/2026", date(2026, 3, 10)),
        ("ngày … tháng 3 năm 2026", date(2026, 3, 1)),
        ("ngày … tháng … năm 2026", date(2026, 1, 1)),
    ],
)
def test_the_day_after_which_duties_recur(written: str, day: date) -> None:
    plan = next(plan for plan in built_in_plans() if plan.key == "11203-2026")
    assert plan_date(replace(plan, date=written)) == day


def test_what_repeats_another_task_is_due_with_it_alone() -> None:
    assert due_days(task("VT-T16")) == ()
    assert task("VT-T16").repeats == ("VT-T11", "VT-T12")
    assert state_of_task(task("VT-T16"), (), date(2025, 10, 1)).status == "repeated"


def test_a_quarterly_duty_is_due_on_the_15th_of_the_quarters_last_month() -> None:
    quarterly = replace(task("VT-T16"), repeats=())
    first_due, last_due = due_days(quarterly)
    assert (first_due.day, last_due.day) == (date(2025, 9, 15), date(2025, 12, 15))
    first, last = first_due.periods[0], last_due.periods[0]
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
    assert found[0] == date(2026, 3, 6)  # of the plan's date only March is written
    assert date(2026, 4, 29) in found  # before 30 April and 1 May
    assert found[-1] == date(2026, 12, 31)
    assert len(found) == 44  # the weeks of 2 March to 28 December, 301 days apart
    # Before its date a plan asks nothing; of one without a date Tết's week has no working day.
    whole_year = replace(task("NG-T06"), recurs_after=date(2026, 1, 1))
    year_days = [due.day for due in due_days(whole_year)]
    assert date(2026, 1, 10) in year_days  # a Saturday that is worked
    assert not [day for day in year_days if date(2026, 2, 14) <= day <= date(2026, 2, 22)]
    assert len(year_days) == 51


def test_an_impossible_day_is_kept_and_never_falls_due() -> None:
    found = task("VT-T01")
    assert found.deadline_text == "Trước ngày 31/9/2025"
    assert found.impossible_day == "31/9/2025"
    assert due_days(found) == ()
    assert [one.id for one in built_in_tasks() if one.impossible_day] == ["VT-T01"]


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
    assert state_of_task(task(name), (), today).status == status


def test_a_record_makes_a_deadline_done_from_its_day_on() -> None:
    found, records = task("NG-T01"), [done("NG-T01", date(2026, 6, 30), date(2026, 6, 20))]
    assert state_of_task(found, records, date(2026, 6, 20)).status == "done"
    assert state_of_task(found, records, date(2026, 12, 1)).latest_record == records[0]
    assert state_of_task(found, records, date(2026, 6, 19)).status == "due_soon"
    assert state_of_task(task("NG-T09"), records, date(2026, 12, 1)).status == "overdue"


def test_a_recurring_duty_is_judged_by_its_latest_due_day() -> None:
    found = task("DN-T01")
    unrecorded = state_of_task(found, (), TODAY)
    assert unrecorded.due is not None
    assert unrecorded.next_due is not None
    assert (unrecorded.due.day, unrecorded.next_due.day) == (
        date(2026, 11, 15),
        date(2026, 12, 15),
    )
    assert unrecorded.unrecorded_count == 8
    reported = state_of_task(found, [done("DN-T01", date(2026, 11, 15), date(2026, 11, 16))], TODAY)
    assert (reported.status, reported.unrecorded_count) == ("later", 8)
    assert reported.due == unrecorded.next_due


def test_a_duty_reported_ahead_waits_for_the_due_day_after() -> None:
    records = [done("DN-T01", date(2026, month, 15), date(2026, 11, 20)) for month in range(3, 13)]
    one = state_of_task(task("DN-T01"), records[:9], date(2026, 12, 1))
    assert one.status == "due_soon"
    assert state_of_task(task("DN-T01"), records, date(2026, 12, 1)).status == "done"


def test_what_has_no_day_is_done_once_recorded_unless_it_lasts() -> None:
    day = date(2026, 5, 5)
    assert state_of_task(task("NG-T04"), [done("NG-T04", None, day)], TODAY).status == "done"
    lasting = state_of_task(task("NG-T11"), [done("NG-T11", None, day)], TODAY)
    assert lasting.status == "running"
    assert lasting.latest_record is not None


def test_what_presses_comes_first_and_the_newest_overdue_before_older_ones() -> None:
    found = [
        state_of_task(one, (), TODAY) for one in built_in_tasks() if one.plan_key == "11203-2026"
    ]
    ordered = [one.task.id for one in sorted(found, key=urgency_sort_key)]
    assert ordered[:2] == ["NG-T06", "NG-T07"]
    assert set(ordered[2:6]) == {"NG-T01", "NG-T02", "NG-T03", "NG-T09"}
    assert ordered[6] == "NG-T05"


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ('title = "', 'tittle = "', "NG-T01: mục “tittle” không hợp lệ; chỉ được dùng: id, title"),
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
        ("[[tasks]]", 'number = "1"\n[[tasks]]', "mục “number” không hợp lệ; chỉ được dùng: tasks"),
    ],
)
def test_a_malformed_file_says_what_is_wrong(
    tmp_path: Path, written: str, instead: str, message: str
) -> None:
    (plan,) = (plan for plan in built_in_plans() if plan.key == "11203-2026")
    original = (TASKS / "11203-2026.toml").read_text(encoding="utf-8")
    assert written in original
    path = tmp_path / "11203-2026.toml"
    path.write_text(original.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(MalformedFile, match=re.escape(message)):
        read_tasks(path, plan)


def test_recurring_days_stay_within_the_plan() -> None:
    for one in built_in_tasks():
        if one.last is None:
            inside = [d for d in due_days(one) if one.valid_from <= d.day <= one.valid_to]
            assert list(due_days(one)) == inside
            gaps = {b.day - a.day for a, b in pairwise(inside)}
            assert all(gap > timedelta(0) for gap in gaps), one.id
