"""The communes' plans: which of their targets is in force on a day, and whether counts meet it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil, floor
from operator import ge, gt, le, lt
from pathlib import Path

from data.planning.plan import Plan, Target, read_plan

__all__ = [
    "Plan",
    "Target",
    "built_in_plans",
    "expired_target",
    "is_of_a_part",
    "is_outranked",
    "meets_target",
    "plans_of",
    "read_plan",
    "shortfall",
    "sort_plans",
    "target_in_force",
    "target_on",
    "target_threshold",
    "targets_in_force",
]

_PLANS = Path(__file__).parents[1] / "plans"
# What leaves all that a commune's lists and forms hold: its own level, its centre, all of it.
_WHOLE = re.compile(
    r"\b(mọi|toàn bộ|tất cả|chung|cấp xã|cấp phường|(địa bàn|phạm vi) (xã|phường|đặc khu)"
    r"|thuộc thẩm quyền|trung tâm phục vụ|kỳ trước|năm trước|chuyển sang|chuyển qua"
    r"|hệ thống thông tin giải quyết)\b|^(xã|phường|đặc khu)$",
)


@cache
def built_in_plans() -> tuple[Plan, ...]:
    """The plans that come with the program; a malformed file raises MalformedFile."""
    return sort_plans([read_plan(path) for path in _PLANS.glob("*.toml")])


def sort_plans(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """The plans ordered by commune and then by the first day of their validity."""
    return tuple(sorted(plans, key=lambda plan: (plan.commune_code, plan.valid_from, plan.key)))


def plans_of(plans: Iterable[Plan], commune_code: str) -> tuple[Plan, ...]:
    """The commune's plans, in the order given; empty where it has none."""
    return tuple(plan for plan in plans if plan.commune_code == commune_code)


def target_in_force(plan: Plan, metric: str, day: date) -> Target | None:
    """The one target of a plan for a metric that is judged on a day; None if none holds.

    What is to be reached within the plan goes before a goal of later years ("đến năm 2030"), the
    body before the appendix, the text column before the product column, what is asked of all
    before what is asked of a part; then the order in the document. Nor does a part stand in for
    all where another figure is asked of all: an appendix that repeats a figure leaves words out.
    """
    ranked_targets = sorted(
        (
            target
            for target in plan.targets
            if target.metric == metric and target.first_day(plan) <= day <= target.last_day(plan)
        ),
        key=lambda target: _rank_in_plan(plan, target),
    )
    if not ranked_targets:
        return None
    first = ranked_targets[0]
    if not is_of_a_part(first.scope):
        return first
    of_all = (
        target
        for target in ranked_targets
        if target.value != first.value
        and not is_of_a_part(target.scope)
        and _is_of_later_years(plan, target) == _is_of_later_years(plan, first)
    )
    return next(of_all, first)


def _rank_in_plan(plan: Plan, target: Target) -> tuple[bool, bool, bool, bool]:
    """A key that sorts a plan's targets for one metric, the one in force first."""
    places = target.part == "appendix", target.column == "product"
    return _is_of_later_years(plan, target), *places, is_of_a_part(target.scope)


def _is_of_later_years(plan: Plan, target: Target) -> bool:
    """Whether a target is a goal for years after its plan's."""
    return target.until is not None and target.until > plan.valid_to


@cache
def is_of_a_part(scope: str) -> bool:
    """Whether a target's scope, in a plan's words, is less than all of a commune's cases."""
    return bool(scope.strip()) and not _WHOLE.search(scope.casefold())


def is_outranked(plan: Plan, target: Target) -> bool:
    """Whether other targets of the plan for its metric are in force on its first and last day."""
    days = (target.first_day(plan), target.last_day(plan))
    return all(target_in_force(plan, target.metric, day) != target for day in days)


def targets_in_force(plan: Plan) -> tuple[Target, ...]:
    """The plan's targets that no other target of the plan outranks, in the plan's order."""
    return tuple(target for target in plan.targets if not is_outranked(plan, target))


def target_on(plans: Iterable[Plan], commune_code: str, metric: str, day: date) -> Target | None:
    """The commune's target for a metric in force on a day; None where no valid plan sets one.

    Of several plans that set one, the plan that began last counts (an amendment sets only what it
    changes), but what it asks of a part leaves in force what an earlier one asks of all.
    """
    begun_plans = [plan for plan in plans_of(plans, commune_code) if plan.valid_from <= day]
    latest_first = sorted(begun_plans, key=lambda plan: (plan.valid_from, plan.key), reverse=True)
    targets = [
        target
        for plan in latest_first
        if (target := target_in_force(plan, metric, day)) is not None
    ]
    of_all = (target for target in targets if not is_of_a_part(target.scope))
    return next(of_all, targets[0] if targets else None)


def expired_target(
    plans: Iterable[Plan], commune_code: str, metric: str, day: date
) -> Target | None:
    """The commune's target for a metric that ended last before a day; None where none has."""
    ended_targets = [
        (target.last_day(plan), plan.key, target)
        for plan in plans_of(plans, commune_code)
        for target in targets_in_force(plan)
        if target.metric == metric and target.last_day(plan) < day
    ]
    return max(ended_targets, key=lambda of_plan: of_plan[:2])[2] if ended_targets else None


def target_threshold(target: Target, base_rate: Fraction | None = None) -> Fraction | None:
    """The share (0–1) that a rate is held against; None where plan or base year has no number.

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


def meets_target(
    target: Target, numerator: int, denominator: int, base_rate: Fraction | None = None
) -> bool:
    """Whether two counts meet the target; ValueError where there is no case or no threshold."""
    threshold = _usable_threshold(target, denominator, base_rate)
    rate = Fraction(numerator, denominator)
    compare = {">": gt, ">=": ge, "<": lt, "<=": le}[target.comparator_for_evaluation]
    return bool(compare(rate, threshold))


def shortfall(
    target: Target, numerator: int, denominator: int, base_rate: Fraction | None = None
) -> int:
    """How many more cases should have counted, under a ceiling how many too many do; 0 if met.

    The denominator stays the same. Where even all of its cases would not do (strictly above 100 %),
    the answer is all the rest. ValueError where there is no case or no threshold.
    """
    threshold_count = _usable_threshold(target, denominator, base_rate) * denominator
    comparator = target.comparator_for_evaluation
    if target.is_ceiling:
        most_count = ceil(threshold_count) - 1 if comparator == "<" else floor(threshold_count)
        return max(0, numerator - max(0, most_count))
    needed_count = floor(threshold_count) + 1 if comparator == ">" else ceil(threshold_count)
    return max(0, min(needed_count, denominator) - numerator)


def _usable_threshold(target: Target, denominator: int, base_rate: Fraction | None) -> Fraction:
    """A target's threshold (0–1); ValueError without one or with a denominator of 0."""
    threshold = target_threshold(target, base_rate)
    if threshold is None:
        raise ValueError(f"Chỉ tiêu {target.id} chưa có con số.")
    if denominator <= 0:
        raise ValueError("Không phát sinh: mẫu số bằng 0.")
    return threshold


def is_shared_demand(plan: Plan) -> bool:
    """Whether a plan holds a province's demand alone, and nothing that its commune wrote."""
    return (
        bool(plan.targets)
        and not plan.tasks
        and all(target.province_wide for target in plan.targets)
    )
