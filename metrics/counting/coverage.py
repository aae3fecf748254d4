"""Which days of a period the uploads cover, and with which of them a count is made up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import Literal

from data.periods import Period
from data.typed_counts import count_nature

Span = tuple[date, date]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Source:
    """What one upload can tell of one commune: the counts it knows, for which days.

    A list of dossiers (`is_list`) tells every day by itself; a form only its whole span. `layout`
    is the name of its layout.
    """

    commune_code: str
    upload_id: int
    first: date
    last: date
    known_counts: frozenset[str]
    is_list: bool
    layout: str
    demonstration: bool = False
    by_field: bool = True  # a list without the column of fields tells nothing of one field

    @property
    def span(self) -> Span:
        return self.first, self.last


@dataclass(frozen=True)
class Segment:
    """A stretch of days counted from one place: the records, or one form (`upload_id`)."""

    first: date
    last: date
    upload_id: int | None = None


@dataclass(frozen=True)
class Coverage:
    """How far a period is covered: whole, to some day inside it ("to_date"), or not.

    `segments` are the stretches in the order of days, without a gap from the period's first day
    on; empty where the state is "none". `missing` are the days of the period without figures,
    `without_counts` those of them for which uploads are there, but lack a column that it takes.
    """

    state: Literal["whole", "to_date", "none"]
    segments: tuple[Segment, ...]
    missing: tuple[Span, ...]
    without_counts: tuple[Span, ...] = ()

    @property
    def covered(self) -> Span | None:
        """First and last covered day, where the figures may be used."""
        return (self.segments[0].first, self.segments[-1].last) if self.segments else None


def tile_period(period: Period, usable: Iterable[Source]) -> Coverage:
    """Lay the sources that know the counts asked for over the period, like tiles.

    Lists win over forms on every day that they cover (docs/rules.md, Uploads); a form is used
    only where its whole span is needed. With lists of January and February and forms of February
    and March, the first quarter is the records of January and February, then March's form:
    February's form is not used. Where a gap follows the last segment and figures follow the gap,
    nothing may be used: they would be taken for the whole.
    """
    usable = tuple(usable)
    by_list = _spans_inside(_join_spans(source.span for source in usable if source.is_list), period)
    forms = [s for s in usable if not s.is_list and _has_room(s.span, period, by_list)]
    segments = _furthest_reaching(period.first, period, by_list, forms)
    reach = segments[-1].last if segments else period.first - _DAY
    if reach == period.last:
        return Coverage("whole", segments, ())
    spans = _join_spans([*by_list, *(form.span for form in forms)])
    if not segments or any(first > reach for first, _ in spans):
        return Coverage("none", (), uncovered_spans(period, spans))
    return Coverage("to_date", segments, ((reach + _DAY, period.last),))


def standing_at_end(period: Period, usable: Iterable[Source]) -> Coverage:
    """How things stood at the end: the form that ends last inside the period, of equals the newest.

    For counts as at a day. Nothing is summed, so the form may begin before the period: a form of
    January to March tells how many procedures there were at the end of March.
    """
    ending = [s for s in usable if not s.is_list and period.first <= s.last <= period.last]
    if not ending:
        return Coverage("none", (), ((period.first, period.last),))
    newest = max(ending, key=lambda form: (form.last, form.upload_id))
    segment = Segment(max(newest.first, period.first), newest.last, newest.upload_id)
    if newest.last == period.last:
        return Coverage("whole", (segment,), ())
    return Coverage("to_date", (segment,), ((newest.last + _DAY, period.last),))


def uncovered_spans(period: Period, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches of the period that no span covers."""
    uncovered: list[Span] = []
    day = period.first
    for first, last in _spans_inside(_join_spans(spans), period):
        if day < first:
            uncovered.append((day, first - _DAY))
        day = last + _DAY
    if day <= period.last:
        uncovered.append((day, period.last))
    return tuple(uncovered)


def coverage_of(
    names: Iterable[str], period: Period, usable: Iterable[Source], sources: Iterable[Source]
) -> Coverage:
    """By how the counts go over periods: they add, stand at the end, or do neither.

    Procedures stand as at the last day, so the last form counts; dossiers add from month to month;
    "procedures with a dossier" of two months do not add, since many are the same. `usable` are
    those of the `sources` that know the counts.
    """
    usable = list(usable)
    others = [source for source in sources if source not in usable]
    natures = set(map(count_nature, names))
    if natures == {"end"}:
        return with_loaded_days(standing_at_end(period, usable), others)
    if "whole" in natures:  # one span alone, and it must begin with the period
        usable = [source for source in usable if source.first == period.first]
    return with_loaded_days(tile_period(period, usable), others)


def with_loaded_days(coverage: Coverage, sources: Iterable[Source]) -> Coverage:
    """The coverage with those of its missing days that any of the sources lies on."""
    loaded = _join_spans(source.span for source in sources)
    without = (_spans_inside(loaded, Period(first, last)) for first, last in coverage.missing)
    return replace(coverage, without_counts=tuple(chain.from_iterable(without)))


def _furthest_reaching(
    day: date, period: Period, by_list: Sequence[Span], forms: Sequence[Source]
) -> tuple[Segment, ...]:
    """The segments from `day` on that reach furthest.

    On a day that lists cover there is one way on: the records, to the end of their stretch. Else
    each form that begins on that day is tried, the newest first, and the way that reaches
    furthest is taken: of a quarter's form and one of its first month, the quarter's.
    """
    if day > period.last:
        return ()
    for first, last in by_list:
        if first <= day <= last:
            return Segment(day, last), *_furthest_reaching(last + _DAY, period, by_list, forms)
    starting = [form for form in forms if form.first == day]
    starting.sort(key=lambda form: form.upload_id, reverse=True)
    ways = [
        (
            Segment(form.first, form.last, form.upload_id),
            *_furthest_reaching(form.last + _DAY, period, by_list, forms),
        )
        for form in starting
    ]
    return max(ways, key=lambda way: way[-1].last, default=())


def _has_room(span: Span, period: Period, by_list: Sequence[Span]) -> bool:
    """Whether a form's days lie inside the period, and none of them is covered by lists."""
    inside = period.first <= span[0] and span[1] <= period.last
    return inside and not any(first <= span[1] and span[0] <= last for first, last in by_list)


def _spans_inside(spans: Iterable[Span], period: Period) -> list[Span]:
    """The spans' days inside the period; those that have none are left out."""
    inside = [(max(first, period.first), min(last, period.last)) for first, last in spans]
    return [(first, last) for first, last in inside if first <= last]


def _join_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans joined where they touch or overlap, in order."""
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + _DAY:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
