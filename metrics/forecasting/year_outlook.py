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
from metrics.catalogue.measures import PROCEDURE_COUNTS
from metrics.catalogue.metrics import ALL_METRICS, METRICS, Metric
from metrics.counting.tallies import Evidence
from metrics.counting.verdicts import exact_rate
from metrics.forecasting.expected_volume import Flows, MonthToCome, flow_metric, months_to_come
from metrics.forecasting.year_target import year_months, year_of, year_targets
from metrics.standings import Standing, standing_against

_MONTHS_BACK = 24  # as far as forecasts look


@dataclass(frozen=True)
class Course:
    """A target's year as known on some day, judged by the target in force at the year's end.

    * `standing`: to date, from the year's first day on;
    * `months`: the year's months in which a plan sets a target;
    * `months_to_come`: what is left of them;
    * `history`: (numerator, denominator) of the whole months known last without a gap, oldest
      first; `this_year_month_count` of them are this year's;
    * `earlier_targets`: the other targets of the year's months, each with the day on which the
      next one took its place, oldest first;
    * `base_rate`: of a target that asks for a rise, the rate over the same days of its base year,
      from the first of the months to the last; None where that is not known.
    """

    standing: Standing
    months: tuple[Period, ...]
    months_to_come: tuple[MonthToCome, ...]
    history: tuple[tuple[int, int], ...]
    this_year_month_count: int
    earlier_targets: tuple[tuple[Target, date], ...] = ()
    base_rate: Fraction | None = None

    @property
    def bound(self) -> Fraction | None:
        """The share (0–1) that the target sets; None where a base year's rate is unknown."""
        return (
            target_threshold(self.standing.target, self.base_rate) if self.standing.target else None
        )

    @property
    def miss_count(self) -> int:
        """How many cases to date are misses: those not counted, under a ceiling those counted."""
        target, tally = self.standing.target, self.standing.judged_tally
        counted_cases = tally.numerator or 0
        return (
            counted_cases
            if target and target.is_ceiling
            else (tally.denominator or 0) - counted_cases
        )

    @property
    def mendable_misses(self) -> int:
        """How many misses to date can still be put right: all, or 0 without a remedy."""
        return max(0, self.miss_count) if self.standing.judged_tally.metric.remedy else 0

    @property
    def expected_cases(self) -> int | None:
        """The whole number of cases expected in the months to come; None where one is unknown."""
        if any(month.basis == "none" for month in self.months_to_come):
            return None
        return floor(sum((month.volume for month in self.months_to_come), Fraction(1, 2)))

    def spread_volume(self, volume: int) -> tuple[float, ...]:
        """A volume divided over the months to come in proportion to what each expects.

        Where 100 and 50 are expected, 60 cases are spread as 40 and 20.
        """
        expected_volumes = [month.volume for month in self.months_to_come]
        if not sum(expected_volumes):
            return tuple(volume / len(expected_volumes) for _ in expected_volumes)
        return tuple(float(month * volume / sum(expected_volumes)) for month in expected_volumes)


def yearly_metrics(plans: Sequence[Plan], commune_code: str, period: Period) -> tuple[Metric, ...]:
    """The overview's ten, and others with a target in force and counts that add over months."""
    return tuple(
        metric
        for metric in ALL_METRICS
        if metric in METRICS
        or (
            metric.numerator
            and _counts_add_over_months(metric)
            and target_on(plans, commune_code, metric.name, period.last) is not None
        )
    )


def periods_to_gather(period: Period) -> tuple[Period, ...]:
    """The months to read for the year of the period's last day: its own and those before it."""
    return last_months(year_of(period), _MONTHS_BACK + 12)


