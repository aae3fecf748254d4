"""The counts that no export gives: people type them in, each with the document it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from data.schema import read_toml, refuse_repeated_ids, refuse_unknown_names
from data.text import fold

# How a count goes over periods: "sum" adds from one to the next; "end" stands as at the last
# day; "whole" is a number of different things within one span, so two spans do not add.
Nature = Literal["sum", "end", "whole"]
_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class TypedCount:
    """A count that people type in. `measure` is stored with each number, so it stays as it is.

    `line` names it in the template ("Trong đó: …"), `label` everywhere else. It is never more
    than the counts in `within`, each with the words that say so.
    """

    measure: str
    topic: str
    nature: Nature
    count_unit: str
    label: str
    line: str
    within: Mapping[str, str]


class _CountTable(Struct, forbid_unknown_fields=True):
    nature: Nature
    unit: str
    label: str
    line: str
    within: dict[str, str] = {}


class _Topic(Struct, forbid_unknown_fields=True):
    title: str
    counts: dict[str, _CountTable]


class _TypedCountsFile(Struct, forbid_unknown_fields=True):
    topics: tuple[_Topic, ...]


@cache
def typed_counts() -> Mapping[str, TypedCount]:
    """Every typed count by its measure, in the template's order; raises MalformedFile."""
    topics = read_toml(_FILE, _TypedCountsFile).topics
    counts = [
        TypedCount(
            measure,
            topic.title,
            table.nature,
            table.unit,
            table.label,
            table.line,
            MappingProxyType(table.within),
        )
        for topic in topics
        for measure, table in topic.counts.items()
    ]
    refuse_repeated_ids([count.measure for count in counts], _FILE.name)
    measures = {count.measure for count in counts}
    for count in counts:
        place = f"{_FILE.name}, {count.measure}, within"
        refuse_unknown_names(count.within.keys(), measures, place)
    return MappingProxyType({count.measure: count for count in counts})


def typed_count_of_line(line: str) -> TypedCount | None:
    """The typed count that a line of the template names, however spelled; None for any other."""
    return _counts_by_line().get(fold(line))


def count_nature(measure: str) -> Nature:
    """The nature of a measure: a typed count's own, "sum" for any other, even a stock."""
    count = typed_counts().get(measure)
    return count.nature if count else "sum"


@cache
def _counts_by_line() -> Mapping[str, TypedCount]:
    """Every typed count by its line in the template, folded."""
    return {fold(count.line): count for count in typed_counts().values()}
