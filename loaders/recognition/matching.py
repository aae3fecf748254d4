"""A grid to a layout: where the headings stand, which column each names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from files.refusal import Refused
from loaders.layouts.borrowed_headings import has_all_days, unused_elsewhere
from loaders.layouts.column_titles import NearestLayout
from loaders.layouts.counts_in_parts import missing_columns
from loaders.layouts.layout import SEPARATOR, Layout
from loaders.parsing.form_headings import NamedHeading
from loaders.recognition.headers import HeadingRows, Row, possible_headings
from loaders.recognition.headings import Heading
from loaders.recognition.joined_cells import with_parts_in_cells
from loaders.recognition.list_headings import (
    begins_with_groups,
    named_headings,
    rows_of_list,
)

_FEWEST_HEADINGS = 3  # so many headings in common are no accident
_LONGEST_QUOTE = 60
SPLIT = "Cột “{}” được tách thành nhiều cột con: hãy gộp thành một cột rồi nạp lại."


@dataclass(frozen=True)
class Match:
    """A layout that fits a grid; `first` and `depth` give the rows of the headings (from 0)."""

    layout: Layout
    first: int
    depth: int
    headings: tuple[Heading, ...]

    @property
    def heading_by_column(self) -> dict[str, Heading]:
        """The heading of each mapped column; of those that are added up the first."""
        return {h.column: h for h in reversed(self.headings) if h.column}


class _Fit(NamedTuple):
    """A layout held against rows that may be headings, and the columns of it that they name.

    `heading_count` headings name them, since several may name one; `own_count` of these are as the
    layout itself spells them.
    """

    layout: Layout
    rows: HeadingRows
    columns: frozenset[str]
    split_columns: frozenset[str]
    heading_count: int
    own_count: int


def best_match(head: Sequence[Row], layouts: Sequence[Layout]) -> Match | None:
    """The match of the layout with most columns in `head`, all required ones among them; or None.

    A required count may stand there in parts (`missing_columns`).
    `head` is the grid's first rows (`head_rows` says how many are enough). Of equals the rows
    furthest up and the fewest that leave no headings below, then the first layout. Headings that
    people mapped tell no layout from another. Raises Refused where a required column is split.
    """
    fits = _possible_fits(head, layouts)
    complete_fits = [f for f in fits if not missing_columns(f.layout.required, f.columns)]
    if not complete_fits:
        return None
    layout, rows = _best_fit(head, complete_fits)[:2]
    match = Match(layout, rows.first, rows.depth, _table_headings(layout, rows))
    _refuse_split_columns(match)
    return match


def nearest_layout(head: Sequence[Row], layouts: Sequence[Layout]) -> NearestLayout | None:
    """The layout with most columns in `head` and the required ones lacking; None below three.

    `head` as for `best_match`.
    """
    close_fits = (
        fit for fit in _possible_fits(head, layouts) if len(fit.columns) >= _FEWEST_HEADINGS
    )
    best = max(close_fits, key=_closeness, default=None)
    if best is None:
        return None
    lacking_columns = missing_columns(best.layout.required, best.columns)
    in_file_order = dict.fromkeys(best.layout.headings.values())
    return NearestLayout(
        best.layout, tuple(column for column in in_file_order if column in lacking_columns)
    )


def _possible_fits(head: Sequence[Row], layouts: Sequence[Layout]) -> Iterator[_Fit]:
    """The fit of each layout to each run of rows in `head` that may be headings."""
    for rows in possible_headings(head):
        list_rows = rows_of_list(rows, head)
        for layout in layouts:
            own_rows: HeadingRows | None = rows
            if layout.table == "dossiers":
                own_rows = list_rows and with_parts_in_cells(layout, list_rows)
            if own_rows:
                columns = layout.telling_headings
                named = named_headings(layout, own_rows, columns).values()
                yield _Fit(
                    layout,
                    own_rows,
                    columns=frozenset(columns[heading.path] for heading in named),
                    split_columns=frozenset(columns[h.path] for h in named if h.is_split),
                    heading_count=len(named),
                    own_count=sum(heading.path in layout.headings for heading in named),
                )


def _best_fit(head: Sequence[Row], fits: Sequence[_Fit]) -> _Fit:
    """The fit with most columns, by the best of its layout's runs of rows that give as many.

    Of layouts with as many the one whose own spellings are more.
    Of a list those with most headings that are known, parts of one column too ("Phí, lệ phí" over
    "Phí" and "Lệ phí"), and then the fewest: titles may stand close above; groups are taken in. Of
    a form those that leave no headings below.
    """
    best = max(fits, key=_whole_columns)
    equals = [f for f in fits if f.layout == best.layout and len(f.columns) == len(best.columns)]
    if best.layout.table == "dossiers":
        overlapping = [f for f in equals if f.rows.first < best.rows.first + best.rows.depth]
        return max(overlapping, key=lambda fit: (fit.heading_count, *_depth_rank(head, fit.rows)))
    return min(
        (fit for fit in equals if fit.rows.first == best.rows.first),
        key=lambda f: f.rows.leave_headings_below(head, f.layout.telling_headings, f.layout.key),
    )


def _whole_columns(fit: _Fit) -> tuple[int, int]:
    """How many columns of a fit are whole (a list's split ones too), then its own spellings."""
    split_columns = fit.split_columns if fit.layout.table == "totals" else ()
    return len(fit.columns) - len(split_columns), fit.own_count


def _depth_rank(head: Sequence[Row], rows: HeadingRows) -> tuple[bool, int]:
    """(whether groups stand above, the rows' number, negative without groups): the greater wins."""
    has_groups = begins_with_groups(rows, head)
    return has_groups, rows.depth if has_groups else -rows.depth


def _refuse_split_columns(match: Match) -> None:
    """Raise Refused where a column that the layout requires is split into several.

    "Trạng thái" over "Đang xử lý" and "Đã trả": which says what is in no layout.
    """
    missing = missing_columns(match.layout.required, match.heading_by_column.keys())
    texts = [h.text for h in match.headings if h.meant_column in missing]
    if texts:
        raise Refused(SPLIT.format(SEPARATOR.join(texts[0].split(SEPARATOR)[:-1])[:_LONGEST_QUOTE]))


def _closeness(fit: _Fit) -> tuple[int, int]:
    """How close a fit is, the greater the closer: its columns, then the fewest required missing."""
    return len(fit.columns), -len(missing_columns(fit.layout.required, fit.columns))


def _table_headings(layout: Layout, rows: HeadingRows) -> tuple[Heading, ...]:
    """Every heading of the rows, with the column that is read from it or the reason why none is."""
    named = named_headings(layout, rows, layout.known_headings)
    column_by_index = _read_columns(layout, rows, named)
    return tuple(
        Heading(
            SEPARATOR.join(path),
            index,
            column_by_index.get(index),
            _unread_reason(layout, rows, index, named, column_by_index),
            layout.known_headings[named[index].path] if index in named else None,
            *layout.heading_sources(named[index].path if index in named else ()),
        )
        for index, path in enumerate(rows.paths)
        if path
    )


def _read_columns(
    layout: Layout, rows: HeadingRows, named: Mapping[int, NamedHeading]
) -> dict[int, str]:
    """Column index → the layout's column that is read there, given the known headings."""
    indexes_by_column: dict[str, list[int]] = {}
    for index, heading in named.items():
        if not heading.is_split:
            indexes_by_column.setdefault(layout.known_headings[heading.path], []).append(index)
    return {
        index: column
        for column, indexes in indexes_by_column.items()
        for index in _deciding_indexes(layout, rows, {i: named[i] for i in indexes})
    }


def _deciding_indexes(
    layout: Layout, rows: HeadingRows, named: Mapping[int, NamedHeading]
) -> list[int]:
    """The indexes of the headings that are read, of all that name one column (`named`).

    The heading that the layout has first, or all that are added up; of equal ones that under the
    fewest groups, then the first. Of a group over the column's words all.
    """
    order = list(layout.known_headings)
    path_by_index = {index: heading.path for index, heading in named.items()}
    first = min(
        path_by_index,
        key=lambda index: (order.index(path_by_index[index]), len(rows.paths[index]), index),
    )
    if named[first].is_word:
        return [i for i, h in named.items() if h.is_word and h.path == named[first].path]
    if path_by_index[first] not in layout.added:
        return [first]
    index_by_path = {path_by_index[index]: index for index in sorted(path_by_index, reverse=True)}
    return sorted(index for key, index in index_by_path.items() if key in layout.added)


def _unread_reason(
    layout: Layout,
    rows: HeadingRows,
    index: int,
    named: Mapping[int, NamedHeading],
    column_by_index: Mapping[int, str],
) -> str:
    """Why a heading is not read, one of UNREAD_REASONS; "" where it is."""
    if index in column_by_index:
        return ""
    if any(part in layout.personal for key in rows.lookup_paths(index) for part in key):
        return "personal"
    if index in named:
        return "split" if named[index].is_split else "second"
    unused = layout.unused
    if layout.table == "dossiers" and has_all_days(column_by_index.values()):
        unused |= unused_elsewhere()
    is_unused = any(key[-1] in unused for key in rows.lookup_paths(index))
    return "unused" if is_unused else "unknown"
