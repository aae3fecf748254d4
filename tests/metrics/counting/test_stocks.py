"""What stands open at either end of a period, from comings and goings and from forms."""

from __future__ import annotations

from datetime import date

import pytest

from data.periods import Period, parse_period
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.stocks import CARRIED_OVER, PENDING, lists_give_counts, names_by_segment
from metrics.counting.sums import Stock
from metrics.counting.tallies import Evidence

NINH_GIANG = "11203"
JANUARY, FEBRUARY, MARCH = (parse_period(f"2026-0{month}") for month in (1, 2, 3))
BOTH_MONTHS = Period(JANUARY.first, FEBRUARY.last)


def source(upload_id: int, period: Period, names: set[str], is_list: bool) -> Source:
    return Source(NINH_GIANG, upload_id, period.first, period.last, frozenset(names), is_list, "x")


def listed() -> Evidence:
    """One list of January and February; before 1 February 10 came and 4 ended, 3 of them closed."""
    rows = (
        ("Đất đai", date.min, {"received": 7, "ended": 4, "closed": 3}),
        ("Hộ tịch", date(2026, 1, 1), {"received": 3, "ended": 0, "closed": 0}),
        ("Đất đai", FEBRUARY.first, {"received": 5, "ended": 6, "closed": 4}),
        ("Đất đai", MARCH.first, {"received": 50, "ended": 9, "closed": 8}),
    )
    months_list = source(1, BOTH_MONTHS, {"received", "ended", "closed"}, is_list=True)
    return Evidence(
        Holdings({NINH_GIANG: (months_list,)}, {}), DayCounts({NINH_GIANG: rows}), {}, ()
    )


def formed() -> Evidence:
    """A form a month: 6 and then 8 were carried over, 8 and then 5 stood open at the end."""
    sources, forms = [], {}
    for upload_id, (month, carried_over, pending) in enumerate(
        [(JANUARY, 6, 8), (FEBRUARY, 8, 5)], start=1
    ):
        counts = {"carried_over": carried_over, "pending": pending}
        sources.append(source(upload_id, month, {*counts}, is_list=False))
        forms[NINH_GIANG, upload_id] = Form({"": counts}, has_fields=False)
    return Evidence(Holdings({NINH_GIANG: tuple(sources)}, forms), DayCounts({}), {}, ())


@pytest.mark.parametrize(
    ("stock", "period", "count"),
    [
        (CARRIED_OVER, FEBRUARY, 6),  # 10 came before its first day, 4 ended
        (PENDING, FEBRUARY, 8),  # 15 came to its last day, 7 were closed
        (PENDING, JANUARY, 7),
        (PENDING, BOTH_MONTHS, 8),
        (PENDING, MARCH, None),  # no list reaches it
    ],
)
def test_lists_give_what_stood_open_by_all_comings_and_goings_to_that_end(
    stock: Stock, period: Period, count: int | None
) -> None:
    assert listed().stock_count(stock, NINH_GIANG, period) == count


@pytest.mark.parametrize(
    ("stock", "period", "count"),
    [
        (CARRIED_OVER, BOTH_MONTHS, 6),  # the first form's
        (PENDING, BOTH_MONTHS, 5),  # the last one's
        (CARRIED_OVER, FEBRUARY, 8),
        (PENDING, JANUARY, 8),
        (PENDING, MARCH, None),
    ],
)
def test_of_several_forms_the_one_at_that_end_says_it(
    stock: Stock, period: Period, count: int | None
) -> None:
    assert formed().stock_count(stock, NINH_GIANG, period) == count


@pytest.mark.parametrize(
    ("names", "known", "are_given"),
    [
        (["carried_over"], {"received", "ended"}, True),
        (["carried_over"], {"received", "ended", "closed"}, True),
        (["carried_over"], {"received", "closed"}, False),
        (["pending_on_time"], {"received", "late_closed", "closed", "late_opened"}, True),
        (["pending_on_time"], {"received", "late_closed", "closed"}, False),
        (["received", "carried_over"], {"received", "ended"}, True),
        (["received", "left", "carried_over"], {"received", "ended"}, False),
        # What lists have no comings and goings of only forms give.
        (["petitions_pending"], {"petitions_pending", "received", "ended"}, False),
        (["carried_over", "petitions_carried_over"], {"received", "ended"}, False),
        ([], set(), True),
    ],
)
def test_which_stocks_lists_give(names: list[str], known: set[str], are_given: bool) -> None:
    assert lists_give_counts(tuple(names), frozenset(known)) is are_given


@pytest.mark.parametrize(
    ("segment_count", "names"),
    [
        (1, [("received", "carried_over", "pending")]),
        (2, [("received", "carried_over"), ("received", "pending")]),
        (3, [("received", "carried_over"), ("received",), ("received", "pending")]),
        (0, []),
    ],
)
def test_stocks_are_summed_in_the_first_or_the_last_segment_alone(
    segment_count: int, names: list[tuple[str, ...]]
) -> None:
    counts = ("received", "carried_over", "pending")
    assert list(names_by_segment(counts, segment_count)) == names
