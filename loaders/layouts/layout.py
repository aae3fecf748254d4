"""Export layouts: other people's headings, one TOML file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data.columns import TOTALS
from data.text import fold

_FOLDER = Path(__file__).parents[1] / "formats"
_WORDS = Path(__file__).parents[1] / "words.toml"
SEPARATOR = " > "


@dataclass(frozen=True)
class Balance:
    """A sum that the form states: `total` is the sum of `parts`; `words` as the form writes it."""

    words: str
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Rate:
    """A share in percent that the form prints in `column`, and the counts that it is of."""

    words: str
    column: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    decimals: int


@dataclass(frozen=True)
class Bound:
    """A count that cannot exceed another."""

    words: str
    part: str
    whole: str


@dataclass(frozen=True)
class Layout:
    """One layout. Headings are folded paths through merged heading cells, from the top down."""

    name: str
    title: str
    table: str
    key: str
    required: frozenset[str]
    headings: Mapping[tuple[str, ...], str]
    personal: frozenset[str]
    unused: frozenset[str]
    words: Mapping[str, Mapping[str, str]]
    balances: tuple[Balance, ...]
    rates: tuple[Rate, ...]
    bounds: tuple[Bound, ...]
    lines: NamedLines | None = None


def path_of(heading: str) -> tuple[str, ...]:
    """`"Tiếp nhận > Trực tuyến"` as a folded path."""
    return tuple(fold(part) for part in heading.split(SEPARATOR))


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout that is here, by name."""
    return tuple(read_layout(path) for path in sorted(_FOLDER.glob("*.toml")))


def form_columns() -> frozenset[str]:
    """Every column that a form may have: what names its lines, its counts and its printed rates."""
    forms = (layout for layout in layouts() if layout.table == "totals" and not layout.lines)
    return frozenset(TOTALS).union(*(layout.headings.values() for layout in forms))


def read_layout(path: Path) -> Layout:
    """One layout's file; its own words for a column are added to the common ones."""
    given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    columns: dict[str, str | list[str]] = given["columns"]
    headings = {
        path_of(heading): column
        for column, names in columns.items()
        for heading in ([names] if isinstance(names, str) else names)
    }
    own = given.get("words", {})
    common = common_words()
    words = {
        column: MappingProxyType({**common.get(column, {}), **_by_word(own.get(column, {}))})
        for column in columns
        if column in common or column in own
    }
    return Layout(
        name=path.stem,
        title=given["title"],
        table=given["table"],
        key=given["key"],
        required=frozenset(given["required"]),
        headings=MappingProxyType(headings),
        personal=frozenset(fold(heading) for heading in given["personal"]),
        unused=frozenset(fold(heading) for heading in given["unused"]),
        words=MappingProxyType(words),
        balances=tuple(
            Balance(b["words"], b["total"], tuple(b["parts"])) for b in given.get("balances", ())
        ),
        rates=tuple(_rate(rate) for rate in given.get("rates", ())),
        bounds=tuple(Bound(**bound) for bound in given.get("bounds", ())),
        lines=named_lines(given.get("lines")),
    )


def _rate(given: Mapping[str, Any]) -> Rate:
    numerator, denominator = tuple(given["numerator"]), tuple(given["denominator"])
    return Rate(given["words"], given["column"], numerator, denominator, given["decimals"])


@cache
def common_words() -> Mapping[str, Mapping[str, str]]:
    """Column → folded word → meaning, as every layout knows them."""
    given = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return {column: _by_word(meanings) for column, meanings in given.items()}


def _by_word(meanings: Mapping[str, list[str]]) -> dict[str, str]:
    """Folded word → meaning."""
    return {fold(word): meaning for meaning, words in meanings.items() for word in words}


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
