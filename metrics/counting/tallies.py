"""Tallies: a metric's two counts over one period, and how far the uploads carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property

from data.periods import Period
from data.planning.targets import Plan
from metrics.catalogue.measures import PROCEDURE_COUNTS
from metrics.catalogue.metric import Metric
from metrics.counting.coverage import Segment, Source, coverage_by_day, tiled_coverage
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.missing_days import coverage_of, with_waiting_spans
from metrics.counting.plan_tasks import TASK_COUNTS, PlanTasks
from metrics.counting.procedure_counts import ProcedureCounts, is_counted_over_typed
from metrics.counting.stocks import (
    STANDING_COUNTS,
    lacks_only_carried_over,
    lists_give_counts,
    names_by_segment,
)
from metrics.counting.sums import Stock, counts_making
from metrics.counting.tally import Tally, counts_text, reach_rank

__all__ = ["Evidence", "Scopes", "Tally", "counts_text"]

Scopes = Mapping[str, frozenset[str]]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Evidence:
    """All that the tallies of some communes and periods are computed from, read once.

    `scopes` are the fields of each named scope, in every spelling that the data use. `plans` are
    those that hold: what the tallies are judged by. `procedure_counts` are counts of different
    procedures by commune, name and segment; `plan_tasks` what is known of the plans' tasks, by
    commune. `version` is that of the record that all of it was read from, "" of none.
    """

    holdings: Holdings
    day_counts: DayCounts
    scopes: Scopes
    plans: Sequence[Plan]
    procedure_counts: ProcedureCounts = field(default_factory=dict)
    plan_tasks: Mapping[str, PlanTasks] = field(default_factory=dict)
    version: str = ""

    def plans_of(self, commune_code: str) -> Sequence[Plan]:
        """The plans of one commune, in their own order; empty where it has none."""
        return self._plans_by_commune.get(commune_code, ())

    @cached_property
    def _plans_by_commune(self) -> Mapping[str, Sequence[Plan]]:
        """The plans by commune code, each commune's in their own order."""
        plans_by_commune: dict[str, list[Plan]] = {}
        for plan in self.plans:
            plans_by_commune.setdefault(plan.commune_code, []).append(plan)
        return plans_by_commune

    def tally(
        self, metric: Metric, commune_code: str, period: Period, field: str | None = None
    ) -> Tally:
        """The metric's two counts over a period, of one field (None: of all in its scope).

        A scoped metric counts its scope's fields only. By the metric's fallback, or between its
        bounds, where that reaches further than its own definition.
        """
        fields = self._counted_fields(metric, field)
        own_tally = self._tally_by_definition(metric, commune_code, period, fields)
        tallies = [own_tally]
        if own_tally.coverage.state != "whole" and metric.fallback:
            tallies.append(self._tally_by_definition(metric.fallback, commune_code, period, fields))
        if own_tally.coverage.state != "whole" and metric.bounds:
            tallies.append(
                self._tally_between_bounds(metric, metric.bounds, commune_code, period, fields)
            )
        return max(tallies, key=reach_rank)

    def _tally_between_bounds(
        self,
        metric: Metric,
        bounds: tuple[Metric, Metric],
        commune_code: str,
        period: Period,
        fields: frozenset[str] | None,
    ) -> Tally:
        """A tally with the metric's two bounds, or exact counts where they agree."""
        least, most = (
            self._tally_by_definition(bound, commune_code, period, fields) for bound in bounds
        )
        if least.numerator is None or most.coverage != least.coverage:
            return self._tally_by_definition(metric, commune_code, period, fields)
        if (least.numerator, least.denominator) == (most.numerator, most.denominator):
            return Tally(metric, least.coverage, least.numerator, least.denominator)
        return Tally(metric, least.coverage, bounds=(least, most))

    def stock_count(self, stock: Stock, commune_code: str, period: Period) -> int | None:
        """How many stood open at the period's beginning or end; None if it is not covered."""
        flows = {*stock.comings, *stock.goings}
        usable_sources = [
            source
            for source in self._sources_in(commune_code, period)
            if (flows if source.is_list else {stock.name}) <= source.known_counts
        ]
        segments = tiled_coverage(period, usable_sources).segments
        if not segments:
            return None
        segment = segments[0 if stock.at_beginning else -1]
        if segment.upload_id is not None:
            form = self.holdings.forms[commune_code, segment.upload_id]
            return form.total((stock.name,), None)
        return self.day_counts.stock(commune_code, stock, segment, None)

    def _sources_in(self, commune_code: str, period: Period) -> tuple[Source, ...]:
        """The commune's sources that share a day with the period."""
        return tuple(
            source
            for source in self.holdings.sources_of(commune_code)
            if source.first <= period.last and period.first <= source.last
        )

    def _counted_fields(self, metric: Metric, field: str | None) -> frozenset[str] | None:
        """The fields to count, of the metric's scope and `field`; None stands for all fields."""
        scope = self.scopes[metric.scope] if metric.scope else None
        if field is None:
            return scope
        return frozenset({field}) if scope is None else scope & {field}

    def _tally_by_definition(
        self,
        metric: Metric,
        commune_code: str,
        period: Period,
        fields: frozenset[str] | None,
    ) -> Tally:
        """The tally by this definition alone, never by its fallback or its bounds."""
        if TASK_COUNTS & {*metric.numerator}:  # tasks are of no field
            plan_tasks = self.plan_tasks.get(commune_code) if fields is None else None
            return _tally_of_tasks(metric, plan_tasks or PlanTasks(), period)
        if is_counted_over_typed(metric.numerator, metric.denominator):
            return self._tally_of_two_sources(metric, commune_code, period, fields)
        sources = self._sources_in(commune_code, period)
        usable_sources = [
            source for source in sources if self._source_tells_metric(source, metric, fields)
        ]
        count_names = frozenset({*metric.numerator, *metric.denominator})
        incomplete_sources = [s for s in sources if lacks_only_carried_over(s, count_names)]
        coverage = with_waiting_spans(
            coverage_of(count_names, period, usable_sources, sources, incomplete_sources),
            self.holdings.waiting_spans.get(commune_code, ()),
        )
        if not coverage.segments:
            return Tally(metric, coverage)
        form_count_names = {s.upload_id: s.known_counts for s in usable_sources if not s.is_list}

        def total(count_names: Sequence[str]) -> int:
            """The sum of named counts over all covered segments."""
            names_of_segments = names_by_segment(count_names, len(coverage.segments))
            return sum(
                self._segment_sum(commune_code, segment_names, segment, form_count_names, fields)
                for segment_names, segment in zip(names_of_segments, coverage.segments, strict=True)
            )

        return Tally(metric, coverage, total(metric.numerator), total(metric.denominator))

    def _tally_of_two_sources(
        self, metric: Metric, commune_code: str, period: Period, fields: frozenset[str] | None
    ) -> Tally:
        """A tally with its numerator from lists and its denominator from typed counts.

        Its coverage is the lists'; none where either is not known.
        """
        counted, typed = (
            self._tally_by_definition(
                replace(metric, numerator=names, denominator=names), commune_code, period, fields
            )
            for names in (metric.numerator, metric.denominator)
        )
        if counted.numerator is None or typed.numerator is None:
            return Tally(metric, (typed if counted.has_figures else counted).coverage)
        return Tally(metric, counted.coverage, counted.numerator, typed.numerator)

    def _source_tells_metric(
        self, source: Source, metric: Metric, fields: frozenset[str] | None
    ) -> bool:
        """Whether the source gives numerator and denominator for these fields (None: all)."""
        if not metric.numerator or (
            fields is not None and source.is_list and not source.has_fields
        ):
            return False
        if fields is not None and PROCEDURE_COUNTS.keys() & {*metric.numerator}:
            return False
        return all(
            self._source_gives_sum(source, names, fields)
            for names in (metric.numerator, metric.denominator)
        )

    def _source_gives_sum(
        self, source: Source, count_names: tuple[str, ...], fields: frozenset[str] | None
    ) -> bool:
        """Whether the source gives the named counts' sum for these fields (None: all)."""
        if source.is_list:
            return lists_give_counts(count_names, source.known_counts)
        form_counts = counts_making(count_names, source.known_counts)
        form = self.holdings.forms[source.commune_code, source.upload_id]
        return form_counts is not None and form.total(form_counts, fields) is not None

    def _segment_sum(
        self,
        commune_code: str,
        count_names: tuple[str, ...],
        segment: Segment,
        form_count_names: Mapping[int, frozenset[str]],
        fields: frozenset[str] | None,
    ) -> int:
        """The named counts' sum in one segment, by its form or by lists; 0 if the form has none."""
        if segment.upload_id is not None:
            form_counts = counts_making(count_names, form_count_names[segment.upload_id]) or ()
            form = self.holdings.forms[commune_code, segment.upload_id]
            return form.total(form_counts, fields) or 0
        procedures = [name for name in count_names if name in PROCEDURE_COUNTS]
        flows = [
            name for name in count_names if name not in STANDING_COUNTS and name not in procedures
        ]
        stocks = [stock for name in count_names if (stock := STANDING_COUNTS.get(name))]
        return (
            sum(self.day_counts.flow(commune_code, name, segment, fields) for name in flows)
            + sum(self.day_counts.stock(commune_code, stock, segment, fields) for stock in stocks)
            + sum(self.procedure_counts[commune_code, name, segment] for name in procedures)
        )


def _tally_of_tasks(metric: Metric, plan_tasks: PlanTasks, period: Period) -> Tally:
    """The tally of a metric that counts tasks, over the days that the tasks' records tell."""
    coverage = coverage_by_day(period, plan_tasks.known_spans)
    if coverage.covered_span is None:
        return Tally(metric, coverage)
    counts = plan_tasks.counts(*coverage.covered_span)
    numerator, denominator = (
        sum(counts[name] for name in names) for names in (metric.numerator, metric.denominator)
    )
    return Tally(metric, coverage, numerator, denominator)
