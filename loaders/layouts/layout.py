"""Export layouts: other people's headings, one TOML file each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from data.columns import DOSSIERS, TOTALS, is_count
from data.form_counts import FORM_COUNTS
from data.schema import MalformedFile, read_toml, refuse_unknown_names
from data.text import fold, joined_text
from loaders.layouts.form_spellings import other_spellings
from loaders.layouts.words import common_words, meaning_by_word, refuse_unknown_meanings

_FOLDER = Path(__file__).parents[1] / "formats"
SEPARATOR = " > "


class Balance(Struct, frozen=True, forbid_unknown_fields=True):
    """A sum that the form states: `total` is the sum of `parts`; `words` as the form writes it."""

    words: str
    total: str
    parts: tuple[str, ...]


class Rate(Struct, frozen=True, forbid_unknown_fields=True):
    """A share in percent that the form prints in `column`, and the counts that it is of."""

    words: str
    column: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    decimals: int


class Bound(Struct, frozen=True, forbid_unknown_fields=True):
    """A count that cannot exceed another."""

    words: str
    part: str
    total: str


class TypedCountColumns(Struct, frozen=True, forbid_unknown_fields=True):
    """A table with a line for each typed count: its columns for the count's name and number."""

    name: str
    number: str


class _LayoutFile(Struct, forbid_unknown_fields=True, kw_only=True):
    """A layout's file as TOML has it.

    A column has one heading, or several that mean the same: of these the first that is there
    decides. Of `added` each holds a part, and all that are there are added up.
    """

    title: str
    table: Literal["dossiers", "totals", "targets", "tasks"]
    key: str
    required: tuple[str, ...]
    personal: tuple[str, ...]
    unused: tuple[str, ...]
    columns: dict[str, str | tuple[str, ...]]
    added: dict[str, tuple[str, ...]] = {}
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    balances: tuple[Balance, ...] = ()
    rates: tuple[Rate, ...] = ()
    bounds: tuple[Bound, ...] = ()
    lines: TypedCountColumns | None = None


