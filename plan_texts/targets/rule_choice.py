"""Which rule the words of a target complete: that of most concepts, the nearest words first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from plan_texts.language.lexicon import MetricRule, lexicon
from plan_texts.language.tokens import Token, strange_word_count, tokens

_MOST_STRANGE_WORDS = 3  # unknown words beside which others may still lend a meaning
_SAME_SUBJECT_LENDERS = (2, 3)  # which words without a subject go on from: part, sentence
_FAR = _SAME_SUBJECT_LENDERS[0]  # so far lenders make no rule of several metrics
_PREDICATE = "other_predicate"  # what is said of the thing counted, and none of a metric's words
# "hoàn thành toàn bộ (100%)", "lĩnh vực đất đai 97%" say nothing of what is counted.
_EMPTY_CONCEPTS = frozenset({"complete", "land_construction_investment", "ignored"})


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


def nearest_rule(wording: Wording, lenders: Sequence[str], with_slips: bool) -> MetricRule | None:
    """The rule that the words (`with_slips` misspelt too) complete with fewest lenders; or None."""
    phrases = tokens(wording.words, with_slips)
    if rule := best_rule(phrases, (), wording, 0):
        lender_phrases = [tokens(text, with_slips) for text in lenders]
        return _narrower_rule(rule, phrases, lender_phrases, wording)
    if strange_word_count(wording.words) > _MOST_STRANGE_WORDS or _says_other(wording, phrases):
        return None
    lent_phrases: list[Token] = []
    for distance, text in enumerate(lenders, start=1):
        lent_phrases.extend(tokens(text, with_slips))
        if rule := best_rule(phrases, lent_phrases, wording, distance):
            return rule
    return None


def _says_other(wording: Wording, phrases: Sequence[Token]) -> bool:
    """Whether too many unknown words follow the thing that a figure counts.

    "50% khách hàng bấm nút đánh giá" is no word of any metric, whatever the words before lend.
    """
    if not wording.forward or not phrases or _concepts(phrases) - lexicon().countables:
        return False
    return strange_word_count(wording.words[phrases[-1].end :]) > _MOST_STRANGE_WORDS


def _narrower_rule(
    rule: MetricRule,
    phrases: Sequence[Token],
    lender_phrases: Sequence[Sequence[Token]],
    wording: Wording,
) -> MetricRule | None:
    """The rule that more concepts complete with the nearest lender's words, else `rule`; or None.

    So "Riêng đất đai, mức hài lòng …" has a rule of its own. Phrases that name no count take it
    from a farther lender ("Phản ánh: … xử lý đúng hạn đạt 90%"); None where the rule may not count
    that ("Phản ánh: … 95% xử lý trước hạn").
    """
    names_count = bool(counted_concepts(phrases, False))
    candidates = lender_phrases[:1] if names_count else lender_phrases
    lent_phrases = next(
        (lent_phrases for lent_phrases in candidates if counted_concepts(lent_phrases, False)), ()
    )
    narrower_rule = best_rule(phrases, lent_phrases, wording, 1) or rule
    if len(narrower_rule.metrics) > len(rule.metrics):
        if wording.forward and names_count:
            return rule  # what it counts and what is done with it are said already
        if not names_count:  # "…, trong đó đúng hạn 98%" asks for one thing
            narrower_rule = best_rule(phrases, lent_phrases, wording, _FAR) or rule
    used_concepts = narrower_rule.used_concepts(_concepts(phrases) | _concepts(lent_phrases))
    if used_concepts > rule.used_concepts(_concepts(phrases)):
        return narrower_rule
    counts_other = rule.excluded_concepts & lexicon().countables & _concepts(lent_phrases)
    return None if counts_other and not names_count else rule


def best_rule(
    phrases: Sequence[Token], lent_phrases: Sequence[Token], wording: Wording, distance: int
) -> MetricRule | None:
    """The rule that most concepts of the (lent) phrases complete; None where none is complete.

    Of equals the one complete in the fewest words. `distance` counts the lenders whose phrases are
    among `lent_phrases`, 0 where there are none.
    """
    countables, concepts = counted_concepts(phrases, wording.forward), _concepts(phrases)
    if _PREDICATE in (concepts if distance else phrases[-1].concepts if phrases else ()):
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
        and may_count_any(rule, countables or counted_concepts(lent_phrases, False))
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


def counted_concepts(phrases: Sequence[Token], forward: bool) -> list[frozenset[str]]:
    """The countables of each phrase that names any; if `forward`, the first's alone."""
    countables = lexicon().countables
    by_phrase = [token.concepts & countables for token in phrases if token.concepts & countables]
    return by_phrase[:1] if forward else by_phrase


def may_count_any(rule: MetricRule, countables: Sequence[frozenset[str]]) -> bool:
    """Whether a rule may count one of the countables; so it may where there are none."""
    if "any" in rule.counted_concepts or not countables:
        return True
    return any(rule.counted_concepts & concepts for concepts in countables)


def _counts_first_named(rule: MetricRule, countables: Sequence[frozenset[str]]) -> bool:
    """Whether a rule counts the first of the countables, which later words only describe."""
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
    """The concepts of all phrases."""
    return frozenset().union(*(token.concepts for token in phrases))
