"""Which metrics a file would make fall."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.replaced_lists import has_fallen
from metrics.counting.tallies import Tally
from reports.upload_effect import Effect


def falling_effects(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """The effects in which a count falls by more than a tenth or becomes unknown."""
    return tuple(
        effect for effect in effects if _has_falling_count(effect.before.tally, effect.after.tally)
    )


def _has_falling_count(before: Tally, after: Tally) -> bool:
    """Whether the numerator or the denominator falls by more than a tenth or becomes unknown."""
    return has_fallen(before.numerator, after.numerator) or has_fallen(
        before.denominator, after.denominator
    )
