"""Headings that people said are a column of a known layout, and the layouts read with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from data.columns import DOSSIERS, is_count
from data.schema import MalformedFile, read_toml, refuse_unknown_names
from loaders.layouts.custom import has_personal_part
from loaders.layouts.layout import Layout, form_columns, heading_path
from loaders.layouts.words import common_words


class HeadingColumn(NamedTuple):
    """A heading, the column that somebody said it is, and who; `layout` None is every layout."""

    heading: str
    column: str
    by: str
    layout: str | None = None


def mappable_columns(layout: Layout) -> tuple[str, ...]:
    """The columns that a heading may be mapped to in a layout's files; () for our templates.

    Any column of a list, the layout's own counts in a form.
    """
    if layout.table == "dossiers":
        return tuple(DOSSIERS)
    if layout.table != "totals" or layout.lines:
        return ()
    return tuple(dict.fromkeys(filter(is_count, layout.headings.values())))


def with_mapped_headings(layout: Layout, headings: Iterable[HeadingColumn]) -> Layout:
    """The layout with the mapped headings that apply to it and the words of their columns.

    A personal heading, or a column that it cannot have, is left out: anyone may have edited them.
    """
    columns = mappable_columns(layout)
    mapped = {
        heading_path(heading.heading): (heading.column, heading.by)
        for heading in headings
        if heading.layout in (None, layout.name)
        and heading.column in columns
        and not has_personal_part(heading.heading)
    }
    if not mapped:
        return layout
    words = {c: common_words()[c] for c, _ in mapped.values() if c in common_words()}
    return replace(
        layout,
        mapped=MappingProxyType(mapped),
        words=MappingProxyType({**words, **layout.words}),
    )


def read_heading_columns(path: Path) -> tuple[tuple[str, str], ...]:
    """(heading, column) of each heading in a person's TOML file: `due_on = ["Hạn TKQ"]`.

    Raises MalformedFile, or OSError where the file cannot be read.
    """
    headings_by_column = read_toml(path, dict[str, tuple[str, ...]])
    refuse_unknown_names(headings_by_column.keys(), {*DOSSIERS, *form_columns()}, path.name)
    pairs = [(heading, c) for c, headings in headings_by_column.items() for heading in headings]
    _refuse_unusable_headings([heading for heading, _ in pairs], path.name)
    return tuple(pairs)


def _refuse_unusable_headings(headings: Sequence[str], file_name: str) -> None:
    """Raise MalformedFile for a heading that is personal, or that two columns share."""
    if personal := next(filter(has_personal_part, headings), None):
        raise MalformedFile(f"{file_name}: “{personal}” là dữ liệu cá nhân, không đọc.")
    paths = [heading_path(heading) for heading in headings]
    for heading, path in zip(headings, paths, strict=True):
        if paths.count(path) > 1:
            raise MalformedFile(f"{file_name}: “{heading}” được ghi hai lần.")
