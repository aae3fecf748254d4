"""What limits a target, by the labels of the lexicon's scopes."""

from __future__ import annotations

from plan_texts.language.lexicon import lexicon, spell_out
from plan_texts.targets.counted_words import without_inclusions


def scope_labels(words: str) -> str:
    """The labels of the scopes that the words name, parted by commas; "" where they name none."""
    padded_words = f" {spell_out(without_inclusions(words))} "
    labels = (
        label
        for label, phrases in lexicon().scopes.items()
        if any(f" {phrase} " in padded_words for phrase in phrases)
    )
    return ", ".join(labels)
