"""Where a table ends on its sheet: at another table's headings.

| Kỳ báo cáo: tháng 01/2026                |
| STT | Nội dung PAKN       | Tổng số | …  |
| 1   | Quy định hành chính | 6       | …  |
| Lũy kế từ đầu năm                        |   other days, or another unit, over the same headings:
| STT | Nội dung PAKN       | Tổng số | …  |   another table; else they repeat, as on a new page
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.layouts.layout import SEPARATOR
from loaders.recognition.matching import Match
from loaders.recognition.ordinals import FOLDED_ORDINALS
from loaders.recognition.small_tables import filled_cells, is_data_line

# "STT", "TT", "Số TT", however the vowel is written.
_ORDINAL = r"(?i)^[\s\x{a0}]*(s(?:ố|ô\x{301})[\s\x{a0}]*|s)?tt[\s\x{a0}.]*$"
_SIGNED = re.compile(r"ngày[\s\d.…_/-]*tháng")
NO_DIGIT = r"^\P{Nd}+$"
_MOST_CANDIDATES, _MOST_TITLE_ROWS, _MOST_TITLE_CELLS = 5_000, 20, 6


def table_end(match: Match, body: pa.Table, texts_above: Sequence[str]) -> int:
    """The row of `body` (from 0) where another table's headings begin; else its length.

    `body` is the sheet below the headings, `texts_above` stand over them. A row that says "STT" and
    "Mã xã" begins another table. One with "Mã hồ sơ" under "Mã hồ sơ" repeats this table's
    headings (a page break), unless the lines above it say other days or another unit.
    """
    key_heading = match.heading_by_column[match.layout.key]
    key_texts = {fold(part) for part in key_heading.text.split(SEPARATOR)}
    keys = body.column(key_heading.index)
    repeating_rows = [row for row in _digitless_rows(keys) if fold(keys[row].as_py()) in key_texts]
    for row in sorted({*repeating_rows, *_heading_like_rows(match, body)}):
        if row not in repeating_rows or _is_other_title(_texts_over(body, row), texts_above):
            return row
    return int(body.num_rows)


def _digitless_rows(keys: pa.ChunkedArray) -> list[int]:
    """The rows (from 0) whose key has no digit, at most the first _MOST_CANDIDATES."""
    is_digitless = pc.match_substring_regex(keys, NO_DIGIT).fill_null(False)
    rows: list[int] = pc.indices_nonzero(is_digitless).to_pylist()
    return rows[:_MOST_CANDIDATES]


def _texts_over(body: pa.Table, row: int) -> list[str]:
    """The texts between the last line of data above a row and the row itself."""
    texts: list[str] = []
    for number in range(row - 1, max(row - _MOST_TITLE_ROWS, 0) - 1, -1):
        cells = filled_cells([column[number].as_py() for column in body.columns])
        if len(cells) > _MOST_TITLE_CELLS or is_data_line(cells):
            break
        texts[:0] = cells.values()
    return texts


def _is_other_title(texts: Sequence[str], texts_above: Sequence[str]) -> bool:
    """Whether texts over repeated headings name other days or another unit than `texts_above`.

    The place and day of a signature between two pages say neither.
    """
    from loaders.parsing.stated_period import are_cumulated, possible_periods  # rarely needed here
    from loaders.parsing.unit_names import codes_in_titles

    titles = [text for text in texts if not _SIGNED.search(fold(text))]
    periods, codes = possible_periods(titles, False), codes_in_titles(titles)
    return (
        bool(periods and periods != possible_periods(texts_above, False))
        or bool(codes and codes.isdisjoint(codes_in_titles(texts_above)))
        or (are_cumulated(titles) and not are_cumulated(texts_above))
    )


def _heading_like_rows(match: Match, body: pa.Table) -> list[int]:
    """The rows (from 0) that say "STT" where this table says it, or in its first column."""
    ordinal_columns = {h.index for h in match.headings if fold(h.text) in FOLDED_ORDINALS}
    columns = ordinal_columns | {match.headings[0].index}
    return sorted({row for index in columns for row in _ordinal_rows(body.column(index))})


def _ordinal_rows(column: pa.ChunkedArray) -> list[int]:
    """The rows (from 0) that say "STT" (a plain search first: nearly all hold numbers)."""
    has_letter = pc.or_(pc.match_substring(column, "T"), pc.match_substring(column, "t"))
    if not pc.any(has_letter).as_py():
        return []
    rows: list[int] = pc.indices_nonzero(pc.match_substring_regex(column, _ORDINAL)).to_pylist()
    return rows
