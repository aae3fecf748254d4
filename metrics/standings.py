"""Standings: a tally beside the target that the commune's plan sets for the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import chain

from data.periods import Period, cut_period, same_days_in_year
from data.planning.targets import (
    Plan,
    Target,
    expired_target,
    plans_of,
    target_on,
    target_threshold,
)
from metrics.catalogue.metrics import METRICS, METRICS_BY_NAME, Metric
from metrics.counting.other_source import other_source_tally, tally_by_definition
from metrics.counting.tallies import Evidence, Tally
from metrics.counting.verdicts import Status, exact_rate, verdict


@dataclass(frozen=True)
class Standing:
    """Where a commune stands with one metric over one period.

    `target` is the one in force on the period's last day; `expired_target` the one whose validity
    ended before it, where none is in force. `plan_tally` is the tally by the target's own
    denominator, where that is another than ours and its counts are known. `shortfall` is how many
    more cases would have had to count for the target, of a ceiling how many too many do (0 where
    it is met, None where there is nothing to judge). `base_tally` has the same days of the year
    over which a target asks for a rise, `other_tally` what another source than the judged one
    gives: dossiers where typed counts judge, or the other way round.
    """

    metric: Metric
    commune_code: str
    period: Period
    tally: Tally
    target: Target | None
    expired_target: Target | None
    status: Status
    shortfall: int | None
    field: str | None = None
    plan_tally: Tally | None = None
    base_tally: Tally | None = None
    other_tally: Tally | None = None

    @property
    def judged_tally(self) -> Tally:
        """The tally that is judged: by the plan's denominator where known, else the metric's."""
        return self.plan_tally or self.tally

    @property
    def uses_fallback(self) -> bool:
        """Whether the judged counts are those of the metric's fallback."""
        return self.plan_tally is None and self.tally.metric is not self.metric

    @property
    def denominator_differs(self) -> bool:
        """Whether the plan asks for another denominator than the judged figures have."""
        variant = self.target.denominator_variant if self.target else None
        judged = self.judged_tally
        return (
            variant is not None
            and judged.has_figures
            and variant != judged.metric.denominator_variant
        )

    @property
    def numerator_differs(self) -> bool:
        """Whether the plan's definition also has another numerator than the judged figures."""
        return self.denominator_differs and (
            self.definition.numerator != self.judged_tally.metric.numerator
        )

    @property
    def definition(self) -> Metric:
        """The metric's variant that the target names, or the metric itself."""
        variant = self.target.denominator_variant if self.target else None
        return self.metric.variant(variant) or self.metric

    @property
    def bound(self) -> Fraction | None:
        """The share (0–1) that meets the target; None without a target, its value or base rate."""
        return target_threshold(self.target, exact_rate(self.base_tally)) if self.target else None

    @property
    def attainment(self) -> float | None:
        """The judged rate as a share of the target's bound (1 is met); None without both."""
        rate, bound = self.judged_tally.rate, self.bound
        if self.target is None or not bound or rate is None:
            return None
        return rate / float(bound)


def standing(
    evidence: Evidence,
    metric: Metric,
    commune_code: str,
    period: Period,
    field: str | None = None,
    reference_standing: Standing | None = None,
) -> Standing:
    """A standing by the target in force at the end; where that has no denominator, the reference's.

    Where that target names no denominator, by that of `reference_standing`: the months
    of a series count alike, so that none moves because the definition did.
    """
    plans = evidence.plans_of(commune_code)
    target = target_on(plans, commune_code, metric.name, period.last)
    ended_target = None
    if target is None:
        ended_target = expired_target(plans, commune_code, metric.name, period.last)
    variant = target.denominator_variant if target else None
    if reference_standing and variant is None:
        variant = reference_standing.judged_tally.metric.denominator_variant
    return _judged_standing(
        evidence, metric, commune_code, period, target, ended_target, variant, field
    )


def standing_against(
    evidence: Evidence, metric: Metric, commune_code: str, period: Period, target: Target
) -> Standing:
    """The metric's standing by a target that need not be in force in the period."""
    variant = target.denominator_variant
    return _judged_standing(evidence, metric, commune_code, period, target, None, variant)


