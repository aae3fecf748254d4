"""A task's due day and how far it is, in words."""

from __future__ import annotations

from datetime import date

from data.planning.due_days import Due
from ui.display import words


def due_day(due: Due) -> str:
    """A due day with what it is for, and where it is off the next working day."""
    covered = [
        words.short_period(period) if period.name else f"kỳ {words.span(period.first, period.last)}"
        for period in due.periods
    ]
    text = words.day(due.day) + (f" ({', '.join(covered)})" if covered else "")
    if due.working_day != due.day:
        text += f", ngày nghỉ; ngày làm việc liền sau {words.day(due.working_day)}"
    return text


def distance(due: date, day: date) -> str:
    """How far a due day is: "quá 7 ngày", "hạn đúng ngày này", "còn 8 ngày"."""
    days = (due - day).days
    if days < 0:
        return f"quá {words.number(-days)} ngày"
    return f"còn {words.number(days)} ngày" if days else "hạn đúng ngày này"
