"""How many of the targets that a plan sets are proposed, and how many proposals are none."""

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
    """Of how many targets how many were found, and how many proposals matched none."""

    expected: int
    found: int
    proposed: int

    @property
    def found_share(self) -> float:
        return self.found / self.expected

    @property
    def wrong_share(self) -> float:
        return (self.proposed - self.found) / self.proposed

    def __add__(self, other: Score) -> Score:
        return Score(
            self.expected + other.expected,
            self.found + other.found,
            self.proposed + other.proposed,
        )


def score(text: str, expected: Iterable[Expected]) -> Score:
    """Each target matched with at most one proposal, each proposal with at most one target."""
    wanted = list(expected)
    left = list(propose(text))
    found = 0
    for target in wanted:
        match = next((one for one in left if matches(one, target)), None)
        if match:
            left.remove(match)
            found += 1
    return Score(len(wanted), found, found + len(left))


def matches(one: Proposal, target: Expected) -> bool:
    same = (one.metric, one.comparator, one.value)
    return one.line in target.lines and same == (target.metric, target.comparator, target.value)


def lines_in(text: str) -> frozenset[int]:
    return frozenset(map(int, re.findall(r"\d+", text)))


def report(title: str, total: Score) -> None:
    """Prints found of expected and wrong of proposed, as counts and shares."""
    print(
        f"{title}: tìm thấy {total.found}/{total.expected} ({total.found_share:.1%}), "
        f"sai {total.proposed - total.found}/{total.proposed} ({total.wrong_share:.1%})"
    )


def written(folder: Path) -> Score:
    """The score over a folder's plans, by what its `truth.csv` says that they set."""
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
