"""Which metric the words of a target mean: the rule of most concepts, the nearest words first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from plan_texts.language.lexicon import MetricRule, lexicon, lowered, words_of
from plan_texts.language.tokens import Token, strange_words, tokens

_MOST_STRANGE = 3  # words that we do not know, beside what others lend a meaning
_SAME_SUBJECT = (2, 3)  # the sentence and the part before, which words without a subject go on from
_STRANGERS = 2  # such words before the first that we know: they are what is counted
_NOTHING: tuple[str, ...] = ()
_AND = re.compile(r"(?<!\w)(?:và|cùng với|cũng như|lẫn|cùng)(?!\w)", re.IGNORECASE)
_PARTS = re.compile(rf"{_AND.pattern}|,", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """The words about one figure; `forward` where it goes before what it counts.

    `joined` are the same words with the earlier parts of a coordination.
    """

    own: str
    forward: bool
    every: bool = False
    joined: str = ""


def meaning(said: Said, around: Sequence[str], product: bool) -> tuple[str, ...]:
    """The metrics that the words set; none where they are no target.

    The words themselves are asked first; where no rule is complete in them, what stands around
    them lends more, the nearest first. Last of all slips of a scan are looked through.
    """
    for slips in (False, True):
        own = tokens(said.own, slips)
        if said.every and not _demands(" ".join((said.own, *around[:1]))):
            return _NOTHING
        if _of_strangers(said, own):
            return _NOTHING
        if pair := _coordinated(said, slips):
            return pair
        lent: list[Token] = []
        lenders = around if strange_words(said.own) <= _MOST_STRANGE else ()
        for distance, text in enumerate(["", *lenders]):
            lent.extend(tokens(text, slips))
            if rule := _best(own, lent, said.forward, distance):
                if distance == 0:
                    beside = (tokens(text, slips) for text in around)
                    rule = _narrower(rule, own, list(beside), said.forward)
                return rule.product or rule.metrics if product else rule.metrics
    return _as_in_example(said, around)


def _as_in_example(said: Said, around: Sequence[str]) -> tuple[str, ...]:
    """What the example most alike sets, where a share of something is said at all."""
    heads = _heads(tokens(said.own), said.forward)
    if not around or heads[:1] == [frozenset({"others"})]:
        return _NOTHING
    alike = most_alike(around[0])
    return (alike,) if alike else _NOTHING


def _of_strangers(said: Said, own: Sequence[Token]) -> bool:
    """Whether what the figure counts is nothing that we know ("100% sinh viên nộp hồ sơ …")."""
    if not said.forward or not own or said.every:
        return False
    return strange_words(said.own[: own[0].start]) >= _STRANGERS


def _narrower(
    rule: MetricRule, own: Sequence[Token], beside: Sequence[Sequence[Token]], forward: bool
) -> MetricRule:
    """The rule that the other words of the part make of it ("Riêng đất đai, mức hài lòng …").

    Words that name no count take it from farther ("Phản ánh: … xử lý đúng hạn đạt 90%").
    """
    near = beside[:1] if _heads(own, False) else beside
    part = next((part for part in near if _heads(part, False)), ())
    other = _best(own, part, forward, 1) or rule
    all_used = other.used(_concepts(own) | _concepts(part))
    return other if all_used > rule.used(_concepts(own)) else rule


def _best(
    own: Sequence[Token], lent: Sequence[Token], forward: bool, distance: int
) -> MetricRule | None:
    """The complete rule of most concepts; of equals the one complete in the fewest words."""
    heads = _heads(own, forward)
    concepts = _concepts(own)
    known = lexicon()
    borrowed = _concepts(lent) - (known.units if heads and distance == 2 else frozenset())
    every = concepts | borrowed
    nearest = own if forward else own[::-1]
    if not concepts and distance not in _SAME_SUBJECT:
        return None
    found = [
        (weight, _counts_first(rule, heads), -_completed(rule, nearest), -n, rule)
        for n, rule, weight in _complete(every)
        if _may_count(rule, heads or _heads(lent, False))
        and (not concepts or _has_own(rule, concepts))
        and (distance <= 1 or len(rule.metrics) == 1)
    ]
    return max(found, key=lambda one: one[:4])[4] if found else None


@lru_cache(maxsize=4_096)
def _complete(concepts: frozenset[str]) -> tuple[tuple[int, MetricRule, int], ...]:
    """The rules that the concepts complete, each with its place and its weight."""
    return tuple(
        (n, rule, weight)
        for n, rule in enumerate(lexicon().rules)
        if (weight := rule.weight(concepts))
    )


def _heads(found: Sequence[Token], forward: bool) -> list[frozenset[str]]:
    """What the words may count: after a figure the first unit, before it any."""
    units = [
        token.concepts & lexicon().units for token in found if token.concepts & lexicon().units
    ]
    return units[:1] if forward else units


def _may_count(rule: MetricRule, heads: Sequence[frozenset[str]]) -> bool:
    if "any" in rule.counts or not heads:
        return True
    return any(rule.counts & head for head in heads)


def _counts_first(rule: MetricRule, heads: Sequence[frozenset[str]]) -> bool:
    """Whether it counts what is named first, which the rest of the words only describe."""
    return bool(heads) and bool(rule.counts & heads[0])


def _has_own(rule: MetricRule, concepts: frozenset[str]) -> bool:
    return bool(rule.counts & concepts) or any(need & concepts for need in rule.needs)


def _completed(rule: MetricRule, own: Sequence[Token]) -> int:
    """After how many phrases, counted from the figure, the rule's concepts are all there."""
    seen: frozenset[str] = frozenset()
    for n, token in enumerate(own):
        seen |= token.concepts
        if any(need <= seen for need in rule.needs):
            return n
    return len(own)


