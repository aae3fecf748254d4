"""Phrases in titles of which some words lost their accents: "HỒ SƠ QUA HAN" says "quá hạn".

A word without accents may be another word: "thông qua hạn mức" does not say "quá hạn", and "cho tra
cứu" not "chờ trả". In a line with accents a phrase has lost its own only where one of its words,
as it stands, is none.
"""

from __future__ import annotations

import re
from functools import cache

from data.text import strip_accents

_WORD = re.compile(r"[^\W\d_]+")
# What is a word, or the end of a usual one ("nội dung"), without accents too, among those that
# phrases lose.
_WORDS_AS_THEY_STAND = frozenset({"qua", "cho", "tra", "con", "tre", "dung", "phi", "can", "mang"})


def with_bare_words(pattern: str) -> str:
    """A pattern of folded text, changed to match each word with or without its accents."""
    return _WORD.sub(lambda match: _word_pattern(match[0]), pattern)


def end_of_phrase(phrase: str, line: str) -> int | None:
    """Where a phrase, perhaps without accents, ends in a line (both folded); None if absent."""
    for match in _whole_phrase(phrase).finditer(line):
        words = zip(match[0].split(" "), phrase.split(" "), strict=True)
        bare_words = {word for word, accented in words if word != accented}
        if not bare_words or line.isascii() or bare_words - _WORDS_AS_THEY_STAND:
            return match.end()
    return None


@cache
def _whole_phrase(phrase: str) -> re.Pattern[str]:
    """The pattern of a folded phrase as whole words, each with or without its accents."""
    return re.compile(rf"(?<!\w){with_bare_words(re.escape(phrase))}(?!\w)")


def _word_pattern(word: str) -> str:
    """A word's pattern with or without accents: "quá" is "(?:quá|qua)"; a bare word stays."""
    bare_word = strip_accents(word)
    return word if word == bare_word else f"(?:{word}|{bare_word})"
