"""A duty's own day: read from words, told in words, and the days on which it then falls due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.planning.due_days import due_days
from data.planning.own_day import OwnDay, own_day_text, read_own_day, recurrence_text
from data.planning.plan import parse_plan, plan_toml
from data.planning.task import Task
from data.planning.task_status import state_of_task
from data.schema import MalformedFile
from tests.support.task_builders import BA_DINH_PLAN, MONTHLY, plan_with_tasks

# Valid all of 2026, the document is of 10 February: the first due day is after it.
DUTY = MONTHLY.replace("from = 2026-04-01\nto = 2026-06-30\n", "").replace(
    'calendar = "month"\n', ""
)


def duty(cadence: str, own_day: str = "", calendar: str = "") -> Task:
    """The duty of a plan of 2026 that comes so often, on this day as TOML has it."""
    table = DUTY.replace('["monthly"]', cadence)
    table += f"own_day = {own_day}\n" if own_day else ""
    table += f'calendar = "{calendar}"\n' if calendar else ""
    (task,) = plan_with_tasks(table).tasks
    return task


def days(task: Task) -> list[date]:
    return [due.day for due in due_days(task)]


def year(*days: tuple[int, int]) -> list[date]:
    """Days of 2026 by day and month."""
    return [date(2026, month, day) for day, month in days]


WORDS = [
    ("ngày 20 hằng tháng", "ngày 20"),
    ("Trước ngày 20 hằng tháng", "ngày 19"),
    ("chậm nhất ngày 25", "ngày 25"),
    ("trước 25 hằng tháng", "ngày 24"),
    ("20", "ngày 20"),
    ("trước 17 giờ ngày 20 hằng tháng", "ngày 20"),
    ("trước ngày 15 tháng cuối quý", "ngày 14"),
    ("trước ngày 15 của tháng cuối cùng của mỗi quý", "ngày 14"),
    ("trước ngày 15 các tháng 3, 6, 9 và 12", "ngày 14"),
    ("Từ ngày 01 đến ngày 05 hằng tháng", "ngày 5"),
    ("ngày 05 của tháng sau", "ngày 5 tháng sau"),
    ("trước ngày 10 của tháng đầu quý sau", "ngày 9 tháng sau"),
    ("trước ngày 01 của tháng sau", "ngày cuối tháng"),
    ("ngày cuối cùng của quý", "ngày cuối tháng"),
    ("Hằng năm, trước ngày 15/11", "ngày 14 tháng 11"),
    ("ngày 15 tháng 11 hằng năm", "ngày 15 tháng 11"),
    ("trước ngày 01/01 hằng năm", "ngày 31 tháng 12"),
    ("Thứ Sáu hằng tuần", "thứ Sáu"),
    ("trước 16h thứ 6 hằng tuần", "thứ Sáu"),
    ("trước thứ Sáu hằng tuần", "thứ Năm"),
    ("Chủ nhật", "Chủ nhật"),
]


@pytest.mark.parametrize(("written", "words"), WORDS)
def test_words_name_a_day(written: str, words: str) -> None:
    own_day = read_own_day(written)
    assert own_day is not None
    assert own_day_text(own_day) == words
    assert read_own_day(words) == own_day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hằng tháng",
        "01 lần/quý",
        "6 tháng một lần",
        "31/12/2026",
        "ngày 15 tháng 6 năm 2026",
        "ngày 10, 20 hằng tháng",
        "trước ngày 20/6 và 20/12",
        "ngày 10 tháng giữa quý",
        "thứ Hai đầu tháng",
        "tháng thứ hai của quý",
        "thứ Ba, thứ Năm hằng tuần",
        "từ ngày 15 tháng trước đến ngày 14 tháng cuối quý",
    ],
)
def test_other_words_name_none_or_several(written: str) -> None:
    assert read_own_day(written) is None


def test_how_often_and_on_which_day_is_told_together() -> None:
    assert (
        recurrence_text(["monthly", "quarterly"], OwnDay(day=19)) == "hằng tháng, hằng quý, ngày 19"
    )
    assert recurrence_text(["half_yearly"], None) == "6 tháng một lần"


def test_a_half_yearly_duty_is_due_after_each_half_of_the_reporting_year() -> None:
    task = duty('["half_yearly"]')
    assert days(task) == year((15, 6), (15, 12))
    assert {due.rule for due in due_days(task)} == {"reporting"}
    (first,) = due_days(task)[0].periods
    assert (first.first, first.last) == (date(2025, 12, 15), date(2026, 6, 14))
    # By calendar months the second half ends with the plan, and is due after it.
    assert days(duty('["half_yearly"]', calendar="month")) == year((1, 7))


def test_a_half_yearly_duty_recurs_within_days_longer_than_a_half() -> None:
    (task,) = plan_with_tasks(MONTHLY.replace("monthly", "half_yearly")).tasks
    assert not task.recurs_within_days  # 1 April to 30 June
    assert task.has_figure_days


def test_a_monthly_duty_is_due_on_its_day_of_each_month() -> None:
    task = duty('["monthly"]', "{day = 19}")
    assert days(task) == [date(2026, month, 19) for month in range(2, 13)]
    assert {due.rule for due in due_days(task)} == {"written"}
    # By 19 February the reporting month of February is over; on 4 March March's is not.
    assert due_days(task)[0].periods[0].name == "2026-02"
    early = due_days(duty('["monthly"]', "{day = 4}"))[0]
    assert (early.day, early.periods[0].name) == (date(2026, 3, 4), "2026-02")


def test_a_month_that_lacks_the_day_has_its_last_one() -> None:
    assert days(duty('["monthly"]', "{day = 31}"))[:3] == year((28, 2), (31, 3), (30, 4))


def test_a_day_of_the_following_month_is_for_the_month_before() -> None:
    task = duty('["monthly"]', '{day = 5, month = "following"}', "month")
    assert days(task) == [date(2026, month, 5) for month in range(3, 13)]
    assert due_days(task)[0].periods[0].name == "2026-02"


def test_a_day_of_the_quarters_last_month() -> None:
    task = duty('["quarterly"]', "{day = 14}")
    assert days(task) == year((14, 3), (14, 6), (14, 9), (14, 12))
    assert [due.periods[0].name for due in due_days(task)] == [f"2026-Q{n}" for n in range(1, 5)]
    after_it = duty('["quarterly"]', '{day = 9, month = "following"}')
    assert days(after_it) == year((9, 4), (9, 7), (9, 10))


def test_months_and_quarters_on_one_day_share_it() -> None:
    task = duty('["monthly", "quarterly"]', "{day = 19}")
    assert len(days(task)) == 11
    march = next(due for due in due_days(task) if due.day == date(2026, 3, 19))
    assert [period.name for period in march.periods] == ["2026-03", "2026-Q1"]


def test_a_day_of_the_year_is_that_of_its_month() -> None:
    assert days(duty('["yearly"]', "{day = 14, month = 11}")) == year((14, 11))


def test_a_weekly_duty_is_due_on_its_weekday_a_day_off_too() -> None:
    task = duty('["weekly"]', "{weekday = 4}")
    found = days(task)
    assert found[0] == date(2026, 2, 12)
    assert date(2026, 2, 19) not in found  # Tết's week is wholly off
    assert date(2026, 4, 30) in found
    assert found[-1] == date(2026, 12, 31)
    assert len(found) == 46  # 47 Thursdays from 12 February to 31 December, one in Tết
    assert {due.rule for due in due_days(task)} == {"written"}


def test_a_day_that_is_not_of_a_cadence_leaves_that_as_it_is() -> None:
    task = duty('["weekly", "monthly"]', "{weekday = 1}")
    rules = {due.day: due.rule for due in due_days(task)}
    assert rules[date(2026, 3, 15)] == "reporting"  # a Sunday
    assert rules[date(2026, 3, 16)] == "written"


def test_what_is_due_on_its_own_day_is_not_under_way_before() -> None:
    (task,) = plan_with_tasks(MONTHLY + "own_day = {day = 25}\n").tasks
    assert days(task) == year((25, 4), (25, 5), (25, 6))
    assert state_of_task(task, (), date(2026, 4, 5)).status == "later"
    assert state_of_task(task, (), date(2026, 4, 11)).status == "due_soon"
    assert date(2026, 4, 25) - date(2026, 4, 11) == timedelta(14)


@pytest.mark.parametrize(
    ("cadence", "own_day"),
    [
        ('["monthly"]', "{weekday = 5}"),
        ('["weekly"]', "{day = 5}"),
        ('["monthly"]', "{day = 5, month = 11}"),
        ('["once"]', "{day = 5}"),
        ('["monthly"]', "{}"),
        ('["weekly"]', "{day = 5, weekday = 5}"),
    ],
)
def test_a_day_that_is_of_no_cadence_is_refused(cadence: str, own_day: str) -> None:
    with pytest.raises(MalformedFile, match="NV-02: own_day không hợp với cadence"):
        duty(cadence, own_day)


@pytest.mark.parametrize(
    ("own_day", "message"),
    [
        ("{day = 32}", "own_day: day phải là"),
        ('{day = 5, month = "next"}', "own_day: month"),
        ("{dya = 5}", "own_day: mục “dya” không hợp lệ"),
    ],
)
def test_a_malformed_day_is_told_by_its_key(own_day: str, message: str) -> None:
    with pytest.raises(MalformedFile, match=message):
        duty('["monthly"]', own_day)


def test_a_saved_plan_keeps_the_day() -> None:
    plan = plan_with_tasks(DUTY + 'own_day = {day = 5, month = "following"}\n')
    assert plan.tasks[0].own_day == OwnDay(day=5, month="following")
    assert parse_plan(plan_toml(plan), BA_DINH_PLAN) == plan
