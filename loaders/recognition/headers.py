"""The rows of a sheet that may be its headings, and the path of each column through them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from data.text import fold

# Of a sheet's first rows only those with several cells may be headings: titles cost little.
_MOST_HEAD_ROWS, _FEWEST_HEAD_ROWS, _MOST_HEAD_CELLS = 300, 60, 2**16
_MOST_STARTS = 60
_MOST_LEVELS = 4
_BEFORE = re.compile(r"^(?:\(?\d{1,2}[.)]\s*|\(?[ivx]{1,4}[.)]\s+|[*+•-]\s*)+(?=\D)")
_AFTER = re.compile(
    r"(?:\s*(?:\(\d{1,2}\)|\[\d{1,2}\]|\(?\*+\)?|[\u00b9\u00b2\u00b3\u2070-\u2079\u2080-\u2089]+|[†‡.:;]))+$"
)
Row = Sequence[str | None]
HeadingPath = tuple[str, ...]


def head_rows(width: int) -> int:
    """How many of the first rows of a sheet with `width` columns may hold its headings."""
    return max(_FEWEST_HEAD_ROWS, min(_MOST_HEAD_ROWS, _MOST_HEAD_CELLS // max(width, 1)))


@dataclass(frozen=True)
class HeadingRows:
    """Rows that may be headings, `depth` of them from row `first` (from 0): the path of each
    column through them, () where it has none, the same folded, and these without marks around
    their texts (a footnote's, a number's).
    """

    first: int
    depth: int
    paths: Sequence[HeadingPath]
    keys: Sequence[HeadingPath]
    bare_keys: Sequence[HeadingPath]

    def names(self, index: int) -> tuple[HeadingPath, ...]:
        """By what a layout may know the column: as written, else without marks."""
        return self.keys[index], self.bare_keys[index]


def possible_headings(head: Sequence[Row]) -> Iterator[HeadingRows]:
    """Every run of one to four rows among a grid's first that may be its headings."""
    starts = (number for number, row in enumerate(head) if sum(map(bool, map(_clean, row))) > 1)
    for first in islice(starts, _MOST_STARTS):
        for depth in range(1, min(_MOST_LEVELS, len(head) - first) + 1):
            paths = heading_paths(head[first : first + depth])
            # Folded once here: there are many layouts, and few of them fit.
            keys = [tuple(fold(part) for part in path) for path in paths]
            bare_keys = [tuple(map(_without_marks, key)) for key in keys]
            yield HeadingRows(first, depth, paths, keys, bare_keys)


def heading_paths(rows: Sequence[Row]) -> list[HeadingPath]:
    """Each column's heading from the top down, merged cells read as filled to the right.

    Readers give a merged cell's text in its top left place and leave the rest blank, so that

        | Lĩnh vực | Tiếp nhận |            |          | Đã giải quyết |         |
        |          | Tổng số   | Trong kỳ   |          | Tổng số       | Quá hạn |
        |          |           | Trực tuyến | Bưu chính|               |         |

    has the paths "Lĩnh vực", "Tiếp nhận > Tổng số", "Tiếp nhận > Trong kỳ > Trực tuyến",
    "Tiếp nhận > Trong kỳ > Bưu chính", "Đã giải quyết > Tổng số" and "Đã giải quyết > Quá hạn".
    """
    width = max(len(row) for row in rows)
    levels = [_padded_row(row, width) for row in rows]
    paths: list[HeadingPath] = [()] * width
    for level, cells in enumerate(levels):
        texts = _filled_to_the_right(cells, paths, is_top=level == 0)
        if level == 0:
            texts = _only_over_headings(texts, levels)
        paths = [_with_level(path, text) for path, text in zip(paths, texts, strict=True)]
    return paths


@lru_cache(maxsize=4096)
def _without_marks(folded: str) -> str:
    """A heading's text without numbering before it, and without a footnote's mark, a star, a stop
    or a colon after it: "2. Đúng hạn (1)", "Đúng hạn¹", "Mã hồ sơ (*):" are "đúng hạn", "mã hồ sơ".
    """
    return _AFTER.sub("", _BEFORE.sub("", folded)) or folded


def _padded_row(row: Row, width: int) -> list[str]:
    cells = [_clean(cell) for cell in row]
    return cells + [""] * (width - len(cells))


def _filled_to_the_right(
    cells: Sequence[str], parents: Sequence[HeadingPath], is_top: bool
) -> list[str]:
    """A blank cell with its left neighbour's text, as a merged cell would show it.

    Only under the same parent: "Trực tuyến" under "Tiếp nhận" does not go on under "Đã giải
    quyết". Where some columns have a heading above and this one has none, it takes no text.
    """
    texts: list[str] = []
    for index, cell in enumerate(cells):
        is_merged = index > 0 and parents[index] == parents[index - 1]
        may_fill = is_merged and (is_top or bool(parents[index]))
        texts.append(cell or (texts[-1] if may_fill else ""))
    return texts


def _only_over_headings(texts: Sequence[str], levels: Sequence[Sequence[str]]) -> list[str]:
    """The top row's texts where the column has a cell of its own in any of the rows: the last
    heading of a sheet does not go on over blank columns at its right.
    """
    return [
        text if any(cells[index] for cells in levels) else "" for index, text in enumerate(texts)
    ]


def _with_level(path: HeadingPath, text: str) -> HeadingPath:
    """The path with the next level's text; some systems repeat a merged cell's text downwards."""
    return (*path, text) if text and path[-1:] != (text,) else path


def _clean(cell: str | None) -> str:
    return " ".join(cell.split()) if cell else ""
