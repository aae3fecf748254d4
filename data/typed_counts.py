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
from data.wording import number

# How a count goes over periods: "sum" adds from one to the next; "end" stands as at the last
# day; "whole" is a number of different things within one span, so two spans do not add.
Nature = Literal["sum", "end", "whole"]
# What every mark is a share of, 100 in hundredths: a count that goes with each sheet of marks.
HUNDREDTHS = 100
FULL_MARK, FULL_MARK_NUMBER = "full_mark", 100 * HUNDREDTHS
_ROUNDING = 1e-6  # what a float may lack of the decimals that were typed
Line = Mapping[str, int | None]
_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class TypedCount:
    """A count that people type in. `measure` is stored with each number, so it stays as it is.

    `line` names it in the template ("Trong đó: …"), `earlier_lines` in templates of before, `label`
    everywhere else. It is never more than the counts in `within`, each with the words that say so.
    With `most` it is a mark: points or a percentage that somebody else published, typed with two
    decimals at the most, at most `most`, and stored in hundredths.
    """

    measure: str
    topic: str
    nature: Nature
    count_unit: str
    label: str
    line: str
    within: Mapping[str, str]
    most: int | None = None
    earlier_lines: tuple[str, ...] = ()

    def text(self, stored_number: int) -> str:
        """A stored number as people write it: "1.234", of a mark "85,21"."""
        return number(stored_number / HUNDREDTHS, 2) if self.most else number(stored_number)

    def stored_mark(self, mark: float) -> int | None:
        """A mark in hundredths as stored, 85.21 → 8521; None if it is out of range or finer."""
        hundredths = round(mark * HUNDREDTHS)
        is_exact = abs(mark * HUNDREDTHS - hundredths) < _ROUNDING
        return hundredths if is_exact and 0 <= mark <= (self.most or 0) else None


class _CountTable(Struct, forbid_unknown_fields=True):
    nature: Nature
    unit: str
    label: str
    line: str
    within: dict[str, str] = {}
    most: int | None = None
    earlier_lines: tuple[str, ...] = ()


class _Topic(Struct, forbid_unknown_fields=True):
    title: str
    counts: dict[str, _CountTable]


class _TypedCountsFile(Struct, forbid_unknown_fields=True):
    topics: tuple[_Topic, ...]


@cache
def typed_counts() -> Mapping[str, TypedCount]:
    """Every typed count by its measure's name, in the template's order; raises MalformedFile."""
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
            table.most,
            table.earlier_lines,
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
    """The typed count whose line in the template this is, however spelled; None for others."""
    return _counts_by_line().get(fold(line))


def count_nature(measure: str) -> Nature:
    """How a measure adds over periods: a typed count's own nature, "sum" for all others."""
    count = typed_counts().get(measure)
    return count.nature if count else "sum"


@cache
def _counts_by_line() -> Mapping[str, TypedCount]:
    """Every typed count by its folded line in the template, those of earlier templates too."""
    return {
        fold(line): count
        for count in typed_counts().values()
        for line in (*count.earlier_lines, count.line)
    }


def add_full_mark(lines: Mapping[str, Line]) -> Mapping[str, Line]:
    """A sheet's lines by document; the first that has a mark gets "full_mark", 10000, beside it."""
    first_marked = next((name for name, counts in lines.items() if _marks() & counts.keys()), None)
    return {
        name: {**counts, FULL_MARK: FULL_MARK_NUMBER} if name == first_marked else counts
        for name, counts in lines.items()
    }


@cache
def _marks() -> frozenset[str]:
    """The measures of all typed counts that are marks."""
    return frozenset(count.measure for count in typed_counts().values() if count.most)
