"""The words of plans from `words.toml`: concepts with their synonyms, and rules of metrics."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from data.text import fold, strip_accents

_FILE = Path(__file__).with_name("words.toml")
_WORD = re.compile(r"[^\W_]+")
_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class MetricRule:
    """What the words of a target must be: `needs` are sets of concepts, one of which suffices.

    `metrics` has two names where one number sets two targets; `product_metrics` has then the name
    where the product column repeats both. `counted_concepts` are the countables that it may
    count, "any" for all. `optional_concepts` make a complete rule fit better, `excluded_concepts`
    rule it out. With `is_reduction` the target is itself a reduction ("giảm 30% chi phí"), not a
    level to be reached; with `is_ceiling` the least is best ("không quá 2% hồ sơ quá hạn").
    """

    metrics: tuple[str, ...]
    product_metrics: tuple[str, ...]
    counted_concepts: frozenset[str]
    needs: tuple[frozenset[str], ...]
    optional_concepts: frozenset[str]
    excluded_concepts: frozenset[str]
    is_reduction: bool
    is_ceiling: bool

    def weight(self, concepts: frozenset[str]) -> int:
        """How many of the concepts the rule rests on; 0 where they do not complete it."""
        return len(self.used_concepts(concepts))

    def used_concepts(self, concepts: frozenset[str]) -> frozenset[str]:
        """Those of the concepts that the rule rests on; none where they do not complete it."""
        complete_needs = [need for need in self.needs if need <= concepts]
        if self.excluded_concepts & concepts or not complete_needs:
            return frozenset()
        return self.optional_concepts.union(*complete_needs) & concepts


@dataclass(frozen=True)
class Lexicon:
    """All that the data file says; every text in it is folded.

    `abbreviations`: an abbreviation to the words that it stands for. `phrases`: a phrase, as a
    tuple of words, to its concepts; `words` are all their words, `longest_phrase` counts words.
    `plain_words` say nothing of what is counted, `figure_words` only how a figure is meant.
    `countables` are the concepts that can be counted, `fraction_words` the words that make
    "9/10" a share and not a day. `grammar` and `columns` have lists of phrases by their kind,
    `scopes` and `levels` by the label of the scope
    or the level of government. `exceptions`: words of metrics with which an exclusion does not
    hold.
    `petition_kinds` has the phrases that name each kind of petitions, `petition_denominators`
    what a metric's denominator is called before the kind is put to it; `denominators` the phrases
    that name each other denominator of a metric.
    """

    abbreviations: Mapping[str, tuple[str, ...]]
    phrases: Mapping[tuple[str, ...], frozenset[str]]
    words: frozenset[str]
    longest_phrase: int
    plain_words: frozenset[str]
    figure_words: frozenset[str]
    rules: tuple[MetricRule, ...]
    countables: frozenset[str]
    fraction_words: tuple[str, ...]
    grammar: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]
    scopes: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, tuple[str, ...]]
    exceptions: Mapping[str, tuple[str, ...]]
    petition_kinds: Mapping[str, tuple[str, ...]]
    petition_denominators: Mapping[str, str]
    denominators: Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def lexicon() -> Lexicon:
    """The lexicon that `words.toml` holds, read once and kept."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    abbreviations = {fold(key): tuple(fold(text).split()) for key, text in table["short"].items()}
    phrases = _phrase_concepts(table["concepts"], abbreviations)
    return Lexicon(
        abbreviations=abbreviations,
        phrases=phrases,
        words=frozenset(word for phrase in phrases for word in phrase),
        longest_phrase=max(map(len, phrases)),
        plain_words=frozenset(map(fold, table["grammar"]["plain"])),
        figure_words=frozenset(map(fold, table["grammar"]["about_figures"])),
        rules=tuple(map(_metric_rule, table["rules"])),
        countables=frozenset(table["units"]["names"]),
        fraction_words=tuple(map(fold, table["units"]["after_fraction"])),
        grammar=_fold_texts(table["grammar"]),
        columns=_fold_texts(table["columns"]),
        scopes=_spelt_texts(table["scopes"], abbreviations),
        levels=_fold_texts(table["levels"]),
        exceptions=_fold_texts(table["exceptions"]),
        petition_kinds=_spelt_texts(table["petition_kinds"], abbreviations),
        petition_denominators=dict(table["petition_denominators"]),
        denominators={
            metric: _spelt_texts(variants, abbreviations)
            for metric, variants in table["denominators"].items()
        },
    )


