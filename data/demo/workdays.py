"""The working days on which the demonstration centres receive and return dossiers."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

# Public holidays of 2025-2026 that fall on a weekday: nobody files on them, and no deadline
# counts them. Tết Bính Ngọ is the long gap that makes February 2026 low.
HOLIDAYS = frozenset(
    [
        date(2025, 9, 1),
        date(2025, 9, 2),
        date(2026, 1, 1),
        *(date(2026, 2, day) for day in range(16, 21)),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 9, 1),
        date(2026, 9, 2),
    ]
)


def _working_days(first: date, last: date) -> tuple[date, ...]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() < 5 and day not in HOLIDAYS)


# Reaches past the last list, for dossiers that are due or finished after it.
WORKING_DAYS = _working_days(date(2025, 5, 1), date(2027, 6, 30))


def working_days_between(first: date, last: date) -> tuple[date, ...]:
    """The working days from first to last, both included."""
    return WORKING_DAYS[bisect_left(WORKING_DAYS, first) : bisect_right(WORKING_DAYS, last)]


def add_working_days(day: date, count: int) -> date:
    """The working day that lies count working days after (or, negative, before) a working day."""
    return WORKING_DAYS[bisect_left(WORKING_DAYS, day) + count]
