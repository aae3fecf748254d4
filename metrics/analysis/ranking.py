"""Communes by one metric: their ranks, and their counts together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from metrics.analysis.fair_comparison import LEAST_CASES
from metrics.counting.tallies import Tally
from metrics.counting.verdicts import exact_rate
from metrics.standings import Standing


def total_counts(tallies: Sequence[Tally]) -> tuple[int, int, int]:
    """Numerator, denominator and number of communes, over those whose period is whole."""
    covered = [tally for tally in tallies if tally.coverage.state == "whole" and not tally.bounds]
    numerator = sum(tally.numerator or 0 for tally in covered)
    denominator = sum(tally.denominator or 0 for tally in covered)
    return numerator, denominator, len(covered)


def has_few_cases(standing: Standing, least: int = LEAST_CASES) -> bool:
    """Whether chance weighs more in its rate than how the commune works: fewer cases than that."""
    return 0 < (standing.tally.denominator or 0) < least


def rank_standings(
    standings: Sequence[Standing], least: int = LEAST_CASES
) -> list[tuple[int | None, Standing]]:
    """Best rate first; equal rates share a rank and the next is skipped (1, 1, 3).

    Rates over part of the period or of fewer than `least` cases, and communes without one, have
    no rank and stand last.
    """
    comparable = [
        standing
        for standing in standings
        if standing.tally.rate is not None
        and not standing.tally.is_provisional
        and not has_few_cases(standing, least)
    ]
    ordered = sorted(comparable, key=_rank_rate, reverse=True)
    rates = list(map(_rank_rate, ordered))
    ranked: list[tuple[int | None, Standing]] = [
        (1 + rates.index(rate), standing) for rate, standing in zip(rates, ordered, strict=True)
    ]
    return ranked + [(None, standing) for standing in standings if standing not in comparable]


def _rank_rate(standing: Standing) -> Fraction:
    return exact_rate(standing.tally) or Fraction(0)