def validity_to_date(plan: Plan, today: date) -> Period:
    """The period from a plan's first day to `today` or its last day, at least its first day."""
    last = min(plan.valid_to, max(today, plan.valid_from))
    return Period(plan.valid_from, last, f"{plan.valid_from}..{last}")


def standing_of_target(evidence: Evidence, plan: Plan, target: Target, period: Period) -> Standing:
    """The standing by one target of a plan, over the days of the period on which it holds.

    Judged where the target holds on the period's last day; after that it is past, before its first
    day it is upcoming. One that begins or ends inside the period, while its plan runs, is judged
    over its own days.
    """
    metric, code = METRICS_BY_NAME[target.metric], plan.commune_code
    last_day = target.last_day(plan)
    if period.first <= last_day < period.last <= plan.valid_to:
        period = cut_period(period, last_day)
    if target.since and period.first < target.since <= period.last:
        period = replace(period, first=target.since, name=f"{target.since}..{period.last}")
    valid_target = target if target.first_day(plan) <= period.last <= last_day else None
    ended_target = target if last_day < period.last else None
    variant = valid_target.denominator_variant if valid_target else None
    standing = _judged_standing(evidence, metric, code, period, valid_target, ended_target, variant)
    if period.last < target.first_day(plan):
        return replace(standing, status="upcoming")
    return standing


def _judged_standing(
    evidence: Evidence,
    metric: Metric,
    commune_code: str,
    period: Period,
    target: Target | None,
    ended_target: Target | None,
    variant_name: str | None,
    field: str | None = None,
) -> Standing:
    """A metric's tally with its verdict by a target in force or ended, by the variant if named."""

    def tally_of(definition: Metric) -> Tally:
        """The tally by a definition, of the commune, period and field at hand."""
        return evidence.tally(definition, commune_code, period, field)

    tally, definition = tally_of(metric), metric.variant(variant_name)
    plan_tally = None
    if definition is not None and definition is not metric:
        plan_tally = tally_by_definition(tally_of, definition)
    judged_tally = plan_tally or tally
    base_tally = _base_tally(evidence, judged_tally, commune_code, target, field)
    status, shortfall = verdict(judged_tally, target, ended_target, exact_rate(base_tally))
    return Standing(
        metric=metric,
        commune_code=commune_code,
        period=period,
        tally=tally,
        target=target,
        expired_target=ended_target,
        status=status,
        shortfall=shortfall,
        field=field,
        plan_tally=plan_tally,
        base_tally=base_tally,
        other_tally=other_source_tally(tally_of, definition or metric, judged_tally, tally),
    )


def _base_tally(
    evidence: Evidence,
    judged_tally: Tally,
    commune_code: str,
    target: Target | None,
    field: str | None,
) -> Tally | None:
    """The tally of the same days in the target's base year; None unless all of them are known."""
    covered_span = judged_tally.coverage.covered_span
    if target is None or target.base_year is None or covered_span is None:
        return None
    days = same_days_in_year(Period(*covered_span), target.base_year)
    tally = evidence.tally(judged_tally.metric, commune_code, days, field)
    return tally if tally.coverage.state == "whole" else None


def standings(
    evidence: Evidence,
    commune_code: str,
    period: Period,
    field: str | None = None,
    metrics: Sequence[Metric] = METRICS,
) -> tuple[Standing, ...]:
    """The metrics' standings in their order; with a field, of those whose scope has it."""
    return tuple(
        standing(evidence, metric, commune_code, period, field)
        for metric in metrics
        if field is None or metric.scope is None or field in evidence.scopes[metric.scope]
    )


def targets_of(plans: Sequence[Plan], commune_code: str, metric_name: str) -> tuple[Target, ...]:
    """Every target that the commune's plans set for the metric, in the order of the plans."""
    targets = chain.from_iterable(plan.targets for plan in plans_of(plans, commune_code))
    return tuple(target for target in targets if target.metric == metric_name)


def is_comparable(standing: Standing, earlier_standing: Standing) -> bool:
    """Whether two standings have whole periods, rates and the same denominator.

    A period to date has not had the days on which its late cases come.
    """
    tallies = standing.judged_tally, earlier_standing.judged_tally
    return (
        all(tally.rate is not None and not tally.is_provisional for tally in tallies)
        and tallies[0].metric.denominator_variant == tallies[1].metric.denominator_variant
    )
