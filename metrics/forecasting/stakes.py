"""What is at stake with a standing: the cases that it lacks, or how few it can still bear."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.counting.verdicts import exact_rate
from metrics.forecasting.required_rate import bearable_misses
from metrics.standings import Standing

# At risk is what cannot bear one more miss in so many of its cases.
_CASES_FOR_A_MISS = 50
_STATUS_ORDER = ("missed", "met", "no_cases", "no_target", "expired", "upcoming", "no_data")


def bearable_cases(standing: Standing) -> int | None:
    """How many more misses a target met to date can bear until the period's end; else None.

    None where it is not met, where the period has ended, or where no number of misses would do.
    """
    tally, target = standing.judged_tally, standing.target
    counts = tally.numerator, tally.denominator
    if standing.status != "met" or not tally.is_provisional or target is None:
        return None
    if tally.metric.unit != "cases" or counts[0] is None or counts[1] is None:
        return None
    try:
        return bearable_misses(target, counts[0], counts[1], exact_rate(standing.base_tally))
    except ValueError:  # a target that asks for nothing
        return None


def is_at_risk(standing: Standing) -> bool:
    """Whether a target is met to date, but can bear few more misses for its number of cases."""
    misses = bearable_cases(standing)
    cases = standing.judged_tally.denominator or 0
    return misses is not None and misses * _CASES_FOR_A_MISS < cases


def stake_sort_key(standing: Standing) -> tuple[int, int]:
    """A key that sorts standings: missed by most cases, at risk with least room, met, then others.

    What is missed between bounds, or in points that are no cases, stands after the other misses.
    """
    if standing.status == "missed":
        is_counted = standing.judged_tally.metric.unit == "cases"
        return 0, -(standing.shortfall or 0) if is_counted else 0
    if is_at_risk(standing):
        return 1, bearable_cases(standing) or 0
    return 1 + _STATUS_ORDER.index(standing.status), 0


def furthest_standing(standings: Sequence[Standing]) -> Standing | None:
    """The target missed by most cases; None where none is missed, or none by whole cases."""
    missed = [
        standing
        for standing in standings
        if standing.status == "missed"
        and standing.shortfall
        and standing.judged_tally.metric.unit == "cases"
    ]
    return min(missed, key=stake_sort_key, default=None)
