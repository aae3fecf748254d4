"""The denominator that a target's words name, where it is not the usual one."""

from __future__ import annotations

from collections.abc import Iterable

from data.planning.plan import BASE_YEARS
from plan_texts.language.lexicon import reduction_metrics
from plan_texts.targets.denominator_words import (
    excluded_variants,
    named_variants,
    without_exclusions,
)
from plan_texts.targets.petition_kinds import petition_variant


def denominator_variant(
    metric: str, words: str, lenders: Iterable[str], base_year: int | None
) -> str | None:
    """The denominator variant by which the words have a metric counted; None for the usual one.

    Of petitions it is one kind alone, of cuts the year that they are over.
    """
    if metric in reduction_metrics():
        variant = f"base_{base_year}"
        return variant if variant in BASE_YEARS else None
    left_out = excluded_variants(metric, words)
    variants = (v for v in named_variants(metric, without_exclusions(words)) if v not in left_out)
    return next(variants, None) or petition_variant(metric, words, lenders)
