"""Communes by one metric: their ranks, and their counts together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from metrics.analysis.fair_comparison import LEAST_CASES
from metrics.counting.tallies import Tally
from metrics.counting.verdicts import exact_rate
from metrics.standings import Standing


def total_counts(tallies: Sequence[Tally]) -> tuple[int, int, int]:
    """Summed numerators, denominators and the number of those tallies that are whole and exact."""
    covered_tallies = [t for t in tallies if t.coverage.state == "whole" and not t.bounds]
    numerator = sum(tally.numerator or 0 for tally in covered_tallies)
    denominator = sum(tally.denominator or 0 for tally in covered_tallies)
    return numerator, denominator, len(covered_tallies)


def has_few_cases(standing: Standing, least_cases: int = LEAST_CASES) -> bool:
    """Whether a standing's rate rests on some cases, but on fewer than `least_cases`."""
    return 0 < (standing.tally.denominator or 0) < least_cases


def rank_standings(
    standings: Sequence[Standing], least_cases: int = LEAST_CASES
) -> list[tuple[int | None, Standing]]:
    """Standings with their ranks, the best rate first; equal rates share a rank (1, 1, 3).

    The best is the highest, of what ought not to be the lowest.

    Rates over part of the period or of fewer than `least_cases`, and communes without a rate, have
    no rank (None) and stand last.
    """
    comparable_standings = [
        standing
        for standing in standings
        if standing.tally.rate is not None
        and not standing.tally.is_provisional
        and not has_few_cases(standing, least_cases)
    ]
    best_first = sorted(comparable_standings, key=_goodness, reverse=True)
    rates = list(map(_rate_or_zero, best_first))
    ranked_standings: list[tuple[int | None, Standing]] = [
        (1 + rates.index(rate), standing) for rate, standing in zip(rates, best_first, strict=True)
    ]
    return ranked_standings + [
        (None, standing) for standing in standings if standing not in comparable_standings
    ]


def _goodness(standing: Standing) -> Fraction:
    """The standing's exact rate, negated where fewer cases are better, so that higher is better."""
    rate = _rate_or_zero(standing)
    return -rate if standing.metric.fewer_is_better else rate


def _rate_or_zero(standing: Standing) -> Fraction:
    """The standing's exact rate (0–1), or 0 where it has none."""
    return exact_rate(standing.tally) or Fraction(0)
