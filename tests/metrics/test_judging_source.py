"""Which source judges, and what the other gives: shares worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.periods import Period, parse_period
from data.planning.targets import built_in_plans
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.rate_words import source_note
from metrics.standings import Standing, standing

CODE = "11203"
YEAR, MARCH, HALF = (parse_period(name) for name in ("2026", "2026-03", "2026-H1"))

PAYMENTS = {"payable": 1000, "paid_online": 800, "paid_online_national": 742}
TRANSACTIONS = {"transactions": 2000, "transactions_online": 1847}
REUSED, ITEMS = {"received": 50, "received_reused": 30}, {"data_items": 10, "data_items_reused": 9}
RATINGS = {"ratings": 100, "ratings_satisfied": 90}
PAPER = {"paper_ratings": 50, "paper_ratings_satisfied": 40}


def found(*forms: tuple[Period, dict[str, int]]) -> Evidence:
    """The evidence of one form a period, each with these counts of the whole commune."""
    sources = tuple(
        Source(CODE, number, period.first, period.last, frozenset(counts), False, "x")
        for number, (period, counts) in enumerate(forms)
    )
    sheets = {
        (CODE, number): Form({"": counts}, has_fields=False)
        for number, (_, counts) in enumerate(forms)
    }
    return Evidence(Holdings({CODE: sources}, sheets), DayCounts({}), {}, built_in_plans())


def judged(metric: str, period: Period, *forms: tuple[Period, dict[str, int]]) -> Standing:
    """The standing of a metric over a period by these forms and Ninh Giang's own plan."""
    return standing(found(*forms), METRICS_BY_NAME[metric], CODE, period)


def test_a_year_of_typed_transactions_says_what_dossiers_paid_on_the_portal_give() -> None:
    """1.847 of 2.000 transactions are 92,35 %, 742 of 1.000 dossiers 74,2 %; 80 % is asked."""
    year = judged("online_payment", YEAR, (YEAR, PAYMENTS), (YEAR, TRANSACTIONS))
    assert year.status == "met"
    assert source_note(year) == "Xét theo giao dịch (nhập tay): 92,35%; theo hồ sơ: 74,20%"
    month = judged("online_payment", MARCH, (MARCH, PAYMENTS), (YEAR, TRANSACTIONS))
    assert month.status == "missed"
    assert source_note(month) == "Xét theo hồ sơ; kỳ này chưa nhập giao dịch"


def test_another_source_that_reaches_less_far_says_to_which_day() -> None:
    year = judged("online_payment", YEAR, (HALF, PAYMENTS), (YEAR, TRANSACTIONS))
    note = "Xét theo giao dịch (nhập tay): 92,35%; theo hồ sơ đến 30/06/2026: 74,20%"
    assert source_note(year) == note


# (metric, counts of the first form, of the second, what the card says of them)
TWO_SOURCES = [
    ("online_payment", TRANSACTIONS, {}, "Xét theo giao dịch (nhập tay)"),
    (
        "satisfaction",
        RATINGS,
        PAPER,
        "Xét theo lượt đánh giá: 90,00%; theo phiếu (nhập tay): 80,00%",
    ),
    ("satisfaction", PAPER, {}, "Xét theo phiếu (nhập tay)"),
    ("satisfaction", RATINGS, {}, ""),
    ("reused_data", REUSED, ITEMS, "Xét theo dữ liệu (nhập tay): 90,00%; theo hồ sơ: 60,00%"),
    ("reused_data", REUSED, {}, "Xét theo hồ sơ; kỳ này chưa nhập dữ liệu"),
    ("digitised_dossiers", {"received": 50, "received_digitised": 50}, {}, ""),
    ("online_payment", {}, {}, ""),
]


@pytest.mark.parametrize(("metric", "first", "second", "note"), TWO_SOURCES)
def test_typed_counts_and_counted_ones_are_told_apart(
    metric: str, first: dict[str, int], second: dict[str, int], note: str
) -> None:
    forms = [(YEAR, counts) for counts in (first, second) if counts]
    assert source_note(judged(metric, YEAR, *forms)) == note


def test_without_a_target_a_figure_is_counted_by_a_source_and_not_judged() -> None:
    forms = (YEAR, RATINGS), (YEAR, PAPER)
    without_plan = replace(found(*forms), plans=())
    one = standing(without_plan, METRICS_BY_NAME["satisfaction"], CODE, YEAR)
    assert source_note(one) == "Tính theo lượt đánh giá: 90,00%; theo phiếu (nhập tay): 80,00%"
