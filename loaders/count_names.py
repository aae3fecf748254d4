"""The counts that a layout's lines name: one text a count, with its unit and topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from data.text import fold


@dataclass(frozen=True)
class NamedCount:
    """One count as its line names it ("Trong đó: …"), what it counts in, and under which topic."""

    measure: str
    text: str
    unit: str
    topic: str


@dataclass(frozen=True)
class NamedLines:
    """Of a table with a line a count: the column that names it, the one with its number."""

    name: str
    number: str
    counts: tuple[NamedCount, ...]

    def count_of(self, text: str) -> NamedCount | None:
        """The count that a line's text names."""
        return self._by_text.get(fold(text))

    @cached_property
    def _by_text(self) -> Mapping[str, NamedCount]:
        return {fold(count.text): count for count in self.counts}


def named_lines(given: Mapping[str, Any] | None) -> NamedLines | None:
    """The table `[lines]` of a layout's file; None where its lines name no counts."""
    if given is None:
        return None
    counts = tuple(
        NamedCount(measure, text, topic["unit"], topic["title"])
        for topic in given["topics"]
        for measure, text in topic["counts"].items()
    )
    return NamedLines(given["name"], given["number"], counts)
