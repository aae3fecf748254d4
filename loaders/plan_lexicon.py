"""The words of plans: concepts with their synonyms, the rules of targets, read from a data file."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from data.text import fold

_FILE = Path(__file__).with_name("plan_words.toml")
_WORD = re.compile(r"[^\W_]+")
# So long a phrase with one letter amiss is a slip of the scan; shorter ones may be other words.
_SLIP_LETTERS, _SLIP_RATIO = 10, 90
_BARE_LETTERS = 4


@dataclass(frozen=True)
class Rule:
    """What the words of a target must be: `needs` are sets of concepts, one of which suffices.

    `narrow` has the metric that a concept said beside the words makes of it instead.
    `metrics` has two names where one number sets two targets, `product` is then the name where
    the product column says both again. `counts` are the units that may be counted.
    """

    metrics: tuple[str, ...]
    product: tuple[str, ...]
    counts: frozenset[str]
    needs: tuple[frozenset[str], ...]
    also: frozenset[str]
    without: frozenset[str]
    narrow: Mapping[str, str]

    def weight(self, concepts: frozenset[str]) -> int:
        """How many of the rule's concepts are there; 0 where it is not complete."""
        if self.without & concepts or not any(need <= concepts for need in self.needs):
            return 0
        wanted = self.also.union(*(need for need in self.needs if need <= concepts))
        return len(wanted & concepts)


@dataclass(frozen=True)
class Token:
    """A phrase found in a text, with the concepts that it carries."""

    concepts: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """All that the data file says; texts in `grammar`, `columns` and `scopes` are folded."""

    short: Mapping[str, tuple[str, ...]]
    phrases: Mapping[tuple[str, ...], frozenset[str]]
    words: frozenset[str]
    plain: frozenset[str]
    longest: int
    rules: tuple[Rule, ...]
    units: frozenset[str]
    grammar: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]
    scopes: Mapping[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The data file, read once."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    short = {fold(key): tuple(fold(text).split()) for key, text in table["short"].items()}
    phrases: dict[tuple[str, ...], frozenset[str]] = {}
    for concept, texts in table["concepts"].items():
        for text in texts:
            words = tuple(word for word, _, _ in _words(text, short))
            phrases[words] = phrases.get(words, frozenset()) | {concept}
    return Lexicon(
        short=short,
        phrases=phrases,
        words=frozenset(word for phrase in phrases for word in phrase),
        plain=frozenset(map(fold, table["grammar"]["plain"])),
        longest=max(map(len, phrases)),
        rules=tuple(_rule(row) for row in table["rules"]),
        units=frozenset(table["units"]["names"]),
        grammar=_with_bare(_folded(table["grammar"])),
        columns=_folded(table["columns"]),
        scopes={
            label: tuple(" ".join(word for word, _, _ in _words(text, short)) for text in texts)
            for label, texts in table["scopes"].items()
        },
    )


def spelt_out(text: str) -> str:
    """The words of a text, folded, abbreviations written out, one space between them."""
    return " ".join(word for word, _, _ in _words(text, lexicon().short))


@lru_cache(maxsize=4_096)
def tokens(text: str, slips: bool = False) -> tuple[Token, ...]:
    """The phrases of a text from left to right, the longest first, none inside another.

    With `slips` long phrases are found with a letter amiss ("công dịch vụ công quốc gia") too.
    """
    words = _words(text, lexicon().short)
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
    """How many words of a text are in no phrase that we know, and are no plain ones either.

    The more there are, the less a target that other words lend its meaning can be trusted.
    """
    known = tokens(text)
    plain = lexicon().plain
    return sum(
        word.isalpha() and word not in plain and not any(t.start <= at < t.end for t in known)
        for word, at, _ in _words(text, lexicon().short)
    )


def _phrase_at(words: Sequence[str], at: int) -> tuple[int, frozenset[str]]:
    """The longest phrase that begins there, as its number of words and its concepts."""
    known = lexicon()
    most = min(_openings().get(_bare(words[at]), 0), len(words) - at)
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
    return _bare_phrases().get(tuple(map(_bare, phrase)))


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    """A folded word without its marks, đ as d: what a poor scan or keyboard leaves of it."""
    return unaccented(word)


@cache
def _openings() -> Mapping[str, int]:
    """How many words the longest phrase has that begins with a word, told without accents."""
    longest: dict[str, int] = {}
    for known in lexicon().phrases:
        first = _bare(known[0])
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
    best, most = None, _SLIP_RATIO
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
        bare = tuple(map(_bare, known))
        same = table.setdefault(bare, known)
        if lexicon().phrases[same] != lexicon().phrases[known]:
            twice.add(bare)
    return {
        bare: known
        for bare, known in table.items()
        if len(" ".join(bare)) >= _BARE_LETTERS and bare not in twice
    }


def unaccented(text: str) -> str:
    """A folded text without its marks, đ as d."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _words(text: str, short: Mapping[str, tuple[str, ...]]) -> list[tuple[str, int, int]]:
    """(word, start, end), an abbreviation as the words it stands for, all at its own place."""
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word = fold(match[0])
        for part in short.get(word, (word,)):
            found.append((part, match.start(), match.end()))
    return found


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        metrics=tuple(row["metrics"]),
        product=tuple(row.get("product", ())),
        counts=frozenset(row["counts"]),
        needs=tuple(frozenset(need) for need in row["needs"]),
        also=frozenset(row.get("also", ())),
        without=frozenset(row.get("without", ())),
        narrow=dict(row.get("narrow", {})),
    )


def _with_bare(grammar: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The words about a figure without their accents too, as a poor keyboard leaves them."""
    for key in ("at_least", "more", "or_more"):
        bare = (unaccented(phrase) for phrase in grammar[key])
        longer = (phrase for phrase in bare if len(phrase) > _BARE_LETTERS)
        grammar[key] = tuple(dict.fromkeys((*grammar[key], *longer)))
    return grammar


def _folded(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(fold(text) for text in texts) for key, texts in table.items()}
