"""The same metric from another source: typed counts beside counted dossiers or recorded tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal

from data.typed_counts import typed_counts
from metrics.catalogue.metric import Metric
from metrics.counting.tally import Tally

CountSource = Literal["typed", "tasks", "counted"]
TallyOf = Callable[[Metric], Tally]  # of one commune, period and field


def count_source(metric: Metric) -> CountSource:
    """Where a definition's numerator comes from: typed in, the tasks' records, or counted."""
    names = {*metric.counting_definition.numerator}
    if names and names <= typed_counts().keys():
        return "typed"
    return "tasks" if any(name.startswith("plan_tasks") for name in names) else "counted"


def count_sources(metric: Metric, definition: Metric) -> frozenset[CountSource]:
    """The sources that may give a metric's figures where a plan names this definition of it."""
    definitions = (*_single_definitions(definition), *_single_definitions(metric))
    return frozenset(map(count_source, definitions))


def tally_by_definition(tally_of: TallyOf, metric: Metric) -> Tally | None:
    """The metric's own tally, else its fallback's; None where neither has figures."""
    tallies = map(tally_of, _single_definitions(metric))
    return next((tally for tally in tallies if tally.has_figures), None)


def other_source_tally(
    tally_of: TallyOf, definition: Metric, judged_tally: Tally, tally: Tally
) -> Tally | None:
    """The tally that another source than the judged one gives; None where none has figures.

    `definition` is the one that the plan names, `tally` the metric's by its usual one.
    """
    judged_source = count_source(judged_tally.metric)
    other_definitions = (
        each for each in _single_definitions(definition) if count_source(each) != judged_source
    )
    other_tallies = (each for each in map(tally_of, other_definitions) if each.has_figures)
    is_other = tally.has_figures and count_source(tally.metric) != judged_source
    return next(other_tallies, tally if is_other else None)


def _single_definitions(metric: Metric) -> Iterator[Metric]:
    """The metric without its fallback, and the fallback; nothing of what has no counts at all."""
    if metric.counting_definition.numerator:
        yield replace(metric, fallback=None) if metric.fallback else metric
    if metric.fallback:
        yield metric.fallback
