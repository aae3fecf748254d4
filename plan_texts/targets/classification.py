"""Which metric the words of a target mean: the rule of most concepts, the nearest words first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from plan_texts.language.letters import lower_letters
from plan_texts.language.levels import without_recipients
from plan_texts.language.lexicon import MetricRule, lexicon
from plan_texts.language.tokens import Token, strange_word_count, tokens
from plan_texts.targets.examples import example_metric
from plan_texts.targets.joined_parts import AND, LISTED, joined_parts, joined_predicates

_MOST_STRANGE_WORDS = 3  # unknown words beside which others may still lend a meaning
_FEWEST_STRANGERS = 2  # unknown words before the first known: they are what is counted
_SAME_SUBJECT_LENDERS = (
    2,
    3,
)  # lenders that words without a subject go on from: the part's, the sentence
_PREDICATE = "other_predicate"  # what is said of the thing counted, and none of a metric's words
# "hoàn thành toàn bộ (100%)", "lĩnh vực đất đai 97%" say nothing of what is counted.
_EMPTY_CONCEPTS = frozenset({"complete", "land_construction_investment", "ignored"})
_NO_METRICS: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """The words about one figure; `forward` where it goes before what it counts.

    `says_all`: the figure is "toàn bộ", "mọi"; `coordination` are the same words with the earlier
    parts of a coordination. `is_limit`: the figure is the most that may be ("không quá 2%").
    """

    words: str
    forward: bool
    says_all: bool = False
    coordination: str = ""
    is_limit: bool = False


def metrics_of(wording: Wording, lenders: Sequence[str], is_product: bool) -> tuple[str, ...]:
    """The metrics that the words set; none where they are no target.

    The words themselves are asked first; where no rule is complete in them, the texts around
    them lend more (`lenders`, the nearest first). If that fails, the same with slips of a scan
    looked through, and last the examples. `is_product`: in a column of products, which repeats the
    demands of the row.
    """
    if wording.says_all and not _says_demand(" ".join((wording.words, *lenders[:1]))):
        return _NO_METRICS
    metrics = _metrics_of_words(wording, lenders, is_product)
    words = without_recipients(wording.words)
    if metrics or words == wording.words:
        return metrics
    return _metrics_of_words(replace(wording, words=words), lenders, is_product)


def _metrics_of_words(
    wording: Wording, lenders: Sequence[str], is_product: bool
) -> tuple[str, ...]:
    """The metrics that the words set, those whom the figure is for among them or not."""
    for with_slips in (False, True):
        if _counts_unknown_words(wording, tokens(wording.words, with_slips)):
            return _NO_METRICS
        if metrics := _metrics_of_joined_parts(wording, with_slips):
            return metrics
        if metrics := _metrics_of_joined_predicates(wording, with_slips):
            return metrics
        if rule := _nearest_rule(wording, lenders, with_slips):
            return rule.product_metrics or rule.metrics if is_product else rule.metrics
    return _example_metrics(wording, lenders)


def _says_demand(text: str) -> bool:
    """Whether a text says that something is to be done; else its "toàn bộ" is no share."""
    padded_text = f" {lower_letters(text)} "
    return any(f" {word} " in padded_text for word in lexicon().grammar["demand"])


def _counts_unknown_words(wording: Wording, phrases: Sequence[Token]) -> bool:
    """Whether what the figure counts is nothing that we know ("100% sinh viên nộp hồ sơ …")."""
    if not wording.forward or not phrases or wording.says_all:
        return False
    return strange_word_count(wording.words[: phrases[0].start]) >= _FEWEST_STRANGERS


def _metrics_of_joined_parts(wording: Wording, with_slips: bool) -> tuple[str, ...]:
    """The metrics of joined parts that each name one by itself ("A, B và C đạt 90%"), else ()."""
    for joint in (LISTED, AND):
        part_phrases = [
            phrases
            for part in joined_parts(joint, wording.coordination or wording.words)
            if _counted_concepts(phrases := tokens(part, with_slips), False)
        ]
        rules = [_best_rule(part, (), wording, 0) for part in part_phrases]
        names = [rule.metrics[0] for rule in rules if rule and len(rule.metrics) == 1]
        if len(set(names)) > 1 and len(names) == len(part_phrases):
            return tuple(dict.fromkeys(names))
    return _NO_METRICS


def _metrics_of_joined_predicates(wording: Wording, with_slips: bool) -> tuple[str, ...]:
    """The metrics of joined predicates that each set one of the same thing counted, else ().

    "100% kết quả được trả đúng hạn và có bản điện tử" sets two.
    """
    phrases = tokens(wording.words, with_slips)
    if not wording.forward or not _counted_concepts(phrases[:1], False):
        return _NO_METRICS
    rules = [_best_rule(part, (), wording, 0) for part in joined_predicates(wording.words, phrases)]
    names = [rule.metrics[0] for rule in rules if rule and len(rule.metrics) == 1]
    is_joined = 1 < len(names) == len(rules) == len(set(names))
    return tuple(names) if is_joined else _NO_METRICS


def _nearest_rule(wording: Wording, lenders: Sequence[str], with_slips: bool) -> MetricRule | None:
    """The rule that is complete with the fewest lenders; None where all of them do not suffice."""
    phrases = tokens(wording.words, with_slips)
    if rule := _best_rule(phrases, (), wording, 0):
        lender_phrases = [tokens(text, with_slips) for text in lenders]
        return _narrower_rule(rule, phrases, lender_phrases, wording)
    if strange_word_count(wording.words) > _MOST_STRANGE_WORDS:
        return None
    lent_phrases: list[Token] = []
    for distance, text in enumerate(lenders, start=1):
        lent_phrases.extend(tokens(text, with_slips))
        if rule := _best_rule(phrases, lent_phrases, wording, distance):
            return rule
    return None


def _narrower_rule(
    rule: MetricRule,
    phrases: Sequence[Token],
    lender_phrases: Sequence[Sequence[Token]],
    wording: Wording,
) -> MetricRule:
    """The rule that more concepts complete with the nearest lender's words, else `rule` itself.

    So "Riêng đất đai, mức hài lòng …" has a rule of its own. Phrases that name no count take it
    from a farther lender ("Phản ánh: … xử lý đúng hạn đạt 90%").
    """
    candidates = lender_phrases[:1] if _counted_concepts(phrases, False) else lender_phrases
    lent_phrases = next(
        (lent_phrases for lent_phrases in candidates if _counted_concepts(lent_phrases, False)), ()
    )
    narrower_rule = _best_rule(phrases, lent_phrases, wording, 1) or rule
    used_concepts = narrower_rule.used_concepts(_concepts(phrases) | _concepts(lent_phrases))
    return narrower_rule if used_concepts > rule.used_concepts(_concepts(phrases)) else rule


def _best_rule(
    phrases: Sequence[Token], lent_phrases: Sequence[Token], wording: Wording, distance: int
) -> MetricRule | None:
    """The rule that most concepts complete, of equals in the fewest words; None where none is.

    `distance` counts the lenders whose phrases are among `lent_phrases`, 0 for none.
    """
    countables, concepts = _counted_concepts(phrases, wording.forward), _concepts(phrases)
    if distance and _PREDICATE in concepts:
        return None
    own_concepts = concepts if countables else concepts - _EMPTY_CONCEPTS
    if not own_concepts and distance not in _SAME_SUBJECT_LENDERS:
        return None
    names_other_subject = countables and distance == 2
    lent_concepts = _concepts(lent_phrases) - (
        lexicon().countables if names_other_subject else frozenset()
    )
    from_figure = phrases if wording.forward else phrases[::-1]
    candidates = [
        (
            _shares_concepts(rule, concepts),
            weight,
            _counts_first_named(rule, countables),
            -_completing_place(rule, from_figure),
            -place,
            rule,
        )
        for place, rule, weight in _complete_rules(concepts | lent_concepts)
        if (wording.is_limit or not rule.is_ceiling)
        and _may_count_any(rule, countables or _counted_concepts(lent_phrases, False))
        and (not own_concepts or _shares_concepts(rule, own_concepts))
        and (distance <= 1 or len(rule.metrics) == 1)
    ]
    return max(candidates, key=lambda candidate: candidate[:5])[5] if candidates else None


@lru_cache(maxsize=4_096)
def _complete_rules(concepts: frozenset[str]) -> tuple[tuple[int, MetricRule, int], ...]:
    """The rules that the concepts complete, each as (place in the file, rule, weight)."""
    return tuple(
        (place, rule, weight)
        for place, rule in enumerate(lexicon().rules)
        if (weight := rule.weight(concepts))
    )


def _counted_concepts(phrases: Sequence[Token], forward: bool) -> list[frozenset[str]]:
    """The countables of each phrase that names any; if `forward`, the first's alone."""
    countables = lexicon().countables
    by_phrase = [token.concepts & countables for token in phrases if token.concepts & countables]
    return by_phrase[:1] if forward else by_phrase


