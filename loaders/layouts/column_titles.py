"""Columns as people know them, and the sentence on those that a table lacks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from loaders.layouts.layout import SEPARATOR, Layout, layouts


@dataclass(frozen=True)
class NearestLayout:
    """The layout that comes closest to a grid, and its required columns that the grid lacks."""

    layout: Layout
    missing_columns: tuple[str, ...]


def column_title(layout: Layout, column: str) -> str:
    """A column as a person knows it, by its first heading in the layout: "Tiếp nhận > Trực tuyến".

    A list may be given a column that its layout lacks: then by its first heading in another list,
    or else in a form.
    """
    others = sorted(layouts(), key=lambda other: other.table != layout.table)
    every_heading = chain.from_iterable(some.headings.items() for some in (layout, *others))
    path = next((path for path, name in every_heading if name == column), (column,))
    return SEPARATOR.join(part[:1].upper() + part[1:] for part in path)


def missing_columns_sentence(nearest: NearestLayout | None) -> str | None:
    """The sentence that names one or two columns lacking of the nearest layout; else None.

    None where it lacks none or more: it is another table.
    """
    if nearest is None or not 1 <= len(nearest.missing_columns) <= 2:
        return None
    names = ", ".join(
        f"“{column_title(nearest.layout, column)}”" for column in nearest.missing_columns
    )
    return (
        f"Bảng giống mẫu “{nearest.layout.title}” nhưng thiếu cột {names}: "
        "hãy xuất lại có đủ cột, hoặc giữ đúng tên cột, rồi nạp."
    )
