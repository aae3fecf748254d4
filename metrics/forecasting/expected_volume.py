"""How many cases are still to come in a year, and what that expectation rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from data.periods import Period, parse_period
from metrics.catalogue.metric import Metric
from metrics.counting.stocks import STANDING_COUNTS
from metrics.counting.tallies import Evidence, Tally

Basis = Literal["last_year", "mean", "pace", "none"]
_DAY = timedelta(days=1)
_RECENT = 12  # months
_LEAST_DAYS = 28  # fewer days are no pace to go by


@dataclass(frozen=True)
class MonthToCome:
    """Days to come of one month, with the cases expected in them and what that rests on."""

    first: date
    last: date
    volume: Fraction
    basis: Basis


@dataclass(frozen=True)
class Flows:
    """What adds over months, of one metric in one commune: all that a forecast counts."""

    evidence: Evidence
    flow_metric: Metric
    commune_code: str

    def tally_over(self, period: Period) -> Tally:
        """The tally of the metric's counts without stocks over a period."""
        return self.evidence.tally(self.flow_metric, self.commune_code, period)


def flow_metric(metric: Metric) -> Metric:
    """The metric without its stocks and its fallback, so that its counts add over months."""
    numerator, denominator = (
        tuple(name for name in names if name not in STANDING_COUNTS)
        for names in (metric.numerator, metric.denominator)
    )
    return replace(metric, numerator=numerator, denominator=denominator, fallback=None)


def months_to_come(
    flows: Flows,
    year_to_date: Period,
    last_known_day: date,
    months: Sequence[Period],
    history: Sequence[tuple[int, int]],
) -> tuple[MonthToCome, ...]:
    """What each month has left after the last known day, with the cases expected by its past.

    With that day 20 October and 310 cases expected of October, 310 × 11/31 = 110 are still to
    come in it. `history` are the (numerator, denominator) of the
    latest months.
    """
    daily_cases = _daily_cases(flows, year_to_date)
    rest_of_months = []
    for month in months:
        if month.last <= last_known_day:
            continue
        first = max(month.first, last_known_day + _DAY)
        volume, basis = _month_volume(flows, month, history, daily_cases)
        share_left = Fraction((month.last - first).days + 1, _day_count(month))
        rest_of_months.append(MonthToCome(first, month.last, volume * share_left, basis))
    return tuple(rest_of_months)


def _month_volume(
    flows: Flows,
    month: Period,
    history: Sequence[tuple[int, int]],
    daily_cases: Fraction | None,
) -> tuple[Fraction, Basis]:
    """The cases expected in a whole month, and the basis of that number.

    In this order: the cases of the same month of last year; the mean of the latest months; where
    the year is known only as one sum, as many a day as so far.
    """
    year_before = parse_period(f"{int(month.name[:4]) - 1}{month.name[4:]}", month.calendar)
    tally = flows.tally_over(year_before)
    if tally.coverage.state == "whole" and tally.denominator is not None:
        return Fraction(tally.denominator), "last_year"
    if history:
        return mean_volume(history), "mean"
    if daily_cases is not None:
        return daily_cases * _day_count(month), "pace"
    return Fraction(0), "none"


def _daily_cases(flows: Flows, year_to_date: Period) -> Fraction | None:
    """The mean number of new cases a day so far; None where fewer than 28 days are known."""
    tally = flows.tally_over(year_to_date)
    covered_span = tally.coverage.covered_span
    if tally.denominator is None or covered_span is None:
        return None
    day_count = _day_count(Period(*covered_span))
    return Fraction(tally.denominator, day_count) if day_count >= _LEAST_DAYS else None


def _day_count(period: Period) -> int:
    """How many days the period has, its first and last included."""
    return (period.last - period.first).days + 1


def mean_volume(history: Sequence[tuple[int, int]]) -> Fraction:
    """The mean number of cases in the latest twelve (numerator, denominator) months, or in all."""
    recent_months = history[-_RECENT:]
    return Fraction(sum(denominator for _, denominator in recent_months), len(recent_months))
