"""Headings of a list that are a group and a column in one cell, as if they stood in two rows.

| Mã hồ sơ | Thời gian - Ngày tiếp nhận | Thời gian - Ngày hẹn trả | Hình thức nộp / Trực tuyến |
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.text import fold
from loaders.layouts.layout import Layout
from loaders.parsing.vocabulary import are_words_of
from loaders.recognition.headers import HeadingPath, HeadingRows, bare_heading


def with_parts_in_cells(layout: Layout, rows: HeadingRows) -> HeadingRows:
    """A list's rows, the headings that are group and column in one cell cut into both.

    "Thời gian - Ngày tiếp nhận". Not one that the layout knows as it is, nor two columns' headings
    in one cell ("Ngày tiếp nhận - Ngày hẹn trả").
    """
    cut_paths = {
        index: folded
        for index, parts in rows.parts_in_cells.items()
        if _is_group_and_column(layout, rows.lookup_paths(index), folded := _folded(parts))
    }
    if not cut_paths:
        return rows

    def cut(paths: Sequence[HeadingPath]) -> list[HeadingPath]:
        """The paths, the last parts of the cut headings in theirs."""
        return [
            (*path[:-1], *cut_paths[index]) if index in cut_paths else path
            for index, path in enumerate(paths)
        ]

    return replace(rows, folded_paths=cut(rows.folded_paths), bare_paths=cut(rows.bare_paths))


def _is_group_and_column(
    layout: Layout, whole_paths: Iterable[HeadingPath], parts: HeadingPath
) -> bool:
    """Whether a heading's folded parts are a group and a column, where its whole is no heading."""
    columns, ignored = layout.known_headings, layout.personal | layout.unused
    if any(path in columns or (path and path[-1] in ignored) for path in whole_paths):
        return False
    group_column = columns.get(parts[-2:-1])
    if group_column:
        return are_words_of(group_column, parts[-1:] * 2)
    return parts[-1:] in columns or parts[-1] in ignored or not layout.personal.isdisjoint(parts)


def _folded(parts: HeadingPath) -> HeadingPath:
    """A heading's parts folded, without marks around them."""
    return tuple(bare_heading(fold(part)) for part in parts)
