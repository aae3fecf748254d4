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
    words = words_of(text)
    spelt = tuple(word for word, _, _ in words)
    phrase_at = _slip_at if slips else _phrase_at
    phrases: list[Token] = []
    at = 0
    while at < len(words):
        length, concepts = phrase_at(spelt, at)
        if concepts:
            phrases.append(Token(concepts, words[at][1], words[at + length - 1][2]))
        at += length
    return tuple(phrases)


def strange_words(text: str) -> int:
    """How many words up to the last known phrase are in none, and are no plain words either.

    The more there are, the less a target that other words lend its meaning can be trusted.
    """
    phrases = tokens(text)
    end = phrases[-1].end if phrases else len(text)
    plain_words = lexicon().plain_words
    return sum(
        word.isalpha()
        and word not in plain_words
        and not any(phrase.start <= at < phrase.end for phrase in phrases)
        for word, at, _ in words_of(text[:end])
    )


def _phrase_at(words: Sequence[str], at: int) -> tuple[int, frozenset[str]]:
    """The longest phrase that begins there, as its number of words and its concepts."""
    phrases = lexicon().phrases
    longest = min(_longest_from().get(unaccented(words[at]), 0), len(words) - at)
    for length in range(longest, 0, -1):
        run = tuple(words[at : at + length])
        if concepts := phrases.get(run):
            return length, concepts
        if phrase := _misspelt(run):
            return length, phrases[phrase]
    return 1, frozenset()


def _slip_at(words: Sequence[str], at: int) -> tuple[int, frozenset[str]]:
    """The same where a letter may be amiss, for which all but one or two words must be known."""
    phrases, known_words = lexicon().phrases, lexicon().words
    window = words[at : at + lexicon().longest_phrase]
    familiar = [word in known_words for word in window]
    for length in range(len(window), 0, -1):
        run = tuple(window[:length])
        if concepts := phrases.get(run):
            return length, concepts
        mostly_known = sum(familiar[:length]) >= max(1, length - 2)
        if phrase := _nearest_phrase(run) if mostly_known else _accented_phrase(run):
            return length, phrases[phrase]
    return 1, frozenset()


def _misspelt(run: tuple[str, ...]) -> tuple[str, ...] | None:
    """The phrase that was meant where an unknown word differs by its accents alone."""
    if len(run) < 2 or lexicon().words.issuperset(run):
        return None
    return _accented_phrase(run)


def _accented_phrase(run: tuple[str, ...]) -> tuple[str, ...] | None:
    """The phrase that is the same but for accents."""
    return _bare_phrases().get(tuple(map(unaccented, run)))


@cache
def _longest_from() -> Mapping[str, int]:
    """How many words the longest phrase has that begins with a word, accents aside."""
    longest: dict[str, int] = {}
    for phrase in lexicon().phrases:
        first = unaccented(phrase[0])
        longest[first] = max(longest.get(first, 0), len(phrase))
    return longest


@lru_cache(maxsize=20_000)
def _nearest_phrase(run: tuple[str, ...]) -> tuple[str, ...] | None:
    """The phrase that was meant: the same but for accents, else one with a letter amiss."""
    text = " ".join(run)
    if phrase := _accented_phrase(run):
        return phrase
    if len(run) < 2 or len(text) < _SLIP_LETTERS:
        return None
    nearest, highest = None, float(_SLIP_RATIO)
    for phrase in _alike(run):
        ratio = fuzz.ratio(" ".join(phrase), text, score_cutoff=highest)
        if ratio >= highest:
            nearest, highest = phrase, ratio
    return nearest


def _alike(run: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Known phrases of so many words that share all but one or two of them at their places.

    Cheap, because a letter amiss leaves the other words whole: hostile text costs no comparison.
    """
    shared = Counter(
        phrase
        for place, word in enumerate(run)
        for phrase in _phrases_with().get((len(run), place, word), ())
    )
    fewest = max(1, len(run) - 2)
    return (phrase for phrase, count in shared.items() if count >= fewest)


@cache
def _phrases_with() -> Mapping[tuple[int, int, str], Sequence[tuple[str, ...]]]:
    """The phrases by (number of words, place, word there)."""
    table: dict[tuple[int, int, str], list[tuple[str, ...]]] = {}
    for phrase in lexicon().phrases:
        for place, word in enumerate(phrase):
            table.setdefault((len(phrase), place, word), []).append(phrase)
    return table


@cache
def _bare_phrases() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Phrases of two and more words by their form without accents.

    A form that phrases of different concepts share is left out.
    """
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    ambiguous: set[tuple[str, ...]] = set()
    for phrase in lexicon().phrases:
        bare = tuple(map(unaccented, phrase))
        first = table.setdefault(bare, phrase)
        if lexicon().phrases[first] != lexicon().phrases[phrase]:
            ambiguous.add(bare)
    return {
        bare: phrase for bare, phrase in table.items() if len(bare) > 1 and bare not in ambiguous
    }
