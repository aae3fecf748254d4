"""A task's due days, and how far one is, in words."""

from __future__ import annotations

from datetime import date

from data.planning.due_days import Due, Task, due_days
from reports.task_labels import cadence_in_words
from ui.display import words


def due_day_text(due: Due) -> str:
    """A due day in words, with its periods, and the next working day where it is a day off."""
    period_names = [
        words.short_period(period) if period.name else f"kỳ {words.span(period.first, period.last)}"
        for period in due.periods
    ]
    text = words.day(due.day) + (f" ({', '.join(period_names)})" if period_names else "")
    if due.working_day != due.day:
        text += f", ngày nghỉ; ngày làm việc liền sau {words.day(due.working_day)}"
    return text


def distance_text(due_day: date, as_at: date) -> str:
    """How far a due day is from `as_at`: "quá 7 ngày", "hạn đúng ngày này", "còn 8 ngày"."""
    days_left = (due_day - as_at).days
    if days_left < 0:
        return f"quá {words.number(-days_left)} ngày"
    return f"còn {words.number(days_left)} ngày" if days_left else "hạn đúng ngày này"


def due_words(task: Task) -> str:
    """When a task is due: "hạn 30/06/2026", "hằng tháng, 10 hạn từ 15/03/2026", "thường xuyên"."""
    if impossible_day := task.impossible_day:
        return f"ngày {impossible_day} không có trong lịch"
    days = [due.day for due in due_days(task)]
    if len(days) == 1:
        return f"hạn {words.day(days[0])}"
    cadence = cadence_in_words(task)
    return f"{cadence}, {len(days)} hạn từ {words.day(days[0])}" if days else cadence
