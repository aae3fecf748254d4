"""A grid to a layout: where the headings stand, which column each names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from loaders.layouts.counts_in_parts import missing_columns
from loaders.layouts.layout import SEPARATOR, Layout, layouts
from loaders.recognition.headers import HeadingPath, HeadingRows, Row, possible_headings

_FEWEST_HEADINGS = 3  # so many headings in common are no accident
# "second" means the same as a heading that its layout puts first; "blank" and
# "uncalculated" have no cell that says anything; "split" stands over several columns.
UNREAD_REASONS = ("personal", "unused", "unknown", "second", "blank", "uncalculated", "split")


@dataclass(frozen=True)
class Heading:
    """A heading over the column `index` (from 0), and the `column` read from it or why none is.

    Several headings have one column where its layout adds them up. `mapped_by` is who said which
    column it is, where the layout itself does not.
    """

    text: str
    index: int
    column: str | None
    unread_reason: str = ""  # one of UNREAD_REASONS, where there is no column
    meant_column: str | None = None  # the one that its layout has for it, read or not
    mapped_by: str = ""


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


@dataclass(frozen=True)
class NearestLayout:
    """The layout that comes closest to a grid, and its required columns that the grid lacks."""

    layout: Layout
    missing_columns: tuple[str, ...]


class _Fit(NamedTuple):
    """A layout held against rows that may be headings, and the columns of it that they name."""

    layout: Layout
    rows: HeadingRows
    columns: frozenset[str]


def best_match(head: Sequence[Row], layouts: Sequence[Layout]) -> Match | None:
    """The match of the layout with most columns there, all required ones among them; or None.

    A required count may stand there in parts (`missing_columns`).
    `head` is the grid's first rows (`head_rows` says how many are enough). Of equals the rows
    furthest up and the fewest that leave no headings below, then the first layout. Headings that
    people mapped tell no layout from another.
    """
    fits = _possible_fits(head, layouts)
    complete_fits = [f for f in fits if not missing_columns(f.layout.required, f.columns)]
    if not complete_fits:
        return None
    best = _best_fit(head, complete_fits)
    rows = _rows_with_parts(head, best)
    return Match(best.layout, rows.first, rows.depth, _headings(best.layout, rows))


def nearest_layout(head: Sequence[Row], layouts: Sequence[Layout]) -> NearestLayout | None:
    """The layout with most columns there, required or not; None where none has three.

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


def missing_columns_sentence(nearest: NearestLayout | None) -> str | None:
    """The sentence that names the one or two columns that a table lacks of its nearest layout.

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


def _possible_fits(head: Sequence[Row], layouts: Sequence[Layout]) -> Iterator[_Fit]:
    """Each layout held against every run of rows that may be headings."""
    for rows in possible_headings(head):
        for layout in layouts:
            headings = layout.headings
            names = chain(rows.folded_paths, rows.bare_paths)
            columns = frozenset(headings[key] for key in names if key in headings)
            yield _Fit(layout, rows, columns)


def _rows_with_parts(head: Sequence[Row], fit: _Fit) -> HeadingRows:
    """The fit's rows, or more of them from the same first one where these name more columns: a
    heading merged over its parts, "Phí, lệ phí" over "Phí" and "Lệ phí", is known without them too.
    """
    if fit.layout.table != "dossiers":
        return fit.rows
    rows = [r for r in possible_headings(head) if r.first == fit.rows.first]
    columns = [_named_columns(fit.layout, r) for r in rows]
    complete = (i for i, names in enumerate(columns) if fit.columns <= set(names))
    return rows[max(complete, key=lambda i: len(columns[i]))]


def _named_columns(layout: Layout, rows: HeadingRows) -> list[str]:
    """The layout's column of each heading that it knows in these rows."""
    paths = (_known_path(layout, rows, index) for index in range(len(rows.paths)))
    return [layout.known_headings[path] for path in paths if path]


def _best_fit(head: Sequence[Row], fits: Sequence[_Fit]) -> _Fit:
    """The fit with most columns; of equals the first, or with more rows if it leaves headings."""
    best = max(fits, key=lambda fit: len(fit.columns))
    layout, first, count = best.layout, best.rows.first, len(best.columns)
    equals = (f for f in fits if (f.layout, f.rows.first, len(f.columns)) == (layout, first, count))
    return min(equals, key=lambda f: f.rows.leave_headings_below(head, layout.headings, layout.key))


