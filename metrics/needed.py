"""Will we make it?: a yearly target's counts to date, and what the rest of the year must reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from data.periods import Period, month_of, months_to, parse_period
from data.plans import Plan, Target, meets, shortfall, target_on
from metrics.catalogue import EVERY, METRICS, Metric
from metrics.measures import OPENING
from metrics.standings import Standing, standing
from metrics.tallies import Evidence
from metrics.typed_counts import nature

Basis = Literal["last_year", "mean", "none"]
_DAY = timedelta(days=1)
_HELD = 24  # months back that volumes and forecasts look at
_RECENT = 12


@dataclass(frozen=True)
class Needed:
    """What the expected `volume` must bring for a target to be met; `at_least` counts cases.

    "certain": met even if none of them counts; "out_of_reach": missed even if all do.
    """

    state: Literal["needed", "certain", "out_of_reach"]
    at_least: int
    volume: int

    def rate(self, decimals: int = 1) -> Fraction:
        """The least share (0–1) to reach, rounded up in percent, so that the shown rate is enough.

        ZeroDivisionError where nothing is expected; then the state is never "needed".
        """
        unit = 100 * 10**decimals
        return Fraction(ceil(Fraction(self.at_least * unit, self.volume)), unit)


def needed(target: Target, numerator: int, denominator: int, volume: int) -> Needed | None:
    """What `volume` more cases must bring beside the counts to date, exact and by the target's own
    comparator; None where no case has arisen and none is expected. ValueError without a value.
    """
    cases = denominator + volume
    if not cases:
        return None
    if meets(target, numerator, cases):
        return Needed("certain", 0, volume)
    at_least = shortfall(target, numerator, cases)
    reachable = meets(target, numerator + volume, cases)
    return Needed("needed" if reachable else "out_of_reach", at_least, volume)


def ends(numerator: int, denominator: int, volume: int) -> tuple[Fraction, Fraction]:
    """The rates, 0–1, if none and if all of `volume` more cases counted; there must be a case."""
    cases = denominator + volume
    return Fraction(numerator, cases), Fraction(numerator + volume, cases)


@dataclass(frozen=True)
class Coming:
    """Days to come of one month, with the cases expected in them and what that rests on."""

    first: date
    last: date
    volume: Fraction
    basis: Basis


@dataclass(frozen=True)
class Course:
    """A target's year as known on some day.

    `to_date` is the standing from the year's first day on; `months` are the year's, as far as the
    plan is valid; `coming` what is left of them; `history` the (numerator, denominator) of
    the whole months known last without a gap, oldest first, `held` of them in this year.
    """

    to_date: Standing
    months: tuple[Period, ...]
    coming: tuple[Coming, ...]
    history: tuple[tuple[int, int], ...]
    held: int

    @property
    def expected(self) -> int:
        """The cases expected in what is left, to a whole one."""
        return floor(sum((one.volume for one in self.coming), Fraction(1, 2)))

    def spread(self, volume: int) -> tuple[float, ...]:
        """Another volume over the months to come, as the expected one lies over them."""
        parts = [one.volume for one in self.coming]
        if not sum(parts):
            return tuple(volume / len(parts) for _ in parts)
        return tuple(float(part * volume / sum(parts)) for part in parts)


def yearly(plans: Sequence[Plan], commune_code: str, period: Period) -> tuple[Metric, ...]:
    """The ten metrics, and each other that a target in force asks for and whose counts add."""
    return tuple(
        metric
        for metric in EVERY
        if metric in METRICS
        or (
            metric.numerator
            and _adds(metric)
            and target_on(plans, commune_code, metric.name, period.last) is not None
        )
    )


def periods_for(period: Period) -> tuple[Period, ...]:
    """What must be gathered for the course of the year that holds the period's last day."""
    return months_to(_year(period), _HELD + _RECENT)


def course(evidence: Evidence, metric: Metric, commune_code: str, period: Period) -> Course | None:
    """The year of the target in force at the period's end, as known then.

    None where no target with a number is in force, where nothing is known from the year's
    first day on, or where the metric's counts do not add over months.
    """
    first_look = standing(evidence, metric, commune_code, period)
    if first_look.target is None or first_look.target.value is None:
        return None
    months = _months(evidence.plans, first_look.target, period)
    last = max(months[0].first, min(period.last, months[-1].last))
    so_far = Period(months[0].first, last, calendar=period.calendar)
    to_date = standing(evidence, metric, commune_code, so_far)
    covered = to_date.judged.coverage.covered
    if to_date.target is None or not covered or not _adds(to_date.judged.metric):
        return None
    flows = _flows(to_date.judged.metric)
    known = _known_months(evidence, flows, commune_code, so_far)
    history = [(n, d) for _, n, d in known]
    held = sum(month.first >= months[0].first for month, _, _ in known)
    coming = _coming(evidence, flows, commune_code, months, covered[1], history)
    return Course(to_date, months, coming, tuple(history), held)


