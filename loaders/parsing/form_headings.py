"""The headings of a form: a whole path each, whichever of its parts stand in one cell.

| Hồ sơ thu phí | Thanh toán                                  |
|               | Trực tiếp | Trực tuyến                      |   "Trực tuyến" is a column
|               |           | Qua Cổng DVCQG | Qua cổng khác  |   split into unknown ones
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

HeadingPath = tuple[str, ...]

_DIRECT_OR_POSTAL = "received_direct_or_postal"


class NamedHeading(NamedTuple):
    """The path by which a layout knows a heading; `is_split` where it is a split group's.

    `is_word` where it is such a group's whose columns are named by words of the group's column.
    """

    path: HeadingPath
    is_split: bool = False
    is_word: bool = False


def named_in_form(
    paths: Sequence[HeadingPath],
    path_by_index: Mapping[int, HeadingPath],
    columns: Mapping[HeadingPath, str],
    named: Mapping[int, NamedHeading],
) -> dict[int, NamedHeading]:
    """Column index → the known heading there: `named`, those known by their text, split ones.

    `paths` are those of all headings, folded, `path_by_index` the known ones of those in one cell;
    `columns` are the layout's, by their paths.
    """
    split = _split_headings(paths, columns, named)
    by_text = {index: NamedHeading(path) for index, path in path_by_index.items()}
    return split | by_text | {**_with_direct_as_rest(columns, named)}


def _with_direct_as_rest(
    columns: Mapping[HeadingPath, str], named: Mapping[int, NamedHeading]
) -> Mapping[int, NamedHeading]:
    """The named headings, "Trực tiếp" as direct or by post where nothing else names the post.

    Of "Trực tuyến" and "Trực tiếp" alone the second is all that did not come online.
    """
    named_columns = {columns[heading.path] for heading in named.values()}
    rest_path = next(
        (path for path, column in columns.items() if column == _DIRECT_OR_POSTAL), None
    )
    is_split_up = not named_columns.isdisjoint({"received_postal", _DIRECT_OR_POSTAL})
    if rest_path is None or is_split_up or "received_direct" not in named_columns:
        return named
    return {
        index: NamedHeading(rest_path) if columns[heading.path] == "received_direct" else heading
        for index, heading in named.items()
    }


def _split_headings(
    paths: Sequence[HeadingPath],
    columns: Mapping[HeadingPath, str],
    named: Mapping[int, NamedHeading],
) -> dict[int, NamedHeading]:
    """Column index → the known heading that stands there over several unknown ones."""
    indexes_by_path: dict[HeadingPath, list[int]] = {}
    for index, path in enumerate(paths):
        if path[:-1] in columns and index not in named and any(map(str.isalpha, path[-1])):
            indexes_by_path.setdefault(path[:-1], []).append(index)
    return {
        index: NamedHeading(path, is_split=True)
        for path, indexes in indexes_by_path.items()
        if len(indexes) > 1
        for index in indexes
    }
