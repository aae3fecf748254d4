"""The phrases of a plan's text that the lexicon knows, slips of a scan or a keyboard included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from data.text import unaccented
from plan_texts.language.lexicon import lexicon, words_of

# So long a phrase with one letter amiss is a slip of the scan; shorter ones may be other words.
_SLIP_LETTERS, _SLIP_RATIO = 10, 90


@dataclass(frozen=True)
class Token:
    """A phrase found in a text, with the concepts that it carries."""

    concepts: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=4_096)
def tokens(text: str, slips: bool = False) -> tuple[Token, ...]:
    """The phrases of a text from left to right, the longest first, none inside another.

    With `slips` long phrases are found with a letter amiss ("công dịch vụ công quốc gia") too.
    """
    words = words_of(text, lexicon().short)
    phrase_at = _slip_at if slips else _phrase_at
    folded = tuple(word for word, _, _ in words)
    found: list[Token] = []
    at = 0
    while at < len(words):
        length, concepts = phrase_at(folded, at)
        if concepts:
            found.append(Token(concepts, words[at][1], words[at + length - 1][2]))
        at += length
    return tuple(found)


def strange_words(text: str) -> int:
    """How many words up to the last phrase that we know are in none, and are no plain ones either.

    The more there are, the less a target that other words lend its meaning can be trusted.
    """
    known = tokens(text)
    plain = lexicon().plain
    last = known[-1].end if known else len(text)
    return sum(
        word.isalpha() and word not in plain and not any(t.start <= at < t.end for t in known)
        for word, at, _ in words_of(text[:last], lexicon().short)
    )


def _phrase_at(words: Sequence[str], at: int) -> tuple[int, frozenset[str]]:
    """The longest phrase that begins there, as its number of words and its concepts."""
    known = lexicon()
    most = min(_openings().get(unaccented(words[at]), 0), len(words) - at)
    for length in range(most, 0, -1):
        phrase = tuple(words[at : at + length])
        if concepts := known.phrases.get(phrase):
            return length, concepts
        if meant := _misspelt(phrase):
            return length, known.phrases[meant]
    return 1, frozenset()


def _slip_at(words: Sequence[str], at: int) -> tuple[int, frozenset[str]]:
    """The same where a letter may be amiss, for which all but one or two words must be known."""
    known = lexicon()
    window = words[at : at + known.longest]
    familiar = [word in known.words for word in window]
    for length in range(len(window), 0, -1):
        phrase = tuple(window[:length])
        if concepts := known.phrases.get(phrase):
            return length, concepts
        near = sum(familiar[:length]) >= max(1, length - 2)
        if meant := _slip_of(phrase) if near else _meant_by(phrase):
            return length, known.phrases[meant]
    return 1, frozenset()


def _misspelt(phrase: tuple[str, ...]) -> tuple[str, ...] | None:
    """The phrase that was meant where a word that is none differs by its accents alone."""
    if len(phrase) < 2 or lexicon().words.issuperset(phrase):
        return None
    return _meant_by(phrase)


def _meant_by(phrase: tuple[str, ...]) -> tuple[str, ...] | None:
    return _bare_phrases().get(tuple(map(unaccented, phrase)))


@lru_cache(maxsize=20_000)
@cache
def _openings() -> Mapping[str, int]:
    """How many words the longest phrase has that begins with a word, told without accents."""
    longest: dict[str, int] = {}
    for known in lexicon().phrases:
        first = unaccented(known[0])
        longest[first] = max(longest.get(first, 0), len(known))
    return longest


@lru_cache(maxsize=20_000)
def _slip_of(phrase: tuple[str, ...]) -> tuple[str, ...] | None:
    """The phrase that was meant: the same but for accents, else one with a letter amiss."""
    text = " ".join(phrase)
    if meant := _meant_by(phrase):
        return meant
    if len(phrase) < 2 or len(text) < _SLIP_LETTERS:
        return None
    best, most = None, float(_SLIP_RATIO)
    for known in _alike(phrase):
        ratio = fuzz.ratio(" ".join(known), text, score_cutoff=most)
        if ratio >= most:
            best, most = known, ratio
    return best


def _alike(phrase: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Known phrases of so many words that share all but one or two of them at their places.

    Cheap, because a letter amiss leaves the other words whole: hostile text costs no comparison.
    """
    shared = Counter(
        known
        for place, word in enumerate(phrase)
        for known in _phrases_with().get((len(phrase), place, word), ())
    )
    fewest = max(1, len(phrase) - 2)
    return (known for known, count in shared.items() if count >= fewest)


@cache
def _phrases_with() -> Mapping[tuple[int, int, str], Sequence[tuple[str, ...]]]:
    """The phrases by (number of words, place, word there)."""
    table: dict[tuple[int, int, str], list[tuple[str, ...]]] = {}
    for known in lexicon().phrases:
        for place, word in enumerate(known):
            table.setdefault((len(known), place, word), []).append(known)
    return table


@cache
def _bare_phrases() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The longer phrases without accents; a form that two share is left out."""
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    twice: set[tuple[str, ...]] = set()
    for known in lexicon().phrases:
        bare = tuple(map(unaccented, known))
        same = table.setdefault(bare, known)
        if lexicon().phrases[same] != lexicon().phrases[known]:
            twice.add(bare)
    return {bare: known for bare, known in table.items() if len(bare) > 1 and bare not in twice}
