"""Times that a table ticks in columns of quarters or months, as the words of one deadline.

Nội dung           | Quý I | Quý II | Quý III | Quý IV
Đo lường hài lòng  |       |   x    |    x    |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from plan_texts.structure.passages import Passage
from plan_texts.structure.table_row import TableRow
from plan_texts.tasks.deadlines import is_whole_deadline

_TICK = re.compile(r"[xX×✓✔√●•*+]")
_HEADING = "Thời gian"


def with_ticked_times(row: TableRow) -> TableRow:
    """The row, its ticked columns of times replaced by one cell that names those times.

    Columns side by side make a span ("Quý II – Quý III"), others are listed.
    """
    ticked = [
        place
        for place, (cell, column) in enumerate(row.cells)
        if _TICK.fullmatch(cell.text.strip()) and is_whole_deadline(column.heading, None)
    ]
    if not ticked:
        return row
    headings = [column.heading for _, column in row.cells]
    first_cell, first_column = row.cells[ticked[0]]
    time = Passage("; ".join(_spans(headings, ticked)), first_cell.marks[:1])
    cells = list(row.cells)
    for place in ticked:
        cells[place] = (Passage("", first_cell.marks[:1]), cells[place][1])
    cells[ticked[0]] = (time, replace(first_column, heading=_HEADING))
    return replace(row, cells=tuple(cells))


def _spans(headings: Sequence[str], ticked: Sequence[int]) -> Iterator[str]:
    """The words for each run of ticked columns side by side: "Quý II – Quý III"."""
    for _, run in groupby(enumerate(ticked), key=lambda pair: pair[1] - pair[0]):
        places = [place for _, place in run]
        first, last = headings[places[0]], headings[places[-1]]
        yield first if first == last else f"{first} – {last}"
