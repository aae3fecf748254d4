"""Headings that a list's layout does not know and other shipped lists do: read as there, and told.

A list of our plain layout has "Ngày hoàn thành", which only the list of OpenCPS names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from data.columns import DOSSIERS
from loaders.layouts.layout import Layout, layouts


def with_borrowed_headings(layout: Layout) -> Layout:
    """A list's layout with headings that only other shipped lists know; a form's unchanged.

    Each with its column and the title of the list that it is from; none that two lists give
    different columns. What is personal in another list is so here. No layout is known by them.
    """
    if layout.table != "dossiers":
        return layout
    lenders = [other for other in _lists() if other.name != layout.name]
    own_parts = {part for path in layout.headings for part in path} | layout.unused
    personal = frozenset[str]().union(*(lender.personal for lender in lenders)) - own_parts
    borrowed = dict(_borrowed_headings(layout, lenders))
    return replace(
        layout,
        personal=layout.personal | personal,
        borrowed=MappingProxyType(borrowed),
        added=layout.added.union(*(lender.added & borrowed.keys() for lender in lenders)),
    )


def with_words_of_lenders(layout: Layout, columns_and_titles: Iterable[tuple[str, str]]) -> Layout:
    """The layout with the lender's words for each (column, lender's title); its own words win."""
    words = dict(layout.words)
    for column, title in columns_and_titles:
        lender = next(other for other in _lists() if other.title == title)
        words[column] = {**lender.words.get(column, {}), **words.get(column, {})}
    return replace(layout, words=MappingProxyType(words))


def unused_elsewhere() -> frozenset[str]:
    """The folded headings that at least one shipped list leaves unused."""
    return frozenset[str]().union(*(layout.unused for layout in _lists()))


def has_all_days(columns: Iterable[str]) -> bool:
    """Whether the columns have every date that a dossier can have."""
    return {name for name, kind in DOSSIERS.items() if kind == "date"} <= set(columns)


def _borrowed_headings(
    layout: Layout, lenders: list[Layout]
) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    """(heading path, (column, lender's title)) of each heading that the layout may borrow."""
    own_parts = layout.personal | layout.unused
    for lender in lenders:
        for path, column in lender.headings.items():
            columns = {other.headings[path] for other in lenders if path in other.headings}
            is_personal = any(part in other.personal for other in lenders for part in path)
            is_own = path in layout.headings or not own_parts.isdisjoint(path)
            if not is_own and not is_personal and len(columns) == 1:
                yield path, (column, lender.title)


def _lists() -> list[Layout]:
    """The shipped layouts of dossier lists."""
    return [layout for layout in layouts() if layout.table == "dossiers"]