@dataclass(frozen=True)
class Step:
    """One month of a course: its own rate, and the year's from its first day to this month's end.

    Shares 0–1; None where the month is not known to its end, or without a case.
    """

    month: Period
    own: float | None
    so_far: float | None


def steps(evidence: Evidence, found: Course) -> tuple[Step, ...]:
    """The months of a course, known or not."""
    one = found.to_date
    flows, covered = _flows(one.judged.metric), one.judged.coverage.covered
    told = []
    for month in found.months:
        whole = covered is not None and month.last <= covered[1]
        span = Period(found.months[0].first, month.last, calendar=month.calendar)
        own, so_far = (
            evidence.tally(metric, one.commune_code, days).rate if whole else None
            for metric, days in ((flows, month), (one.judged.metric, span))
        )
        told.append(Step(month, own, so_far))
    return tuple(told)


def _year(period: Period) -> Period:
    name = month_of(period.last, period.calendar).name
    return parse_period(name[:4], period.calendar)


def _months(plans: Sequence[Plan], target: Target, period: Period) -> tuple[Period, ...]:
    """The year's months in which the target's plan is valid on any day."""
    plan = next(plan for plan in plans if plan.key == target.plan)
    return tuple(
        month
        for month in months_to(_year(period), 12)
        if month.last >= plan.valid_from and month.first <= plan.valid_to
    )


def _adds(metric: Metric) -> bool:
    names = (*metric.numerator, *metric.denominator)
    return all(nature(name) == "sum" for name in names)


def _flows(metric: Metric) -> Metric:
    """What adds over months: without what stood open at the beginning, and by one definition."""
    numerator, denominator = (
        tuple(name for name in names if name not in OPENING)
        for names in (metric.numerator, metric.denominator)
    )
    return replace(metric, numerator=numerator, denominator=denominator, fallback=None)


def _known_months(
    evidence: Evidence, flows: Metric, commune_code: str, so_far: Period
) -> list[tuple[Period, int, int]]:
    """The last run of whole months up to the day, with their counts, oldest first."""
    found: list[tuple[Period, int, int]] = []
    for month in reversed(months_to(so_far, _HELD)):
        tally = evidence.tally(flows, commune_code, month)
        whole = tally.coverage.state == "whole" and month.last <= so_far.last
        if whole and tally.numerator is not None and tally.denominator is not None:
            found.append((month, tally.numerator, tally.denominator))
        elif found:
            break
    return found[::-1]


def _coming(
    evidence: Evidence,
    flows: Metric,
    commune_code: str,
    months: Sequence[Period],
    known_to: date,
    history: Sequence[tuple[int, int]],
) -> tuple[Coming, ...]:
    """What is left of the months after a day; the rest of a begun month by its share of days."""
    found = []
    for month in months:
        if month.last <= known_to:
            continue
        first = max(month.first, known_to + _DAY)
        whole, basis = _volume(evidence, flows, commune_code, month, history)
        share = Fraction((month.last - first).days + 1, (month.last - month.first).days + 1)
        found.append(Coming(first, month.last, whole * share, basis))
    return tuple(found)


def _volume(
    evidence: Evidence,
    flows: Metric,
    commune_code: str,
    month: Period,
    history: Sequence[tuple[int, int]],
) -> tuple[Fraction, Basis]:
    """The cases of the same month of last year; where not held, the mean of the latest months."""
    same = parse_period(f"{int(month.name[:4]) - 1}{month.name[4:]}", month.calendar)
    tally = evidence.tally(flows, commune_code, same)
    if tally.coverage.state == "whole" and tally.denominator is not None:
        return Fraction(tally.denominator), "last_year"
    if not history:
        return Fraction(0), "none"
    return mean_volume(history), "mean"


def mean_volume(history: Sequence[tuple[int, int]]) -> Fraction:
    """Cases of a month, over the latest year of the months given."""
    recent = history[-_RECENT:]
    return Fraction(sum(denominator for _, denominator in recent), len(recent))
