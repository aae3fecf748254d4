"""The denominator that a target's words name, where it is not the usual one."""

from __future__ import annotations

from collections.abc import Iterable

from data.planning.plan import BASE_YEARS
from plan_texts.language.lexicon import lexicon, reduction_metrics, spell_out
from plan_texts.targets.petition_kinds import petition_variant


def denominator_variant(
    metric: str, words: str, lenders: Iterable[str], base_year: int | None
) -> str | None:
    """The name of the denominator by which the words have a metric counted; None for the usual.

    Of petitions it is one kind alone, of cuts the year that they are over.
    """
    if metric in reduction_metrics():
        variant = f"base_{base_year}"
        return variant if variant in BASE_YEARS else None
    padded_words = f" {spell_out(words)} "
    variants = (
        variant
        for variant, phrases in lexicon().denominators.get(metric, {}).items()
        if any(f" {phrase} " in padded_words for phrase in phrases)
    )
    return next(variants, None) or petition_variant(metric, words, lenders)
