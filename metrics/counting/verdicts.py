"""What two counts are beside a target: met, missed, or why neither."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from data.planning.targets import Target, meets_target, shortfall
from metrics.counting.tally import Tally

Status = Literal["met", "missed", "no_cases", "no_data", "no_target", "expired", "upcoming"]


def verdict(
    tally: Tally,
    target: Target | None,
    expired_target: Target | None,
    base_rate: Fraction | None = None,
) -> tuple[Status, int | None]:
    """The status of a tally beside a target, and its shortfall, None unless it is met or missed."""
    status = _status(tally, target, expired_target, base_rate)
    if target is None or status not in ("met", "missed") or tally.bounds:
        return status, None
    return status, shortfall(target, tally.numerator or 0, tally.denominator or 0, base_rate)


def exact_rate(tally: Tally | None) -> Fraction | None:
    """The tally's unrounded rate (0–1); None without counts or with a denominator of 0."""
    if tally is None or tally.numerator is None or not tally.denominator:
        return None
    return Fraction(tally.numerator, tally.denominator)


def _status(
    tally: Tally, target: Target | None, expired_target: Target | None, base_rate: Fraction | None
) -> Status:
    """The status of a tally beside a target; with bounds, "no_data" unless both have the same."""
    if tally.bounds:
        bound_statuses = {
            _status(bound, target, expired_target, base_rate) for bound in tally.bounds
        }
        return bound_statuses.pop() if len(bound_statuses) == 1 else "no_data"
    if tally.numerator is None:
        return "no_data"
    if not tally.denominator:
        return "no_cases"
    if target is None:
        return "expired" if expired_target else "no_target"
    if target.value is None:
        return "no_target"
    if target.is_rise and base_rate is None:
        return "no_data"
    return (
        "met" if meets_target(target, tally.numerator, tally.denominator, base_rate) else "missed"
    )
