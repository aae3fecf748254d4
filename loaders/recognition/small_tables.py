"""Whether rows are a table of any kind: words alone in one row, numbers below those words.

| Tên cán bộ | Số hồ sơ | Tỷ lệ |   words
| Cán bộ A   | 20       | 90%   |   a line of data: a number is there, and no cell beyond the words
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from data.text import strip_invisible_signs

Row = Sequence[str | None]

_DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"-?\d[\d.,\s]*%?")
# 05/01/2026, 2026-01-05, H24.91-260105-0001: stands among records, never among headings.
DAY_OR_CODE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d")
_FEWEST_CELLS = 2
_MOST_HEADING_ROWS, _MOST_ROWS = 3, 50


def filled_cells(row: Row) -> Mapping[int, str]:
    """The texts of a row that are not blank, by column."""
    visible_texts = (strip_invisible_signs(cell or "").strip() for cell in row)
    return {index: text for index, text in enumerate(visible_texts) if text}


def is_data_line(cells: Mapping[int, str]) -> bool:
    """Whether a row's filled cells are a line of data: past the first a number, day or code.

    The first may be the line's ordinal, which lines of mere words have too.
    """
    return any(NUMBER.fullmatch(cell) or DAY_OR_CODE.search(cell) for cell in [*cells.values()][1:])


def begins_table(rows: Sequence[Row], fewest_words: int, fewest_lines: int) -> bool:
    """Whether rows begin with headings of `fewest_words` cells, over `fewest_lines` lines or more.

    The lines follow at once and are counted up to a blank row.
    """
    if not rows or not _has_words_alone(filled_cells(rows[0])):
        return False
    filled_rows = [*takewhile(bool, map(filled_cells, rows[:_MOST_ROWS]))]
    heading_rows = [*takewhile(_has_words_alone, filled_rows)]
    if len(heading_rows) > _MOST_HEADING_ROWS:
        return False
    columns = frozenset[int]().union(*heading_rows)
    lines = filled_rows[len(heading_rows) :]
    are_lines = all(cells.keys() <= columns for cells in lines) and any(map(is_data_line, lines))
    return len(heading_rows[-1]) >= fewest_words and len(lines) >= fewest_lines and are_lines


def _has_words_alone(cells: Mapping[int, str]) -> bool:
    """Whether several cells of a row are filled, all with words."""
    texts = cells.values()
    return len(cells) >= _FEWEST_CELLS and not any(map(_DIGIT.search, texts))
