"""Where a table ends on its sheet: at another table's headings."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.layouts.layout import SEPARATOR
from loaders.recognition.matching import Match

# "STT", "TT", "Số TT", however the vowel is written.
_ORDINAL = r"(?i)^[\s\x{a0}]*(s(?:ố|ô\x{301})[\s\x{a0}]*|s)?tt[\s\x{a0}.]*$"
FOLDED_ORDINALS = ("stt", "tt", "số tt")


def table_end(match: Match, body: pa.Table) -> int:
    """The row of `body` (from 0) where another table's headings begin with "STT"; else its length.

    `body` is the sheet below the headings. A row that says "STT" and, under "Mã hồ sơ", "Mã hồ sơ"
    again repeats this table's headings (a page break); one that says "STT" and "Mã xã"
    begins another table.
    """
    key_heading = match.heading_by_column[match.layout.key]
    key_texts = {fold(part) for part in key_heading.text.split(SEPARATOR)}
    keys = body.column(key_heading.index)
    for row in _heading_like_rows(match, body):
        if fold(keys[row].as_py() or "") not in key_texts:
            return row
    return int(body.num_rows)


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
