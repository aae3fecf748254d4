"""The headings of a list through groups that stand over them, and which columns they name.

| Mã hồ sơ | Ngày      |         | Thủ tục    |          | Số hóa kết quả |    |   groups, and
|          | tiếp nhận | hẹn trả | Mã thủ tục | Lĩnh vực | Chưa           | Có |   their columns

"Mã thủ tục" and "Lĩnh vực" are known by themselves, "Ngày tiếp nhận" with the group. "Số hóa kết
quả" is a column of the layout that is split here. Where all of its parts are words of the column
("Có", "Không"), a mark below one is that word; else which of them says what is in no layout.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from data.text import fold
from loaders.layouts.layout import Layout
from loaders.parsing.form_headings import NamedHeading, named_in_form
from loaders.parsing.parallel_channels import parallel_channels
from loaders.parsing.vocabulary import are_words_of, kind_of_word
from loaders.recognition.headers import HeadingPath, HeadingRows, Row, parts_in_cells
from loaders.recognition.small_tables import DAY_OR_CODE, NUMBER, filled_cells

# What groups never say, but lines of a title do.
_TITLE = re.compile(
    r"[:\d]|\b(?:ubnd|[uủ][yỷ] ban|cộng h\w+|độc lập|trung tâm|sở|xã|phường|tỉnh|thành phố"
    r"|danh sách|báo cáo|biểu)\b"
)

# "Thanh toán phí, lệ phí", "Nộp hồ sơ"; "Trả kết quả" is neither, nor is what was paid or fetched.
_GROUPS_OF_WORDS = (
    (re.compile(r"^(?!.*\btrả\b).*\bthanh toán\b"), "payment"),
    (re.compile(r"^(?!.*\b(?:trả|phí|tiền|thanh toán)\b).*\b(?:tiếp nhận|nộp)\b"), "channel"),
)


def named_headings(
    layout: Layout, rows: HeadingRows, columns: Mapping[HeadingPath, str]
) -> dict[int, NamedHeading]:
    """Column index → the heading there, where `columns` (path → column) has its path.

    `columns` are the layout's. In a form a heading is known by its whole path, whichever of its
    parts stand in one cell; in a list also by the parts of it that `rows_of_list` leaves.
    """
    paths_by_index = enumerate(zip(rows.folded_paths, rows.bare_paths, strict=True))
    named = {  # kept short: every layout is held against every row
        i: NamedHeading(path if path in columns else bare_path)
        for i, (path, bare_path) in paths_by_index
        if path in columns or bare_path in columns
    }
    if layout.table != "dossiers":
        path_by_text = layout.headings_by_text
        by_text: dict[int, HeadingPath] = {}
        if not path_by_text.keys().isdisjoint(rows.texts):
            by_text = {i: path_by_text[t] for i, t in enumerate(rows.texts) if t in path_by_text}
        return named_in_form(rows.bare_paths, by_text, columns, named)
    has_groups = rows.depth > 1 or any(len(path) > 1 for path in rows.folded_paths)
    if has_groups:
        named = _named_under_groups(layout, rows, columns, named)
    return _with_parallel_channels(rows, columns, named)


def _with_parallel_channels(
    rows: HeadingRows, columns: Mapping[HeadingPath, str], named: dict[int, NamedHeading]
) -> dict[int, NamedHeading]:
    """The named headings, neighbours that are words of the channel named by it, or not at all."""
    column_by_index = {index: columns[heading.path] for index, heading in named.items()}
    paths = rows.bare_paths
    kinds = [kind_of_word("channel", path[-1]) if path else None for path in paths]
    channels, unclear = parallel_channels(paths, kinds, column_by_index)
    channel_path = next((path for path, column in columns.items() if column == "channel"), ())
    words = (
        dict.fromkeys(channels, NamedHeading(channel_path, is_word=True)) if channel_path else {}
    )
    return {i: h for i, h in named.items() if i not in unclear} | words


def _named_under_groups(
    layout: Layout,
    rows: HeadingRows,
    columns: Mapping[HeadingPath, str],
    named: Mapping[int, NamedHeading],
) -> dict[int, NamedHeading]:
    """Column index → the known heading there, of a list whose headings take several rows.

    None below a group of personal data.
    """
    indexes = {i for i in range(len(rows.paths)) if not _has_personal_group(layout, rows, i)}
    words: dict[int, NamedHeading] = {}
    for group_path, group_indexes in _groups(rows):
        texts = [rows.bare_paths[index][-1] for index in group_indexes]
        column_path = group_path if group_path in columns else _path_of_words(group_path, columns)
        if column_path and are_words_of(columns[column_path], texts):
            words |= dict.fromkeys(group_indexes, NamedHeading(column_path, is_word=True))
        elif are_words_of("channel", texts) or are_words_of("payment", texts):
            indexes.difference_update(group_indexes - words.keys())  # of something else
    indexes -= words.keys()
    parts = {i: NamedHeading(path) for i in indexes if (path := _known_path(rows, i, columns))}
    all_named = parts | {i: heading for i, heading in named.items() if i in indexes}
    unnamed = {i for i in indexes - all_named.keys() if not _is_ignored(layout, rows, i)}
    for group_path, group_indexes in _groups(rows):
        if group_path in columns and unnamed.issuperset(group_indexes):
            heading = NamedHeading(group_path, is_split=len(group_indexes) > 1)
            all_named |= dict.fromkeys(group_indexes, heading)
            unnamed.difference_update(group_indexes)
    return all_named | words


def _path_of_words(
    group_path: HeadingPath, columns: Mapping[HeadingPath, str]
) -> HeadingPath | None:
    """The path of the payment or the channel, where a group of other words is about that."""
    for pattern, column in _GROUPS_OF_WORDS:
        if pattern.search(group_path[-1]):
            return next((path for path, name in columns.items() if name == column), None)
    return None


def rows_of_list(rows: HeadingRows, head: Sequence[Row]) -> HeadingRows | None:
    """The heading rows, their paths cut until none begins with another; None if a row is data.

    `head` are the grid's first rows. A single row stays as it is. A heading of one column that is
    merged downwards is no group of those at its right, whose own stand lower.
    """
    if parts := parts_in_cells(rows, head):
        rows = replace(rows, parts_in_cells=parts)
    if rows.depth == 1:
        return rows
    if any(map(_holds_values, head[rows.first : rows.first + rows.depth])):
        return None
    whole_paths = {path for path in rows.folded_paths if path}
    starts = [_start_below_columns(path, whole_paths) for path in rows.folded_paths]

    def cut(paths: Sequence[HeadingPath]) -> list[HeadingPath]:
        """Each column's path without the parts that are other columns' whole paths."""
        return [path[start:] for path, start in zip(paths, starts, strict=True)]

    return replace(
        rows,
        paths=cut(rows.paths),
        folded_paths=cut(rows.folded_paths),
        bare_paths=cut(rows.bare_paths),
    )


def begins_with_groups(rows: HeadingRows, head: Sequence[Row]) -> bool:
    """Whether all rows but the last hold groups over the columns that the last row names.

    Such rows are no titles: a cell is repeated below, or each stands over several columns, behind
    a column that has its heading in the last row alone.
    """
    cells_by_row = [
        {index: fold(text) for index, text in filled_cells(row).items()}
        for row in head[rows.first : rows.first + rows.depth]
    ]
    *upper_rows, lowest_row = cells_by_row
    return bool(upper_rows) and all(_are_groups(row, lowest_row) for row in upper_rows)


def _are_groups(upper: Mapping[int, str], lower: Mapping[int, str]) -> bool:
    """Whether the cells of a row, folded, by column, are groups over those of the lowest row."""
    if upper.items() & lower.items():
        return True
    are_over_several = all(
        index in lower and index + 1 in lower and index + 1 not in upper for index in upper
    )
    is_behind_column = bool(upper) and min(upper) > min(lower, default=0)
    return are_over_several and is_behind_column and not any(map(_TITLE.search, upper.values()))


def _start_below_columns(path: HeadingPath, whole_paths: Collection[HeadingPath]) -> int:
    """How many first parts of a path are the whole path of another column, 0 where none are."""
    return max((n for n in range(1, len(path)) if path[:n] in whole_paths), default=0)


def _holds_values(row: Row) -> bool:
    """Whether a row has a day, a code or a number, as lines of data have and headings never."""
    return any(NUMBER.fullmatch(cell.strip()) or DAY_OR_CODE.search(cell) for cell in row if cell)


def _known_path(
    rows: HeadingRows, index: int, columns: Mapping[HeadingPath, str]
) -> HeadingPath | None:
    """The path in `columns` of a heading with its group's words, else without; None if neither."""
    paths = rows.lookup_paths(index)
    joined_paths = [(" ".join(path[-2:]),) for path in paths if len(path) > 1]
    last_parts = [path[-1:] for path in paths]
    return next((path for path in (*joined_paths, *last_parts) if path in columns), None)


