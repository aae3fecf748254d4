"""The words of plans: concepts with their synonyms, the rules of targets, read from a data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from data.text import fold

_FILE = Path(__file__).with_name("words.toml")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class MetricRule:
    """What the words of a target must be: `needs` are sets of concepts, one of which suffices.

    `metrics` has two names where one number sets two targets, `product` is then the name where
    the product column says both again. `counts` are the units that may be counted.
    """

    metrics: tuple[str, ...]
    product: tuple[str, ...]
    counts: frozenset[str]
    needs: tuple[frozenset[str], ...]
    also: frozenset[str]
    without: frozenset[str]

    def weight(self, concepts: frozenset[str]) -> int:
        """How many of the rule's concepts are there; 0 where it is not complete."""
        return len(self.used(concepts))

    def used(self, concepts: frozenset[str]) -> frozenset[str]:
        """Those of the concepts that the rule rests on; none where it is not complete."""
        met = [need for need in self.needs if need <= concepts]
        if self.without & concepts or not met:
            return frozenset()
        return self.also.union(*met) & concepts


@dataclass(frozen=True)
class Lexicon:
    """All that the data file says; texts in `grammar`, `columns` and `scopes` are folded."""

    short: Mapping[str, tuple[str, ...]]
    phrases: Mapping[tuple[str, ...], frozenset[str]]
    words: frozenset[str]
    plain: frozenset[str]
    unsaying: frozenset[str]
    longest: int
    rules: tuple[MetricRule, ...]
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
            words = tuple(word for word, _, _ in words_of(text, short))
            phrases[words] = phrases.get(words, frozenset()) | {concept}
    return Lexicon(
        short=short,
        phrases=phrases,
        words=frozenset(word for phrase in phrases for word in phrase),
        plain=frozenset(map(fold, table["grammar"]["plain"])),
        unsaying=frozenset(map(fold, table["grammar"]["unsaying"])),
        longest=max(map(len, phrases)),
        rules=tuple(_rule(row) for row in table["rules"]),
        units=frozenset(table["units"]["names"]),
        grammar=_folded(table["grammar"]),
        columns=_folded(table["columns"]),
        scopes={
            label: tuple(" ".join(word for word, _, _ in words_of(text, short)) for text in texts)
            for label, texts in table["scopes"].items()
        },
    )


def spelt_out(text: str) -> str:
    """The words of a text, folded, abbreviations written out, one space between them."""
    return " ".join(word for word, _, _ in words_of(text, lexicon().short))


def words_of(text: str, short: Mapping[str, tuple[str, ...]]) -> list[tuple[str, int, int]]:
    """(word, start, end), an abbreviation as the words it stands for, all at its own place."""
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word = fold(match[0])
        for part in short.get(word, (word,)):
            found.append((part, match.start(), match.end()))
    return found


def _rule(row: Mapping[str, Any]) -> MetricRule:
    return MetricRule(
        metrics=tuple(row["metrics"]),
        product=tuple(row.get("product", ())),
        counts=frozenset(row["counts"]),
        needs=tuple(frozenset(need) for need in row["needs"]),
        also=frozenset(row.get("also", ())),
        without=frozenset(row.get("without", ())),
    )


def _folded(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(fold(text) for text in texts) for key, texts in table.items()}


PHRASE = 60  # letters before a figure that may say how it is meant


@lru_cache(maxsize=512)
def lowered(text: str) -> str:
    """Small letters, each at its own place."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def ends_in(text: str, phrase: str) -> bool:
    """Whether a text ends in a phrase, commas and brackets aside."""
    return bool(re.search(rf"(?<!\w){phrase}[\s:(]*$", text[-PHRASE:]))


def ends_with(text: str, key: str) -> str:
    """The end of a text that says one of the grammar's phrases, the longest; "" where none does."""
    found = _ending(key).search(text[-PHRASE:])
    return found[0] if found else ""


@cache
def _ending(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(key)})[\s:(]*$")


@cache
def saying(key: str) -> re.Pattern[str]:
    """Any of the grammar's phrases; "hiện tại" is none in "thực hiện tại"."""
    return re.compile(rf"(?<!\w)(?<!thực )(?<!các )(?<!những )(?:{_any_of(key)})(?!\w)")


def _any_of(key: str) -> str:
    phrases = sorted(lexicon().grammar[key], key=len, reverse=True)
    return "|".join(r"[\s,]+".join(map(re.escape, phrase.split())) for phrase in phrases)


def places(small: str, key: str) -> list[re.Match[str]]:
    """Where a text of small letters says the grammar's phrases of one kind."""
    return list(saying(key).finditer(small))
