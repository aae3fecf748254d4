"""Tallies: a metric's two counts over one period, and how far the uploads carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.cache.warehouse import Warehouse
from data.periods import Period
from data.planning.targets import Plan
from data.text import fold
from metrics.catalogue.metrics import Metric
from metrics.catalogue.typed_counts import nature
from metrics.counting.coverage import Coverage, Segment, Source, standing_at_end, tile_period
from metrics.counting.day_counts import (
    DayCounts,
    Holdings,
    cuts_for,
    read_day_counts,
    read_holdings,
)
from metrics.counting.measures import OPENING, Stock, counts_making

Scopes = Mapping[str, frozenset[str]]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Tally:
    """Numerator and denominator (None where the period is not covered) of one metric.

    `metric` is the definition that was used: its default, or its fallback.
    """

    metric: Metric
    coverage: Coverage
    numerator: int | None = None
    denominator: int | None = None

    @property
    def rate(self) -> float | None:
        """The share, 0–1; None where nothing is known or nothing arose."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator

    @property
    def provisional(self) -> bool:
        return self.coverage.state == "to_date"

    @property
    def uploads(self) -> frozenset[int | None]:
        """The forms that it stands on; None stands for records."""
        return frozenset(segment.upload_id for segment in self.coverage.segments)


@dataclass(frozen=True)
class Evidence:
    """All that the tallies of some communes and periods are computed from, read once.

    `plans` are those that hold: what the tallies are judged by.
    """

    holdings: Holdings
    counts: DayCounts
    scopes: Scopes
    plans: Sequence[Plan]

    def tally(
        self, metric: Metric, commune_code: str, period: Period, field: str | None = None
    ) -> Tally:
        """The metric over the period; of one field where given. Scoped metrics count theirs."""
        fields = self._fields(metric, field)
        first = self._by(metric, commune_code, period, fields)
        if first.coverage.state == "whole" or metric.fallback is None:
            return first
        second = self._by(metric.fallback, commune_code, period, fields)
        return max(first, second, key=_reach)

    def stock(self, stock: Stock, commune_code: str, period: Period) -> int | None:
        """What stood open at the period's beginning or end; None where that is not covered."""
        needed = (stock.name, *stock.comings, *stock.goings)
        usable = [
            source
            for source in self.holdings.sources_of(commune_code)
            if (
                set(needed[1:]) <= source.known_counts
                if source.is_list
                else stock.name in source.known_counts
            )
        ]
        segments = tile_period(period, usable).segments
        if not segments:
            return None
        segment = segments[0 if stock.at_first else -1]
        if segment.upload_id is not None:
            form = self.holdings.forms[commune_code, segment.upload_id]
            return form.total((stock.name,), None)
        return self._standing(stock, commune_code, segment, None)

    def _standing(
        self,
        stock: Stock,
        commune_code: str,
        segment: Segment,
        fields: frozenset[str] | None,
    ) -> int:
        end = segment.first - _DAY if stock.at_first else segment.last
        past = Segment(date.min, end)
        signed = [(1, name) for name in stock.comings] + [(-1, name) for name in stock.goings]
        return sum(sign * self.counts.flow(commune_code, n, past, fields) for sign, n in signed)

    def _fields(self, metric: Metric, field: str | None) -> frozenset[str] | None:
        scope = self.scopes[metric.scope] if metric.scope else None
        if field is None:
            return scope
        return frozenset({field}) if scope is None else scope & {field}

    def _by(
        self,
        metric: Metric,
        commune_code: str,
        period: Period,
        fields: frozenset[str] | None,
    ) -> Tally:
        """By this definition alone."""
        usable = [
            source
            for source in self.holdings.sources_of(commune_code)
            if self._tells(source, metric, fields)
        ]
        coverage = _coverage(metric, period, usable)
        if not coverage.segments:
            return Tally(metric, coverage)
        known = {source.upload_id: source.known_counts for source in usable}

        def total(names: Sequence[str]) -> int:
            # What stood open at the beginning is the first segment's alone.
            added = [name for name in names if name not in OPENING]
            first, *rest = coverage.segments
            return self._count(commune_code, names, first, known, fields) + sum(
                self._count(commune_code, added, segment, known, fields) for segment in rest
            )

        return Tally(metric, coverage, total(metric.numerator), total(metric.denominator))

    def _tells(self, source: Source, metric: Metric, fields: frozenset[str] | None) -> bool:
        """Whether the source gives both of the metric's counts, for these fields."""
        if not metric.numerator or (fields is not None and source.is_list and not source.by_field):
            return False
        return all(
            self._gives(source, names, fields) for names in (metric.numerator, metric.denominator)
        )

    def _gives(self, source: Source, names: tuple[str, ...], fields: frozenset[str] | None) -> bool:
        if source.is_list:
            return _lists_give(names, source.known_counts)
        found = counts_making(names, source.known_counts)
        form = self.holdings.forms[source.commune_code, source.upload_id]
        return found is not None and form.total(found, fields) is not None

    def _count(
        self,
        commune_code: str,
        names: Sequence[str],
        segment: Segment,
        known: Mapping[int, frozenset[str]],
        fields: frozenset[str] | None,
    ) -> int:
        if segment.upload_id is None:
            stocks = [stock for name in names if (stock := OPENING.get(name))]
            return sum(
                self.counts.flow(commune_code, name, segment, fields)
                for name in names
                if name not in OPENING
            ) + sum(self._standing(stock, commune_code, segment, fields) for stock in stocks)
        found = counts_making(tuple(names), known[segment.upload_id]) or ()
        return self.holdings.forms[commune_code, segment.upload_id].total(found, fields) or 0


