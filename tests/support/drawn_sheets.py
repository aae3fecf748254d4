"""A list or a form as the readers give it, drawn as a small table, without file and process."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from loaders.layouts.layout import layouts
from loaders.recognition.headings import Heading
from loaders.recognition.sheet import Sheet
from tests.support.drawn import rows_of

FIRST_ROW = 8  # of the lines on their sheet, below title and headings


def drawn_sheet(
    layout_name: str, headings: Mapping[str, str], drawing: str, *unknown_headings: str
) -> Sheet:
    """A recognised sheet of this layout: `headings` by column, `drawing` as its lines from row 8.

    The lines stand in row 8 and on; short ones end in blanks. `unknown_headings` stand
    over columns that were not read; a column "ordinal" has no heading. What is added
    up to a column "fee" has the headings of "fee+1", "fee+2".
    """
    rows = [[*row, *[None] * (len(headings) - len(row))] for row in rows_of(drawing)]
    cells = {
        column: pa.chunked_array([[row[place] for row in rows]], pa.string())
        for place, column in enumerate(headings)
    }
    numbers = pa.array(range(FIRST_ROW, FIRST_ROW + len(rows)), pa.int32())
    read = [
        Heading(text, place, column.partition("+")[0])
        for place, (column, text) in enumerate(headings.items())
        if column != "ordinal"
    ]
    unread = [Heading(text, 50, None, "unknown") for text in unknown_headings]
    return Sheet(
        layout=next(layout for layout in layouts() if layout.name == layout_name),
        name="Trang 1",
        headings=(*read, *unread),
        texts_above=(),
        cells=pa.table({**cells, "row": numbers}),
    )
