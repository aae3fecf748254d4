"""Which metrics a file would make fall."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.replaced_lists import has_fallen
from metrics.counting.tallies import Tally
from reports.upload_effect import Effect


def falling_effects(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """The effects by which a count would be less by more than a tenth, or unknown."""
    return tuple(
        effect for effect in effects if _has_falling_count(effect.before.tally, effect.after.tally)
    )


def _has_falling_count(before: Tally, after: Tally) -> bool:
    """Whether one of the two counts would fall."""
    return has_fallen(before.numerator, after.numerator) or has_fallen(
        before.denominator, after.denominator
    )
