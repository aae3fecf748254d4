"""Which metric the words of a target mean: the rule of most concepts, the nearest words first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from plan_texts.language.lexicon import MetricRule, lexicon
from plan_texts.language.phrases import lowered
from plan_texts.language.tokens import Token, strange_words, tokens
from plan_texts.targets.examples import most_alike

_MOST_STRANGE = 3  # unknown words beside which others may still lend a meaning
_FEWEST_STRANGERS = 2  # unknown words before the first known: they are what is counted
_SAME_SUBJECT = (2, 3)  # lenders that words without a subject go on from: the part's, the sentence
_NO_METRICS: tuple[str, ...] = ()
_AND = re.compile(r"(?<!\w)(?:và|cùng với|cũng như|lẫn|cùng)(?!\w)", re.IGNORECASE)
_LISTED = re.compile(rf"{_AND.pattern}|,", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """The words about one figure; `forward` where it goes before what it counts.

    `says_all`: the figure is "toàn bộ", "mọi"; `coordination` are the same words with the earlier
    parts of a coordination.
    """

    words: str
    forward: bool
    says_all: bool = False
    coordination: str = ""


def metrics_of(wording: Wording, lenders: Sequence[str], product: bool) -> tuple[str, ...]:
    """The metrics that the words set; none where they are no target.

    The words themselves are asked first; where no rule is complete in them, the texts around
    them lend more (`lenders`, the nearest first). If that fails, the same with slips of a scan
    looked through, and last the examples. `product`: in a column of products, which repeats the
    demands of the row.
    """
    if wording.says_all and not _demands(" ".join((wording.words, *lenders[:1]))):
        return _NO_METRICS
    for slips in (False, True):
        if _counts_strangers(wording, tokens(wording.words, slips)):
            return _NO_METRICS
        if metrics := _metrics_of_joined_parts(wording, slips):
            return metrics
        if rule := _nearest_rule(wording, lenders, slips):
            return rule.product or rule.metrics if product else rule.metrics
    return _as_in_example(wording, lenders)


def _demands(text: str) -> bool:
    """Whether something is to be done with "toàn bộ": else it is no share of anything."""
    padded = f" {lowered(text)} "
    return any(f" {word} " in padded for word in lexicon().grammar["demand"])


def _counts_strangers(wording: Wording, phrases: Sequence[Token]) -> bool:
    """Whether what the figure counts is nothing that we know ("100% sinh viên nộp hồ sơ …")."""
    if not wording.forward or not phrases or wording.says_all:
        return False
    return strange_words(wording.words[: phrases[0].start]) >= _FEWEST_STRANGERS


def _metrics_of_joined_parts(wording: Wording, slips: bool) -> tuple[str, ...]:
    """The metrics of joined parts that each say one by themselves ("A, B và C đạt 90%")."""
    for joint in (_LISTED, _AND):
        parts = [
            phrases
            for part in joint.split(wording.coordination or wording.words)
            if _units(phrases := tokens(part, slips), False)
        ]
        rules = [_best_rule(part, (), wording.forward, 0) for part in parts]
        names = [rule.metrics[0] for rule in rules if rule and len(rule.metrics) == 1]
        if len(set(names)) > 1 and len(names) == len(parts):
            return tuple(dict.fromkeys(names))
    return _NO_METRICS


def _nearest_rule(wording: Wording, lenders: Sequence[str], slips: bool) -> MetricRule | None:
    """The rule that is complete with the fewest lenders; None where all of them do not suffice."""
    words = tokens(wording.words, slips)
    if rule := _best_rule(words, (), wording.forward, 0):
        beside = [tokens(text, slips) for text in lenders]
        return _narrower_rule(rule, words, beside, wording.forward)
    if strange_words(wording.words) > _MOST_STRANGE:
        return None
    lent: list[Token] = []
    for distance, text in enumerate(lenders, start=1):
        lent.extend(tokens(text, slips))
        if rule := _best_rule(words, lent, wording.forward, distance):
            return rule
    return None


def _narrower_rule(
    rule: MetricRule, words: Sequence[Token], beside: Sequence[Sequence[Token]], forward: bool
) -> MetricRule:
    """The rule that the other words of the part make of it ("Riêng đất đai, mức hài lòng …").

    Words that name no count take it from farther ("Phản ánh: … xử lý đúng hạn đạt 90%").
    """
    candidates = beside[:1] if _units(words, False) else beside
    part = next((part for part in candidates if _units(part, False)), ())
    narrower = _best_rule(words, part, forward, 1) or rule
    used = narrower.used(_concepts(words) | _concepts(part))
    return narrower if used > rule.used(_concepts(words)) else rule


def _best_rule(
    words: Sequence[Token], lent: Sequence[Token], forward: bool, distance: int
) -> MetricRule | None:
    """The complete rule of most concepts; of equals the one complete in the fewest words.

    `distance` counts the lenders whose words are among `lent`, 0 for none.
    """
    units, concepts = _units(words, forward), _concepts(words)
    if not concepts and distance not in _SAME_SUBJECT:
        return None
    names_other_unit = units and distance == 2
    lent_concepts = _concepts(lent) - (lexicon().units if names_other_unit else frozenset())
    from_figure = words if forward else words[::-1]
    candidates = [
        (weight, _counts_first(rule, units), -_words_needed(rule, from_figure), -place, rule)
        for place, rule, weight in _complete_rules(concepts | lent_concepts)
        if _may_count(rule, units or _units(lent, False))
        and (not concepts or _shares_concepts(rule, concepts))
        and (distance <= 1 or len(rule.metrics) == 1)
    ]
    return max(candidates, key=lambda candidate: candidate[:4])[4] if candidates else None


@lru_cache(maxsize=4_096)
def _complete_rules(concepts: frozenset[str]) -> tuple[tuple[int, MetricRule, int], ...]:
    """The rules that the concepts complete, each as (place in the file, rule, weight)."""
    return tuple(
        (place, rule, weight)
        for place, rule in enumerate(lexicon().rules)
        if (weight := rule.weight(concepts))
    )


def _units(phrases: Sequence[Token], forward: bool) -> list[frozenset[str]]:
    """What the words may count: after a figure the first unit, before it any."""
    units = lexicon().units
    counted_units = [token.concepts & units for token in phrases if token.concepts & units]
    return counted_units[:1] if forward else counted_units


def _may_count(rule: MetricRule, units: Sequence[frozenset[str]]) -> bool:
    if "any" in rule.counts or not units:
        return True
    return any(rule.counts & unit for unit in units)


def _counts_first(rule: MetricRule, units: Sequence[frozenset[str]]) -> bool:
    """Whether it counts what is named first, which the rest of the words only describe."""
    return bool(units) and bool(rule.counts & units[0])


def _shares_concepts(rule: MetricRule, concepts: frozenset[str]) -> bool:
    return bool(rule.counts & concepts) or any(need & concepts for need in rule.needs)


def _words_needed(rule: MetricRule, from_figure: Sequence[Token]) -> int:
    """How many phrases, counted from the figure, stand before the rule's concepts are all there."""
    concepts: frozenset[str] = frozenset()
    for place, token in enumerate(from_figure):
        concepts |= token.concepts
        if any(need <= concepts for need in rule.needs):
            return place
    return len(from_figure)


def _concepts(phrases: Sequence[Token]) -> frozenset[str]:
    return frozenset().union(*(token.concepts for token in phrases))


def _as_in_example(wording: Wording, lenders: Sequence[str]) -> tuple[str, ...]:
    """What the example most alike to the part sets; nothing where something else is counted."""
    units = _units(tokens(wording.words), wording.forward)
    if not lenders or units[:1] == [frozenset({"others"})]:
        return _NO_METRICS
    metric = most_alike(lenders[0])
    return (metric,) if metric else _NO_METRICS
