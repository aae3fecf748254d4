"""The rows of a sheet that may be its headings, and the path of each column through them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, islice

from data.text import fold, joined_text

# Of a sheet's first rows only those with several cells may be headings: titles cost little.
_MOST_HEAD_ROWS, _FEWEST_HEAD_ROWS, _MOST_HEAD_CELLS = 300, 60, 2**16
# A sheet thousands of columns wide is no export: less of it is tried.
_MOST_STARTS, _FEWEST_STARTS, _MOST_START_CELLS = 60, 4, 2**17
_MOST_LEVELS = 4
_NUMBERING_BEFORE = re.compile(r"^(?:\(?\d{1,2}[.)]\s*|\(?[ivx]{1,4}[.)]\s+|[*+•-]\s*)+(?=\D)")
# How a cell is written: "(VNĐ)", "(dd/mm/yyyy)", "(Có/Không)"; never "(%)", which is another count.
_UNIT_AFTER = (
    r"\((?:đvt\s*:?\s*)?(?:đồng|vnđ|vnd|đ)\)|\((?:dd/mm/yy|ngày/tháng/năm)[^()]*\)"
    r"|\((?:có/không|có hoặc không|nếu có)\)"
)
_MARKS_AFTER = re.compile(
    rf"(?:\s*(?:{_UNIT_AFTER}|\(\d{{1,2}}\)|\[\d{{1,2}}\]|\(?\*+\)?"
    r"|[\u00b9\u00b2\u00b3\u2070-\u2079\u2080-\u2089]+|[†‡.:;]))+$"
)
_PARTS = re.compile(r"\s+[-–—/|>]\s+|\s*\n\s*")
Row = Sequence[str | None]
HeadingPath = tuple[str, ...]


def head_row_count(width: int) -> int:
    """How many of the first rows of a sheet with `width` columns may hold its headings."""
    return max(_FEWEST_HEAD_ROWS, min(_MOST_HEAD_ROWS, _MOST_HEAD_CELLS // max(width, 1)))


@dataclass(frozen=True)
class HeadingRows:
    """Rows that may be headings, `depth` of them from row `first` (from 0).

    `paths` are those of each column through them, () where it has none; `bare_paths` the folded
    ones without marks around their texts (a footnote's, a number's). `parts_in_cells` are a
    list's headings that may be group and column in one cell, by column index.
    """

    first: int
    depth: int
    paths: Sequence[HeadingPath]
    folded_paths: Sequence[HeadingPath]
    bare_paths: Sequence[HeadingPath]
    parts_in_cells: Mapping[int, HeadingPath] = field(default_factory=dict)

    @cached_property
    def texts(self) -> Sequence[str]:
        """The bare paths as texts, whichever of their parts stand in one cell."""
        return tuple(map(joined_text, self.bare_paths))

    def lookup_paths(self, index: int) -> tuple[HeadingPath, ...]:
        """The paths by which to look a column up in a layout: folded, then without marks too."""
        return self.folded_paths[index], self.bare_paths[index]

    def leave_headings_below(
        self, head: Sequence[Row], columns: Mapping[HeadingPath, str], key: str
    ) -> bool:
        """Whether the row below these in `head` has words under columns, but none under `key`.

        `columns` by their paths. "Toàn trình" below "Trực tuyến" is another heading.
        """
        key_is_blank, has_words = True, False
        below = chain(*head[self.first + self.depth :][:1])
        for index, cell in zip(range(len(self.paths)), below, strict=False):
            text = _clean_text(cell)
            column = next((columns[p] for p in self.lookup_paths(index) if p in columns), None)
            key_is_blank &= column != key or not text
            has_words |= column is not None and any(map(str.isalpha, text))
        return key_is_blank and has_words


def possible_headings(head: Sequence[Row]) -> Iterator[HeadingRows]:
    """Every run of one to four rows among a grid's first that may be its headings."""
    starts = (
        number for number, row in enumerate(head) if sum(map(bool, map(_clean_text, row))) > 1
    )
    width = max(map(len, head), default=1)
    most_starts = max(_FEWEST_STARTS, min(_MOST_STARTS, _MOST_START_CELLS // max(width, 1)))
    for first in islice(starts, most_starts):
        for depth in range(1, min(_MOST_LEVELS, len(head) - first) + 1):
            paths = heading_paths(head[first : first + depth])
            # Folded once here: there are many layouts, and few of them fit.
            folded_paths = [tuple(fold(part) for part in path) for path in paths]
            bare_paths = [tuple(map(bare_heading, key)) for key in folded_paths]
            yield HeadingRows(first, depth, paths, folded_paths, bare_paths)


def heading_paths(rows: Sequence[Row]) -> list[HeadingPath]:
    """Each column's heading path from the top down, merged cells read as filled to the right.

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
        texts = _cells_filled_right(cells, paths, is_top=level == 0)
        if level == 0:
            texts = _texts_over_headings(texts, levels)
        paths = [_extended_path(path, text) for path, text in zip(paths, texts, strict=True)]
    return paths


def column_word(heading: str) -> str:
    """The folded last part of a heading, by which it names one of a column's words."""
    return bare_heading(fold(heading_parts(heading)[-1]))


def parts_in_cells(rows: HeadingRows, head: Sequence[Row]) -> dict[int, HeadingPath]:
    """Column index → the parts of its lowest heading cell, of those that have several."""
    lowest_cells: dict[int, str] = {}
    for row in head[rows.first : rows.first + rows.depth]:
        lowest_cells |= {index: cell for index, cell in enumerate(row) if cell and cell.strip()}
    parts = {index: heading_parts(cell) for index, cell in lowest_cells.items()}
    return {index: path for index, path in parts.items() if len(path) > 1}


@lru_cache(maxsize=4096)
def heading_parts(cell: str) -> HeadingPath:
    """A heading cell's parts: "Thời gian - Ngày nhận" or on two lines; one where it has no more."""
    return tuple(part for text in _PARTS.split(cell) if (part := _clean_text(text)))


@lru_cache(maxsize=4096)
def bare_heading(folded_heading: str) -> str:
    """A folded heading without numbering before it, footnotes and format hints after it.

    "2. đúng hạn (1)" and "đúng hạn¹" are "đúng hạn", "mã hồ sơ (*):" is "mã hồ sơ", "phí (vnđ)" is
    "phí", "ngày tiếp nhận (dd/mm/yyyy)" is "ngày tiếp nhận".
    """
    return _MARKS_AFTER.sub("", _NUMBERING_BEFORE.sub("", folded_heading)) or folded_heading


def _padded_row(row: Row, width: int) -> list[str]:
    """The row's clean texts, with "" added up to `width` cells."""
    cells = [_clean_text(cell) for cell in row]
    return cells + [""] * (width - len(cells))


def _cells_filled_right(
    cells: Sequence[str], parent_paths: Sequence[HeadingPath], is_top: bool
) -> list[str]:
    """The row's texts, a blank cell's with its left neighbour's, as a merged cell would show it.

    Only under the same parent: "Trực tuyến" under "Tiếp nhận" does not go on under "Đã giải
    quyết". Where some columns have a heading above and this one has none, it takes no text.
    """
    texts: list[str] = []
    for index, cell in enumerate(cells):
        is_merged = index > 0 and parent_paths[index] == parent_paths[index - 1]
        may_fill = is_merged and (is_top or bool(parent_paths[index]))
        texts.append(cell or (texts[-1] if may_fill else ""))
    return texts


def _texts_over_headings(texts: Sequence[str], levels: Sequence[Sequence[str]]) -> list[str]:
    """The top row's texts, "" over columns that are blank in all of the rows (`levels`).

    The last heading of a sheet does not go on over blank columns at its right.
    """
    has_cells = [any(cells) for cells in zip(*levels, strict=True)]
    return [text if has_cell else "" for text, has_cell in zip(texts, has_cells, strict=True)]


def _extended_path(path: HeadingPath, text: str) -> HeadingPath:
    """The path with the next level's text; unchanged if that is blank or repeats the last part."""
    return (*path, text) if text and path[-1:] != (text,) else path


def _clean_text(cell: str | None) -> str:
    """A cell's text with single spaces; "" where it is blank."""
    return " ".join(cell.split()) if cell else ""
