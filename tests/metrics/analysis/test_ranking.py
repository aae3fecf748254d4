"""A group's figures: quartiles, ranks and one total by one denominator, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from data.periods import parse_period
from metrics.analysis.ranking import group_figures, quartiles
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.standings import Standing, standing
from tests.metrics.test_standings import evidence, on_time

MARCH = parse_period("2026-03")


def of(code: str, metric: str, **counts: int) -> Standing:
    return standing(evidence(code, MARCH, **counts), METRICS_BY_NAME[metric], code, MARCH)


@pytest.mark.parametrize(
    ("percents", "expected"),
    [
        ((40,), (40, 40, 40)),
        ((10, 20), (Fraction(25, 2), 15, Fraction(35, 2))),
        # Three quarters of the way from 10 to 20; half of it from 20 to 30; a quarter, 30 to 60.
        ((10, 20, 30, 60), (Fraction(35, 2), 25, Fraction(75, 2))),
        ((0, 10, 50, 60, 100), (10, 50, 60)),
    ],
)
def test_quartiles(percents: tuple[int, ...], expected: tuple[Fraction, ...]) -> None:
    rates = [Fraction(percent, 100) for percent in percents]
    assert quartiles(rates) == tuple(Fraction(percent) / 100 for percent in expected)


def test_the_group_has_a_total_ranks_and_quartiles_of_those_that_are_ranked() -> None:
    """30 of 40, 36 of 40, 80 of 100; 5 of 5 are too few to rank, but are cases all the same."""
    shares = {"11203": (30, 40), "10729": (36, 40), "09385": (80, 100), "31393": (5, 5)}
    figures = group_figures(
        [
            of(code, "satisfaction", ratings_satisfied=top, ratings=bottom)
            for code, (top, bottom) in shares.items()
        ]
    )
    assert (figures.numerator, figures.denominator, figures.reported_count) == (151, 185, 4)
    assert figures.rate == Fraction(151, 185)
    assert figures.ranks == {"10729": 1, "09385": 2, "11203": 3}
    # 75, 80 and 90 %: half of the way between each two.
    assert figures.quartiles == (Fraction(31, 40), Fraction(4, 5), Fraction(17, 20))


def test_of_late_dossiers_the_fewest_rank_first_and_quartiles_are_of_the_numbers() -> None:
    late = {"11203": 3, "10729": 1, "09385": 2}
    figures = group_figures(
        [of(code, "late_dossiers", **on_time(60, 40 - n, n)) for code, n in late.items()]
    )
    assert figures.ranks == {"10729": 1, "09385": 2, "11203": 3}
    assert figures.quartiles is not None
    assert figures.quartiles[1] == Fraction(2, 100)


def test_a_total_has_one_denominator() -> None:
    """Two forms count withdrawn dossiers too, one list does not: the total is of the two."""
    by_form = {"resolved_early": 50, "resolved_on_time_or_left": 40, "resolved_late": 10}
    figures = group_figures(
        [
            of("11203", "on_time", **by_form),
            of("10729", "on_time", **by_form),
            of("09385", "on_time", **on_time(50, 50, 0)),
        ]
    )
    assert figures.definition.denominator_variant == "resolved_or_left"
    assert (figures.numerator, figures.denominator, figures.reported_count) == (180, 200, 2)


def test_without_figures_there_is_no_rate() -> None:
    figures = group_figures([of("11203", "satisfaction")])
    assert (figures.rate, figures.quartiles, figures.ranks) == (None, None, {})
    assert figures.definition.denominator_variant == "ratings"
