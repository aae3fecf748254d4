"""A month's rate beside those of the months before: 10 points beyond all of them is a leap."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pytest

from data.periods import parse_period
from data.planning.scopes import scope_fields
from data.record import uploads
from metrics.analysis.signs.rate_leaps import RateLeap, months_to_compare, rate_leaps
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.day_counts import open_warehouse, read_holdings
from metrics.counting.gathering import gather_evidence
from tests.support.records import NINH_GIANG, list_rows, new_list

ONLINE_FILING = METRICS_BY_NAME["online_filing"]
SEVEN = parse_period("2026-07")


def store_month(folder: Path, month: int, online: int, received: int) -> None:
    """Store a whole month of 2026 with so many dossiers, the first `online` of them filed so."""
    rows = list_rows(month, received)
    channels = ["online" if n < online else "direct" for n in range(received)]
    place = rows.column_names.index("channel")
    rows = rows.set_column(place, "channel", pa.array(channels))
    last = date(2026, month, monthrange(2026, month)[1])
    uploads.store_upload(
        folder, replace(new_list(month, rows), last_day=last, known_until=last), rows
    )


def leaps(folder: Path, months: Sequence[tuple[int, int]], period: str) -> tuple[RateLeap, ...]:
    """The leaps of a period in months (filed online, received) from January 2026 on."""
    for month, (online, received) in enumerate(months, start=1):
        store_month(folder, month, online, received)
    warehouse = open_warehouse(folder, None)
    try:
        warehouse.refresh()
        days = parse_period(period)
        evidence = gather_evidence(
            warehouse,
            [NINH_GIANG],
            months_to_compare(days),
            scope_fields(folder),
            (),
            read_holdings(warehouse),
        )
        return rate_leaps(evidence, [ONLINE_FILING], NINH_GIANG, days)
    finally:
        warehouse.close()


SIX = [(8, 20), (10, 20), (9, 20), (10, 20), (8, 20), (9, 20)]  # 40 to 50 %


@pytest.mark.parametrize(
    ("online", "received"),
    [(12, 20), (6, 20)],  # 60 and 30 %
)
def test_ten_points_beyond_all_months_before(tmp_path: Path, online: int, received: int) -> None:
    (leap,) = leaps(tmp_path, [*SIX, (online, received)], "2026-07")
    assert (leap.month, leap.month_count) == (SEVEN, 6)
    assert (leap.lowest, leap.highest) == (Fraction(2, 5), Fraction(1, 2))
    assert (leap.tally.numerator, leap.tally.denominator) == (online, received)


@pytest.mark.parametrize(
    "seventh",
    [
        (59, 100),
        (31, 100),
        (19, 19),  # too few cases
    ],
)
def test_less_is_no_leap(tmp_path: Path, seventh: tuple[int, int]) -> None:
    assert leaps(tmp_path, [*SIX, seventh], "2026-07") == ()


def test_five_months_are_too_few_to_tell(tmp_path: Path) -> None:
    assert leaps(tmp_path, [*SIX[:5], (20, 20)], "2026-06") == ()


def test_each_month_of_a_longer_period_is_compared(tmp_path: Path) -> None:
    found = leaps(tmp_path, [*SIX, (20, 20), (20, 20)], "2026-Q3")
    assert [leap.month.name for leap in found] == ["2026-07"]
