"""Accents put back where a plan was typed or scanned without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from data.text import unaccented
from plan_texts.language.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_BARE_SHARE = 0.02  # of a text's letters; in Vietnamese a fifth and more carry marks
_LONGEST = 8  # words


def accented(text: str) -> str:
    """The text with known phrases of bare words as they are spelt, each letter at its place.

    `text` is in NFC. Single words are mended only where the whole text is bare, since without
    marks many mean two things.
    """
    words = [(found[0].lower(), found.start()) for found in _WORD.finditer(text)]
    least = 1 if _is_bare(text) else 2
    letters = list(text)
    for at, meant in _mended([word for word, _ in words], least):
        start = words[at][1]
        letters[start : start + len(meant)] = [
            new.upper() if old.isupper() else new
            for old, new in zip(text[start : start + len(meant)], meant, strict=True)
        ]
    return "".join(letters)


def _is_bare(text: str) -> bool:
    marked = sum(not letter.isascii() for letter in text if letter.isalpha())
    return marked < _BARE_SHARE * max(1, sum(map(str.isalpha, text)))


def _mended(words: Sequence[str], least: int) -> Iterator[tuple[int, str]]:
    """(place of a word, how it is spelt) for the bare words of known phrases, the longest first."""
    at = 0
    while at < len(words):
        step = 1
        for length in range(min(_LONGEST, len(words) - at), least - 1, -1):
            run = tuple(words[at : at + length])
            if (meant := _spellings().get(run)) and "".join(run).isascii():
                yield from enumerate(meant, at)
                step = length
                break
        at += step


@cache
def _spellings() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Bare phrases to the only spelling that we know of them."""
    known = lexicon()
    said = [*known.phrases, *(tuple(one.split()) for key in known.grammar.values() for one in key)]
    said += [tuple(one.split()) for key in known.columns.values() for one in key]
    said += [tuple(_WORD.findall(one)) for one in known.plain]
    table: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for phrase in said:
        bare = tuple(map(unaccented, phrase))
        if bare != phrase and "".join(bare).isalpha():
            table.setdefault(bare, set()).add(phrase)
    return {bare: meant.pop() for bare, meant in table.items() if len(meant) == 1}
