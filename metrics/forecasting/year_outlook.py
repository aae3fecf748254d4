"""The year of a target: its counts to date, what is expected of the months left, and their past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from data.periods import Period, last_months, same_days_in_year
from data.planning.targets import Plan, Target, target_on, target_threshold
from data.typed_counts import count_nature
from metrics.catalogue.metrics import ALL_METRICS, METRICS, Metric
from metrics.counting.measures import PROCEDURE_COUNTS
from metrics.counting.tallies import Evidence
from metrics.counting.verdicts import exact_rate
from metrics.forecasting.expected_volume import Flows, MonthToCome, coming_cases, flows_of
from metrics.forecasting.year_target import year_months, year_of, year_targets
from metrics.standings import Standing, standing_against

_MONTHS_BACK = 24  # as far as forecasts look


@dataclass(frozen=True)
class Course:
    """A target's year as known on some day, judged by the target in force at the year's end.

    * `to_date`: the standing from the year's first day on;
    * `months`: the year's months in which a plan sets a target;
    * `coming`: what is left of them;
    * `history`: (numerator, denominator) of the whole months known last without a gap, oldest
      first; `months_this_year` of them are this year's;
    * `earlier`: the other targets of the year's months, each with the day on which the next one
      took its place, oldest first;
    * `base_rate`: of a target that asks for a rise, the rate over the same days of its base year,
      from the first of the months to the last; None where that is not known.
    """

    to_date: Standing
    months: tuple[Period, ...]
    coming: tuple[MonthToCome, ...]
    history: tuple[tuple[int, int], ...]
    months_this_year: int
    earlier: tuple[tuple[Target, date], ...] = ()
    base_rate: Fraction | None = None

    @property
    def bound(self) -> Fraction | None:
        """What the whole year's rate is held against; None where the base year's is not known."""
        return (
            target_threshold(self.to_date.target, self.base_rate) if self.to_date.target else None
        )

    @property
    def misses(self) -> int:
        """The cases to date that speak against the target: of a ceiling those that count."""
        target, tally = self.to_date.target, self.to_date.judged_tally
        counting = tally.numerator or 0
        return counting if target and target.is_ceiling else (tally.denominator or 0) - counting

    @property
    def mendable(self) -> int:
        """The misses to date that can still be put right."""
        return max(0, self.misses) if self.to_date.judged_tally.metric.remedy else 0

    @property
    def expected(self) -> int | None:
        """The cases expected in what is left, rounded; None where a month has nothing to go by."""
        if any(month.basis == "none" for month in self.coming):
            return None
        return floor(sum((month.volume for month in self.coming), Fraction(1, 2)))

    def spread(self, volume: int) -> tuple[float, ...]:
        """Another volume over the months to come, in the proportions of the expected one.

        Where 100 and 50 are expected, 60 cases are spread as 40 and 20.
        """
        expected = [month.volume for month in self.coming]
        if not sum(expected):
            return tuple(volume / len(expected) for _ in expected)
        return tuple(float(month * volume / sum(expected)) for month in expected)


def yearly_metrics(plans: Sequence[Plan], commune_code: str, period: Period) -> tuple[Metric, ...]:
    """The ten metrics, and each other that a target in force asks for and whose counts add."""
    return tuple(
        metric
        for metric in ALL_METRICS
        if metric in METRICS
        or (
            metric.numerator
            and _adds(metric)
            and target_on(plans, commune_code, metric.name, period.last) is not None
        )
    )


def periods_to_gather(period: Period) -> tuple[Period, ...]:
    """What must be gathered for the course of the year that holds the period's last day."""
    return last_months(year_of(period), _MONTHS_BACK + 12)


