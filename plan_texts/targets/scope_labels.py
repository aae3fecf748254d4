"""What limits a target, by the labels of the lexicon's scopes and levels of government."""

from __future__ import annotations

import re
from functools import cache

from plan_texts.language.letters import lower_letters
from plan_texts.language.levels import level_labels
from plan_texts.language.lexicon import lexicon, spell_out
from plan_texts.language.scope_names import FIELD, JOINT, PEOPLE, field_label
from plan_texts.targets.counted_words import without_inclusions

_VOICES = re.compile(r"hài lòng|phản ánh|kiến nghị|ý kiến|doanh nghiệp|tổ chức")  # of all people


def scope_labels(words: str, own_scope: str = "") -> str:
    """The labels of the scope that the words name, joined by commas; "" where they name none.

    `own_scope` is the level, field or people that the figure is for, where the words name those
    of other figures too.
    """
    is_level = own_scope in lexicon().levels
    levels = [own_scope] if is_level else level_labels(lower_letters(words))
    padded_words = f" {spell_out(without_inclusions(words))} "
    scopes = [
        label
        for label, phrases in lexicon().scopes.items()
        if label not in lexicon().levels and any(f" {text} " in padded_words for text in phrases)
    ]
    if own_scope in PEOPLE:
        scopes = [own_scope, *(label for label in scopes if label not in PEOPLE)]
    elif _VOICES.search(lower_letters(words)):
        scopes = [label for label in scopes if label != "người dân"]
    fields = [own_scope] if own_scope.startswith(FIELD) else _field_labels(words)
    if any("đất đai" in field for field in fields):
        scopes = [label for label in scopes if label != "đất đai"]
    return ", ".join([*(levels if len(levels) == 1 else ()), *scopes, *fields])


def _field_labels(words: str) -> list[str]:
    """The fields of procedures that words name, each as "lĩnh vực hộ tịch"."""
    return [
        field_label(match["names"]) for match in _field_pattern().finditer(lower_letters(words))
    ]


@cache
def _field_pattern() -> re.Pattern[str]:
    """The pattern of "lĩnh vực" with the names of one field or several behind it."""
    names = sorted(lexicon().grammar["fields"], key=len, reverse=True)
    name = rf"(?:{'|'.join(map(re.escape, names))})(?!\w)"
    return re.compile(rf"(?<!\w){FIELD}:? (?P<names>{name}(?:{JOINT.pattern}{name})*)")
