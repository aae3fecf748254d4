"""Targets that a plan's text seems to set, proposed for a person to confirm one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from plan_texts.language.accents import with_accents
from plan_texts.language.figures import FigureSegment
from plan_texts.language.lexicon import ceiling_metrics, cut_metrics, reduction_metrics
from plan_texts.language.share_pattern import figures
from plan_texts.structure.clauses import clauses
from plan_texts.structure.sentences import Clause
from plan_texts.targets.classification import metrics_of
from plan_texts.targets.conditions import is_conditional
from plan_texts.targets.denominator_words import exclusion_words
from plan_texts.targets.denominators import denominator_variant
from plan_texts.targets.exclusions import goal_year, is_result, reason_to_exclude
from plan_texts.targets.open_targets import open_figure
from plan_texts.targets.others_goals import is_of_superior
from plan_texts.targets.points import is_of_index, with_index_named
from plan_texts.targets.proposal import FigureReading, Proposal, TargetKey
from plan_texts.targets.quotations import ENDS, with_quotation
from plan_texts.targets.repetitions import without_explaining_rises
from plan_texts.targets.respective_steps import with_steps_apart
from plan_texts.targets.rule_choice import Wording
from plan_texts.targets.scope_labels import scope_labels
from plan_texts.targets.segments import segments
from plan_texts.targets.target_days import target_days
from plan_texts.tense.clause_tense import looks_ahead, looks_back, tells_past
from plan_texts.tense.measured import counts_dossiers
from plan_texts.tense.rises import Rise, base_year, rise_over
from plan_texts.tense.standpoint import Standpoint, standpoint
from plan_texts.whole_text import readings_of_whole

__all__ = ["NO_PROPOSALS", "Proposal", "propose", "read_figures"]

NO_PROPOSALS = "Không thấy chỉ tiêu nào trong văn bản này."
_NUMBER_OF = re.compile(r"\s*(?:số|số lượng|tổng số) (?!hóa|hoá)")  # "tăng 5% số hồ sơ"
_EarlierTargets = Mapping[tuple[str, Decimal | None], int]  # to the first line of each


def propose(text: str) -> tuple[Proposal, ...]:
    """The targets that a plan's text seems to set, in its order, past results left out."""
    return tuple(proposal for reading in read_figures(text) for proposal in reading.proposals)


def read_figures(text: str) -> tuple[FigureReading, ...]:
    """What became of each figure of a text, in its order: proposals, or why there are none."""
    text = with_accents(unicodedata.normalize("NFC", text))
    origin = standpoint(text)
    return readings_of_whole(list(_readings(text, origin)), text, origin)


def _readings(text: str, origin: Standpoint) -> Iterator[FigureReading]:
    """The readings of a text that speaks from `origin`, in its order, proposals with quotations.

    Outside tables a target that a line repeats comes once.
    """
    earlier_targets: dict[tuple[str, Decimal | None], int] = {}
    targets_on_lines: set[tuple[int, TargetKey]] = set()
    for clause, tells_results in _clauses_with_tense(text, origin):
        targets_of_clause: set[TargetKey] = set()
        for reading in list(_clause_readings(clause, origin, earlier_targets, tells_results)):
            proposals = tuple(
                with_quotation(proposal, (clause.text, clause.sentence))
                for proposal in reading.proposals
                if proposal.target not in targets_of_clause
                and (clause.role or (proposal.line, proposal.target) not in targets_on_lines)
            )
            reason = reading.reason or ("" if proposals else "repeated")
            yield replace(reading, proposals=proposals, reason=reason)
            targets_of_clause |= {proposal.target for proposal in proposals}
            targets_on_lines |= {(proposal.line, proposal.target) for proposal in proposals}
            for proposal in proposals:
                earlier_targets.setdefault((proposal.metric, proposal.value), proposal.line)


def _clauses_with_tense(text: str, origin: Standpoint) -> Iterator[tuple[Clause, bool]]:
    """(clause, whether it tells results) for each clause of a text that speaks from `origin`.

    A clause after one that tells results tells them too, until one demands: so all items of the
    list below "Kết quả năm 2025:".
    """
    tells_results = False
    for clause in with_steps_apart(clauses(text, origin.year)):
        text_before, lead, *_ = clause.lenders
        if not text_before:  # a paragraph begins; the lead above its list may look back
            tells_results = clause.role == "" and tells_past(lead, origin.year, origin.written_on)
        tells_results = tells_results and not looks_ahead(
            clause.text, origin.year, origin.written_on
        )
        yield clause, clause.looks_back or tells_results
        if not clause.looks_back:
            tells_results = tells_results or _tells_results(clause, origin)


def _tells_results(clause: Clause, origin: Standpoint) -> bool:
    """Whether all figures of a clause are results; without figures, whether it tells the past."""
    text, shares = clause.text, figures(clause.text)
    if not shares:
        if counts_dossiers(text) and not looks_ahead(text, origin.year, origin.written_on):
            return True
        return tells_past(text, origin.year, origin.written_on)
    return all(is_result(clause, share, origin) for share in shares)


