"""The communes' plans: which of their targets is in force on a day, and whether counts meet it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil, floor
from pathlib import Path
from types import MappingProxyType

from data.planning.plan import Plan, Target, read_plan

__all__ = [
    "Plan",
    "Target",
    "in_force",
    "meets",
    "ordered",
    "past_target",
    "plans_of",
    "read_plan",
    "restated",
    "shipped",
    "shortfall",
    "target_on",
]

_PLANS = Path(__file__).parents[1] / "plans"


@cache
def shipped() -> tuple[Plan, ...]:
    """The plans that come with the program; a malformed file raises MalformedFile."""
    return ordered([read_plan(path) for path in _PLANS.glob("*.toml")])


def ordered(plans: Iterable[Plan]) -> tuple[Plan, ...]:
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


def restated(plan: Plan, target: Target) -> bool:
    """Whether another target of the same metric is the one in force."""
    return in_force(plan)[target.metric] != target


def target_on(plans: Iterable[Plan], commune_code: str, metric: str, day: date) -> Target | None:
    """The target in force on `day`: of several plans valid then that set one, that of the plan
    which began last (an amendment sets only what it changes).
    """
    plans_of_commune = plans_of(plans, commune_code)
    valid = [plan for plan in plans_of_commune if plan.valid_from <= day <= plan.valid_to]
    return _latest_target(sorted(valid, key=lambda plan: (plan.valid_from, plan.key)), metric)


def past_target(plans: Iterable[Plan], commune_code: str, metric: str, day: date) -> Target | None:
    """The target of the latest plan with this metric whose validity ended before `day`."""
    ended = [plan for plan in plans_of(plans, commune_code) if plan.valid_to < day]
    return _latest_target(sorted(ended, key=lambda plan: (plan.valid_to, plan.key)), metric)


def _latest_target(ordered: list[Plan], metric: str) -> Target | None:
    targets = (in_force(plan).get(metric) for plan in reversed(ordered))
    return next((target for target in targets if target is not None), None)


def meets(target: Target, numerator: int, denominator: int) -> bool:
    """Whether two counts meet the target; ValueError without a case or without a value."""
    value = _value_for(target, denominator)
    rate = Fraction(numerator, denominator)
    return rate > value if target.comparator_for_evaluation == ">" else rate >= value


def shortfall(target: Target, numerator: int, denominator: int) -> int:
    """How many more of the same denominator would have had to count for the target to be met.

    Where even all of them would not do (strictly above 100 %), the answer is all the rest.
    ValueError without a case or without a value.
    """
    bound = _value_for(target, denominator) * denominator
    needed = floor(bound) + 1 if target.comparator_for_evaluation == ">" else ceil(bound)
    return max(0, min(needed, denominator) - numerator)


def _value_for(target: Target, denominator: int) -> Fraction:
    if target.value is None:
        raise ValueError(f"Chỉ tiêu {target.id} chưa có con số.")
    if denominator <= 0:
        raise ValueError("Không phát sinh: mẫu số bằng 0.")
    return Fraction(str(target.value))
