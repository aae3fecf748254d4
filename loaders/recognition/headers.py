"""The rows of a sheet that may be its headings, and the path of each column through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from data.text import fold

# Of a sheet's first rows only those with several cells may be headings: titles cost little.
_HEAD_ROWS, _LEAST_ROWS, _HEAD_CELLS = 300, 60, 2**16
_TRIED = 60
_DEEPEST = 4
Row = Sequence[str | None]


def head_rows(width: int) -> int:
    """How many of the first rows of a sheet with `width` columns may hold its headings."""
    return max(_LEAST_ROWS, min(_HEAD_ROWS, _HEAD_CELLS // max(width, 1)))


@dataclass(frozen=True)
class HeadingRows:
    """Rows that may be headings: each column's path, and the same folded."""

    first: int
    depth: int
    paths: Sequence[tuple[str, ...]]
    keys: Sequence[tuple[str, ...]]


def places(head: Sequence[Row]) -> Iterator[HeadingRows]:
    """Every run of rows among a grid's first that may be its headings."""
    several = (i for i, row in enumerate(head) if sum(bool(_clean(cell)) for cell in row) > 1)
    for first in islice(several, _TRIED):
        for depth in range(1, min(_DEEPEST, len(head) - first) + 1):
            paths = _paths(head[first : first + depth])
            # Folded once here: there are many layouts, and few of them fit.
            keys = [tuple(fold(part) for part in path) for path in paths]
            yield HeadingRows(first, depth, paths, keys)


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
            again = above[i][-1:] == (text,)  # some systems repeat a merged cell's text downwards
            now.append((*above[i], text) if text and not again else above[i])
        above = now
    return above


def _clean(cell: str | None) -> str:
    return " ".join(cell.split()) if cell else ""
