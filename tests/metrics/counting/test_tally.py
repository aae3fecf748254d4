"""A tally's two counts in words, as a share, and how far it carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Coverage, Segment
from metrics.counting.tally import Tally, counts_text, reach_rank

JANUARY = Segment(date(2026, 1, 1), date(2026, 1, 31))
METRIC = METRICS_BY_NAME["on_time"]
WHOLE = Coverage("whole", (JANUARY,), ())
NOTHING = Tally(METRIC, Coverage("none", (), (JANUARY,)))


def tally(numerator: int | None, denominator: int | None) -> Tally:
    return Tally(METRIC, WHOLE, numerator, denominator)


@pytest.mark.parametrize(
    ("counts", "text", "rate", "has_figures"),
    [
        (tally(312, 399), "312/399", 312 / 399, True),
        (tally(1204, 2000), "1.204/2.000", 0.602, True),
        (tally(0, 5), "0/5", 0.0, True),
        (tally(0, 0), "0/0", None, True),
        (tally(None, None), "", None, False),
        (tally(5, None), "", None, True),
        (tally(None, 5), "", None, False),
        (
            replace(NOTHING, bounds=(tally(6, 15), tally(15, 15))),
            "từ 6/15 đến 15/15",
            None,
            True,
        ),
    ],
)
def test_counts_in_words_and_as_a_share(
    counts: Tally, text: str, rate: float | None, has_figures: bool
) -> None:
    assert (counts_text(counts), counts.rate, counts.has_figures) == (text, rate, has_figures)


def test_a_tally_carries_by_its_coverage_and_then_by_its_last_day() -> None:
    to_date = replace(NOTHING, coverage=Coverage("to_date", (JANUARY,), ()))
    february = Segment(date(2026, 2, 1), date(2026, 2, 28))
    further = replace(NOTHING, coverage=Coverage("to_date", (JANUARY, february), ()))
    assert reach_rank(NOTHING) == (0, date.min)
    assert reach_rank(to_date) == (1, date(2026, 1, 31))
    assert reach_rank(further) == (1, date(2026, 2, 28))
    assert reach_rank(tally(1, 2)) == (2, date(2026, 1, 31))
    assert [one.is_provisional for one in (NOTHING, to_date, tally(1, 2))] == [False, True, False]
