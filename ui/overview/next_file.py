"""Which file is to be loaded next: of the exports so far the one that most judged metrics need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from metrics.catalogue.metric import Metric
from metrics.counting.coverage import Source
from metrics.counting.sums import counts_making


def awaited_source(sources: Iterable[Source], metrics: Sequence[Metric]) -> Source | None:
    """The latest source of the layout that gives most of these metrics; None without a source.

    A form that gives one metric alone may reach further: its end says nothing of the others.
    """
    newest_by_layout: dict[str, Source] = {}
    for source in sorted(sources, key=lambda source: source.last):
        newest_by_layout[source.layout] = source

    def use(source: Source) -> tuple[int, bool, int]:
        """How many of the metrics the source gives; lists, then later ones, where that is equal."""
        return _metrics_given(source, metrics), source.is_list, source.last.toordinal()

    return max(newest_by_layout.values(), key=use, default=None)


def _metrics_given(source: Source, metrics: Iterable[Metric]) -> int:
    """How many of the metrics the source's counts are enough for."""
    return sum(
        all(
            counts_making(names, source.known_counts) is not None
            for names in (metric.numerator, metric.denominator)
        )
        for metric in metrics
    )
