"""A target as read from a plan's text, and what became of each figure of the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.wording import demand_text, in_points
from plan_texts.language.scope_names import FIELD

INDEX_IN_POINTS = "index_766"  # how the metrics begin of which points are asked for
_NARROWING = ("doanh nghiệp", "người dân", "phi địa giới", "đất đai")
# A metric, the denominator that it is counted by (None: the usual one), and the share asked for.
TargetKey = tuple[str, str | None, Decimal | None]


@dataclass(frozen=True)
class Proposal:
    """A target as read: nothing counts until a person has confirmed it.

    `value` is a share from 0 to 1, None where the plan refers to a figure set elsewhere;
    `comparator` is ">=", ">", "<=", "<", "+" for a rise by a share of what was or "+pp" by points
    of percent; `scope` "" where the words limit nothing; `words` are the text that it rests on
    and `line` the line (from 1) that its figure stands on. `denominator_variant` is set where the
    plan counts one kind of petitions alone. `base_year` is the year that a rise or a cut is over
    and `until_year` the one to whose end the target holds; `since` and `until` are the first and
    the last day, where it holds for a part of the year only; None where the words name none.
    `province_wide`: a higher level asks for it, and the plan has no higher figure of its own.
    `repeats` is the line of the first proposal that asks for the same, as an annex's table does
    of what the body has said; None where there is none above. `is_step`: a table's figure for a
    part of the year (`until`), on the way to the year's own. `contradicts` are the lines of the
    proposals that ask for another figure of the same.
    """

    metric: str
    comparator: str
    value: Decimal | None
    scope: str
    words: str
    line: int
    denominator_variant: str | None = None
    base_year: int | None = None
    until_year: int | None = None
    since: date | None = None
    until: date | None = None
    province_wide: bool = False
    repeats: int | None = None
    is_step: bool = False
    contradicts: tuple[int, ...] = ()

    @property
    def demand(self) -> str:
        """What is asked, in words: "tối thiểu 80%", of an index "tối thiểu 90 điểm"."""
        demand = demand_text(self.comparator, self.value)
        is_in_points = self.metric.startswith(INDEX_IN_POINTS) and self.comparator != "+"
        return in_points(demand) if is_in_points else demand

    @property
    def narrowing(self) -> frozenset[str]:
        """The labels of the scope that make it another demand: fields, and whose dossiers count."""
        labels = self.scope.split(", ")
        return frozenset(x for x in labels if x in _NARROWING or x.startswith(f"{FIELD} "))

    @property
    def target(self) -> TargetKey:
        """(metric, denominator variant, share): equal in two proposals that ask for the same."""
        return self.metric, self.denominator_variant, self.value


@dataclass(frozen=True)
class FigureReading:
    """A figure of a text as written, on its line (from 1), and what it was read as.

    `proposals` are those that rest on it; where there are none `reason` says why, in a word of
    `exclusions.Reason` or of its own, else it is "".
    """

    line: int
    written: str
    reason: str
    proposals: tuple[Proposal, ...] = ()
