"""Targets that a plan's text seems to set, proposed for a person to confirm one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from plan_texts.language.accents import with_accents
from plan_texts.language.figures import Figure, FigureSegment
from plan_texts.language.lexicon import lexicon, spell_out
from plan_texts.language.phrases import lower_letters
from plan_texts.language.share_pattern import figures
from plan_texts.structure.clauses import clauses
from plan_texts.structure.sentences import Clause
from plan_texts.targets.classification import Wording, metrics_of
from plan_texts.targets.counted_words import without_inclusions
from plan_texts.targets.exclusions import is_conditional, reason_to_exclude
from plan_texts.targets.petition_kinds import petition_variant
from plan_texts.targets.segments import segments
from plan_texts.targets.tense import is_rise, looks_ahead, looks_back, plan_year, tells_past

NO_PROPOSALS = "Không thấy chỉ tiêu nào trong văn bản này."
_FEWEST_WORDS = 4  # beside the figure: with fewer nobody can tell what a quotation speaks of
_LONGEST_QUOTED = 300  # letters up to the figure
_LONGEST_OPEN = 300  # letters; who sets so vague a demand says so in few words
_STEP = re.compile(r"(?<!\w)(?:quý|tháng|đợt|học kỳ|giai đoạn)(?!\w)")
_ENDS = " ,;-–•"  # of a quotation


# A metric, the denominator that it is counted by (None: the usual one), and the share asked for.
_TargetKey = tuple[str, str | None, Decimal | None]


@dataclass(frozen=True)
class Proposal:
    """A target as read: nothing counts until a person has confirmed it.

    `value` is a share from 0 to 1, None where the plan refers to a figure set elsewhere;
    `comparator` is ">=", ">", "<=" or "<"; `scope` "" where the words limit nothing; `words` are
    the text that it rests on and `line` the line (from 1) that its figure stands on.
    `denominator_variant` is set where the plan counts one kind of petitions alone.
    """

    metric: str
    comparator: str
    value: Decimal | None
    scope: str
    words: str
    line: int
    denominator_variant: str | None = None

    @property
    def target(self) -> _TargetKey:
        """What is asked of which metric: equal in two proposals that say the same."""
        return self.metric, self.denominator_variant, self.value


def propose(text: str) -> tuple[Proposal, ...]:
    """The targets that a plan's text seems to set, in its order, past results left out."""
    text = with_accents(unicodedata.normalize("NFC", text))
    proposals = list(_proposals_with_clauses(text, plan_year(text)))
    return tuple(
        _with_quotation(proposal, clause) for proposal, clause in _without_earlier_steps(proposals)
    )


def _proposals_with_clauses(text: str, year: int | None) -> Iterator[tuple[Proposal, Clause]]:
    """(proposal, its clause) in the text's order.

    Outside tables a target that a line repeats comes once.
    """
    earlier_targets: set[tuple[str, Decimal | None]] = set()
    targets_on_lines: set[tuple[int, _TargetKey]] = set()
    for clause in _demanding_clauses(text, year):
        proposals = {
            proposal.target: proposal
            for proposal in _clause_proposals(clause, year, earlier_targets)
        }
        for target, proposal in proposals.items():
            if clause.role or (proposal.line, target) not in targets_on_lines:
                yield proposal, clause
            targets_on_lines.add((proposal.line, target))
            earlier_targets.add((proposal.metric, proposal.value))


def _demanding_clauses(text: str, year: int | None) -> Iterator[Clause]:
    """The clauses of a text without those that tell results.

    A clause after one that tells results tells them too, until one demands: so all items of the
    list below "Kết quả năm 2025:".
    """
    tells_results = False
    for clause in clauses(text):
        text_before, lead, *_ = clause.lenders
        if not text_before:  # a paragraph begins; the lead above its list may look back
            tells_results = clause.role == "" and tells_past(lead, year)
        tells_results = tells_results and not looks_ahead(clause.text, year)
        if not (clause.looks_back or tells_results):
            yield clause
        tells_results = tells_results or _tells_results(clause, year)


def _tells_results(clause: Clause, year: int | None) -> bool:
    """Whether all figures of a clause are results; without figures, whether it tells the past."""
    shares = figures(clause.text)
    if not shares:
        return tells_past(clause.text, year)
    return all(looks_back(clause.text, share, year) for share in shares)


def _without_earlier_steps(
    proposals: Sequence[tuple[Proposal, Clause]],
) -> Iterator[tuple[Proposal, Clause]]:
    """The pairs (proposal, clause) without those of steps to a later figure on the same line.

    Of "quý I đạt 60%, … cả năm đạt 80%" 80 % stays.
    """
    last_positions = {
        (proposal.line, proposal.metric): position
        for position, (proposal, _) in enumerate(proposals)
    }
    for position, (proposal, clause) in enumerate(proposals):
        is_last = last_positions[proposal.line, proposal.metric] == position
        if is_last or not _STEP.search(lower_letters(proposal.words)):
            yield proposal, clause


