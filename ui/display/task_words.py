"""A task's due day and how far it is, in words."""

from __future__ import annotations

from datetime import date

from data.planning.due_days import Due
from ui.display import words


def due_day_text(due: Due) -> str:
    """A due day with what it is for, and where it is off the next working day."""
    period_names = [
        words.short_period(period) if period.name else f"kỳ {words.span(period.first, period.last)}"
        for period in due.periods
    ]
    text = words.day(due.day) + (f" ({', '.join(period_names)})" if period_names else "")
    if due.working_day != due.day:
        text += f", ngày nghỉ; ngày làm việc liền sau {words.day(due.working_day)}"
    return text


def distance_text(due_day: date, as_at: date) -> str:
    """How far a due day is from a day: "quá 7 ngày", "hạn đúng ngày này", "còn 8 ngày"."""
    days_left = (due_day - as_at).days
    if days_left < 0:
        return f"quá {words.number(-days_left)} ngày"
    return f"còn {words.number(days_left)} ngày" if days_left else "hạn đúng ngày này"
