"""A grid to a layout: where the headings stand, which column each names, and what lies above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import fold
from loaders.layouts import ExportFormat

_HEAD = 60
_DEEPEST = 4

Row = Sequence[str | None]


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

    layout: ExportFormat
    first: int
    depth: int
    headings: tuple[Heading, ...]

    @property
    def columns(self) -> dict[str, Heading]:
        return {h.column: h for h in self.headings if h.column}


def recognise(head: Sequence[Row], layouts: Sequence[ExportFormat]) -> Match | None:
    """The layout of which most columns are found; None where none has all it requires.

    `head` is the grid's first rows (60 are enough).
    """
    best: Match | None = None
    for first in range(min(len(head), _HEAD)):
        if sum(cell is not None and cell.strip() != "" for cell in head[first]) < 2:
            continue
        for depth in range(1, min(_DEEPEST, len(head) - first) + 1):
            paths = _paths(head[first : first + depth])
            # Folded once here: there are many layouts, and few of them fit.
            folded = [tuple(fold(part) for part in path) for path in paths]
            for layout in layouts:
                match = _match(layout, first, depth, paths, folded)
                if match and (best is None or len(match.columns) > len(best.columns)):
                    best = match
    return best


def _match(
    layout: ExportFormat,
    first: int,
    depth: int,
    paths: Sequence[tuple[str, ...]],
    keys: Sequence[tuple[str, ...]],
) -> Match | None:
    """The layout's headings among the paths (`keys` are the paths folded), if it has enough."""
    if not layout.required <= {layout.headings[key] for key in keys if key in layout.headings}:
        return None
    headings: list[Heading] = []
    taken: set[str] = set()
    for index, (path, folded) in enumerate(zip(paths, keys, strict=True)):
        if not path:
            continue
        column = layout.headings.get(folded)
        if column in taken:  # a heading that stands twice: the first is read
            column = None
        if column:
            taken.add(column)
        headings.append(Heading(" > ".join(path), index, column, _why(layout, folded, column)))
    return Match(layout, first, depth, tuple(headings))


def _why(layout: ExportFormat, folded: tuple[str, ...], column: str | None) -> str:
    if column:
        return ""
    if any(part in layout.personal for part in folded):
        return "personal"
    return "unused" if folded[-1] in layout.unused else "unknown"


def _paths(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Each column's heading from the top down; merged cells read as filled to the right.

    A blank cell takes its left neighbour's text only under the same parent, as a merged cell
    would show it.
    """
    width = max(len(row) for row in rows)
    above: list[tuple[str, ...]] = [()] * width
    for level, row in enumerate(rows):
        cells = [_clean(row[i]) if i < len(row) else "" for i in range(width)]
        now: list[tuple[str, ...]] = []
        filled = ""
        for i, cell in enumerate(cells):
            same_parent = i > 0 and above[i] == above[i - 1] and (level == 0 or bool(above[i]))
            filled = cell or (filled if same_parent else "")
            below = any(_clean(r[i]) for r in rows[level + 1 :] if i < len(r))
            text = cell or (filled if level == 0 and below else filled if level > 0 else "")
            now.append((*above[i], text) if text else above[i])
        above = now
    return above


def _clean(cell: str | None) -> str:
    return " ".join(cell.split()) if cell else ""
