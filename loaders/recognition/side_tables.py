"""Tables of any kind at the left or the right of the one that is read.

| STT | Đơn vị     | Tiếp nhận |   | Loại phí | Số tiền |   from column E: a blank column parts
| 1   | Xã Hòa An  | 12        |   | Hộ tịch  | 30.000  |   them, and nothing of it is read
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from loaders.reading.grid import is_blank_column
from loaders.recognition.headings import Heading
from loaders.recognition.matching import Match
from loaders.recognition.ordinals import is_ordinal_heading
from loaders.recognition.small_tables import filled_cells, is_data_line

_FEWEST_COLUMNS, _FEWEST_ROWS = 2, 2
_MOST_ROWS = 5_000  # of a sheet that are looked at
# Why columns of the table itself may stand unread behind a blank one.
_OWN_REASONS = ("personal", "unused", "second")

Block = Sequence[int]


def side_tables(match: Match, cells: pa.Table) -> list[Block]:
    """The columns (from 0) of each other table beside a match's own, from left to right.

    `cells` are the sheet's from the first row of the match's headings on.
    """
    first_rows = cells.slice(0, _MOST_ROWS)
    headings = {heading.index: heading for heading in match.headings}
    return [
        block
        for block in _blocks(first_rows, headings)
        if len(block) >= _FEWEST_COLUMNS
        and not _is_own_block([headings[i] for i in block if i in headings])
        and _holds_table(first_rows.select(block))
    ]


def _blocks(cells: pa.Table, headings: Mapping[int, Heading]) -> list[list[int]]:
    """The column indexes in runs; a blank column ends one, and a second "STT" begins one."""
    blocks: list[list[int]] = [[]]
    has_ordinal = False
    for index in range(cells.num_columns):
        is_ordinal = index in headings and is_ordinal_heading(headings[index])
        is_blank = index not in headings and is_blank_column(cells.column(index))
        if blocks[-1] and (is_blank or (is_ordinal and has_ordinal)):
            blocks.append([])
        if not is_blank:
            blocks[-1].append(index)
        has_ordinal = has_ordinal or is_ordinal
    return blocks


def _is_own_block(headings: Sequence[Heading]) -> bool:
    """Whether columns with these headings are the table's own: some are read, or all are known.

    An ordinal column alone tells nothing: any table has one.
    """
    if any(heading.column for heading in headings):
        return True
    others = [heading for heading in headings if not is_ordinal_heading(heading)]
    return bool(others) and all(heading.unread_reason in _OWN_REASONS for heading in others)


def _holds_table(columns: pa.Table) -> bool:
    """Whether the columns hold several rows with several cells each, a line of data among them."""
    cells_by_row = map(filled_cells, zip(*(c.to_pylist() for c in columns.columns), strict=True))
    table_rows = [cells for cells in cells_by_row if len(cells) >= _FEWEST_COLUMNS]
    return len(table_rows) >= _FEWEST_ROWS and any(map(is_data_line, table_rows))
