"""The calendar of due days, read back as a calendar program would."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from data.planning.due_days import Task, due_days
from data.planning.own_day import OwnDay
from data.planning.task_records import Done
from data.planning.tasks_of_plans import built_in_tasks
from reports.task_calendar import tasks_calendar
from tests.support.task_builders import done, task

MADE = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def read(tasks: list[Task], records: tuple[Done, ...] = (), at: datetime = MADE) -> Calendar:
    parsed = Calendar.from_ical(tasks_calendar("Kế hoạch", tasks, records, at))
    assert isinstance(parsed, Calendar)
    return parsed


def events(*names: str, records: tuple[Done, ...] = ()) -> list[Event]:
    return list(read([task(name) for name in names], records).walk("VEVENT"))


def test_a_deadline_is_one_event_of_one_whole_day() -> None:
    (event,) = events("NG-T02")
    assert event["DTSTART"].dt == date(2026, 9, 15)
    assert event["DTEND"].dt == date(2026, 9, 16)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert str(event["SUMMARY"]) == task("NG-T02").title
    assert "Chậm nhất ngày 15/9/2026" in str(event["DESCRIPTION"])


def test_the_calendar_names_its_zone_and_is_valid() -> None:
    calendar = read([task("NG-T02")])
    assert str(calendar["X-WR-TIMEZONE"]) == "Asia/Ho_Chi_Minh"
    assert str(calendar["VERSION"]) == "2.0"
    assert calendar["PRODID"]
    content = tasks_calendar("Kế hoạch", [task("NG-T02")], (), MADE)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_it_reminds_14_and_3_days_before_at_eight_in_the_morning() -> None:
    (event,) = events("NG-T02")
    triggers = sorted(alarm["TRIGGER"].dt for alarm in event.walk("VALARM"))
    start = datetime(2026, 9, 15)
    assert [start + trigger for trigger in triggers] == [
        datetime(2026, 9, 1, 8),
        datetime(2026, 9, 12, 8),
    ]


def test_a_duty_on_a_day_of_its_own_is_on_that_day_and_tells_no_rule() -> None:
    duty = replace(task("DN-T01"), own_day=OwnDay(day=19))
    duty_events = list(read([duty]).walk("VEVENT"))
    assert [event["DTSTART"].dt for event in duty_events] == [
        date(2026, m, 19) for m in range(3, 13)
    ]
    assert "Cách tính hạn" not in str(duty_events[0]["DESCRIPTION"])
    assert "Cách tính hạn" in str(events("DN-T01")[0]["DESCRIPTION"])


def test_a_recurring_duty_is_single_events_of_the_plans_year() -> None:
    duty_events = events("DN-T01")
    assert [event["DTSTART"].dt for event in duty_events] == [
        date(2026, m, 15) for m in range(3, 13)
    ]
    assert not [event for event in duty_events if "RRULE" in event]
    assert "ngày làm việc liền sau: 16/11/2026" in str(duty_events[8]["DESCRIPTION"])


def test_an_event_keeps_its_identity_and_no_two_share_one() -> None:
    planned_tasks = [
        task for task in built_in_tasks() if task.plan_key in ("11203-2026", "09385-2026")
    ]
    names = [str(event["UID"]) for event in read(planned_tasks).walk("VEVENT")]
    later = read(planned_tasks, (), MADE + timedelta(days=3)).walk("VEVENT")
    assert names == [str(event["UID"]) for event in later]
    assert len(set(names)) == len(names) == sum(len(due_days(task)) for task in planned_tasks)


def test_without_a_due_day_or_with_an_impossible_one_there_is_no_event() -> None:
    assert events("VT-T01", "NG-T11", "HA-T02", "VT-T02") == []


def test_what_is_done_says_so_and_reminds_no_more() -> None:
    record = done("DN-T01", date(2026, 11, 15), date(2026, 11, 16), "45/BC-UBND")
    by_day = {event["DTSTART"].dt: event for event in events("DN-T01", records=(record,))}
    november = by_day[date(2026, 11, 15)]
    assert str(november["SUMMARY"]).startswith("Đã xong: ")
    assert "Xong ngày 16/11/2026, văn bản 45/BC-UBND" in str(november["DESCRIPTION"])
    assert november.walk("VALARM") == []
    assert len(by_day[date(2026, 12, 15)].walk("VALARM")) == 2


def test_text_with_marks_of_the_format_stays_text() -> None:
    odd = "Rà soát; báo cáo, \\n\r\nBEGIN:VEVENT\r\nSUMMARY:giả"
    (event,) = read([replace(task("NG-T02"), title=odd)]).walk("VEVENT")
    assert str(event["SUMMARY"]).replace("\r\n", "\n") == odd.replace("\r\n", "\n")