def _with_quotation(proposal: Proposal, clause: Clause) -> Proposal:
    """The proposal with words enough to confirm it: its own, or where few, those around them."""
    words = proposal.words
    quotations = (text.strip(_ENDS) for text in (words, clause.text, clause.sentence))
    long_quotations = (
        text for text in quotations if words in text and _word_count(text) >= _FEWEST_WORDS
    )
    return replace(proposal, words=_quotation_up_to(words, next(long_quotations, words)))


def _quotation_up_to(words: str, text: str) -> str:
    """The text that holds the words; of a long one only the last letters up to the words' end."""
    end = text.index(words) + len(words)
    if end <= _LONGEST_QUOTED or words == text:
        return text
    return f"… {text[end - _LONGEST_QUOTED : end].partition(' ')[2]}"


def _word_count(text: str) -> int:
    """How many words of a text have a letter, numbers and signs aside."""
    return sum(any(map(str.isalpha, word)) for word in text.split())


def _clause_proposals(
    clause: Clause, year: int | None, earlier_targets: Collection[tuple[str, Decimal | None]]
) -> Iterator[Proposal]:
    """The proposals of one clause, given the (metric, share) that the plan set before it."""
    shares = figures(clause.text)
    if not shares:
        yield from _open_proposals(clause, year)
    for segment in segments(clause.text, shares):
        if reason_to_exclude(clause, segment, year):
            continue
        metrics = _segment_metrics(clause, segment, earlier_targets)
        if is_rise(clause.text, segment.figure) and not _reduction_metrics() & set(metrics):
            continue
        for metric in metrics:
            yield _proposal(metric, clause, segment)


def _segment_metrics(
    clause: Clause,
    segment: FigureSegment,
    earlier_targets: Collection[tuple[str, Decimal | None]],
) -> tuple[str, ...]:
    """The metrics that a segment's words set; none where they set no target.

    Words for several metrics that the plan has all set before repeat them, as a column of
    products does, and are read so.
    """
    figure = segment.figure
    wording = Wording(segment.words, segment.forward, figure.says_all, segment.coordination)
    lenders = (segment.part, segment.earlier_text, *clause.lenders)
    metrics = metrics_of(wording, lenders, clause.role == "product")
    is_repetition = len(metrics) > 1 and all(
        (metric, figure.value) in earlier_targets for metric in metrics
    )
    return metrics_of(wording, lenders, is_product=True) if is_repetition else metrics


@cache
def _reduction_metrics() -> frozenset[str]:
    """The metrics that are reductions, for which "giảm 30%" is the level to be reached."""
    return frozenset(
        metric for rule in lexicon().rules if rule.is_reduction for metric in rule.metrics
    )


def _proposal(metric: str, clause: Clause, segment: FigureSegment) -> Proposal:
    figure, line = segment.figure, clause.line_at(segment.figure.start)
    words = clause.text[segment.start : segment.end].strip(_ENDS)
    variant = petition_variant(metric, words, (clause.text, *clause.lenders))
    scope = _scope_labels(words)
    return Proposal(metric, figure.comparator, figure.value, scope, words, line, variant)


def _open_proposals(clause: Clause, year: int | None) -> Iterator[Proposal]:
    """A clause's proposals without a share, where it refers to another plan's figure; else none.

    "Đạt chỉ tiêu tỉnh giao" is such a clause.
    """
    text = clause.text
    match = (
        None if text.rstrip().endswith(":") else _open_target_pattern().search(lower_letters(text))
    )
    if not match or len(text) > _LONGEST_OPEN:
        return
    open_figure = Figure(Decimal(1), ">=", match.start(), match.start(), match.end())
    if looks_back(text, open_figure, year) or is_conditional(text, open_figure):
        return
    is_product = clause.role == "product"
    lenders = ("", *clause.lenders[1:2]) if is_product else ()
    for metric in metrics_of(Wording(text, forward=False), lenders, is_product):
        line = clause.line_at(match.start())
        variant = petition_variant(metric, text, clause.lenders)
        yield Proposal(metric, ">=", None, _scope_labels(text), text.strip(), line, variant)


@cache
def _open_target_pattern() -> re.Pattern[str]:
    """The pattern of an open target: "hoàn thành … mức thanh toán trực tuyến do UBND tỉnh giao"."""
    grammar = lexicon().grammar
    kinds = ("met", "set_by", "given")
    met, figure_set, given_by = ("|".join(map(re.escape, grammar[kind])) for kind in kinds)
    gap = r"(?:[\s,]+\w+){{0,{}}}?[\s,]+"
    few, many = gap.format(4), gap.format(10)
    return re.compile(rf"\b(?:{met}){few}(?:{figure_set})\b{many}(?:{given_by})\b")


def _scope_labels(words: str) -> str:
    """The labels of the scopes that the words name, parted by commas; "" where they name none."""
    padded_words = f" {spell_out(without_inclusions(words))} "
    labels = (
        label
        for label, phrases in lexicon().scopes.items()
        if any(f" {phrase} " in padded_words for phrase in phrases)
    )
    return ", ".join(labels)
