"""A grid to a layout: where the headings stand, which column each names, and what lies above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.layouts.layout import Layout
from loaders.recognition.headers import HeadingRows, Row, places

# "STT", "TT", "Số TT", however the vowel is written.
_ORDINAL = r"(?i)^[\s\x{a0}]*(s(?:ố|ô\x{301})[\s\x{a0}]*|s)?tt[\s\x{a0}.]*$"
_FEWEST = 3  # so many headings in common are no accident


@dataclass(frozen=True)
class Heading:
    """One heading of the file: what we read from it, or why we do not."""

    text: str
    index: int
    column: str | None
    why: str = ""  # "personal", "unused" or "unknown", where there is no column


@dataclass(frozen=True)
class Match:
    """A layout found in a grid; `first` and `depth` give the rows of the headings (from 0)."""

    layout: Layout
    first: int
    depth: int
    headings: tuple[Heading, ...]

    @property
    def columns(self) -> dict[str, Heading]:
        return {h.column: h for h in self.headings if h.column}


@dataclass(frozen=True)
class Nearest:
    """The layout that comes closest to a grid; `missing` are the columns it requires in vain."""

    layout: Layout
    first: int
    depth: int
    headings: tuple[Heading, ...]
    missing: tuple[str, ...]


def recognise(head: Sequence[Row], layouts: Sequence[Layout]) -> Match | None:
    """The layout of which most columns are found; None where none has all it requires.

    `head` is the grid's first rows (`head_rows` tells how many are enough).
    """
    best: tuple[int, Layout, HeadingRows] | None = None
    for place in places(head):
        for layout in layouts:
            found = _found(layout, place)
            if layout.required <= found and (best is None or len(found) > best[0]):
                best = len(found), layout, place
    if best is None:
        return None
    _, layout, place = best
    return Match(layout, place.first, place.depth, _headings(layout, place))


def nearest(head: Sequence[Row], layouts: Sequence[Layout]) -> Nearest | None:
    """The layout of which most columns are found, what it requires or not; None where no row has
    three headings of one layout. `head` as for `recognise`.
    """
    best: tuple[tuple[int, int], Layout, HeadingRows] | None = None
    for place in places(head):
        for layout in layouts:
            found = _found(layout, place)
            score = len(found), -len(layout.required - found)
            if len(found) >= _FEWEST and (best is None or score > best[0]):
                best = score, layout, place
    if best is None:
        return None
    _, layout, place = best
    lacking = layout.required - _found(layout, place)
    missing = [column for column in dict.fromkeys(layout.headings.values()) if column in lacking]
    headings = _headings(layout, place)
    return Nearest(layout, place.first, place.depth, headings, tuple(missing))


def lacking(near: Nearest | None) -> str | None:
    """The sentence that refuses a table for a heading or two; None where it is another table."""
    if near is None or not 1 <= len(near.missing) <= 2:
        return None
    first: dict[str, tuple[str, ...]] = {}
    for path, column in near.layout.headings.items():
        first.setdefault(column, path)
    names = ", ".join(f"“{_as_heading(first[column])}”" for column in near.missing)
    return (
        f"Bảng giống mẫu “{near.layout.title}” nhưng thiếu cột {names}: "
        "hãy xuất lại có đủ cột, hoặc giữ đúng tên cột, rồi nạp."
    )


def _as_heading(path: tuple[str, ...]) -> str:
    return " > ".join(part[:1].upper() + part[1:] for part in path)


def table_end(match: Match, body: pa.Table) -> int:
    """How many rows below the headings belong to the table: up to another one's headings, which
    begin with "STT" too. `body` is the sheet below the headings.
    """
    own = match.columns[match.layout.key]
    first = match.headings[0].index
    numbered = {h.index for h in match.headings if fold(h.text) in ("stt", "tt", "số tt")} | {first}
    for row in sorted({row for index in numbered for row in _ordinals(body.column(index))}):
        name = body.column(own.index)[row].as_py()
        if fold(name or "") not in {fold(part) for part in own.text.split(" > ")}:
            return row
    return int(body.num_rows)


def _ordinals(column: pa.ChunkedArray) -> list[int]:
    """The rows that say "STT" (a plain search first: nearly all hold numbers)."""
    maybe = pc.or_(pc.match_substring(column, "T"), pc.match_substring(column, "t"))
    if not pc.any(maybe).as_py():
        return []
    rows: list[int] = pc.indices_nonzero(pc.match_substring_regex(column, _ORDINAL)).to_pylist()
    return rows


def _found(layout: Layout, place: HeadingRows) -> set[str]:
    return {layout.headings[key] for key in place.keys if key in layout.headings}


def _headings(layout: Layout, place: HeadingRows) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    taken: set[str] = set()
    for index, (path, folded) in enumerate(zip(place.paths, place.keys, strict=True)):
        if not path:
            continue
        column = layout.headings.get(folded)
        if column in taken:  # a heading that stands twice: the first is read
            column = None
        if column:
            taken.add(column)
        headings.append(Heading(" > ".join(path), index, column, _why(layout, folded, column)))
    return tuple(headings)


def _why(layout: Layout, folded: tuple[str, ...], column: str | None) -> str:
    if column:
        return ""
    if any(part in layout.personal for part in folded):
        return "personal"
    return "unused" if folded[-1] in layout.unused else "unknown"
