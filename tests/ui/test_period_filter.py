"""Which periods the pages offer, for the days that have figures."""

from __future__ import annotations

from datetime import date

import pytest

from data.periods import Calendar
from metrics.counting.coverage import Source
from metrics.counting.day_counts import Holdings
from tests.support.builders import HOA_AN, NINH_GIANG
from ui.period_filter import last_day_with_figures, period_names


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


def holdings(*sources: tuple[str, str, str]) -> Holdings:
    """Sources by commune, layout and last day, each since New Year."""
    by_commune: dict[str, list[Source]] = {}
    for number, (code, layout, last) in enumerate(sources, 1):
        days = date(2026, 1, 1), date.fromisoformat(last)
        source = Source(code, number, *days, frozenset(), layout == "danh-sach-ho-so", layout)
        by_commune.setdefault(code, []).append(source)
    return Holdings({code: tuple(own) for code, own in by_commune.items()}, {})


LIST, FORM, TYPED = "danh-sach-ho-so", "bieu-ii06a", "mau-nhap-so-lieu"


@pytest.mark.parametrize(
    ("sources", "last_day"),
    [
        ([(NINH_GIANG, LIST, "2026-03-31"), (NINH_GIANG, TYPED, "2026-12-31")], "2026-03-31"),
        ([(NINH_GIANG, LIST, "2026-03-31"), (NINH_GIANG, FORM, "2026-04-30")], "2026-04-30"),
        ([(NINH_GIANG, TYPED, "2026-06-30"), (NINH_GIANG, TYPED, "2026-12-31")], "2026-06-30"),
        ([(HOA_AN, LIST, "2026-05-31")], "2026-05-31"),  # of another commune
        ([(HOA_AN, LIST, "2026-05-31"), (NINH_GIANG, LIST, "2026-02-28")], "2026-02-28"),
        ([(NINH_GIANG, LIST, "2027-01-31")], "2027-01-31"),  # nothing else is there
        ([], "2026-11-30"),
    ],
)
def test_a_page_opens_on_the_newest_days_that_exports_tell(
    sources: list[tuple[str, str, str]], last_day: str
) -> None:
    found = last_day_with_figures(holdings(*sources), [NINH_GIANG], date(2026, 11, 30))
    assert found.isoformat() == last_day
