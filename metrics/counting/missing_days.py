"""A period's coverage for named counts, and why days of it are missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from data.periods import Period
from data.typed_counts import count_nature
from metrics.counting.coverage import (
    Coverage,
    Source,
    Span,
    coverage_at_end,
    join_spans,
    spans_inside,
    tiled_coverage,
)


def coverage_of(
    names: Iterable[str],
    period: Period,
    usable_sources: Iterable[Source],
    sources: Iterable[Source],
    incomplete_sources: Iterable[Source] = (),
) -> Coverage:
    """A period's coverage for named counts by usable sources; days of the others are uncounted.

    Procedures stand as at the last day, so the last form counts; dossiers add; "procedures with a
    dossier" of two months do not add, since many are the same. `usable_sources` are those of
    `sources` that know the counts, `incomplete_sources` those that lack only what was carried over.
    """
    usable_sources, incomplete_sources = list(usable_sources), tuple(incomplete_sources)
    other_sources = [source for source in sources if source not in usable_sources]
    natures = set(map(count_nature, names))
    if natures == {"end"}:
        return with_uncounted_spans(
            coverage_at_end(period, usable_sources), other_sources, incomplete_sources
        )
    if "whole" in natures:  # one span alone, and it must begin with the period
        usable_sources = [source for source in usable_sources if source.first == period.first]
    return with_uncounted_spans(
        tiled_coverage(period, usable_sources), other_sources, incomplete_sources
    )


def with_uncounted_spans(
    coverage: Coverage, sources: Iterable[Source], incomplete_sources: Iterable[Source]
) -> Coverage:
    """The coverage, its `uncounted_spans` being missing days that these sources have.

    Its `incomplete_spans` are those of `incomplete_sources`.
    """
    return replace(
        coverage,
        uncounted_spans=_missing_days_inside(coverage, (source.span for source in sources)),
        incomplete_spans=_missing_days_inside(coverage, (s.span for s in incomplete_sources)),
    )


def with_waiting_spans(coverage: Coverage, spans: Iterable[Span]) -> Coverage:
    """The coverage, its `waiting_spans` being the missing days inside these spans."""
    return replace(coverage, waiting_spans=_missing_days_inside(coverage, spans))


def _missing_days_inside(coverage: Coverage, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Those of the coverage's missing days that lie inside the spans, as spans in order."""
    joined_spans = join_spans(spans)
    span_groups = (
        spans_inside(joined_spans, Period(first, last)) for first, last in coverage.missing_spans
    )
    return tuple(chain.from_iterable(span_groups))
