"""Proposals of one text that ask for different figures of the same thing: all of them are marked.

The reader cannot tell which is in force; whoever confirms them can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from data.planning.plan import RISES
from plan_texts.targets.proposal import FigureReading, Proposal

_Subject = tuple[object, ...]


def with_contradictions(
    readings: Sequence[FigureReading], last_year: int | None
) -> Iterator[FigureReading]:
    """The readings, each proposal with the lines of those that ask for another figure instead.

    `last_year` is the plan's last, which until then is every target's own.
    """
    by_subject: dict[_Subject, list[Proposal]] = {}
    for reading in readings:
        for proposal in filter(_may_contradict, reading.proposals):
            by_subject.setdefault(_subject(proposal, last_year), []).append(proposal)
    for reading in readings:
        proposals = (
            replace(p, contradicts=_other_lines(p, by_subject[_subject(p, last_year)]))
            if _may_contradict(p)
            else p
            for p in reading.proposals
        )
        yield replace(reading, proposals=tuple(proposals))


def contradicting(proposals: Iterable[Proposal], proposal: Proposal) -> list[Proposal]:
    """Those of the proposals that a proposal contradicts, one for each line."""
    by_line = {
        other.line: other
        for other in proposals
        if other.line in proposal.contradicts
        and other.metric == proposal.metric
        and other.value != proposal.value
        and proposal.line in other.contradicts
    }
    return [by_line[line] for line in sorted(by_line)]


def _may_contradict(proposal: Proposal) -> bool:
    """Whether a proposal asks for a figure of its own, neither a repetition nor a step to one."""
    return proposal.value is not None and proposal.repeats is None and not proposal.is_step


def _subject(proposal: Proposal, last_year: int | None) -> _Subject:
    """What two proposals must have in common to contradict each other: all but the figure."""
    until_year = None if proposal.until_year == last_year else proposal.until_year
    direction = proposal.comparator if proposal.comparator in RISES else proposal.comparator[:1]
    limits = (proposal.denominator_variant, proposal.base_year, proposal.province_wide)
    days = (until_year, proposal.since, proposal.until)
    return proposal.metric, direction, proposal.scope, *limits, *days


def _other_lines(proposal: Proposal, others: Iterable[Proposal]) -> tuple[int, ...]:
    """The lines of the others that ask for another figure; "tối thiểu 80%, phấn đấu 85%" is one."""
    lines = {p.line for p in others if p.value != proposal.value and p.line != proposal.line}
    return tuple(sorted(lines))
