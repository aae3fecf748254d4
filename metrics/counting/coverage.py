"""Which days of a period the uploads cover, and with which of them a count is made up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data.periods import Period

Span = tuple[date, date]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Source:
    """What one upload can tell of one commune: the counts it knows, for which days.

    A list of dossiers (`is_list`) tells every day by itself; a form only its whole span. `layout`
    is the name of its layout. `counts_if_complete` are those that a list would know besides, if it
    held the dossiers carried over from before its first day.
    """

    commune_code: str
    upload_id: int
    first: date
    last: date
    known_counts: frozenset[str]
    is_list: bool
    layout: str
    demonstration: bool = False
    has_fields: bool = True  # a list without the column of fields tells nothing of one field
    counts_if_complete: frozenset[str] = frozenset()

    @property
    def span(self) -> Span:
        """The first and last day that the source tells, both included."""
        return self.first, self.last


@dataclass(frozen=True)
class Segment:
    """A stretch of days counted from one place: by dossiers, from one form, or by tasks.

    `upload_id` is the form's; with `of_tasks` the page of tasks tells the days.
    """

    first: date
    last: date
    upload_id: int | None = None
    of_tasks: bool = False

    @property
    def is_by_dossiers(self) -> bool:
        """Whether the segment's days are counted from lists of dossiers."""
        return self.upload_id is None and not self.of_tasks


@dataclass(frozen=True)
class Coverage:
    """How far a period is covered: whole, to some day inside it ("to_date"), or not.

    `segments` are the stretches in the order of days, without a gap from the period's first day
    on; empty where the state is "none". `missing_spans` are the period's days without figures,
    `uncounted_spans` those of them for which uploads are there, but lack a column that it takes,
    or, inside `incomplete_spans`, only the dossiers carried over; `waiting_spans` those for which
    uploads are there, whose every row waits.
    """

    state: Literal["whole", "to_date", "none"]
    segments: tuple[Segment, ...]
    missing_spans: tuple[Span, ...]
    uncounted_spans: tuple[Span, ...] = ()
    waiting_spans: tuple[Span, ...] = ()
    incomplete_spans: tuple[Span, ...] = ()

    @property
    def covered_span(self) -> Span | None:
        """The first and last covered day, both inclusive; None where nothing is covered."""
        return (self.segments[0].first, self.segments[-1].last) if self.segments else None


def tiled_coverage(period: Period, usable_sources: Iterable[Source]) -> Coverage:
    """The coverage of a period by sources laid like tiles, lists before forms.

    Lists win over forms on every day that they cover (docs/rules.md, Uploads); a form is used
    only where its whole span is needed. With lists of January and February and forms of February
    and March, the first quarter is the records of January and February, then March's form:
    February's form is not used. Where a gap follows the last segment and figures follow the gap,
    nothing may be used: they would be taken for the whole.
    """
    usable_sources = tuple(usable_sources)
    list_spans = spans_inside(
        join_spans(source.span for source in usable_sources if source.is_list), period
    )
    forms = [
        s
        for s in usable_sources
        if not s.is_list and _fits_between_lists(s.span, period, list_spans)
    ]
    segments = _furthest_segments(period.first, period, list_spans, forms)
    last_covered_day = segments[-1].last if segments else period.first - _DAY
    if last_covered_day == period.last:
        return Coverage("whole", segments, ())
    spans = join_spans([*list_spans, *(form.span for form in forms)])
    if not segments or any(first > last_covered_day for first, _ in spans):
        return Coverage("none", (), uncovered_spans(period, spans))
    return Coverage("to_date", segments, ((last_covered_day + _DAY, period.last),))


def coverage_by_day(period: Period, known_spans: Iterable[Span]) -> Coverage:
    """The coverage of a period by the page of tasks, which tells every day of the known spans.

    As with lists: nothing may be used where the first day is not known, or a gap lies between.
    """
    spans = spans_inside(join_spans(known_spans), period)
    missing_spans = uncovered_spans(period, spans)
    if len(spans) != 1 or spans[0][0] > period.first:
        return Coverage("none", (), missing_spans)
    segments = (Segment(*spans[0], of_tasks=True),)
    return Coverage("to_date" if missing_spans else "whole", segments, missing_spans)


def coverage_at_end(period: Period, usable_sources: Iterable[Source]) -> Coverage:
    """The coverage by the one form that ends last inside the period, the newest of equals.

    For counts as at a day. Nothing is summed, so the form may begin before the period: a form of
    January to March tells how many procedures there were at the end of March.
    """
    ending_forms = [
        s for s in usable_sources if not s.is_list and period.first <= s.last <= period.last
    ]
    if not ending_forms:
        return Coverage("none", (), ((period.first, period.last),))
    newest = max(ending_forms, key=lambda form: (form.last, form.upload_id))
    segment = Segment(max(newest.first, period.first), newest.last, newest.upload_id)
    if newest.last == period.last:
        return Coverage("whole", (segment,), ())
    return Coverage("to_date", (segment,), ((newest.last + _DAY, period.last),))


def _furthest_segments(
    day: date, period: Period, list_spans: Sequence[Span], forms: Sequence[Source]
) -> tuple[Segment, ...]:
    """The gapless segments from `day` on that reach furthest; none where no source starts then.

    On a day that lists cover there is one way on: the records, to the end of their stretch. Else
    each form that begins on that day is tried, the newest first, and the way that reaches
    furthest is taken: of a quarter's form and one of its first month, the quarter's.
    """
    if day > period.last:
        return ()
    for first, last in list_spans:
        if first <= day <= last:
            return Segment(day, last), *_furthest_segments(last + _DAY, period, list_spans, forms)
    starting_forms = [form for form in forms if form.first == day]
    starting_forms.sort(key=lambda form: form.upload_id, reverse=True)
    segment_runs = [
        (
            Segment(form.first, form.last, form.upload_id),
            *_furthest_segments(form.last + _DAY, period, list_spans, forms),
        )
        for form in starting_forms
    ]
    return max(segment_runs, key=lambda way: way[-1].last, default=())


def _fits_between_lists(span: Span, period: Period, list_spans: Sequence[Span]) -> bool:
    """Whether a form's span lies inside the period and shares no day with lists."""
    lies_inside = period.first <= span[0] and span[1] <= period.last
    return lies_inside and not any(
        first <= span[1] and span[0] <= last for first, last in list_spans
    )


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
