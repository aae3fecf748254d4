"""Headings of a list that are a group and a column in one cell, as if they stood in two rows.

| Mã hồ sơ | Thời gian - Ngày tiếp nhận | Thời gian - Ngày hẹn trả | Hình thức nộp / Trực tuyến |
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from data.columns import DOSSIERS
from data.text import fold
from loaders.layouts.layout import Layout
from loaders.parsing.vocabulary import common_vocabulary
from loaders.recognition.headers import HeadingPath, HeadingRows, Row, bare_heading, heading_parts


def parts_in_cells(rows: HeadingRows, head: Sequence[Row]) -> dict[int, HeadingPath]:
    """Column index → the parts of its lowest heading cell, of those that have several."""
    lowest_cells: dict[int, str] = {}
    for row in head[rows.first : rows.first + rows.depth]:
        lowest_cells |= {index: cell for index, cell in enumerate(row) if cell and cell.strip()}
    parts = {index: heading_parts(cell) for index, cell in lowest_cells.items()}
    return {index: path for index, path in parts.items() if len(path) > 1}


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


def are_words_of(column: str, texts: Sequence[str]) -> bool:
    """Whether several texts are all words of a column, if it is one of words."""
    is_of_words = DOSSIERS.get(column) == "word" and len(texts) > 1
    return is_of_words and all(_meaning(column, text) for text in texts)


@lru_cache(maxsize=4096)
def _meaning(column: str, text: str) -> str | None:
    """What a text means in a column by the words that every layout knows; None if unknown."""
    return common_vocabulary(column).meaning(text)


def _folded(parts: HeadingPath) -> HeadingPath:
    """A heading's parts folded, without marks around them."""
    return tuple(bare_heading(fold(part)) for part in parts)
