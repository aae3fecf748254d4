"""A standing in words: rates beside their bounds, demands, statuses; marks in points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from data.periods import parse_period
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Coverage, Segment
from metrics.counting.tally import Tally
from metrics.rate_words import (
    demand_words,
    judged_rate_text,
    share_text_beside_bound,
    share_text_beside_standing,
    status,
    target_words,
)
from metrics.standings import Standing
from tests.metrics.test_judging import target

QUARTER = parse_period("2026-Q1")
COVERED = Coverage("whole", (Segment(date(2026, 1, 1), date(2026, 3, 31)),), ())
AT_LEAST, AT_MOST = target("on_time", ">=", "0.80"), target("on_time", "<=", "0.05")


def standing_of(numerator: int, denominator: int, metric: str = "on_time") -> Standing:
    """That many of so many cases, beside at least 80 %."""
    definition = METRICS_BY_NAME[metric]
    tally = Tally(definition, COVERED, numerator, denominator)
    own_target = replace(AT_LEAST, metric=metric)
    return Standing(definition, "11203", QUARTER, tally, own_target, None, "missed", 1)


@pytest.mark.parametrize(
    ("share", "bound", "decimals", "at_least", "at_most"),
    [
        # Just below a floor is cut, just above a ceiling rounded up.
        (Fraction(79999, 100000), Fraction(8, 10), 2, "79,99%", "80,00%"),
        (Fraction(80001, 100000), Fraction(8, 10), 2, "80,00%", "80,01%"),
        (Fraction(79999, 100000), Fraction(8, 10), 0, "79%", "80%"),
        (Fraction(8, 10), Fraction(8, 10), 1, "80,0%", "80,0%"),
        (Fraction(79999, 100000), None, 2, "80,00%", "80,00%"),
    ],
)
def test_a_share_never_reads_as_if_it_kept_a_bound_that_it_breaks(
    share: Fraction, bound: Fraction | None, decimals: int, at_least: str, at_most: str
) -> None:
    assert share_text_beside_bound(share, AT_LEAST, bound, decimals) == at_least
    assert share_text_beside_bound(share, AT_MOST, bound, decimals) == at_most
    assert share_text_beside_bound(share, None, bound, decimals) == at_least


def test_a_share_has_two_decimals_unless_others_are_asked_for() -> None:
    assert share_text_beside_bound(Fraction(1, 3), AT_LEAST, None) == "33,33%"
    assert share_text_beside_standing(Fraction(1, 3), standing_of(1, 3)) == "33,33%"
    assert share_text_beside_standing(Fraction(1, 3), standing_of(1, 3), 1) == "33,3%"


def test_a_standings_rate_beside_its_target_a_mark_in_points() -> None:
    assert judged_rate_text(standing_of(79999, 100000)) == "79,99%"
    marked = standing_of(79999, 100000, "index_766")
    assert judged_rate_text(marked) == "79,99 điểm"
    assert share_text_beside_standing(Fraction(1, 2), marked) == "50,00 điểm"
    above = replace(standing_of(80001, 100000), target=replace(AT_MOST, value=Decimal("0.80")))
    assert judged_rate_text(above) == "80,01%"
    by_plan = Tally(marked.metric, COVERED, 1, 2)
    assert judged_rate_text(replace(standing_of(9, 10), plan_tally=by_plan)) == "50,00%"


@pytest.mark.parametrize(
    ("metric", "comparator", "share", "words"),
    [
        ("on_time", ">=", "0.8", "tối thiểu 80%"),
        ("on_time", "=", "1", "100%"),
        ("on_time", "+pp", "0.1", "tăng 10 điểm phần trăm"),
        ("on_time", ">=", None, "chưa có con số"),
        ("index_766", ">=", "0.8", "tối thiểu 80 điểm"),
        ("index_766", "+pp", "0.1", "tăng 10 điểm"),
        ("index_766", "+", "0.1", "tăng 10%"),
        ("sipas", ">=", "0.9", "tối thiểu 90%"),
        ("not_in_the_catalogue", ">=", "0.9", "tối thiểu 90%"),
    ],
)
def test_what_is_demanded(metric: str, comparator: str, share: str | None, words: str) -> None:
    assert demand_words(metric, comparator, None if share is None else Decimal(share)) == words


def test_a_rise_is_told_with_its_base_year() -> None:
    assert target_words(AT_LEAST) == "tối thiểu 80%"
    rise = target("on_time", "+pp", "0.10", base_year=2025)
    assert target_words(rise) == "tăng 10 điểm phần trăm so với năm 2025"
    july = date(2026, 7, 1)
    assert target_words(replace(AT_LEAST, since=july)) == "tối thiểu 80% từ 01/07/2026"
    later_rise = replace(rise, metric="index_766", since=july)
    assert target_words(later_rise) == "tăng 10 điểm so với năm 2025 từ 01/07/2026"


def test_a_target_without_a_number_is_no_lack_of_a_target() -> None:
    missed = standing_of(1, 2)
    without_number = replace(missed, status="no_target", target=replace(AT_LEAST, value=None))
    assert status(without_number) == ("○", "Chỉ tiêu chưa có con số")
    assert status(replace(without_number, target=None)) == ("○", "Chưa giao chỉ tiêu")
    assert status(missed) == ("✘", "Chưa đạt")


def test_a_target_may_end_before_its_plan_does() -> None:
    ended = replace(standing_of(1, 2), status="expired", target=None)
    by_its_own_day = replace(AT_LEAST, until=date(2026, 2, 28))
    assert status(replace(ended, expired_target=by_its_own_day)) == ("◷", "Chỉ tiêu đã hết hạn")
    assert status(replace(ended, expired_target=AT_LEAST)) == ("◷", "Kế hoạch hết hiệu lực")
