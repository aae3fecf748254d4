"""Months in which a rate leaves all that it was in the months before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from data.periods import Period, last_months, month_of, previous_period
from metrics.analysis.signs.sign import USUAL_MONTHS
from metrics.catalogue.metrics import Metric
from metrics.counting.tallies import Evidence, Tally
from metrics.counting.verdicts import exact_rate

LEAST_EARLIER_MONTHS = 6
LEAST_CASES = 20
LEAP = Fraction(10, 100)


@dataclass(frozen=True)
class RateLeap:
    """A month's tally beside the lowest and the highest rate (0–1) of the months before."""

    month: Period
    tally: Tally
    lowest: Fraction
    highest: Fraction
    month_count: int


def months_of(period: Period) -> tuple[Period, ...]:
    """The months of the period's calendar that hold a day of it, oldest first."""
    months = [month_of(period.last, period.calendar)]
    while months[0].first > period.first:
        months.insert(0, previous_period(months[0]))
    return tuple(months)


def months_to_compare(period: Period) -> tuple[Period, ...]:
    """The months of a period and the twelve before them, oldest first."""
    return last_months(period, len(months_of(period)) + USUAL_MONTHS)


def rate_leaps(
    evidence: Evidence, metrics: Sequence[Metric], commune_code: str, period: Period
) -> tuple[RateLeap, ...]:
    """The months of the period whose rate lies 10 points beyond every rate of a year before.

    Only whole months with enough cases are compared, at least six of one definition. The evidence
    must hold `months_to_compare`.
    """
    months = months_to_compare(period)
    leaps: list[RateLeap] = []
    for metric in metrics:
        tallies = [evidence.tally(metric, commune_code, month) for month in months]
        for place in range(USUAL_MONTHS, len(months)):
            earlier_tallies = tallies[place - USUAL_MONTHS : place]
            leap = _leap(months[place], tallies[place], earlier_tallies)
            leaps += [leap] if leap else []
    return tuple(leaps)


def _leap(month: Period, tally: Tally, earlier_tallies: Sequence[Tally]) -> RateLeap | None:
    """The leap of a month's tally against those of earlier months; None where it is none."""
    rate = _comparable_rate(tally)
    rates = [
        earlier_rate
        for earlier in earlier_tallies
        if earlier.metric is tally.metric
        and (earlier_rate := _comparable_rate(earlier)) is not None
    ]
    if rate is None or len(rates) < LEAST_EARLIER_MONTHS:
        return None
    lowest, highest = min(rates), max(rates)
    is_leap = rate >= highest + LEAP or rate <= lowest - LEAP
    return RateLeap(month, tally, lowest, highest, len(rates)) if is_leap else None


def _comparable_rate(tally: Tally) -> Fraction | None:
    """The exact rate of a whole month with enough cases; None of any other."""
    has_enough_cases = (tally.denominator or 0) >= LEAST_CASES and not tally.is_provisional
    return exact_rate(tally) if has_enough_cases else None
