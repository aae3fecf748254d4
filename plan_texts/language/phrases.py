"""Where a text says one of the grammar's phrases: "tối thiểu", "trở lên", "cùng kỳ", …

`phrase_kind` names a list of phrases in `words.toml`, under `[grammar]`.
"""

from __future__ import annotations

import re
from functools import cache

from plan_texts.language.lexicon import lexicon

LEAD_LENGTH = 60  # letters before a figure that may say how it is meant
# What follows is joined to what stands before.
ENDING_IN_AND = re.compile(r"(?<!\w)(?:và|lẫn|cùng|cũng như)\s*$")


def ends_in(text: str, phrase: str) -> bool:
    """Whether a text ends in a phrase (a pattern), colons and opening brackets aside."""
    return bool(re.search(rf"(?<!\w){phrase}[\s:(]*$", text[-LEAD_LENGTH:]))


def final_phrase(lowercase_text: str, phrase_kind: str) -> str:
    """The longest phrase of a kind ("aim") that ends the text, colons included; "" if none does."""
    match = _final_phrase_pattern(phrase_kind).search(lowercase_text[-LEAD_LENGTH:])
    return match[0] if match else ""


def phrase_matches(lowercase_text: str, phrase_kind: str) -> list[re.Match[str]]:
    """The matches of a kind's phrases ("aim") in a text of small letters, from left to right."""
    return list(phrase_pattern(phrase_kind).finditer(lowercase_text))


def phrase_ends(lowercase_text: str, phrase_kind: str) -> list[int]:
    """The offset behind each of a kind's phrases ("aim") in a text of small letters, in order."""
    return [match.end() for match in phrase_matches(lowercase_text, phrase_kind)]


@cache
def phrase_pattern(phrase_kind: str) -> re.Pattern[str]:
    """The pattern of any phrase of a kind ("aim") as whole words; no "hiện tại" in "thực hiện tại".

    Nor "thành tích" in "hoàn thành tích hợp".
    """
    return re.compile(
        r"(?<!\w)(?<!thực )(?<!hoàn )(?<!các )(?<!những )"
        rf"(?:{_phrase_alternatives(phrase_kind)})(?!\w)"
    )


@cache
def _final_phrase_pattern(phrase_kind: str) -> re.Pattern[str]:
    """The pattern of any phrase of a kind ("aim") at a text's end, with colons behind it."""
    return re.compile(rf"(?<!\w)(?:{_phrase_alternatives(phrase_kind)})[\s:(]*$")


def _phrase_alternatives(phrase_kind: str) -> str:
    """The phrases of a kind ("aim") as alternatives of a pattern, the longest first."""
    phrases = sorted(lexicon().grammar[phrase_kind], key=len, reverse=True)
    return "|".join(r"[\s,]+".join(map(re.escape, phrase.split())) for phrase in phrases)
