"""The target that a whole year is judged by, the months it has, and what it took the place of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from data.periods import Period, last_months, month_of, parse_period
from data.planning.targets import Plan, Target, plans_of, target_on

_DAY = timedelta(days=1)


def year_of(period: Period) -> Period:
    """The year, by the period's own calendar, that holds the period's last day."""
    name = month_of(period.last, period.calendar).name
    return parse_period(name[:4], period.calendar)


def year_months(
    plans: Sequence[Plan], commune_code: str, metric_name: str, period: Period
) -> tuple[Period, ...]:
    """The months of the period's year in which the commune's plans for the metric are valid.

    A plan that ended with the year before is not of this one, though a reporting year begins
    in December; one that an amendment follows is. ValueError without any target.
    """
    year = year_of(period)
    year_plans = [
        plan
        for plan in plans_of(plans, commune_code)
        if any(target.metric == metric_name for target in plan.targets)
        and plan.valid_to >= date(int(year.name), 1, 1)
        and plan.valid_from <= year.last
    ]
    first = min(plan.valid_from for plan in year_plans)
    last = max(plan.valid_to for plan in year_plans)
    return tuple(
        month for month in last_months(year, 12) if month.last >= first and month.first <= last
    )


def year_targets(
    plans: Sequence[Plan], commune_code: str, metric_name: str, months: Sequence[Period]
) -> tuple[Target, tuple[tuple[Target, date], ...]]:
    """The target that the year ends with, and earlier ones with the day each was replaced.

    A target that an amendment only repeats has not changed.
    """
    first, last = months[0].first, months[-1].last
    commune_plans = plans_of(plans, commune_code)
    turn_days = {day for plan in commune_plans for day in _turn_days(plan)}
    days = [first, *sorted(day for day in turn_days if first < day <= last)]
    targets_since = [
        (target, day)
        for day in days
        if (target := target_on(plans, commune_code, metric_name, day)) is not None
        # a reporting year's December still has the plan of the year before
        and _plan_of(commune_plans, target).valid_to >= date(int(months[-1].name[:4]), 1, 1)
    ]
    replaced_targets = [
        (before, day)
        for (before, _), (after, day) in pairwise(targets_since)
        if _judging_key(before) != _judging_key(after)
    ]
    return targets_since[-1][0], tuple(replaced_targets)


def _turn_days(plan: Plan) -> Iterator[date]:
    """The first days, and the days after the last, of a plan and of each of its targets."""
    yield from (plan.valid_from, plan.valid_to + _DAY)
    for target in plan.targets:
        yield from (target.first_day(plan), target.last_day(plan) + _DAY)


def _plan_of(plans: Sequence[Plan], target: Target) -> Plan:
    """The plan that set the target, found by its key."""
    return next(plan for plan in plans if plan.key == target.plan_key)


def _judging_key(target: Target) -> tuple[object, ...]:
    """A key that is equal for two targets that ask for the same."""
    bound = target.comparator, target.value, target.base_year
    return *bound, target.comparator_for_evaluation, target.denominator_variant
