"""How many of a plan's targets are proposed, and how many proposals are none of its targets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from plan_texts.proposals import Proposal, propose


@dataclass(frozen=True)
class Expected:
    """A target that a text sets; `lines` are those that its words stand on."""

    lines: frozenset[int]
    metric: str
    comparator: str
    value: Decimal | None


@dataclass(frozen=True)
class Score:
    """Numbers of expected targets, of those proposed (`hits`), and of all proposals."""

    expected: int
    hits: int
    proposed: int

    @property
    def hit_share(self) -> float:
        """The share of the expected targets that were proposed, from 0 to 1."""
        return self.hits / self.expected

    @property
    def false_share(self) -> float:
        """The share of the proposals that are no expected target, from 0 to 1."""
        return (self.proposed - self.hits) / self.proposed

    def __add__(self, addend: Score) -> Score:
        """The score over both scores' texts: each number added."""
        return Score(
            self.expected + addend.expected,
            self.hits + addend.hits,
            self.proposed + addend.proposed,
        )


def score(text: str, expected: Iterable[Expected]) -> Score:
    """How many expected targets the text's proposals hit; one proposal for one target at most.

    Steps to the year's figure count as none, like targets that may be proposed but need not be.
    """
    targets = list(expected)
    unmatched = [proposal for proposal in propose(text) if not proposal.is_step]
    hits = 0
    for target in targets:
        match = next((proposal for proposal in unmatched if matches(proposal, target)), None)
        if match:
            unmatched.remove(match)
            hits += 1
    return Score(len(targets), hits, hits + len(unmatched))


def matches(proposal: Proposal, target: Expected) -> bool:
    """Whether a proposal has a target's metric, comparator and value and is on one of its lines."""
    demand = (target.metric, target.comparator, target.value)
    same = (proposal.metric, proposal.comparator, proposal.value) == demand
    return same and proposal.line in target.lines


def lines_in(text: str) -> frozenset[int]:
    """The line numbers in a text: "L12-L14" gives 12 and 14."""
    return frozenset(map(int, re.findall(r"\d+", text)))


def report(title: str, total: Score) -> None:
    """Print the hits among expected and the false ones among proposed, as counts and shares."""
    print(
        f"{title}: tìm thấy {total.hits}/{total.expected} ({total.hit_share:.1%}), "
        f"sai {total.proposed - total.hits}/{total.proposed} ({total.false_share:.1%})"
    )


def folder_score(folder: Path) -> Score:
    """The score over a folder's plans (`<plan>.txt`), by the targets in its truth.csv."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    total = Score(0, 0, 0)
    for plan in sorted({row["plan"] for row in rows}):
        expected = [
            Expected(
                lines_in(row["line"]),
                row["metric"],
                row["comparator"],
                Decimal(row["value"]) if row["value"] else None,
            )
            for row in rows
            if row["plan"] == plan
        ]
        total += score((folder / f"{plan}.txt").read_text(encoding="utf-8"), expected)
    return total