def _closeness(fit: _Fit) -> tuple[int, int]:
    """How close a fit is, the greater the closer: its columns, then the fewest required missing."""
    return len(fit.columns), -len(missing_columns(fit.layout.required, fit.columns))


def _headings(layout: Layout, rows: HeadingRows) -> tuple[Heading, ...]:
    """Every heading of the rows, with the column that is read from it or the reason why none is."""
    path_by_index = {
        index: key for index in range(len(rows.paths)) if (key := _known_path(layout, rows, index))
    }
    indexes_by_column: dict[str, list[int]] = {}
    for index, key in path_by_index.items():
        indexes_by_column.setdefault(layout.known_headings[key], []).append(index)
    column_by_index = {
        index: column
        for column, indexes in indexes_by_column.items()
        for index in _deciding_indexes(layout, {index: path_by_index[index] for index in indexes})
    }
    return tuple(
        Heading(
            SEPARATOR.join(path),
            index,
            column_by_index.get(index),
            _unread_reason(layout, rows, index, path_by_index, column_by_index),
            layout.known_headings.get(path_by_index.get(index, ())),
            _mapped_by(layout, path_by_index.get(index)),
        )
        for index, path in enumerate(rows.paths)
        if path
    )


def _known_path(layout: Layout, rows: HeadingRows, index: int) -> HeadingPath | None:
    """The path by which the layout knows a column, in a list its last part; None where none."""
    paths = rows.lookup_paths(index)
    parts = [path[-1:] for path in paths] if layout.table == "dossiers" else []
    return next((path for path in (*paths, *parts) if path in layout.known_headings), None)


def _deciding_indexes(layout: Layout, path_by_index: Mapping[int, HeadingPath]) -> list[int]:
    """The indexes of the headings that are read, of all that name one column (`path_by_index`).

    The heading that the layout has first, or all that are added up; of equal ones the first.
    """
    order = list(layout.known_headings)
    first = min(path_by_index, key=lambda index: (order.index(path_by_index[index]), index))
    if path_by_index[first] not in layout.added:
        return [first]
    index_by_path = {path_by_index[index]: index for index in sorted(path_by_index, reverse=True)}
    return sorted(index for key, index in index_by_path.items() if key in layout.added)


def _mapped_by(layout: Layout, path: HeadingPath | None) -> str:
    """Who said which column the heading of this path is; "" where its layout says it, or nobody."""
    return layout.mapped[path][1] if path in layout.mapped.keys() - layout.headings.keys() else ""


def _unread_reason(
    layout: Layout,
    rows: HeadingRows,
    index: int,
    path_by_index: Mapping[int, HeadingPath],
    column_by_index: Mapping[int, str],
) -> str:
    """Why a heading is not read, one of UNREAD_REASONS; "" where it is."""
    if index in column_by_index:
        return ""
    if any(part in layout.personal for key in rows.lookup_paths(index) for part in key):
        return "personal"
    if index in path_by_index:
        return "second"
    is_unused = any(key[-1] in layout.unused for key in rows.lookup_paths(index))
    return "unused" if is_unused else "unknown"


def headings_by_name(headings: Sequence[Heading]) -> dict[str, Heading]:
    """The headings that are read, by their cells' names: "fee", "fee+1" for what is added to it."""
    heading_by_name: dict[str, Heading] = {}
    for heading in headings:
        if heading.column:
            place = sum(other.column == heading.column for other in heading_by_name.values())
            heading_by_name[f"{heading.column}+{place}" if place else heading.column] = heading
    return heading_by_name


def column_title(layout: Layout, column: str) -> str:
    """A column as a person knows it, by its first heading in the layout: "Tiếp nhận > Trực tuyến".

    A list may be given a column that its layout lacks: then by its first heading in any other one.
    """
    every_heading = chain.from_iterable(
        some_layout.headings.items() for some_layout in (layout, *layouts())
    )
    path = next((path for path, name in every_heading if name == column), (column,))
    return SEPARATOR.join(part[:1].upper() + part[1:] for part in path)
