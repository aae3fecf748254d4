"""Standings: a tally beside the target that the commune's plan sets for the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from data.periods import Period
from data.planning.targets import Plan, Target, meets, past_target, plans_of, shortfall, target_on
from metrics.catalogue.metrics import BY_NAME, METRICS, Metric
from metrics.counting.tallies import Evidence, Tally

Status = Literal["met", "missed", "no_cases", "no_data", "no_target", "expired"]


@dataclass(frozen=True)
class Standing:
    """Where a commune stands with one metric over one period.

    `target` is the one in force on the period's last day; `past` the one whose validity ended
    before it, where none is in force. `by_plan` is the tally by the target's own denominator,
    where that is another than ours and its counts are there. `shortfall` counts the cases that
    would have had to meet the metric besides (0 where the target is met, None where there is
    nothing to judge).
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

    @property
    def judged_tally(self) -> Tally:
        """What status, shortfall and attainment are told of."""
        return self.plan_tally or self.tally

    @property
    def uses_fallback(self) -> bool:
        """Whether the counts are those of a form that counts otherwise than the metric does."""
        return self.plan_tally is None and self.tally.metric is not self.metric

    @property
    def denominator_differs(self) -> bool:
        """Whether the plan counts by a denominator that is not the one judged."""
        variant = self.target.denominator_variant if self.target else None
        return variant is not None and variant != self.judged_tally.metric.denominator_variant

    @property
    def attainment(self) -> float | None:
        """The rate as a share of the target's value; None where either is missing."""
        if self.target is None or not self.target.value or self.judged_tally.rate is None:
            return None
        return self.judged_tally.rate / float(self.target.value)


def standing(
    evidence: Evidence,
    metric: Metric,
    commune_code: str,
    period: Period,
    field: str | None = None,
    like: Standing | None = None,
) -> Standing:
    """Tally the metric and judge it by the plan that is valid on the period's last day.

    Where that plan names no denominator, by the one that `like` was judged by: the months of a
    series count alike, so that none moves because the definition did.
    """
    target = target_on(evidence.plans, commune_code, metric.name, period.last)
    past = None if target else past_target(evidence.plans, commune_code, metric.name, period.last)
    named = target.denominator_variant if target else None
    if like and named is None:
        named = like.judged_tally.metric.denominator_variant
    return _judged(evidence, metric, commune_code, period, target, past, named, field)


def standing_against(
    evidence: Evidence, metric: Metric, commune_code: str, period: Period, target: Target
) -> Standing:
    """Judged by this target, on whatever days it is in force."""
    named = target.denominator_variant
    return _judged(evidence, metric, commune_code, period, target, None, named)


def validity_to_date(plan: Plan, today: date) -> Period:
    """The plan's own days, to date while it runs."""
    last = min(plan.valid_to, max(today, plan.valid_from))
    return Period(plan.valid_from, last, f"{plan.valid_from}..{last}")


def standing_of_target(evidence: Evidence, plan: Plan, target: Target, period: Period) -> Standing:
    """Where the commune stands with one target of its plan, in force or restated elsewhere.

    Judged where the plan is valid on the period's last day; after that the target is past.
    """
    metric, code = BY_NAME[target.metric], plan.commune_code
    valid = target if plan.valid_from <= period.last <= plan.valid_to else None
    past = target if plan.valid_to < period.last else None
    named = valid.denominator_variant if valid else None
    return _judged(evidence, metric, code, period, valid, past, named)


def _judged(
    evidence: Evidence,
    metric: Metric,
    commune_code: str,
    period: Period,
    target: Target | None,
    past: Target | None,
    named: str | None,
    field: str | None = None,
) -> Standing:
    """The tally, also by the denominator `named` where that is another, and the verdict."""
    tally = evidence.tally(metric, commune_code, period, field)
    by_plan = _by_plan(evidence, metric.variant(named), metric, commune_code, period, field)
    status, missing = verdict(by_plan or tally, target, past)
    return Standing(
        metric, commune_code, period, tally, target, past, status, missing, field, by_plan
    )


def standings(
    evidence: Evidence,
    commune_code: str,
    period: Period,
    field: str | None = None,
    metrics: Sequence[Metric] = METRICS,
) -> tuple[Standing, ...]:
    """Each metric once, in the order given; of one field those whose scope holds it."""
    return tuple(
        standing(evidence, metric, commune_code, period, field)
        for metric in metrics
        if field is None or metric.scope is None or field in evidence.scopes[metric.scope]
    )


def targets_of(plans: Sequence[Plan], commune_code: str, metric: str) -> tuple[Target, ...]:
    """Every target that the commune's plans set for the metric, in the documents' order."""
    return tuple(
        target
        for plan in plans_of(plans, commune_code)
        for target in plan.targets
        if target.metric == metric
    )


def total_counts(tallies: Sequence[Tally]) -> tuple[int, int, int]:
    """Numerator, denominator and number of communes, over those whose period is whole."""
    whole = [tally for tally in tallies if tally.coverage.state == "whole"]
    numerator = sum(tally.numerator or 0 for tally in whole)
    denominator = sum(tally.denominator or 0 for tally in whole)
    return numerator, denominator, len(whole)


def _by_plan(
    evidence: Evidence,
    variant: Metric | None,
    metric: Metric,
    commune_code: str,
    period: Period,
    field: str | None,
) -> Tally | None:
    """The tally by another denominator than ours; None where it is ours or not known."""
    if variant is None or variant is metric:
        return None
    tally = evidence.tally(variant, commune_code, period, field)
    return None if tally.numerator is None else tally


def verdict(tally: Tally, target: Target | None, past: Target | None) -> tuple[Status, int | None]:
    """The status of two counts beside a target, and the shortfall where there is one to tell."""
    status = _status(tally, target, past)
    if target is None or status not in ("met", "missed"):
        return status, None
    return status, shortfall(target, tally.numerator or 0, tally.denominator or 0)


def _status(tally: Tally, target: Target | None, past: Target | None) -> Status:
    if tally.numerator is None:
        return "no_data"
    if not tally.denominator:
        return "no_cases"
    if target is None:
        return "expired" if past else "no_target"
    if target.value is None:
        return "no_target"
    return "met" if meets(target, tally.numerator, tally.denominator) else "missed"


def rank_standings(found: Sequence[Standing]) -> list[tuple[int | None, Standing]]:
    """Best rate first; equal rates share a rank and the next is skipped (1, 1, 3).

    Rates over part of the period, and communes without one, have no rank and stand last.
    """
    whole = [one for one in found if one.tally.rate is not None and not one.tally.provisional]
    ordered = sorted(whole, key=_share, reverse=True)
    placed: list[tuple[int | None, Standing]] = [
        (1 + sum(_share(other) > _share(one) for other in ordered), one) for one in ordered
    ]
    return placed + [(None, one) for one in found if one not in whole]


def _share(one: Standing) -> Fraction:
    """The unrounded rate, exact."""
    return Fraction(one.tally.numerator or 0, one.tally.denominator or 1)