@cache
def reduction_metrics() -> frozenset[str]:
    """The names of the metrics that are reductions: "giảm 30%" is their level to be reached."""
    return frozenset(name for rule in lexicon().rules if rule.is_reduction for name in rule.metrics)


@cache
def cut_metrics() -> frozenset[str]:
    """The names of the metrics of which "cắt giảm 10%" is a level: so much of them is cut."""
    return frozenset(
        name
        for rule in lexicon().rules
        if any("cut" in need for need in rule.needs)
        for name in rule.metrics
    )


@cache
def ceiling_metrics() -> frozenset[str]:
    """The names of the metrics of which a plan sets a maximum ("không quá 2% hồ sơ quá hạn")."""
    return frozenset(name for rule in lexicon().rules if rule.is_ceiling for name in rule.metrics)


def spell_out(text: str) -> str:
    """The words of a text, folded, abbreviations written out, one space between them."""
    return " ".join(word for word, _, _ in located_words(text))


def located_words(text: str) -> list[tuple[str, int, int]]:
    """(folded word, start, end) for each word of a text, by offsets in it.

    An abbreviation gives the words that it stands for, all at its own place.
    """
    return _located_words(text, lexicon().abbreviations)


def _located_words(
    text: str, abbreviations: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, int, int]]:
    """(folded word, start, end) for each word, the abbreviations written out."""
    words: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word = _folded_word(match[0])
        for part in abbreviations.get(word, (word,)):
            words.append((part, match.start(), match.end()))
    return words


@lru_cache(maxsize=16_384)
def _folded_word(word: str) -> str:
    """The word folded, remembered because plans say the same few thousand over and over."""
    return fold(word)


@lru_cache(maxsize=16_384)
def bare_word(folded_word: str) -> str:
    """A folded word without accents, remembered like its folded form."""
    return strip_accents(folded_word)


def _phrase_concepts(
    concepts: Mapping[str, Iterable[str]], abbreviations: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, ...], frozenset[str]]:
    """Each phrase, folded, with its concepts: "kết quả TTHC" is both an outcome and a result."""
    phrases: dict[tuple[str, ...], frozenset[str]] = {}
    for concept, texts in concepts.items():
        for spelling in (spelling for text in texts for spelling in _alternatives(text)):
            phrase = _spelt_words(spelling, abbreviations)
            phrases[phrase] = phrases.get(phrase, frozenset()) | {concept}
    return phrases


def _alternatives(text: str) -> Iterator[str]:
    """All texts that a text with choices stands for: six for "trước (|và|hoặc) đúng (hạn|hẹn)"."""
    parts = _CHOICE.split(text)  # fixed texts, and between them the choices' inner texts
    choices = [part.split("|") if n % 2 else [part] for n, part in enumerate(parts)]
    return map("".join, product(*choices))


def _spelt_words(text: str, abbreviations: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of a text, folded, the abbreviations written out."""
    return tuple(word for word, _, _ in _located_words(text, abbreviations))


def _spelt_texts(
    table: Mapping[str, Iterable[str]], abbreviations: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The same table with each of its texts folded and its abbreviations written out."""
    return {
        name: tuple(" ".join(_spelt_words(text, abbreviations)) for text in texts)
        for name, texts in table.items()
    }


def _metric_rule(row: Mapping[str, Any]) -> MetricRule:
    """The rule that one `[[rules]]` table of the data file states."""
    return MetricRule(
        metrics=tuple(row["metrics"]),
        product_metrics=tuple(row.get("product", ())),
        counted_concepts=frozenset(row["counts"]),
        needs=tuple(frozenset(need) for need in row["needs"]),
        optional_concepts=frozenset(row.get("also", ())),
        excluded_concepts=frozenset(row.get("without", ())),
        is_reduction=row.get("lowers", False),
        is_ceiling=row.get("ceiling", False),
    )


def _fold_texts(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The same table with each of its texts folded."""
    return {kind: tuple(fold(text) for text in texts) for kind, texts in table.items()}