def _coverage(metric: Metric, period: Period, usable: Sequence[Source]) -> Coverage:
    """By how the metric's counts go over periods: they add, stand at the end, or do neither."""
    natures = {nature(name) for name in (*metric.numerator, *metric.denominator)}
    if natures == {"end"}:
        return standing_at_end(period, usable)
    if "whole" in natures:  # one span alone, and it must begin with the period
        usable = [source for source in usable if source.first == period.first]
    return tile_period(period, usable)


def _lists_give(names: Sequence[str], known: frozenset[str]) -> bool:
    """Whether lists that know these counts give all that are named, opening stocks too."""
    needed = [name for name in names if name not in OPENING]
    for stock in (OPENING[name] for name in names if name in OPENING):
        if stock is None or not {*stock.comings, *stock.goings} <= known:
            return False
    return counts_making(tuple(needed), known) is not None


def gather(
    warehouse: Warehouse,
    communes: Sequence[str],
    periods: Sequence[Period],
    scopes: Scopes,
    plans: Sequence[Plan],
    holdings: Holdings | None = None,
) -> Evidence:
    """Read once what the tallies of these communes over these periods need."""
    holdings = holdings or read_holdings(warehouse)
    found = [source for code in communes for source in holdings.sources_of(code)]
    cuts = cuts_for([(period.first, period.last) for period in periods], found)
    counts = read_day_counts(warehouse, communes, cuts)
    fields = {field for code in communes for field in counts.fields(code)}
    fields |= {field for form in holdings.forms.values() for field in form.fields()}
    spelled = {name: _as_spelled(scope, fields) for name, scope in scopes.items()}
    return Evidence(holdings, counts, spelled, plans)


def _as_spelled(scope: frozenset[str], fields: Iterable[str]) -> frozenset[str]:
    """A scope's fields in the spellings that the exports use ("ĐẤT ĐAI")."""
    folded = {fold(field) for field in scope}
    return scope | {field for field in fields if fold(field) in folded}


def _reach(tally: Tally) -> tuple[int, date]:
    states = {"none": 0, "to_date": 1, "whole": 2}
    covered = tally.coverage.covered
    return states[tally.coverage.state], covered[1] if covered else date.min
