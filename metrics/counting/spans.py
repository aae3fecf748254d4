"""Spans of days, first and last included: joined, cut to a period, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from data.periods import Period

Span = tuple[date, date]

_DAY = timedelta(days=1)


def uncovered_spans(period: Period, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches of a period, first and last day, that no span covers, in order."""
    gaps: list[Span] = []
    day = period.first
    for first, last in spans_inside(join_spans(spans), period):
        if day < first:
            gaps.append((day, first - _DAY))
        day = last + _DAY
    if day <= period.last:
        gaps.append((day, period.last))
    return tuple(gaps)


def spans_inside(spans: Iterable[Span], period: Period) -> list[Span]:
    """The spans cut to the period; those outside it are left out."""
    cut_spans = [(max(first, period.first), min(last, period.last)) for first, last in spans]
    return [(first, last) for first, last in cut_spans if first <= last]


def join_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of days, joined where they overlap or follow each other directly."""
    joined_spans: list[Span] = []
    for first, last in sorted(spans):
        if joined_spans and first <= joined_spans[-1][1] + _DAY:
            joined_spans[-1] = (joined_spans[-1][0], max(last, joined_spans[-1][1]))
        else:
            joined_spans.append((first, last))
    return joined_spans
