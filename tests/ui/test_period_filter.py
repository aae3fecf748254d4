"""Which periods the pages offer, for the days that have figures."""

from __future__ import annotations

from datetime import date

import pytest

from data.periods import Calendar
from ui.period_filter import period_names


@pytest.mark.parametrize(
    ("first", "last", "calendar", "names"),
    [
        ("2026-03-05", "2026-03-31", "month", "2026-03 2026-Q1 2026-H1 2026"),
        (
            "2025-12-31",
            "2026-01-01",
            "month",
            "2026-01 2025-12 2026-Q1 2025-Q4 2026-H1 2025-H2 2026 2025",
        ),
        (
            "2026-06-01",
            "2026-09-30",  # the months between need not have figures
            "month",
            "2026-09 2026-08 2026-07 2026-06 2026-Q3 2026-Q2 2026-H2 2026-H1 2026",
        ),
        # By reporting the 15th opens the next month: 15/06 to 14/07 is July.
        ("2026-06-15", "2026-07-14", "reporting", "2026-07 2026-Q3 2026-H2 2026"),
        (
            "2025-12-14",
            "2025-12-15",
            "reporting",
            "2026-01 2025-12 2026-Q1 2025-Q4 2026-H1 2025-H2 2026 2025",
        ),
    ],
)
def test_the_periods_that_hold_days_with_figures(
    first: str, last: str, calendar: Calendar, names: str
) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert period_names(*days, calendar) == tuple(names.split())
