"""The preview shows the rates that the overview will show: each beside its own counts."""

from __future__ import annotations

from data.periods import parse_period
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.standings import standing
from tests.metrics.test_standings import evidence
from ui.display import words
from ui.uploads.effects import figure_words, own_figure_row


def test_a_rate_stands_beside_the_counts_that_it_divides() -> None:
    """Ninh Giang's plan counts carried over dossiers too: 275 of 347 + 55 is 68,41 %; of the 347
    that were received it is 79,25 %.
    """
    period = parse_period("2026-03")
    counts = {"received_online": 275, "received": 347, "carried_over": 55}
    current = standing(
        evidence("11203", period, **counts), METRICS_BY_NAME["online_filing"], "11203", period
    )
    assert own_figure_row(current)[2:] == ("275/402", "68,41%")
    assert figure_words(current) == (
        "68,41% (275/402); theo mẫu số chung: 79,25% (275/347 hồ sơ tiếp nhận trong kỳ)"
    )
    assert words.rate(current) == own_figure_row(current)[3]
