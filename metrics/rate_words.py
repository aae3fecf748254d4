"""A standing's rates in words: one that misses the target never reads as if it reached it."""

from __future__ import annotations

from data.planning.targets import Target
from data.wording import Number, ceiling_rate_text, rate_text
from metrics.standings import Standing


def judged_rate(standing: Standing) -> str:
    """The rate that the status is about; a dash where there is none."""
    return beside_target(standing.judged_tally.rate, standing)


def beside_target(share: Number | None, standing: Standing, decimals: int = 2) -> str:
    """Any other share (0–1) that stands beside a standing's target or status: 79.999 % against
    80 % is "79,99%".
    """
    return beside_bound(share, standing.target, standing.bound, decimals)


def beside_bound(
    share: Number | None, target: Target | None, bound: Number | None, decimals: int = 2
) -> str:
    """A share beside what a target is held against over other days than a standing's."""
    to_show = ceiling_rate_text if target and target.is_ceiling else rate_text
    return to_show(share, bound, decimals)
