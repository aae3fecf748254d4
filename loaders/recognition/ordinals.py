"""The column in which a table numbers its lines, "STT", and what of it is read."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.layouts.layout import SEPARATOR
from loaders.parsing.line_numbers import ORDINAL
from loaders.recognition.headings import Heading
from loaders.recognition.matching import Match

FOLDED_ORDINALS = ("stt", "tt", "số tt")


def is_ordinal_heading(heading: Heading) -> bool:
    """Whether a heading, or a part of it, says that the lines' numbers stand below it."""
    return any(fold(part) in FOLDED_ORDINALS for part in heading.text.split(SEPARATOR))


def ordinals(match: Match, body: pa.Table) -> dict[str, pa.ChunkedArray]:
    """{"ordinal": the numbers of a form's lines, null for other cells}; {} where there are none.

    `body` are the rows of the match's table.
    """
    indexes = [heading.index for heading in match.headings if is_ordinal_heading(heading)]
    if match.layout.table != "totals" or not indexes:
        return {}
    column = body.column(indexes[0])
    is_ordinal = pc.match_substring_regex(column, ORDINAL)
    return {"ordinal": pc.if_else(is_ordinal, column, pa.scalar(None, pa.string()))}
