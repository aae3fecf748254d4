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
        """Whether there are counts, or bounds that they lie between."""
        return self.numerator is not None or self.bounds is not None

    @property
    def rate(self) -> float | None:
        """The share, 0–1; None where nothing is known or nothing arose."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator

    @property
    def is_provisional(self) -> bool:
        """Whether the counts reach only to some day inside the period."""
        return self.coverage.state == "to_date"


def counts_text(tally: Tally) -> str:
    """ "312/399", or of bounds "từ 6/15 đến 15/15"; "" where the counts are not known."""
    if tally.bounds:
        return "từ {} đến {}".format(*map(counts_text, tally.bounds))
    if tally.numerator is None or tally.denominator is None:
        return ""
    return f"{number(tally.numerator)}/{number(tally.denominator)}"


def reach_rank(tally: Tally) -> tuple[int, date]:
    """How far a tally carries, to compare: the rank of its coverage, then its last covered day."""
    state_ranks = {"none": 0, "to_date": 1, "whole": 2}
    covered_span = tally.coverage.covered_span
    return state_ranks[tally.coverage.state], covered_span[1] if covered_span else date.min
