"""The same metric from another source: typed counts beside counted dossiers or recorded tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from data.periods import Period
from data.typed_counts import typed_counts
from metrics.catalogue.metric import Metric
from metrics.counting.plan_tasks import TASK_COUNTS
from metrics.counting.tallies import Evidence, Tally

CountSource = Literal["typed", "tasks", "counted"]


def count_source(metric: Metric) -> CountSource:
    """Where a definition's numerator comes from: typed in, the tasks' records, or counted."""
    names = {*metric.counting_definition.numerator}
    if names and names <= typed_counts().keys():
        return "typed"
    return "tasks" if names & TASK_COUNTS else "counted"


def count_sources(metric: Metric, definition: Metric) -> frozenset[CountSource]:
    """The sources that may give a metric's figures where a plan names this definition of it."""
    definitions = (*_single_definitions(definition), *_single_definitions(metric))
    return frozenset(map(count_source, definitions))


def tally_by_definition(
    evidence: Evidence, metric: Metric, commune_code: str, period: Period, field: str | None
) -> Tally | None:
    """The metric's own tally, else its fallback's; None where neither has figures."""
    for definition in _single_definitions(metric):
        tally = evidence.tally(definition, commune_code, period, field)
        if tally.has_figures:
            return tally
    return None


def other_source_tally(
    evidence: Evidence,
    definition: Metric,
    judged_tally: Tally,
    tally: Tally,
    place: tuple[str, Period, str | None],
) -> Tally | None:
    """The tally that another source than the judged one gives; None where none has figures.

    `definition` is the one that the plan names, `tally` the metric's by its usual one, `place` the
    commune, period and field of both.
    """
    judged_source = count_source(judged_tally.metric)
    for other_definition in _single_definitions(definition):
        if count_source(other_definition) != judged_source:
            other_tally = evidence.tally(other_definition, *place)
            if other_tally.has_figures:
                return other_tally
    is_other = tally.has_figures and count_source(tally.metric) != judged_source
    return tally if is_other else None


def _single_definitions(metric: Metric) -> Iterator[Metric]:
    """The metric without its fallback, and the fallback; nothing of what has no counts at all."""
    if metric.counting_definition.numerator:
        yield replace(metric, fallback=None) if metric.fallback else metric
    if metric.fallback:
        yield metric.fallback