def course(evidence: Evidence, metric: Metric, commune_code: str, period: Period) -> Course | None:
    """A metric's year so far and to come; None without a numbered target and counts that add.

    One span and one target for all of it: the one in force at the year's end, as far as the plans
    here tell; what an amendment changes, it changes for the year's result. None where no target
    with a number is in force at the period's end or the year's, where nothing is known from the
    year's first day on, or only between which bounds it lies, or where the metric's counts do not
    add over months.
    """
    period_target = target_on(
        evidence.plans_of(commune_code), commune_code, metric.name, period.last
    )
    if period_target is None or period_target.value is None:
        return None
    months = year_months(evidence.plans_of(commune_code), commune_code, metric.name, period)
    target, earlier_targets = year_targets(
        evidence.plans_of(commune_code), commune_code, metric.name, months
    )
    if target.value is None:
        return None
    last = max(months[0].first, min(period.last, months[-1].last))
    period_to_date = Period(months[0].first, last, calendar=period.calendar)
    standing_to_date = standing_against(evidence, metric, commune_code, period_to_date, target)
    covered_span = standing_to_date.judged_tally.coverage.covered_span
    has_counts = covered_span and standing_to_date.judged_tally.numerator is not None
    if (
        not covered_span
        or not has_counts
        or not _counts_add_over_months(standing_to_date.judged_tally.metric)
    ):
        return None
    flows = Flows(evidence, flow_metric(standing_to_date.judged_tally.metric), commune_code)
    known_months = _last_run_of_months(flows, period_to_date)
    history = tuple((numerator, denominator) for _, numerator, denominator in known_months)
    return Course(
        standing=standing_to_date,
        months=months,
        months_to_come=months_to_come(flows, period_to_date, covered_span[1], months, history),
        history=history,
        this_year_month_count=sum(month.first >= months[0].first for month, _, _ in known_months),
        earlier_targets=earlier_targets,
        base_rate=_base_rate(evidence, standing_to_date, months),
    )


def _base_rate(
    evidence: Evidence, standing_to_date: Standing, months: Sequence[Period]
) -> Fraction | None:
    """The rate (0–1) over the same days of the target's base year; None unless all are known."""
    target, metric = standing_to_date.target, standing_to_date.judged_tally.metric
    if target is None or target.base_year is None:
        return None
    whole_span = Period(months[0].first, months[-1].last, calendar=months[0].calendar)
    base_period = same_days_in_year(whole_span, target.base_year)
    tally = evidence.tally(metric, standing_to_date.commune_code, base_period)
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
    """For each month of the course, its own rate and the year's rate so far."""
    return tuple(_step(evidence, course, month) for month in course.months)


def _step(evidence: Evidence, course: Course, month: Period) -> Step:
    """One month's own rate and the year's rate so far, both None unless it is known to its end."""
    judged_tally, commune_code = course.standing.judged_tally, course.standing.commune_code
    covered_span = judged_tally.coverage.covered_span
    if covered_span is None or month.last > covered_span[1]:
        return Step(month, None, None)
    year_so_far = Period(course.months[0].first, month.last, calendar=month.calendar)
    return Step(
        month=month,
        month_rate=evidence.tally(flow_metric(judged_tally.metric), commune_code, month).rate,
        year_rate=evidence.tally(judged_tally.metric, commune_code, year_so_far).rate,
    )


def _counts_add_over_months(metric: Metric) -> bool:
    """Whether every count of the metric adds over months, as stocks and marks do not."""
    names = (*metric.numerator, *metric.denominator)
    return all(count_nature(name) == "sum" and name not in PROCEDURE_COUNTS for name in names)


def _last_run_of_months(flows: Flows, period_to_date: Period) -> list[tuple[Period, int, int]]:
    """The latest unbroken whole months with (numerator, denominator), oldest first.

    With January to May and July known on 31 August: July alone, since June parts it from the rest.
    """
    months_with_counts: list[tuple[Period, int, int]] = []
    for month in reversed(last_months(period_to_date, _MONTHS_BACK)):
        tally = flows.tally_over(month)
        month_is_whole = tally.coverage.state == "whole" and month.last <= period_to_date.last
        if month_is_whole and tally.numerator is not None and tally.denominator is not None:
            months_with_counts.append((month, tally.numerator, tally.denominator))
        elif months_with_counts:
            break
    return months_with_counts[::-1]
