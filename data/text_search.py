"""Texts searched by what people type: without accents, with tones placed in either way."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.text import fold, strip_accents

_WORD = re.compile(r"\w+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")


def words_in(text: str) -> list[str]:
    """The words of a text in their one spelling, apostrophes left out ("H'leo" is "hleo")."""
    return _WORD.findall(_APOSTROPHES.sub("", fold(text)))


def plain_word(word: str) -> str:
    """A folded word without accents; "y" is "i", since "Mỹ" and "Mĩ" are one name."""
    return strip_accents(word).replace("y", "i")


def spaced(words: Iterable[str]) -> str:
    """The words, each after a space, so that " nin" stands where one begins so."""
    return "".join(f" {word}" for word in words)


def plain_words(text: str) -> str:
    """The words of a text without accents, each after a space."""
    return spaced(map(plain_word, words_in(text)))


def answers_query(text: str, query: str) -> bool:
    """Whether each word of a query begins a word of the text; an empty query fits every text."""
    plain_text = plain_words(text)
    return all(f" {plain_word(word)}" in plain_text for word in words_in(query))