@dataclass(frozen=True)
class Layout:
    """One kind of export's headings, with what they mean.

    Headings are folded paths through merged heading cells, from the top down; of those of one
    column the first that is there decides, and `added` ones are added up. `mapped` ones people
    added, each with its column and who said so; `borrowed` ones are another list's, with its title.
    `spellings` are other ways to write a form's own.
    """

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
    lines: TypedCountColumns | None = None
    added: frozenset[tuple[str, ...]] = frozenset()
    mapped: Mapping[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    borrowed: Mapping[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    spellings: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    @cached_property
    def telling_headings(self) -> Mapping[tuple[str, ...], str]:
        """Heading path → column of those by which the layout is known: its own, then spellings."""
        return (
            {**self.headings, **self.spellings, **self.headings}
            if self.spellings
            else self.headings
        )

    @cached_property
    def known_headings(self) -> Mapping[tuple[str, ...], str]:
        """Heading path → column: the layout's own first, then mapped ones, then borrowed ones."""
        others = {p: c for p, (c, _) in {**self.mapped, **self.borrowed, **self.mapped}.items()}
        return {**self.headings, **others, **self.telling_headings}

    def heading_sources(self, path: tuple[str, ...]) -> tuple[str, str]:
        """(who mapped a heading, title of the list it is borrowed from), "" for neither.

        At most one of them is there; none where the layout itself says it, or nobody.
        """
        if path in self.telling_headings:
            return "", ""
        if path in self.mapped:
            return self.mapped[path][1], ""
        return "", self.borrowed[path][1] if path in self.borrowed else ""

    @cached_property
    def headings_by_text(self) -> Mapping[str, tuple[str, ...]]:
        """A form's headings of several parts by `joined_text`, none that two columns share."""
        columns: dict[str, set[str]] = {}
        for path, column in self.headings.items():
            columns.setdefault(joined_text(path), set()).add(column)
        texts = {joined_text(p): p for p in self.headings if len(p) > 1}
        is_form = self.table == "totals"
        return {text: p for text, p in texts.items() if is_form and len(columns[text]) == 1}


def heading_path(heading: str) -> tuple[str, ...]:
    """The folded parts of a heading: "Tiếp nhận > Trực tuyến" is ("tiếp nhận", "trực tuyến")."""
    return tuple(fold(part) for part in heading.split(SEPARATOR))


@cache
def layouts() -> tuple[Layout, ...]:
    """Every shipped layout, ordered by name."""
    return tuple(_with_spellings(read_layout(path)) for path in sorted(_FOLDER.glob("*.toml")))


def _with_spellings(layout: Layout) -> Layout:
    """A form's layout with other spellings of its headings; any other as it is."""
    if layout.table != "totals" or layout.lines:
        return layout
    return replace(layout, spellings=MappingProxyType(other_spellings(layout.headings)))


def form_columns() -> frozenset[str]:
    """Every column that a form may have: what names its lines, its counts, its printed rates."""
    forms = (layout for layout in layouts() if layout.table == "totals" and not layout.lines)
    return frozenset(TOTALS).union(*(layout.headings.values() for layout in forms))


def read_layout(path: Path) -> Layout:
    """The layout that a file describes; its words for a column are added to the common ones.

    Raises MalformedFile, or OSError where the file cannot be read.
    """
    file = read_toml(path, _LayoutFile)
    _refuse_unknown_references(file, path.name)
    common = common_words()
    words = {
        column: MappingProxyType(
            {**common.get(column, {}), **meaning_by_word(file.words.get(column, {}))}
        )
        for column in file.columns
        if column in common or column in file.words
    }
    return Layout(
        name=path.stem,
        title=file.title,
        table=file.table,
        key=file.key,
        required=frozenset(file.required),
        headings=_column_by_heading(file, path.name),
        personal=frozenset(map(fold, file.personal)),
        unused=frozenset(map(fold, file.unused)),
        words=MappingProxyType(words),
        balances=file.balances,
        rates=file.rates,
        bounds=file.bounds,
        lines=file.lines,
        added=frozenset(
            heading_path(heading) for texts in file.added.values() for heading in texts
        ),
    )


def _column_by_heading(file: _LayoutFile, file_name: str) -> Mapping[tuple[str, ...], str]:
    """Heading path → column; raises MalformedFile where one heading is given to two columns."""
    column_by_heading: dict[tuple[str, ...], str] = {}
    for column, texts in file.columns.items():
        own_headings = (texts,) if isinstance(texts, str) else texts
        for heading in (*own_headings, *file.added.get(column, ())):
            if (path := heading_path(heading)) in column_by_heading:
                both_columns = f"{column_by_heading[path]} và {column}"
                raise MalformedFile(
                    f"{file_name}, columns: “{heading}” là tiêu đề của cả {both_columns}."
                )
            column_by_heading[path] = column
    return MappingProxyType(column_by_heading)


def _refuse_unknown_references(file: _LayoutFile, file_name: str) -> None:
    """Raise MalformedFile where the file names a column, count or meaning that does not exist."""
    columns = file.columns.keys()
    if file.table == "dossiers":
        refuse_unknown_names(columns, DOSSIERS.keys(), f"{file_name}, columns")
    if file.table == "totals" and not file.lines:
        counts = set(filter(is_count, columns))
        refuse_unknown_names(counts, FORM_COUNTS.keys(), f"{file_name}, columns")
    for key, names in _column_references(file):
        refuse_unknown_names(set(names), columns, f"{file_name}, {key}")
    refuse_unknown_meanings(file.words, f"{file_name}, words")


def _column_references(file: _LayoutFile) -> Iterator[tuple[str, Iterable[str]]]:
    """(place in a layout's file, the columns it refers to), for each place that has such."""
    yield "key", (file.key,)
    yield "required", file.required
    yield "words", file.words
    yield "added", file.added
    for balance in file.balances:
        yield f"phép cộng {balance.words}", (balance.total, *balance.parts)
    for rate in file.rates:
        yield f"phép chia {rate.words}", (rate.column, *rate.numerator, *rate.denominator)
    for bound in file.bounds:
        yield f"giới hạn {bound.words}", (bound.part, bound.total)
    if file.lines:
        yield "lines", (file.lines.name, file.lines.number)
