"""The denominator that a target's words name, where it is not the usual one, and of petitions."""

from __future__ import annotations

from collections.abc import Iterable

from data.petition_kinds import count_of_kind
from data.planning.plan import BASE_YEARS, NATIONAL_PORTAL, variant_in_scope
from plan_texts.language.lexicon import lexicon, reduction_metrics, spell_out
from plan_texts.language.tokens import tokens
from plan_texts.targets.denominator_words import (
    excluded_variants,
    named_variants,
    without_exclusions,
)

_PETITION, _PAYMENT = "petition", "online_payment"


def denominator_variant(
    metric: str, words: str, lenders: Iterable[str], base_year: int | None, scope: str = ""
) -> str | None:
    """The denominator variant by which the words have a metric counted; None for the usual one.

    Of petitions it is one kind alone, of cuts the year that they are over, of payments those on the
    national portal alone where the target's scope names it.
    """
    if metric in reduction_metrics():
        variant = f"base_{base_year}"
        return variant if variant in BASE_YEARS else None
    left_out = excluded_variants(metric, words)
    variants = (v for v in named_variants(metric, without_exclusions(words)) if v not in left_out)
    named_variant = next(variants, None) or _petition_variant(metric, words, lenders)
    if metric == _PAYMENT and named_variant is None and NATIONAL_PORTAL in scope:
        return "payable_national"
    return variant_in_scope(named_variant, scope)


def _petition_variant(metric: str, words: str, lenders: Iterable[str]) -> str | None:
    """The denominator variant that counts one kind of petitions alone; None where both count.

    The target's own words decide, else the nearest of the texts around them (`lenders`) that
    speaks of petitions and names a kind: the task of its row, the heading of its part. Where both
    kinds are named together both count. None too of a metric that has no such denominator.
    """
    denominator = lexicon().petition_denominators.get(metric)
    if denominator is None:
        return None
    texts = (words, *filter(_speaks_of_petitions, lenders))
    kinds = next(filter(None, map(_named_kinds, texts)), ())
    return count_of_kind(denominator, kinds[0]) if len(kinds) == 1 else None


def _named_kinds(text: str) -> tuple[str, ...]:
    """The kinds of petitions that a text names."""
    padded_text = f" {spell_out(text)} "
    return tuple(
        kind
        for kind, phrases in lexicon().petition_kinds.items()
        if any(f" {phrase} " in padded_text for phrase in phrases)
    )


def _speaks_of_petitions(text: str) -> bool:
    """Whether a text names petitions."""
    return any(_PETITION in token.concepts for token in tokens(text))
