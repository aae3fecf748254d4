"""The grammar's phrases, found in the small letters of a plan's sentence."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loaders.plan_lexicon import lexicon

PHRASE = 60  # letters before a figure that may say how it is meant


@lru_cache(maxsize=512)
def lowered(text: str) -> str:
    """Small letters, each at its own place."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def ends_in(text: str, phrase: str) -> bool:
    """Whether a text ends in a phrase, commas and brackets aside."""
    return bool(re.search(rf"(?<!\w){phrase}[\s:(]*$", text[-PHRASE:]))


def ends_with(text: str, key: str) -> str:
    """The end of a text that says one of the grammar's phrases, the longest; "" where none does."""
    found = _ending(key).search(text[-PHRASE:])
    return found[0] if found else ""


@cache
def _ending(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(key)})[\s:(]*$")


@cache
def saying(key: str) -> re.Pattern[str]:
    """Any of the grammar's phrases; "hiện tại" is none in "thực hiện tại"."""
    return re.compile(rf"(?<!\w)(?<!thực )(?<!các )(?<!những )(?:{_any_of(key)})(?!\w)")


def _any_of(key: str) -> str:
    phrases = sorted(lexicon().grammar[key], key=len, reverse=True)
    return "|".join(r"[\s,]+".join(map(re.escape, phrase.split())) for phrase in phrases)


def places(small: str, key: str) -> list[re.Match[str]]:
    """Where a text of small letters says the grammar's phrases of one kind."""
    return list(saying(key).finditer(small))
