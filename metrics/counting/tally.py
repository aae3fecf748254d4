"""A tally: a metric's two counts over a period, or the bounds between which they lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.wording import number
from metrics.catalogue.metric import Metric
from metrics.counting.coverage import Coverage


@dataclass(frozen=True)
class Tally:
    """One metric's two counts over one period; None where the period is not covered.

    `metric` is the definition that was used: its default, or its fallback. Where what is loaded
    tells only between which two figures the counts lie, they are None and `bounds` are the least
    and the most.
    """

    metric: Metric
    coverage: Coverage
    numerator: int | None = None
    denominator: int | None = None
    bounds: tuple[Tally, Tally] | None = None

    @property
    def has_figures(self) -> bool:
        """Whether the tally has counts, or bounds that its counts lie between."""
        return self.numerator is not None or self.bounds is not None

    @property
    def rate(self) -> float | None:
        """Numerator over denominator (0–1); None without counts or with a denominator of 0."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator

    @property
    def is_provisional(self) -> bool:
        """Whether the period is covered from its first day only to a day before its last."""
        return self.coverage.state == "to_date"


def counts_text(tally: Tally) -> str:
    """The counts as "312/399", of bounds as "từ 6/15 đến 15/15", or "" where they are not known."""
    if tally.bounds:
        return "từ {} đến {}".format(*map(counts_text, tally.bounds))
    if tally.numerator is None or tally.denominator is None:
        return ""
    return f"{number(tally.numerator)}/{number(tally.denominator)}"


def reach_rank(tally: Tally) -> tuple[int, date]:
    """A key that sorts tallies by coverage (none, to date, whole), then by last covered day."""
    state_ranks = {"none": 0, "to_date": 1, "whole": 2}
    covered_span = tally.coverage.covered_span
    return state_ranks[tally.coverage.state], covered_span[1] if covered_span else date.min
