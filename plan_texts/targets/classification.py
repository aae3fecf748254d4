"""Which metric the words of a target mean: by rules, joined words part by part, by examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from plan_texts.language.letters import lower_letters
from plan_texts.language.levels import without_recipients
from plan_texts.language.lexicon import lexicon
from plan_texts.language.tokens import Token, strange_word_count, tokens
from plan_texts.targets.examples import example_metric
from plan_texts.targets.joined_parts import AND, LISTED, joined_parts, joined_predicates
from plan_texts.targets.rule_choice import (
    Wording,
    best_rule,
    counted_concepts,
    may_count_any,
    nearest_rule,
)

# "… đạt 80% trên tổng số hồ sơ của các thủ tục đủ điều kiện": of what the share is taken.
_WHOLE = re.compile(
    r"(?<!\w)(?:tính )?(?:trên|trong|so với) tổng(?: số)? (?!thể|hợp)[^,;:.()%]*", re.IGNORECASE
)
_FEWEST_STRANGERS = 2  # unknown words before the first known: they are what is counted
_NO_METRICS: tuple[str, ...] = ()
# What short lists of indicators say alone: "trực tuyến 82%, đúng hạn 99%, số hóa 95%".
_ALONE = MappingProxyType(
    {
        frozenset({"online"}): "online_filing",
        frozenset({"end_to_end"}): "end_to_end_filing",
        frozenset({"digitise"}): "digitised_dossiers",
    }
)
_COUNT = re.compile(r"\d")  # "số hóa 540 triệu (42%)"
_NOT_FILED = frozenset({"procedure", "service"})  # beside which "toàn trình" is what they offer
_OTHER_THINGS = frozenset({"training", "others", "petition", "report", "work_file"})


def metrics_of(wording: Wording, lenders: Sequence[str], is_product: bool) -> tuple[str, ...]:
    """The names of the metrics that a figure's words set, helped by `lenders`; () for no target.

    The words themselves are asked first; where no rule is complete in them, the texts around
    them lend more (`lenders`, the nearest first). If that fails, the same with slips of a scan
    looked through, and last the examples. `is_product`: in a column of products, which repeats the
    demands of the row.
    """
    lenders = tuple(map(_without_denominator, lenders))
    is_done = wording.says_all and _begins_with_deed(wording.words)
    if wording.says_all and not is_done and not _says_demand(f"{wording.words} {lenders[0]}"):
        return _NO_METRICS
    metrics = _metrics_of_words(wording, lenders, is_product)
    words = without_recipients(wording.words)
    if metrics or words == wording.words:
        return metrics
    return _metrics_of_words(replace(wording, words=words), lenders, is_product)


def _without_denominator(text: str) -> str:
    """The text without "trên tổng số …", where other words of it say what is counted."""
    shorter_text = _WHOLE.sub(" ", text)
    countables = lexicon().countables
    says_more = any(token.concepts - countables for token in tokens(shorter_text))
    return shorter_text if says_more else text


def _metrics_of_words(
    wording: Wording, lenders: Sequence[str], is_product: bool
) -> tuple[str, ...]:
    """The metrics that a figure's words set, offices among them not left out; () if none."""
    for with_slips in (False, True):
        if _counts_unknown_words(wording, tokens(wording.words, with_slips)):
            return _NO_METRICS
        if metrics := _metrics_of_joined_parts(wording, with_slips):
            return metrics
        if metrics := _metrics_of_joined_predicates(wording, with_slips):
            return metrics
        if rule := nearest_rule(wording, lenders, with_slips):
            return rule.product_metrics or rule.metrics if is_product else rule.metrics
    return _example_metrics(wording, lenders) or _metric_said_alone(wording, lenders)


def _metric_said_alone(wording: Wording, lenders: Sequence[str]) -> tuple[str, ...]:
    """The metric of a lone "trực tuyến" or "số hóa"; () if words near it count something else."""
    phrases = tokens(wording.words)
    if wording.forward or len(phrases) != 1 or phrases[0].concepts not in _ALONE:
        return _NO_METRICS
    near = [wording.words, *lenders[:2]]
    concepts = {concept for text in near for token in tokens(text) for concept in token.concepts}
    behind = wording.words[phrases[0].end :]
    others = _OTHER_THINGS | (_NOT_FILED if "end_to_end" in phrases[0].concepts else frozenset())
    is_alone = not (concepts & others or strange_word_count(wording.words) or _COUNT.search(behind))
    return (_ALONE[phrases[0].concepts],) if is_alone else _NO_METRICS


def _says_demand(text: str) -> bool:
    """Whether a text says that something is to be done; else its "toàn bộ" is no share."""
    padded_text = f" {lower_letters(text)} "
    return any(f" {word} " in padded_text for word in lexicon().grammar["demand"])


def _begins_with_deed(words: str) -> bool:
    """Whether words begin with what is to be done ("Xin lỗi … mọi hồ sơ trễ hạn")."""
    phrases = tokens(words)
    return (
        bool(phrases)
        and not words[: phrases[0].start].strip()
        and not counted_concepts(phrases[:1], False)
    )


def _counts_unknown_words(wording: Wording, phrases: Sequence[Token]) -> bool:
    """Whether a figure counts something of unknown name ("100% sinh viên nộp hồ sơ …")."""
    if not wording.forward or not phrases or wording.says_all:
        return False
    return strange_word_count(wording.words[: phrases[0].start]) >= _FEWEST_STRANGERS


def _metrics_of_joined_parts(wording: Wording, with_slips: bool) -> tuple[str, ...]:
    """The metrics of joined parts that each name one, `with_slips` misspelt too; () if they do not.

    "A, B và C đạt 90%" has three.
    """
    for joint in (LISTED, AND):
        part_phrases = [
            phrases
            for part in joined_parts(joint, wording.coordination or wording.words)
            if counted_concepts(phrases := tokens(part, with_slips), False)
        ]
        rules = [best_rule(part, (), wording, 0) for part in part_phrases]
        names = [rule.metrics[0] for rule in rules if rule and len(rule.metrics) == 1]
        if len(set(names)) > 1 and len(names) == len(part_phrases):
            return tuple(dict.fromkeys(names))
    return _NO_METRICS


def _metrics_of_joined_predicates(wording: Wording, with_slips: bool) -> tuple[str, ...]:
    """The metrics of predicates that "và" joins, one each, `with_slips` misspelt too; else ().

    Each is said of the thing counted: "100% kết quả được trả đúng hạn và có bản điện tử" sets two.
    """
    phrases = tokens(wording.words, with_slips)
    if not wording.forward or not counted_concepts(phrases[:1], False):
        return _NO_METRICS
    rules = [best_rule(part, (), wording, 0) for part in joined_predicates(wording.words, phrases)]
    names = [rule.metrics[0] for rule in rules if rule and len(rule.metrics) == 1]
    is_joined = 1 < len(names) == len(rules) == len(set(names))
    return tuple(names) if is_joined else _NO_METRICS


def _example_metrics(wording: Wording, lenders: Sequence[str]) -> tuple[str, ...]:
    """The metric of the example most like the clause's part; () where none is or may count it."""
    countables = counted_concepts(tokens(wording.words), wording.forward)
    if not lenders or countables[:1] == [frozenset({"others"})]:
        return _NO_METRICS
    metric = example_metric(lenders[0])
    lent_countables = (counted_concepts(tokens(text), False) for text in lenders)
    counted = countables or next(filter(None, lent_countables), [])
    may_count = any(
        metric in rule.metrics and may_count_any(rule, counted) for rule in lexicon().rules
    )
    return (metric,) if metric and may_count else _NO_METRICS
