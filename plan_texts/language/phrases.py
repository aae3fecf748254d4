"""Where a text says one of the grammar's phrases: "tối thiểu", "trở lên", "cùng kỳ", …

`kind` names a list of phrases in `words.toml`, under `[grammar]`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from plan_texts.language.lexicon import lexicon

LEAD_LENGTH = 60  # letters before a figure that may say how it is meant


@lru_cache(maxsize=512)
def lowered(text: str) -> str:
    """The text in small letters, each at its own place ("İ", whose small form is two, stays)."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def ends_in(text: str, phrase: str) -> bool:
    """Whether a text ends in a phrase, colons and brackets aside."""
    return bool(re.search(rf"(?<!\w){phrase}[\s:(]*$", text[-LEAD_LENGTH:]))


def final_phrase(lowercase: str, kind: str) -> str:
    """The end of a text that is one of the grammar's phrases, the longest; "" where none is."""
    match = _final_pattern(kind).search(lowercase[-LEAD_LENGTH:])
    return match[0] if match else ""


def phrase_matches(lowercase: str, kind: str) -> list[re.Match[str]]:
    """Where a text of small letters says the grammar's phrases of one kind."""
    return list(phrase_pattern(kind).finditer(lowercase))


def phrase_ends(lowercase: str, kind: str) -> list[int]:
    """One past the last letter of each of these phrases, in the text's order."""
    return [match.end() for match in phrase_matches(lowercase, kind)]


@cache
def phrase_pattern(kind: str) -> re.Pattern[str]:
    """Any of the grammar's phrases; "hiện tại" is none in "thực hiện tại"."""
    return re.compile(rf"(?<!\w)(?<!thực )(?<!các )(?<!những )(?:{_any_of(kind)})(?!\w)")


@cache
def _final_pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(kind)})[\s:(]*$")


def _any_of(kind: str) -> str:
    phrases = sorted(lexicon().grammar[kind], key=len, reverse=True)
    return "|".join(r"[\s,]+".join(map(re.escape, phrase.split())) for phrase in phrases)
