"""Columns as people know them."""

from __future__ import annotations

from itertools import chain

from loaders.layouts.layout import SEPARATOR, Layout, layouts


def column_title(layout: Layout, column: str) -> str:
    """A column as a person knows it, by its first heading in the layout: "Tiếp nhận > Trực tuyến".

    A list may be given a column that its layout lacks: then by its first heading in another list,
    or else in a form.
    """
    others = sorted(layouts(), key=lambda other: other.table != layout.table)
    every_heading = chain.from_iterable(some.headings.items() for some in (layout, *others))
    path = next((path for path, name in every_heading if name == column), (column,))
    return SEPARATOR.join(part[:1].upper() + part[1:] for part in path)
