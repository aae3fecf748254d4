"""Which kind of petitions a target is about: rules, or the conduct of officials."""

from __future__ import annotations

from collections.abc import Iterable

from data.petition_kinds import count_of_kind
from plan_texts.language.lexicon import lexicon, spell_out
from plan_texts.language.tokens import tokens

_PETITION = "petition"


def petition_variant(metric: str, words: str, lenders: Iterable[str]) -> str | None:
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
