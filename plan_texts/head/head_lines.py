"""The lines of a document's beginning, where its head stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from plan_texts.structure.blocks import clean_line

_MOST_LINES = 120  # a decision's head stands before its plan's
_PARTING = re.compile(r"\t|\s\|\s")
_ENDS = " |•*_"


@dataclass(frozen=True)
class HeadLine:
    """A line that is not blank: its cells, and whether it follows the one before it at once."""

    cells: tuple[str, ...]
    is_adjacent: bool


def head_lines(text: str) -> list[HeadLine]:
    """The first lines of a text that are not blank, as cells; a cell's own lines one by one."""
    lines: list[HeadLine] = []
    is_adjacent = False
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        columns = [column.split(" • ") for column in _PARTING.split(clean_line(line))]
        for parts in zip_longest(*columns, fillvalue=""):
            cells = tuple(part for part in (text.strip(_ENDS) for text in parts) if part)
            if cells:
                lines.append(HeadLine(cells, is_adjacent))
            is_adjacent = bool(cells)
    return lines
