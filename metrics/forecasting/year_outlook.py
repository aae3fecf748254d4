"""The year of a target: its counts to date, what is expected of the months left, and their past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from data.periods import Period, months_to
from data.planning.targets import Plan, Target, target_on
from data.typed_counts import nature
from metrics.catalogue.correctable import remedy
from metrics.catalogue.metrics import EVERY, METRICS, Metric
from metrics.counting.tallies import Evidence
from metrics.forecasting.expected_volume import MonthToCome, coming_cases, flows_of
from metrics.forecasting.year_target import year_months, year_of, year_targets
from metrics.standings import Standing, standing, standing_against

_HELD = 24  # months back that forecasts look at


@dataclass(frozen=True)
class Course:
    """A target's year as known on some day, judged by the target in force at the year's end.

    `to_date` is the standing from the year's first day on; `months` are the year's, as far as a
    plan sets a target; `earlier` are the other targets of those months, each with the day on which
    the next took its place, oldest first; `coming` what is left of them; `history` the
    (numerator, denominator) of the whole months known last without a gap, oldest first, `held`
    of them in this year.
    """

    to_date: Standing
    months: tuple[Period, ...]
    coming: tuple[MonthToCome, ...]
    history: tuple[tuple[int, int], ...]
    months_this_year: int
    earlier: tuple[tuple[Target, date], ...] = ()

    @property
    def mendable(self) -> int:
        """The misses to date that can still be put right."""
        judged = self.to_date.judged_tally
        missed = (judged.denominator or 0) - (judged.numerator or 0)
        return max(0, missed) if remedy(judged.metric) else 0

    @property
    def expected(self) -> int | None:
        """The cases expected in what is left, to a whole one; None where nothing tells them."""
        if any(one.basis == "none" for one in self.coming):
            return None
        return floor(sum((one.volume for one in self.coming), Fraction(1, 2)))

    def spread(self, volume: int) -> tuple[float, ...]:
        """Another volume over the months to come, as the expected one lies over them."""
        parts = [one.volume for one in self.coming]
        if not sum(parts):
            return tuple(volume / len(parts) for _ in parts)
        return tuple(float(part * volume / sum(parts)) for part in parts)


def yearly_metrics(plans: Sequence[Plan], commune_code: str, period: Period) -> tuple[Metric, ...]:
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


def periods_to_gather(period: Period) -> tuple[Period, ...]:
    """What must be gathered for the course of the year that holds the period's last day."""
    return months_to(year_of(period), _HELD + 12)


def course(evidence: Evidence, metric: Metric, commune_code: str, period: Period) -> Course | None:
    """The year that holds the period's last day, as known then.

    One span and one target for all of it: the one in force at the year's end, as far as the plans
    here tell; what an amendment changes, it changes for the year's result. None where no target
    with a number is in force at the period's end or the year's, where nothing is known from the
    year's first day on, or where the metric's counts do not add over months.
    """
    first_look = standing(evidence, metric, commune_code, period)
    if first_look.target is None or first_look.target.value is None:
        return None
    months = year_months(evidence.plans, commune_code, metric.name, period)
    target, earlier = year_targets(evidence.plans, commune_code, metric.name, months)
    if target.value is None:
        return None
    last = max(months[0].first, min(period.last, months[-1].last))
    so_far = Period(months[0].first, last, calendar=period.calendar)
    to_date = standing_against(evidence, metric, commune_code, so_far, target)
    covered = to_date.judged_tally.coverage.covered
    if not covered or not _adds(to_date.judged_tally.metric):
        return None
    flows = flows_of(to_date.judged_tally.metric)
    known = _known_months(evidence, flows, commune_code, so_far)
    history = [(n, d) for _, n, d in known]
    held = sum(month.first >= months[0].first for month, _, _ in known)
    coming = coming_cases(evidence, flows, to_date, months, history)
    return Course(to_date, months, coming, tuple(history), held, earlier)


@dataclass(frozen=True)
class Step:
    """One month of a course: its own rate, and the year's from its first day to this month's end.

    Shares 0–1; None where the month is not known to its end, or without a case.
    """

    month: Period
    month_rate: float | None
    year_rate: float | None


def monthly_steps(evidence: Evidence, found: Course) -> tuple[Step, ...]:
    """The months of a course, known or not."""
    one = found.to_date
    flows, covered = flows_of(one.judged_tally.metric), one.judged_tally.coverage.covered
    told = []
    for month in found.months:
        whole = covered is not None and month.last <= covered[1]
        span = Period(found.months[0].first, month.last, calendar=month.calendar)
        own, so_far = (
            evidence.tally(metric, one.commune_code, days).rate if whole else None
            for metric, days in ((flows, month), (one.judged_tally.metric, span))
        )
        told.append(Step(month, own, so_far))
    return tuple(told)


def _adds(metric: Metric) -> bool:
    names = (*metric.numerator, *metric.denominator)
    return all(nature(name) == "sum" for name in names)


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
