"""The communes' plans: which of their targets is in force on a day, and whether counts meet it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil, floor
from operator import ge, gt, le, lt
from pathlib import Path
from types import MappingProxyType

from data.planning.plan import Plan, Target, read_plan

__all__ = [
    "Plan",
    "Target",
    "bound_of",
    "built_in_plans",
    "in_force",
    "in_plan_order",
    "is_restated_elsewhere",
    "meets",
    "past_target",
    "plans_of",
    "read_plan",
    "shortfall",
    "target_on",
]

_PLANS = Path(__file__).parents[1] / "plans"


@cache
def built_in_plans() -> tuple[Plan, ...]:
    """The plans that come with the program; a malformed file raises MalformedFile."""
    return in_plan_order([read_plan(path) for path in _PLANS.glob("*.toml")])


def in_plan_order(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """The plans by commune and then by time."""
    return tuple(sorted(plans, key=lambda plan: (plan.commune_code, plan.valid_from, plan.key)))


def plans_of(plans: Iterable[Plan], commune_code: str) -> tuple[Plan, ...]:
    """The commune's plans, in the order given; empty where it has none."""
    return tuple(plan for plan in plans if plan.commune_code == commune_code)


def in_force(plan: Plan) -> Mapping[str, Target]:
    """The one target in force for each metric that the plan sets.

    The body goes before the appendix, the text column before the product column, then the
    order in the document.
    """
    chosen: dict[str, Target] = {}
    ranked = sorted(plan.targets, key=lambda t: (t.part == "appendix", t.column == "product"))
    for target in ranked:
        chosen.setdefault(target.metric, target)
    return MappingProxyType(chosen)


def is_restated_elsewhere(plan: Plan, target: Target) -> bool:
    """Whether another target of the same metric is the one in force."""
    return in_force(plan)[target.metric] != target


def target_on(plans: Iterable[Plan], commune_code: str, metric: str, day: date) -> Target | None:
    """The target in force on `day`: of several plans valid then that set one, that of the plan
    which began last (an amendment sets only what it changes).
    """
    begun = [plan for plan in plans_of(plans, commune_code) if plan.valid_from <= day]
    latest_first = sorted(begun, key=lambda plan: (plan.valid_from, plan.key), reverse=True)
    set_by = ((plan, in_force(plan).get(metric)) for plan in latest_first)
    valid = (target for plan, target in set_by if target and day <= target.last_day(plan))
    return next(valid, None)


def past_target(plans: Iterable[Plan], commune_code: str, metric: str, day: date) -> Target | None:
    """The target of this metric, of all the plans, whose validity ended last before `day`."""
    set_by = [(plan, in_force(plan).get(metric)) for plan in plans_of(plans, commune_code)]
    ended = [
        (target.last_day(plan), plan.key, target)
        for plan, target in set_by
        if target and target.last_day(plan) < day
    ]
    return max(ended, key=lambda of_plan: of_plan[:2])[2] if ended else None


def bound_of(target: Target, base_rate: Fraction | None = None) -> Fraction | None:
    """What the rate is held against, as a share; None where the plan or the base year has none.

    A rise of 10 % over a rate of 60 % asks for 66 %, one of 10 points of percent for 70 %.
    """
    if target.value is None:
        return None
    value = Fraction(str(target.value))
    if not target.is_rise:
        return value
    if base_rate is None:
        return None
    return base_rate * (1 + value) if target.comparator == "+" else base_rate + value


def meets(
    target: Target, numerator: int, denominator: int, base_rate: Fraction | None = None
) -> bool:
    """Whether two counts meet the target; ValueError without a case or without a value."""
    bound = _bound_for(target, denominator, base_rate)
    rate = Fraction(numerator, denominator)
    compare = {">": gt, ">=": ge, "<": lt, "<=": le}[target.comparator_for_evaluation]
    return bool(compare(rate, bound))


def shortfall(
    target: Target, numerator: int, denominator: int, base_rate: Fraction | None = None
) -> int:
    """How many more of the same denominator would have had to count for the target to be met.

    Where even all of them would not do (strictly above 100 %), the answer is all the rest; of a
    ceiling, how many too many count. ValueError without a case or without a value.
    """
    bound = _bound_for(target, denominator, base_rate) * denominator
    comparator = target.comparator_for_evaluation
    if target.is_ceiling:
        most = ceil(bound) - 1 if comparator == "<" else floor(bound)
        return max(0, numerator - max(0, most))
    needed = floor(bound) + 1 if comparator == ">" else ceil(bound)
    return max(0, min(needed, denominator) - numerator)


def _bound_for(target: Target, denominator: int, base_rate: Fraction | None) -> Fraction:
    bound = bound_of(target, base_rate)
    if bound is None:
        raise ValueError(f"Chỉ tiêu {target.id} chưa có con số.")
    if denominator <= 0:
        raise ValueError("Không phát sinh: mẫu số bằng 0.")
    return bound