def _clause_readings(
    clause: Clause, origin: Standpoint, earlier_targets: _EarlierTargets, tells_results: bool
) -> Iterator[FigureReading]:
    """The readings of a clause's figures; `earlier_targets` has (metric, share) set before it."""
    shares = figures(clause.text, is_of_index((*clause.lenders, origin.title)))
    if tells_results or clause.is_superseded:
        reason = "result" if tells_results else "superior_level"
        for share in shares:
            written = clause.text[share.lead : share.end]
            yield FigureReading(clause.line_at(share.start), written, reason)
        return
    readings = [
        _segment_reading(clause, segment, origin, earlier_targets)
        for segment in segments(clause.text, shares)
    ]
    if all(reading.reason == "result" for reading in readings):
        yield from _open_readings(clause, origin)  # "đạt mức tỉnh giao (năm 2025 đạt 84,6%)"
    yield from without_explaining_rises(readings)


def _segment_reading(
    clause: Clause, segment: FigureSegment, origin: Standpoint, earlier_targets: _EarlierTargets
) -> FigureReading:
    """The reading of a segment's figure: its proposals, or the reason why it sets no target."""
    figure = segment.figure
    line, written = clause.line_at(figure.start), clause.text[figure.lead : figure.end]
    metrics = _segment_metrics(
        clause, segment, earlier_targets, is_of_index((*clause.lenders, origin.title))
    )
    reason = reason_to_exclude(clause, segment, origin, metrics)
    if reason or not metrics:
        return FigureReading(line, written, reason or "no_metric")
    levels_alone = reduction_metrics() | cut_metrics() | ceiling_metrics()
    rise = None if levels_alone & set(metrics) else rise_over(clause.text, figure, origin.year)
    counts_things = segment.forward and _NUMBER_OF.match(clause.text.lower(), figure.end)
    if rise and (counts_things or not rise.base_year):
        is_fall = base_year(clause.text, origin.year) is not None
        rise_reason = "count_rise" if counts_things else "fall" if is_fall else "rise"
        return FigureReading(line, written, rise_reason)
    if rise and _compares_earlier_years(clause.text, rise, origin):
        return FigureReading(line, written, "result")
    proposals = tuple(_proposal(metric, clause, segment, origin, rise) for metric in metrics)
    return FigureReading(line, written, "", proposals)


def _compares_earlier_years(text: str, rise: Rise, origin: Standpoint) -> bool:
    """Whether a rise is over a year before the last, and its text demands nothing."""
    is_earlier = rise.base_year and origin.year and rise.base_year < origin.year - 1
    return bool(is_earlier) and not looks_ahead(text, origin.year, origin.written_on)


def _segment_metrics(
    clause: Clause, segment: FigureSegment, earlier_targets: _EarlierTargets, has_index: bool
) -> tuple[str, ...]:
    """The metrics that a segment's words set, given whether the text names index 766; () if none.

    Words for several metrics that the plan has all set on a line before repeat them, as a column of
    products does, and are read so.
    """
    figure = segment.figure
    line = clause.line_at(figure.start)
    wording = Wording(
        with_index_named(segment.words, segment.part, has_index)
        if figure.is_mark
        else segment.words,
        segment.forward,
        figure.says_all,
        segment.coordination,
        is_limit=figure.comparator in ("<", "<="),
    )
    lenders = (segment.part, segment.earlier_text, *clause.lenders)
    metrics = metrics_of(wording, lenders, clause.role == "product")
    is_repetition = len(metrics) > 1 and all(
        earlier_targets.get((metric, figure.value), line) < line for metric in metrics
    )
    return metrics_of(wording, lenders, is_product=True) if is_repetition else metrics


def _proposal(
    metric: str, clause: Clause, segment: FigureSegment, origin: Standpoint, rise: Rise | None
) -> Proposal:
    """The proposal that a segment makes for one metric, in a text that speaks from `origin`."""
    figure = segment.figure
    words = clause.text[segment.start : segment.end].strip(ENDS)
    label = scope_labels(words, segment.scope)
    scopes = (clause.unit, label, exclusion_words(metric, words))
    since, until = target_days(clause, segment, origin.year)
    over = rise.base_year if rise else None
    if metric in reduction_metrics():
        over = base_year(clause.text, origin.year)
    return Proposal(
        metric=metric,
        comparator=rise.comparator if rise else figure.comparator,
        value=figure.value,
        scope=", ".join(filter(None, scopes)),
        words=words,
        line=clause.line_at(figure.start),
        denominator_variant=denominator_variant(
            metric, words, (clause.text, *clause.lenders), over, label
        ),
        base_year=over,
        until_year=goal_year(clause, figure, origin.last_year) or None,
        since=since,
        until=until,
        is_step=clause.is_step,
        province_wide=is_of_superior(clause.text, figure, clause.lenders[1:], origin.commune),
    )


def _open_readings(clause: Clause, origin: Standpoint) -> Iterator[FigureReading]:
    """The reading of a clause that asks for a figure set by another plan; none of other clauses.

    "Đạt chỉ tiêu tỉnh giao" is such a clause.
    """
    text = clause.text
    figure = open_figure(text)
    if not figure or looks_back(text, figure, origin) or is_conditional(text, figure):
        return
    is_product = clause.role == "product"
    lenders = ("", *clause.lenders[1:2]) if is_product else ()
    line = clause.line_at(figure.start)
    proposals = tuple(
        Proposal(
            metric,
            ">=",
            None,
            scope := scope_labels(text),
            text.strip(),
            line,
            denominator_variant(metric, text, clause.lenders, None, scope),
        )
        for metric in metrics_of(Wording(text, forward=False), lenders, is_product)
    )
    if proposals:
        yield FigureReading(line, text[figure.start : figure.end], "", proposals)