def _has_personal_group(layout: Layout, rows: HeadingRows, index: int) -> bool:
    """Whether a group of personal data stands over the heading at a column index."""
    return any(part in layout.personal for path in rows.lookup_paths(index) for part in path[:-1])


def _is_ignored(layout: Layout, rows: HeadingRows, index: int) -> bool:
    """Whether the layout calls the heading at a column index personal or unused."""
    return any(
        path and (path[-1] in layout.personal or path[-1] in layout.unused)
        for path in rows.lookup_paths(index)
    )


def _groups(rows: HeadingRows) -> Iterator[tuple[HeadingPath, list[int]]]:
    """(last part of a group's path, the column indexes below it), the lowest groups first.

    Each with its marks and without.
    """
    indexes_by_group: dict[HeadingPath, list[int]] = {}
    last_parts: dict[HeadingPath, tuple[HeadingPath, HeadingPath]] = {}
    for index, (path, bare_path) in enumerate(zip(rows.folded_paths, rows.bare_paths, strict=True)):
        for length in range(1, len(path)):
            indexes_by_group.setdefault(path[:length], []).append(index)
            last_parts[path[:length]] = path[length - 1 : length], bare_path[length - 1 : length]
    for group in sorted(indexes_by_group, key=len, reverse=True):
        for last_part in last_parts[group]:
            yield last_part, indexes_by_group[group]
