"""What limits a target, by the labels of the lexicon's scopes and levels of government."""

from __future__ import annotations

from plan_texts.language.letters import lower_letters
from plan_texts.language.levels import level_labels
from plan_texts.language.lexicon import lexicon, spell_out
from plan_texts.targets.counted_words import without_inclusions


def scope_labels(words: str, level: str = "") -> str:
    """The labels of what the words name, parted by commas; "" where they limit nothing.

    `level` is the one that the figure is for, where the words name those of other figures too.
    """
    levels = [level] if level else level_labels(lower_letters(words))
    padded_words = f" {spell_out(without_inclusions(words))} "
    scopes = [
        label
        for label, phrases in lexicon().scopes.items()
        if label not in lexicon().levels and any(f" {text} " in padded_words for text in phrases)
    ]
    return ", ".join([*(levels if len(levels) == 1 else ()), *scopes])
