"""Standings: a tally beside the target that the commune's plan sets for the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from data.periods import Period
from data.plans import Target, meets, past_target, plans_of, shortfall, target_on
from metrics.catalogue import METRICS, Metric
from metrics.tallies import Evidence, Tally

Status = Literal["met", "missed", "no_cases", "no_data", "no_target", "expired"]


@dataclass(frozen=True)
class Standing:
    """Where a commune stands with one metric over one period.

    `target` is the one in force on the period's last day; `past` the one whose validity ended
    before it, where none is in force. `shortfall` counts the cases that would have had to meet
    the metric besides (0 where the target is met, None where there is nothing to judge).
    """

    metric: Metric
    commune_code: str
    period: Period
    tally: Tally
    target: Target | None
    past: Target | None
    status: Status
    shortfall: int | None
    field: str | None = None

    @property
    def other_denominator(self) -> bool:
        """Whether the plan counts by a denominator that is not the one computed."""
        variant = self.target.denominator_variant if self.target else None
        return variant is not None and variant != self.tally.metric.denominator_variant

    @property
    def attainment(self) -> float | None:
        """The rate as a share of the target's value; None where either is missing."""
        if self.target is None or not self.target.value or self.tally.rate is None:
            return None
        return self.tally.rate / float(self.target.value)


def standing(
    evidence: Evidence,
    metric: Metric,
    commune_code: str,
    period: Period,
    field: str | None = None,
) -> Standing:
    """Tally the metric and judge it by the plan that is valid on the period's last day."""
    tally = evidence.tally(metric, commune_code, period, field)
    target = target_on(commune_code, metric.name, period.last)
    past = None if target else past_target(commune_code, metric.name, period.last)
    status = _status(tally, target, past)
    missing = None
    if status in ("met", "missed") and target is not None:
        missing = shortfall(target, tally.numerator or 0, tally.denominator or 0)
    return Standing(metric, commune_code, period, tally, target, past, status, missing, field)


def standings(
    evidence: Evidence, commune_code: str, period: Period, field: str | None = None
) -> tuple[Standing, ...]:
    """Every metric once, in the catalogue's order; of one field those whose scope holds it."""
    return tuple(
        standing(evidence, metric, commune_code, period, field)
        for metric in METRICS
        if field is None or metric.scope is None or field in evidence.scopes[metric.scope]
    )


def targets_of(commune_code: str, metric: str) -> tuple[Target, ...]:
    """Every target that the commune's plans set for the metric, in the documents' order."""
    return tuple(
        target
        for plan in plans_of(commune_code)
        for target in plan.targets
        if target.metric == metric
    )


def total(tallies: Sequence[Tally]) -> tuple[int, int, int]:
    """Numerator, denominator and number of communes, over those whose period is whole."""
    whole = [tally for tally in tallies if tally.coverage.state == "whole"]
    numerator = sum(tally.numerator or 0 for tally in whole)
    denominator = sum(tally.denominator or 0 for tally in whole)
    return numerator, denominator, len(whole)


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


def ranks(found: Sequence[Standing]) -> list[tuple[int | None, Standing]]:
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
