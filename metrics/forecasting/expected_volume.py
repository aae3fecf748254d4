"""How many cases are still to come in a year, and what that expectation rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from data.periods import Period, parse_period
from metrics.catalogue.metrics import Metric
from metrics.counting.measures import OPENING
from metrics.counting.tallies import Evidence
from metrics.standings import Standing

Basis = Literal["last_year", "mean", "pace", "none"]
_DAY = timedelta(days=1)
_RECENT = 12
_LEAST_DAYS = 28  # fewer days are no pace to go by


@dataclass(frozen=True)
class MonthToCome:
    """Days to come of one month, with the cases expected in them and what that rests on."""

    first: date
    last: date
    volume: Fraction
    basis: Basis


def flows_of(metric: Metric) -> Metric:
    """What adds over months: without what stood open at the beginning, and by one definition."""
    numerator, denominator = (
        tuple(name for name in names if name not in OPENING)
        for names in (metric.numerator, metric.denominator)
    )
    return replace(metric, numerator=numerator, denominator=denominator, fallback=None)


def coming_cases(
    evidence: Evidence,
    flows: Metric,
    to_date: Standing,
    months: Sequence[Period],
    history: Sequence[tuple[int, int]],
) -> tuple[MonthToCome, ...]:
    """What is left of the months after the last day known; of a begun month its share of days."""
    covered = to_date.judged_tally.coverage.covered
    known_to = covered[1] if covered else to_date.period.last
    a_day = _pace(evidence, flows, to_date)
    found = []
    for month in months:
        if month.last <= known_to:
            continue
        first = max(month.first, known_to + _DAY)
        whole, basis = _volume(evidence, flows, to_date.commune_code, month, history, a_day)
        share = Fraction((month.last - first).days + 1, _days(month))
        found.append(MonthToCome(first, month.last, whole * share, basis))
    return tuple(found)


def _volume(
    evidence: Evidence,
    flows: Metric,
    commune_code: str,
    month: Period,
    history: Sequence[tuple[int, int]],
    a_day: Fraction | None,
) -> tuple[Fraction, Basis]:
    """The cases of the same month of last year; where not held, the mean of the latest months;
    where the year is known only in one sum, as many a day as so far.
    """
    same = parse_period(f"{int(month.name[:4]) - 1}{month.name[4:]}", month.calendar)
    tally = evidence.tally(flows, commune_code, same)
    if tally.coverage.state == "whole" and tally.denominator is not None:
        return Fraction(tally.denominator), "last_year"
    if history:
        return mean_volume(history), "mean"
    return (a_day * _days(month), "pace") if a_day is not None else (Fraction(0), "none")


def _pace(evidence: Evidence, flows: Metric, to_date: Standing) -> Fraction | None:
    """New cases a day from the year's beginning to the last day known; None of too few days."""
    tally = evidence.tally(flows, to_date.commune_code, to_date.period)
    covered = tally.coverage.covered
    if tally.denominator is None or covered is None:
        return None
    days = _days(Period(*covered))
    return Fraction(tally.denominator, days) if days >= _LEAST_DAYS else None


def _days(period: Period) -> int:
    return (period.last - period.first).days + 1


def mean_volume(history: Sequence[tuple[int, int]]) -> Fraction:
    """Cases of a month, over the latest year of the months given."""
    recent = history[-_RECENT:]
    return Fraction(sum(denominator for _, denominator in recent), len(recent))
