"""The phrases of a plan's text that the lexicon knows, slips of a scan or a keyboard included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from plan_texts.language.lexicon import bare_word, lexicon, located_words

# So long a phrase with one letter amiss is a slip of the scan; shorter ones may be other words.
_SLIP_LETTERS, _SLIP_RATIO = 10, 90

# What says nothing of a demand: offices have such words in their names.
_EMPTY_CONCEPTS = frozenset(
    {"others", "centre", "ignored", "training", "complete", "task", "land_construction_investment"}
)


@dataclass(frozen=True)
class Token:
    """A phrase found in a text, with the concepts that it carries."""

    concepts: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=4_096)
def tokens(text: str, with_slips: bool = False) -> tuple[Token, ...]:
    """The known phrases of a text in order, the longest at each place; `with_slips` misspelt too.

    With slips long phrases with a letter amiss are found ("công dịch vụ công quốc gia").
    """
    words = located_words(text)
    spelt_words = tuple(word for word, _, _ in words)
    phrase_at = _misspelt_phrase_at if with_slips else _phrase_at
    found_tokens: list[Token] = []
    position = 0
    while position < len(words):
        length, concepts = phrase_at(spelt_words, position)
        if concepts:
            found_tokens.append(
                Token(concepts, words[position][1], words[position + length - 1][2])
            )
        position += length
    return tuple(found_tokens)


def names_count(text: str) -> bool:
    """Whether a text itself names something that can be counted ("hồ sơ", "thủ tục")."""
    countables = lexicon().countables - {"others", "centre"}
    return any(token.concepts & countables for token in tokens(text))


def names_demand(text: str) -> bool:
    """Whether a text names what a demand may be about: a count, or what is said of one."""
    return any(token.concepts - _EMPTY_CONCEPTS for token in tokens(text))


def strange_word_count(text: str) -> int:
    """How many words of a text, up to its last known phrase, are in no phrase and are not plain.

    The more there are, the less a target that other words lend its meaning can be trusted.
    """
    phrases = tokens(text)
    end = phrases[-1].end if phrases else len(text)
    plain_words = lexicon().plain_words
    return sum(
        word.isalpha()
        and word not in plain_words
        and not any(phrase.start <= at < phrase.end for phrase in phrases)
        for word, at, _ in located_words(text[:end])
    )


def _phrase_at(words: Sequence[str], position: int) -> tuple[int, frozenset[str]]:
    """(number of words, concepts) of the longest phrase at a position; (1, none) where none is.

    Of a phrase wrong accents alone are looked through.
    """
    phrases = lexicon().phrases
    most_words = min(
        _longest_phrase_lengths().get(bare_word(words[position]), 0), len(words) - position
    )
    for length in range(most_words, 0, -1):
        run = tuple(words[position : position + length])
        if concepts := phrases.get(run):
            return length, concepts
        if phrase := _intended_phrase(run):
            return length, phrases[phrase]
    return 1, frozenset()


def _misspelt_phrase_at(words: Sequence[str], position: int) -> tuple[int, frozenset[str]]:
    """(number of words, concepts) of the longest phrase there, misspelt or not; else (1, none).

    A letter may be amiss. All but one or two of its words must be known.
    """
    phrases, known_words = lexicon().phrases, lexicon().words
    window = words[position : position + lexicon().longest_phrase]
    is_known_word = [word in known_words for word in window]
    for length in range(len(window), 0, -1):
        run = tuple(window[:length])
        if concepts := phrases.get(run):
            return length, concepts
        mostly_known = sum(is_known_word[:length]) >= max(1, length - 2)
        if phrase := _nearest_phrase(run) if mostly_known else _accented_phrase(run):
            return length, phrases[phrase]
    return 1, frozenset()


def _intended_phrase(run: tuple[str, ...]) -> tuple[str, ...] | None:
    """The known phrase that words are, save for wrong accents in an unknown one; None if none."""
    if len(run) < 2 or lexicon().words.issuperset(run):
        return None
    return _accented_phrase(run)


def _accented_phrase(run: tuple[str, ...]) -> tuple[str, ...] | None:
    """The known phrase that a run of words is but for its accents; None where there is none."""
    return _phrases_by_bare_form().get(tuple(map(bare_word, run)))


@cache
def _longest_phrase_lengths() -> Mapping[str, int]:
    """First word, without accents → how many words the longest phrase has that begins with it."""
    lengths: dict[str, int] = {}
    for phrase in lexicon().phrases:
        first_word = bare_word(phrase[0])
        lengths[first_word] = max(lengths.get(first_word, 0), len(phrase))
    return lengths


@lru_cache(maxsize=20_000)
def _nearest_phrase(run: tuple[str, ...]) -> tuple[str, ...] | None:
    """The phrase that was meant: the same but for accents, else with a letter amiss; else None."""
    text = " ".join(run)
    if phrase := _accented_phrase(run):
        return phrase
    if len(run) < 2 or len(text) < _SLIP_LETTERS:
        return None
    nearest_phrase, highest_ratio = None, float(_SLIP_RATIO)
    for phrase in _similar_phrases(run):
        ratio = fuzz.ratio(" ".join(phrase), text, score_cutoff=highest_ratio)
        if ratio >= highest_ratio:
            nearest_phrase, highest_ratio = phrase, ratio
    return nearest_phrase


def _similar_phrases(run: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The known phrases with as many words as `run`, of which at most two differ.

    Cheap, because a letter amiss leaves the other words whole: hostile text costs no comparison.
    """
    shared_word_counts = Counter(
        phrase
        for place, word in enumerate(run)
        for phrase in _phrases_by_word().get((len(run), place, word), ())
    )
    fewest_shared = max(1, len(run) - 2)
    return (phrase for phrase, count in shared_word_counts.items() if count >= fewest_shared)


@cache
def _phrases_by_word() -> Mapping[tuple[int, int, str], Sequence[tuple[str, ...]]]:
    """(number of words, position from 0, word there) → the phrases that have it."""
    table: dict[tuple[int, int, str], list[tuple[str, ...]]] = {}
    for phrase in lexicon().phrases:
        for place, word in enumerate(phrase):
            table.setdefault((len(phrase), place, word), []).append(phrase)
    return table


@cache
def _phrases_by_bare_form() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Words without accents → the phrase of two words and more that they are, if one alone.

    A form that phrases of different concepts share is left out.
    """
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    ambiguous_forms: set[tuple[str, ...]] = set()
    for phrase in lexicon().phrases:
        bare_form = tuple(map(bare_word, phrase))
        first_phrase = table.setdefault(bare_form, phrase)
        if lexicon().phrases[first_phrase] != lexicon().phrases[phrase]:
            ambiguous_forms.add(bare_form)
    return {
        bare_form: phrase
        for bare_form, phrase in table.items()
        if len(bare_form) > 1 and bare_form not in ambiguous_forms
    }