def _may_count_any(rule: MetricRule, countables: Sequence[frozenset[str]]) -> bool:
    """Whether a rule may count one of the countables; so it may where there are none."""
    if "any" in rule.counted_concepts or not countables:
        return True
    return any(rule.counted_concepts & concepts for concepts in countables)


def _counts_first_named(rule: MetricRule, countables: Sequence[frozenset[str]]) -> bool:
    """Whether a rule counts what is named first, which the words after it only describe."""
    return bool(countables) and bool(rule.counted_concepts & countables[0])


def _shares_concepts(rule: MetricRule, concepts: frozenset[str]) -> bool:
    """Whether a rule counts or needs one of the concepts."""
    return bool(rule.counted_concepts & concepts) or any(need & concepts for need in rule.needs)


def _completing_place(rule: MetricRule, from_figure: Sequence[Token]) -> int:
    """How many phrases stand between the figure and the one that completes the rule; else all."""
    concepts: frozenset[str] = frozenset()
    for place, token in enumerate(from_figure):
        concepts |= token.concepts
        if any(need <= concepts for need in rule.needs):
            return place
    return len(from_figure)


def _concepts(phrases: Sequence[Token]) -> frozenset[str]:
    return frozenset().union(*(token.concepts for token in phrases))


def _example_metrics(wording: Wording, lenders: Sequence[str]) -> tuple[str, ...]:
    """The metric of the example most alike to the part; none where something else is counted."""
    countables = _counted_concepts(tokens(wording.words), wording.forward)
    if not lenders or countables[:1] == [frozenset({"others"})]:
        return _NO_METRICS
    metric = example_metric(lenders[0])
    return (metric,) if metric else _NO_METRICS
