"""Accents put back where a plan was typed or scanned without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from data.text import strip_accents
from plan_texts.language.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_BARE_SHARE = 0.02  # of a text's letters; in Vietnamese a fifth and more carry marks
_LONGEST_PHRASE = 8  # words


def with_accents(text: str) -> str:
    """The text with accents put back in the phrases that are known, each letter at its offset.

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
    """Whether hardly any letter of a text carries an accent."""
    accented_count = sum(not letter.isascii() for letter in text if letter.isalpha())
    return accented_count < _BARE_SHARE * max(1, sum(map(str.isalpha, text)))


def _accented_words(words: Sequence[str], fewest_words: int) -> Iterator[tuple[int, str]]:
    """(position, spelling) of each bare word that stands in a known phrase, longest phrases first.

    Positions count the words from 0; only phrases of `fewest_words` and more are looked for.
    """
    position = 0
    while position < len(words):
        step = 1
        if words[position] not in _first_words():
            position += 1
            continue
        for length in range(min(_LONGEST_PHRASE, len(words) - position), fewest_words - 1, -1):
            run = tuple(words[position : position + length])
            if (spelling := _spellings().get(run)) and "".join(run).isascii():
                yield from enumerate(spelling, position)
                step = length
                break
        position += step


@cache
def _first_words() -> frozenset[str]:
    """The first words of the phrases that, written without accents, have one known spelling."""
    return frozenset(phrase[0] for phrase in _spellings())


@cache
def _spellings() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Phrase without accents → its only known spelling; phrases of two spellings are left out."""
    spellings: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for phrase in _spelt_phrases():
        bare_phrase = tuple(map(strip_accents, phrase))
        if bare_phrase != phrase and "".join(bare_phrase).isalpha():
            spellings.setdefault(bare_phrase, set()).add(phrase)
    return {
        bare_phrase: phrases.pop()
        for bare_phrase, phrases in spellings.items()
        if len(phrases) == 1
    }


def _spelt_phrases() -> Iterator[tuple[str, ...]]:
    """The lexicon's phrases (of concepts, grammar, columns) and plain words, as tuples of words."""
    yield from lexicon().phrases
    for table in (lexicon().grammar, lexicon().columns):
        yield from (tuple(phrase.split()) for phrases in table.values() for phrase in phrases)
    yield from (tuple(_WORD.findall(word)) for word in lexicon().plain_words)
