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

    `text` is in NFC. "ho so nop truc tuyen" becomes "hồ sơ nộp trực tuyến". Single words are
    mended only where the whole text is bare, since without marks many mean two things.
    """
    words = [(match[0].lower(), match.start()) for match in _WORD.finditer(text)]
    fewest_words = 1 if _is_bare(text) else 2
    letters = list(text)
    for place, spelling in _accented_words([word for word, _ in words], fewest_words):
        start = words[place][1]
        end = start + len(spelling)
        letters[start:end] = [
            letter.upper() if bare_letter.isupper() else letter
            for bare_letter, letter in zip(text[start:end], spelling, strict=True)
        ]
    return "".join(letters)


def _is_bare(text: str) -> bool:
    marked = sum(not letter.isascii() for letter in text if letter.isalpha())
    return marked < _BARE_SHARE * max(1, sum(map(str.isalpha, text)))


def _accented_words(words: Sequence[str], fewest_words: int) -> Iterator[tuple[int, str]]:
    """(place of a word, how it is spelt) for the bare words of known phrases, the longest first."""
    at = 0
    while at < len(words):
        step = 1
        for length in range(min(_LONGEST, len(words) - at), fewest_words - 1, -1):
            run = tuple(words[at : at + length])
            if (spelling := _spellings().get(run)) and "".join(run).isascii():
                yield from enumerate(spelling, at)
                step = length
                break
        at += step


@cache
def _spellings() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Bare phrases to their only known spelling; what two spellings share is left out."""
    spellings: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for phrase in _spelt_phrases():
        bare = tuple(map(unaccented, phrase))
        if bare != phrase and "".join(bare).isalpha():
            spellings.setdefault(bare, set()).add(phrase)
    return {bare: phrases.pop() for bare, phrases in spellings.items() if len(phrases) == 1}


def _spelt_phrases() -> Iterator[tuple[str, ...]]:
    """The phrases of concepts, grammar and columns, and the plain words, as tuples of words."""
    words = lexicon()
    yield from words.phrases
    for table in (words.grammar, words.columns):
        yield from (tuple(phrase.split()) for phrases in table.values() for phrase in phrases)
    yield from (tuple(_WORD.findall(word)) for word in words.plain_words)