def course(evidence: Evidence, metric: Metric, commune_code: str, period: Period) -> Course | None:
    """The year that holds the period's last day, as known then.

    One span and one target for all of it: the one in force at the year's end, as far as the plans
    here tell; what an amendment changes, it changes for the year's result. None where no target
    with a number is in force at the period's end or the year's, where nothing is known from the
    year's first day on, or only between which bounds it lies, or where the metric's counts do not
    add over months.
    """
    period_target = target_on(evidence.plans, commune_code, metric.name, period.last)
    if period_target is None or period_target.value is None:
        return None
    months = year_months(evidence.plans, commune_code, metric.name, period)
    target, earlier = year_targets(evidence.plans, commune_code, metric.name, months)
    if target.value is None:
        return None
    last = max(months[0].first, min(period.last, months[-1].last))
    so_far = Period(months[0].first, last, calendar=period.calendar)
    to_date = standing_against(evidence, metric, commune_code, so_far, target)
    covered_span = to_date.judged_tally.coverage.covered_span
    is_known = covered_span and to_date.judged_tally.numerator is not None
    if not covered_span or not is_known or not _adds(to_date.judged_tally.metric):
        return None
    flows = Flows(evidence, flows_of(to_date.judged_tally.metric), commune_code)
    known_months = _last_run_of_months(flows, so_far)
    history = tuple((numerator, denominator) for _, numerator, denominator in known_months)
    return Course(
        to_date=to_date,
        months=months,
        coming=coming_cases(flows, so_far, covered_span[1], months, history),
        history=history,
        months_this_year=sum(month.first >= months[0].first for month, _, _ in known_months),
        earlier=earlier,
        base_rate=_base_rate(evidence, to_date, months),
    )


def _base_rate(evidence: Evidence, to_date: Standing, months: Sequence[Period]) -> Fraction | None:
    """The rate over the same days of the base year as the months have, where all are known."""
    target, metric = to_date.target, to_date.judged_tally.metric
    if target is None or target.base_year is None:
        return None
    whole = Period(months[0].first, months[-1].last, calendar=months[0].calendar)
    before = same_days_in_year(whole, target.base_year)
    tally = evidence.tally(metric, to_date.commune_code, before)
    return exact_rate(tally) if tally.coverage.state == "whole" else None


@dataclass(frozen=True)
class Step:
    """One month of a course: its own rate, and the year's from its first day to this month's end.

    Rates are shares, 0–1; None where the month is not known to its end, or without a case.
    """

    month: Period
    month_rate: float | None
    year_rate: float | None


def monthly_steps(evidence: Evidence, course: Course) -> tuple[Step, ...]:
    """The months of a course, known or not."""
    return tuple(_step(evidence, course, month) for month in course.months)


def _step(evidence: Evidence, course: Course, month: Period) -> Step:
    judged, commune_code = course.to_date.judged_tally, course.to_date.commune_code
    covered_span = judged.coverage.covered_span
    if covered_span is None or month.last > covered_span[1]:
        return Step(month, None, None)
    year_so_far = Period(course.months[0].first, month.last, calendar=month.calendar)
    return Step(
        month=month,
        month_rate=evidence.tally(flows_of(judged.metric), commune_code, month).rate,
        year_rate=evidence.tally(judged.metric, commune_code, year_so_far).rate,
    )


def _adds(metric: Metric) -> bool:
    """Whether both of the metric's counts add over months."""
    names = (*metric.numerator, *metric.denominator)
    return all(count_nature(name) == "sum" and name not in PROCEDURE_COUNTS for name in names)


def _last_run_of_months(flows: Flows, so_far: Period) -> list[tuple[Period, int, int]]:
    """The last run of whole months up to the day, with their counts, oldest first.

    With January to May and July known on 31 August: July alone, since June parts it from the rest.
    """
    run: list[tuple[Period, int, int]] = []
    for month in reversed(last_months(so_far, _MONTHS_BACK)):
        tally = flows.over(month)
        is_whole = tally.coverage.state == "whole" and month.last <= so_far.last
        if is_whole and tally.numerator is not None and tally.denominator is not None:
            run.append((month, tally.numerator, tally.denominator))
        elif run:
            break
    return run[::-1]