def _concepts(found: Sequence[Token]) -> frozenset[str]:
    return frozenset().union(*(token.concepts for token in found))


def _coordinated(said: Said, slips: bool) -> tuple[str, ...]:
    """The metrics of joined parts that each say one by themselves ("A, B và C đạt 90%")."""
    for joint in (_PARTS, _AND):
        parts = [
            found
            for part in joint.split(said.joined or said.own)
            if _heads(found := tokens(part, slips), False)
        ]
        rules = [_best(part, (), said.forward, 0) for part in parts]
        names = [rule.metrics[0] for rule in rules if rule and len(rule.metrics) == 1]
        if len(set(names)) > 1 and len(names) == len(parts):
            return tuple(dict.fromkeys(names))
    return _NOTHING


def _demands(text: str) -> bool:
    small = f" {lowered(text)} "
    return any(f" {word} " in small for word in lexicon().grammar["demand"])


_FILE = Path(__file__).with_name("examples.toml")
_LEAST = 75  # of 100; lower ones took strangers' shares for targets
_FEWEST_WORDS, _MOST_WORDS = 3, 40
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s*%?")


@lru_cache(maxsize=4_096)
def most_alike(words: str) -> str | None:
    """The metric of the nearest example, whatever the order of words; None where none is near."""
    ordered = _ordered(words)
    if not _FEWEST_WORDS <= ordered.count(" ") + 1 <= _MOST_WORDS:
        return None
    near = process.extractOne(ordered, _examples().keys(), scorer=fuzz.ratio, score_cutoff=_LEAST)
    return _examples()[near[0]] if near else None


def _ordered(words: str) -> str:
    """The words in the order of the alphabet, those about the figure left out."""
    known = lexicon()
    spelt = (word for word, _, _ in words_of(_FIGURE.sub(" ", words), known.short))
    return " ".join(sorted(word for word in spelt if word not in known.unsaying))


@cache
def _examples() -> Mapping[str, str]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {_ordered(clause): metric for metric, clauses in table.items() for clause in clauses}
