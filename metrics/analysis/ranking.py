"""Communes by one metric: their ranks, their counts together, and how their rates are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from metrics.analysis.fair_comparison import LEAST_CASES
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Tally
from metrics.counting.verdicts import exact_rate
from metrics.standings import Standing, is_comparable


@dataclass(frozen=True)
class GroupFigures:
    """What one metric's standings of a group of communes come to.

    `definition` is what most of its figures count by; the sums are over the `reported_count`
    communes that count so and have the whole period. `ranks` are by commune code; `quartiles` are
    the lower one, the median and the upper one of the ranked rates, None where none is ranked.
    """

    definition: Metric
    numerator: int
    denominator: int
    reported_count: int
    ranks: Mapping[str, int]
    quartiles: tuple[Fraction, Fraction, Fraction] | None

    @property
    def rate(self) -> Fraction | None:
        """The group's rate, all its cases together (0–1); None without a case."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


def group_figures(standings: Sequence[Standing]) -> GroupFigures:
    """The figures of a group from its standings, one a commune, all by the same metric."""
    definition = _usual_definition(standings)
    ranked_standings = [(rank, s) for rank, s in rank_standings(standings) if rank is not None]
    rates = sorted(_rate_or_zero(standing) for _, standing in ranked_standings)
    alike_tallies = [s.tally for s in standings if s.tally.metric == definition]
    return GroupFigures(
        definition,
        *total_counts(alike_tallies),
        ranks={standing.commune_code: rank for rank, standing in ranked_standings},
        quartiles=quartiles(rates) if rates else None,
    )


def _usual_definition(standings: Sequence[Standing]) -> Metric:
    """The definition that most standings with figures count by: the metric or its fallback."""
    metric = standings[0].metric
    variants = Counter(
        standing.tally.metric.denominator_variant
        for standing in standings
        if standing.tally.has_figures
    )
    own_count = variants.pop(metric.denominator_variant, 0)
    is_fallback = metric.fallback is not None and variants.total() > own_count
    return metric.fallback if is_fallback and metric.fallback else metric


def quartiles(sorted_rates: Sequence[Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    """The lower quartile, median and upper quartile of rates, lowest first; at least one.

    Between two rates the share of the way is taken: of 10, 20, 30 and 60 % the lower quartile
    lies three quarters of the way from the first to the second, 17,5 %.
    """
    lower, median, upper = (_quantile(sorted_rates, Fraction(part, 4)) for part in (1, 2, 3))
    return lower, median, upper


def _quantile(sorted_rates: Sequence[Fraction], share: Fraction) -> Fraction:
    """The rate below which a share (0–1) of the sorted rates lie."""
    place = share * (len(sorted_rates) - 1)
    lower_rate = sorted_rates[floor(place)]
    upper_rate = sorted_rates[min(floor(place) + 1, len(sorted_rates) - 1)]
    return lower_rate + (place - floor(place)) * (upper_rate - lower_rate)


def total_counts(tallies: Sequence[Tally]) -> tuple[int, int, int]:
    """Summed numerators, denominators and the number of those tallies that are whole and exact."""
    covered_tallies = [t for t in tallies if t.coverage.state == "whole" and not t.bounds]
    numerator = sum(tally.numerator or 0 for tally in covered_tallies)
    denominator = sum(tally.denominator or 0 for tally in covered_tallies)
    return numerator, denominator, len(covered_tallies)


def has_few_cases(standing: Standing, least_cases: int = LEAST_CASES) -> bool:
    """Whether a standing's rate rests on some cases, but on fewer than `least_cases`."""
    return 0 < (standing.tally.denominator or 0) < least_cases


def change_of(standing: Standing, earlier: Standing) -> Fraction | None:
    """By how much (a share) the rate rose since the earlier period; None if not comparable."""
    rate, earlier_rate = exact_rate(standing.tally), exact_rate(earlier.tally)
    if rate is None or earlier_rate is None or not is_comparable(standing, earlier):
        return None
    return rate - earlier_rate


def rank_standings(
    standings: Sequence[Standing], least_cases: int = LEAST_CASES
) -> list[tuple[int | None, Standing]]:
    """(rank, standing) pairs, the best rate first, equals alike (1, 1, 3); unranked last with None.

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
    comparable_ids = set(map(id, comparable_standings))
    rank_by_rate: dict[Fraction, int] = {}
    for rank, standing in enumerate(best_first, start=1):
        rank_by_rate.setdefault(_rate_or_zero(standing), rank)
    ranked_standings: list[tuple[int | None, Standing]] = [
        (rank_by_rate[_rate_or_zero(standing)], standing) for standing in best_first
    ]
    return ranked_standings + [
        (None, standing) for standing in standings if id(standing) not in comparable_ids
    ]


def _goodness(standing: Standing) -> Fraction:
    """The standing's exact rate, negated where fewer cases are better, so that higher is better."""
    rate = _rate_or_zero(standing)
    return -rate if standing.metric.fewer_is_better else rate


def _rate_or_zero(standing: Standing) -> Fraction:
    """The standing's exact rate (0–1), or 0 where it has none."""
    return exact_rate(standing.tally) or Fraction(0)
