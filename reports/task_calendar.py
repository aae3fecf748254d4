"""The due days of tasks as a calendar file: one event a due day, with two reminders."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from data.dates import day_text, span_text
from data.planning.due_days import Due, Task, due_days
from data.planning.task_records import Done
from reports.task_labels import RULE_WORDS

_REMIND_DAYS = (14, 3)
_REMIND_AT = timedelta(hours=8)  # of the day: at eight in the morning
_DAY = timedelta(days=1)


def tasks_calendar(
    title: str, tasks: Iterable[Task], records: Collection[Done], made_at: datetime
) -> bytes:
    """An .ics file of the tasks' due days, done ones marked by `records`, stamped `made_at`.

    The events take whole days. A date has no zone of its own, so the calendar names Vietnam's. A
    recurring duty is one event for each due day while its plan is valid, so that each can be
    recorded as done by itself. An event's identity depends on the task and the due day only: a
    newer file replaces it. `made_at` (with a zone) is its stamp. A task without a due day, or with
    an impossible one, has no event.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Chỉ số TTHC//Nhiệm vụ//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    record_of = {(record.plan_key, record.task_id, record.due_on): record for record in records}
    for task in tasks:
        for due in due_days(task):
            record = record_of.get((task.plan_key, task.id, due.day))
            calendar.add_component(_event(task, due, record, made_at))
    content: bytes = calendar.to_ical()
    return content


def _event(task: Task, due: Due, record: Done | None, made_at: datetime) -> Event:
    """A due day as an all-day event, with reminders where no record says that it was met."""
    event = Event()
    event.add("uid", f"{task.id}-{due.day:%Y%m%d}@{task.plan_key}.chi-so-tthc")
    event.add("dtstamp", made_at)
    event.add("dtstart", due.day)
    event.add("dtend", due.day + _DAY)
    event.add("summary", f"{'Đã xong: ' if record else ''}{task.title}")
    event.add("description", "\n".join(_description_lines(task, due, record)))
    event.add("transp", "TRANSPARENT")  # a due day does not make anybody busy
    if record is None:
        for days_before in _REMIND_DAYS:
            event.add_component(_alarm(task, due.day, days_before))
    return event


def _description_lines(task: Task, due: Due, record: Done | None) -> Iterable[str]:
    """The lines of an event's text: where the task is ordered, why that day, who, what came."""
    yield " · ".join(filter(None, (task.id, task.place)))
    if task.deadline_text:
        yield f"Thời hạn ghi trong văn bản: {task.deadline_text}"
    if rule := RULE_WORDS[due.rule]:
        yield f"Cách tính hạn: {rule}"
    if due.working_day != due.day:
        yield f"Hạn rơi vào ngày nghỉ; ngày làm việc liền sau: {day_text(due.working_day)}"
    for period in due.periods:
        yield f"Kỳ {span_text(period.first, period.last)}"
    if task.leads:
        yield f"Chủ trì: {'; '.join(task.leads)}"
    if task.product:
        yield f"Sản phẩm: {task.product}"
    if record:
        yield f"Xong ngày {day_text(record.finished_on)}, văn bản {record.document}"


def _alarm(task: Task, day: date, days_before: int) -> Alarm:
    """A reminder at eight in the morning, `days_before` days before the due day."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Hạn {day_text(day)}: {task.title}")
    alarm.add("trigger", _REMIND_AT - days_before * _DAY)
    return alarm
