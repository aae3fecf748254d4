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

    A list of dossiers (`is_list`) tells every day by itself; a form only its whole span.
    """

    commune_code: str
    upload_id: int
    first: date
    last: date
    known_counts: frozenset[str]
    is_list: bool
    format: str
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
    """How far a period is covered: whole, to some day inside it ("to_date"), or not."""

    state: Literal["whole", "to_date", "none"]
    segments: tuple[Segment, ...]
    missing: tuple[Span, ...]

    @property
    def covered(self) -> Span | None:
        """First and last covered day, where the figures may be used."""
        return (self.segments[0].first, self.segments[-1].last) if self.segments else None


def tile_period(period: Period, usable: Iterable[Source]) -> Coverage:
    """Tile the period with the sources that know the counts asked for.

    Records win over forms on every day that lists cover (contracts.md, Uploads); a form is used
    only where its whole span is needed.
    """
    usable = tuple(usable)
    runs = _clipped(_union(s.span for s in usable if s.is_list), period)
    forms = [s for s in usable if not s.is_list and _fits(s.span, period, runs)]
    segments = _furthest(period.first, period, runs, forms)
    reach = segments[-1].last if segments else period.first - _DAY
    if reach == period.last:
        return Coverage("whole", segments, ())
    told = _union([*runs, *(form.span for form in forms)])
    missing = uncovered_spans(period, told)
    if not segments or any(first > reach for first, _ in told):
        return Coverage("none", (), missing)
    return Coverage("to_date", segments, ((reach + _DAY, period.last),))


def standing_at_end(period: Period, usable: Iterable[Source]) -> Coverage:
    """How things stood at the end: the form that ends last inside the period, of equals the newest.

    For counts as at a day. Nothing is summed, so the form may begin before the period.
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
    found: list[Span] = []
    day = period.first
    for first, last in _clipped(_union(spans), period):
        if day < first:
            found.append((day, first - _DAY))
        day = last + _DAY
    if day <= period.last:
        found.append((day, period.last))
    return tuple(found)


def _furthest(
    day: date, period: Period, runs: Sequence[Span], forms: Sequence[Source]
) -> tuple[Segment, ...]:
    """The segments from `day` that reach furthest; of forms that begin alike the newest first."""
    if day > period.last:
        return ()
    for first, last in runs:
        if first <= day <= last:
            return Segment(day, last), *_furthest(last + _DAY, period, runs, forms)
    best: tuple[Segment, ...] = ()
    starting = (form for form in forms if form.first == day)
    for form in sorted(starting, key=lambda f: f.upload_id, reverse=True):
        rest = _furthest(form.last + _DAY, period, runs, forms)
        tail = (Segment(form.first, form.last, form.upload_id), *rest)
        if not best or tail[-1].last > best[-1].last:
            best = tail
    return best


def _fits(span: Span, period: Period, runs: Sequence[Span]) -> bool:
    inside = period.first <= span[0] and span[1] <= period.last
    return inside and not any(first <= span[1] and span[0] <= last for first, last in runs)


def _clipped(spans: Iterable[Span], period: Period) -> list[Span]:
    cut = [(max(first, period.first), min(last, period.last)) for first, last in spans]
    return [(first, last) for first, last in cut if first <= last]


def _union(spans: Iterable[Span]) -> list[Span]:
    """The spans joined where they touch or overlap, in order."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + _DAY:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
