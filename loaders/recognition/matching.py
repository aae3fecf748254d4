"""A grid to a layout: where the headings stand, which column each names, where the table ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.layouts.layout import SEPARATOR, Layout
from loaders.recognition.headers import HeadingPath, HeadingRows, Row, possible_headings

# "STT", "TT", "Số TT", however the vowel is written.
_ORDINAL = r"(?i)^[\s\x{a0}]*(s(?:ố|ô\x{301})[\s\x{a0}]*|s)?tt[\s\x{a0}.]*$"
FOLDED_ORDINALS = ("stt", "tt", "số tt")
_FEWEST_HEADINGS = 3  # so many headings in common are no accident


# Why a heading is not read: "second" means the same as one that its layout puts first; "blank" and
# "uncalculated" have no cell that says anything.
WHYS = ("personal", "unused", "unknown", "second", "blank", "uncalculated")


@dataclass(frozen=True)
class Heading:
    """One heading of the file: what we read from it, or why we do not.

    Several headings have one column where its layout adds them up.
    """

    text: str
    index: int
    column: str | None
    why: str = ""  # one of WHYS, where there is no column
    means: str | None = None  # the column that its layout has for it, read or not


@dataclass(frozen=True)
class Match:
    """A layout that fits a grid; `first` and `depth` give the rows of the headings (from 0)."""

    layout: Layout
    first: int
    depth: int
    headings: tuple[Heading, ...]

    @property
    def columns(self) -> dict[str, Heading]:
        """The heading of each mapped column; of those that are added up the first."""
        return {h.column: h for h in reversed(self.headings) if h.column}


@dataclass(frozen=True)
class Nearest:
    """The layout that comes closest to a grid; `missing`: its required columns not in it."""

    layout: Layout
    missing: tuple[str, ...]


class _Fit(NamedTuple):
    """A layout held against rows that may be headings, and the columns of it that they name."""

    layout: Layout
    rows: HeadingRows
    columns: frozenset[str]


def recognise(head: Sequence[Row], layouts: Sequence[Layout]) -> Match | None:
    """The layout of which most columns are there; None where none has all it requires.

    `head` is the grid's first rows (`head_rows` says how many are enough). Of equals the rows
    furthest up and the fewest of them, then the first layout.
    """
    complete_fits = (fit for fit in _fits(head, layouts) if fit.layout.required <= fit.columns)
    best = max(complete_fits, key=lambda fit: len(fit.columns), default=None)
    if best is None:
        return None
    return Match(best.layout, best.rows.first, best.rows.depth, _headings(best.layout, best.rows))


def nearest(head: Sequence[Row], layouts: Sequence[Layout]) -> Nearest | None:
    """The layout of which most columns are there, what it requires or not; None where no row has
    three headings of one layout. `head` as for `recognise`.
    """
    close_fits = (fit for fit in _fits(head, layouts) if len(fit.columns) >= _FEWEST_HEADINGS)
    best = max(close_fits, key=_closeness, default=None)
    if best is None:
        return None
    lacking = best.layout.required - best.columns
    in_file_order = dict.fromkeys(best.layout.headings.values())
    return Nearest(best.layout, tuple(column for column in in_file_order if column in lacking))


def missing_columns_sentence(near: Nearest | None) -> str | None:
    """The sentence that refuses a table for a heading or two; None where it is another table."""
    if near is None or not 1 <= len(near.missing) <= 2:
        return None
    first_paths: dict[str, HeadingPath] = {}
    for path, column in near.layout.headings.items():
        first_paths.setdefault(column, path)
    names = ", ".join(f"“{_as_heading(first_paths[column])}”" for column in near.missing)
    return (
        f"Bảng giống mẫu “{near.layout.title}” nhưng thiếu cột {names}: "
        "hãy xuất lại có đủ cột, hoặc giữ đúng tên cột, rồi nạp."
    )


def table_end(match: Match, body: pa.Table) -> int:
    """How many rows below the headings belong to the table: up to another one's headings, which
    begin with "STT" too. `body` is the sheet below the headings.

    A row that says "STT" and, under "Mã hồ sơ", "Mã hồ sơ" again repeats this table's headings
    (a page break); one that says "STT" and "Mã xã" begins another table.
    """
    key_heading = match.columns[match.layout.key]
    key_texts = {fold(part) for part in key_heading.text.split(SEPARATOR)}
    keys = body.column(key_heading.index)
    for row in _heading_like_rows(match, body):
        if fold(keys[row].as_py() or "") not in key_texts:
            return row
    return int(body.num_rows)


def _heading_like_rows(match: Match, body: pa.Table) -> list[int]:
    """The rows that say "STT" where this table says it, or in its first column, in their order."""
    numbering = {h.index for h in match.headings if fold(h.text) in FOLDED_ORDINALS}
    columns = numbering | {match.headings[0].index}
    return sorted({row for index in columns for row in _ordinal_rows(body.column(index))})


def _ordinal_rows(column: pa.ChunkedArray) -> list[int]:
    """The rows that say "STT" (a plain search first: nearly all hold numbers)."""
    has_letter = pc.or_(pc.match_substring(column, "T"), pc.match_substring(column, "t"))
    if not pc.any(has_letter).as_py():
        return []
    rows: list[int] = pc.indices_nonzero(pc.match_substring_regex(column, _ORDINAL)).to_pylist()
    return rows


def _fits(head: Sequence[Row], layouts: Sequence[Layout]) -> Iterator[_Fit]:
    """Each layout held against every run of rows that may be headings."""
    for rows in possible_headings(head):
        for layout in layouts:
            headings = layout.headings
            names = chain(rows.keys, rows.bare_keys)
            columns = frozenset(headings[key] for key in names if key in headings)
            yield _Fit(layout, rows, columns)


def _closeness(fit: _Fit) -> tuple[int, int]:
    """Most columns first, then the fewest that are required and missing."""
    return len(fit.columns), -len(fit.layout.required - fit.columns)


def _headings(layout: Layout, rows: HeadingRows) -> tuple[Heading, ...]:
    """Every heading of the rows; of those that name one column the layout says which are read."""
    known = {index: key for index in range(len(rows.paths)) if (key := _known(layout, rows, index))}
    indexes_by_column: dict[str, list[int]] = {}
    for index, key in known.items():
        indexes_by_column.setdefault(layout.headings[key], []).append(index)
    read = {
        index: column
        for column, indexes in indexes_by_column.items()
        for index in _deciding(layout, {index: known[index] for index in indexes})
    }
    return tuple(
        Heading(
            SEPARATOR.join(path),
            index,
            read.get(index),
            _why(layout, rows, index, known, read),
            layout.headings.get(known.get(index, ())),
        )
        for index, path in enumerate(rows.paths)
        if path
    )


def _known(layout: Layout, rows: HeadingRows, index: int) -> HeadingPath | None:
    """By which of its names the layout knows a column."""
    return next((key for key in rows.names(index) if key in layout.headings), None)


def _deciding(layout: Layout, keys: Mapping[int, HeadingPath]) -> list[int]:
    """Which of the headings that name one column are read: the one that the layout has first, with
    those that are added to it; of equal ones the first.
    """
    order = list(layout.headings)
    first = min(keys, key=lambda index: (order.index(keys[index]), index))
    if keys[first] not in layout.added:
        return [first]
    by_key = {keys[index]: index for index in sorted(keys, reverse=True)}
    return sorted(index for key, index in by_key.items() if key in layout.added)


def _why(
    layout: Layout,
    rows: HeadingRows,
    index: int,
    known: Mapping[int, HeadingPath],
    read: Mapping[int, str],
) -> str:
    """Why a heading is not read, one of WHYS; "" where it is."""
    if index in read:
        return ""
    if any(part in layout.personal for key in rows.names(index) for part in key):
        return "personal"
    if index in known:
        return "second"
    is_unused = any(key[-1] in layout.unused for key in rows.names(index))
    return "unused" if is_unused else "unknown"


def parts(headings: Sequence[Heading]) -> dict[str, Heading]:
    """A name for each column that is read → its heading: "fee", and "fee+1" for what is added."""
    named: dict[str, Heading] = {}
    for heading in headings:
        if heading.column:
            place = sum(other.column == heading.column for other in named.values())
            named[f"{heading.column}+{place}" if place else heading.column] = heading
    return named


def _as_heading(path: HeadingPath) -> str:
    """A folded path as a person would write it: "Tiếp nhận > Trực tuyến"."""
    return SEPARATOR.join(part[:1].upper() + part[1:] for part in path)
