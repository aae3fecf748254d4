"""Other tables on the sheet of a table that is read: above it, below it, and at its right.

| STT | Mã hồ sơ        | Trạng thái      |   | STT | Mã hồ sơ | Trạng thái |   beside: the same
| 1   | H24.91-260105-1 | Đang xử lý      |   | 1   | …        | …          |   headings again
| DANH SÁCH HỒ SƠ (TIẾP THEO)             |
| Mã thủ tục | Lĩnh vực  | Mã hồ sơ       |                                    below: headings
| 2.000815   | Chứng thực| H24.91-…-7     |                                    in another order

| STT | Loại hồ sơ | Số lượng |     above: numbered lines under headings of their own, which are
| 1   | Quá hạn    | 3        |     no titles, so that "Quá hạn" is no filter of the list below
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from itertools import dropwhile, takewhile

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.layouts.layout import SEPARATOR, layouts
from loaders.recognition.matching import Match
from loaders.recognition.ordinals import FOLDED_ORDINALS
from loaders.recognition.side_tables import side_tables
from loaders.recognition.small_tables import DAY_OR_CODE, Row, begins_table, filled_cells
from loaders.recognition.table_ends import NO_DIGIT, table_end

_FEWEST_HEADINGS = 3  # so many headings in one row are no accident
_FEWEST_LINES = 2  # of a table above that has no numbers: one line may be a filter's or a period's
_MOST_HEADING_ROWS = 4
_MOST_CANDIDATES = 5_000
_MOST_SMALL_ROWS = 50  # below a table
_ORDINAL = re.compile(r"\s*\d+(?:\.0)?\s*")


def table_row_count(match: Match, body: pa.Table, texts_above: Sequence[str]) -> int:
    """How many rows of `body`, the sheet below the headings, are the table's own.

    `texts_above` stand over the headings.
    """
    end = table_end(match, body, texts_above)
    end = next(_other_heading_rows(match, body.slice(0, end)), end)
    return next(_small_table_rows(match, body.slice(0, end)), end)


def rows_of_tables_above(rows: Sequence[Row]) -> tuple[int, ...]:
    """The numbers (from 0) of those rows above the headings that belong to other tables.

    Numbered tables, and such as no lines of a title look like.
    """
    row_numbers: set[int] = set()
    for start, row in enumerate(rows):
        if start in row_numbers:
            continue
        ordinal_column = _ordinal_column(row)
        if ordinal_column is not None:
            row_numbers |= _rows_of_numbered_table(rows, start, ordinal_column)
        elif begins_table(rows[start:], _FEWEST_HEADINGS, _FEWEST_LINES):
            row_numbers |= _rows_up_to_gap(rows, start)
    return tuple(sorted(row_numbers))


def _rows_of_numbered_table(rows: Sequence[Row], start: int, ordinal_column: int) -> set[int]:
    """The rows of the table whose headings begin with "STT" in row `start`; none without lines.

    Its headings may go on in rows without an ordinal.
    """
    heading_rows = [start]
    for row_number in range(start + 1, min(start + _MOST_HEADING_ROWS, len(rows))):
        if (rows[row_number][ordinal_column] or "").strip():
            break
        heading_rows.append(row_number)
    first_line = heading_rows[-1] + 1
    lines = takewhile(
        lambda row_number: _is_numbered_row(rows[row_number], ordinal_column),
        range(first_line, len(rows)),
    )
    line_numbers = set(lines)
    return {*heading_rows, *line_numbers} if line_numbers else set()


def _rows_up_to_gap(rows: Sequence[Row], start: int) -> set[int]:
    """The row numbers from `start` to the next blank row, without rows of a single cell."""
    table_rows = takewhile(
        lambda row_number: filled_cells(rows[row_number]), range(start, len(rows))
    )
    return {number for number in table_rows if len(filled_cells(rows[number])) > 1}


def _ordinal_column(row: Row) -> int | None:
    """The index of the cell "STT" in a row with two other cells or more; None where none is."""
    filled_indexes = [i for i, cell in enumerate(row) if cell and cell.strip()]
    ordinal_indexes = (i for i in filled_indexes if fold(row[i] or "") in FOLDED_ORDINALS)
    return next(ordinal_indexes, None) if len(filled_indexes) >= _FEWEST_HEADINGS else None


def _is_numbered_row(row: Row, ordinal_column: int) -> bool:
    """Whether the row has a line's number in the ordinal column."""
    return bool(_ORDINAL.fullmatch(row[ordinal_column] or ""))


def other_table_places(match: Match, cells: pa.Table, row_count: int) -> tuple[str, ...]:
    """Where other tables stand below and beside this one, as people find it: "từ dòng 12".

    `cells` are the whole sheet's; `row_count` rows below the match's headings are read.
    """
    places: list[str] = []
    end = match.first + match.depth + row_count
    if _filled_row_count(cells.slice(end)) > 1:  # headings alone are no table
        places.append(f"từ dòng {end + 1}")
    blocks = side_tables(match, cells.slice(match.first))
    columns = [block[0] for block in blocks]
    repeated_column = _second_table_column(match)
    if repeated_column is not None and not any(repeated_column in block for block in blocks):
        columns.append(repeated_column)
    return *places, *(f"từ cột {column_letters(column)}" for column in columns)


def column_letters(index: int) -> str:
    """Excel's name of a column counted from 0: 0 is "A", 26 is "AA"."""
    letters = ""
    while index >= 0:
        index, letter = index // 26 - 1, chr(ord("A") + index % 26)
        letters = letter + letters
    return letters


def _other_heading_rows(match: Match, body: pa.Table) -> Iterator[int]:
    """The rows of `body` (from 0) that hold headings of another table than the match's own.

    What a dossier holds may be a form's heading too ("Trực tuyến", "Đang xử lý"): its days and
    its code tell it from headings.
    """
    own_texts = _own_texts(match)
    for row in _digitless_rows(match, body):
        cells = [fold(column[row].as_py() or "") for column in body.columns]
        indexes = [i for i, cell in enumerate(cells) if cell in _layout_heading_texts()]
        strange_count = sum(cells[i] not in own_texts.get(i, ()) for i in indexes)
        if strange_count >= _FEWEST_HEADINGS and not any(map(DAY_OR_CODE.search, cells)):
            yield row


def _own_texts(match: Match) -> dict[int, set[str]]:
    """The folded texts of a match's headings, by column."""
    return {h.index: {fold(part) for part in h.text.split(SEPARATOR)} for h in match.headings}


def _digitless_rows(match: Match, body: pa.Table) -> list[int]:
    """The rows (from 0) without a digit under the key or in the first column: headings, totals.

    At most the first _MOST_CANDIDATES.
    """
    columns = {match.heading_by_column[match.layout.key].index, match.headings[0].index}
    is_digitless = (
        pc.match_substring_regex(body.column(index), NO_DIGIT).fill_null(False) for index in columns
    )
    rows: list[int] = pc.indices_nonzero(reduce(pc.or_, is_digitless)).to_pylist()
    return rows[:_MOST_CANDIDATES]


def _small_table_rows(match: Match, body: pa.Table) -> Iterator[int]:
    """The rows of `body` (from 0), below blank ones, where small tables of any kind begin.

    A title of one cell may stand over such a table; the match's own headings may come again, as
    on a new page.
    """
    own_texts = _own_texts(match)
    for row in _rows_below_gaps(body):
        rows = _text_rows(body.slice(row, _MOST_SMALL_ROWS))
        rows = [*dropwhile(lambda cells: len(filled_cells(cells)) == 1, rows)]
        if begins_table(rows, 2, 1) and not all(
            fold(text) in own_texts.get(i, ()) for i, text in filled_cells(rows[0]).items()
        ):
            yield row


def _rows_below_gaps(body: pa.Table) -> list[int]:
    """The rows (from 0) that are not blank and stand below a blank one, first _MOST_CANDIDATES."""
    if body.num_rows < 2 or not all(column.null_count for column in body.columns):
        return []
    is_filled = reduce(pc.or_, (column.is_valid() for column in body.columns)).combine_chunks()
    begins = pc.and_not(is_filled.slice(1), is_filled.slice(0, len(is_filled) - 1))
    return [row + 1 for row in pc.indices_nonzero(begins).to_pylist()[:_MOST_CANDIDATES]]


def _text_rows(table: pa.Table) -> list[tuple[str | None, ...]]:
    """The table's cells, row by row."""
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _second_table_column(match: Match) -> int | None:
    """The column where a table at the right begins that repeats this one's headings; or None."""
    mapped_texts = {fold(heading.text) for heading in match.heading_by_column.values()}
    repeated_indexes = [
        h.index for h in match.headings if not h.column and fold(h.text) in mapped_texts
    ]
    key_text = fold(match.heading_by_column[match.layout.key].text)
    key_indexes = [h.index for h in match.headings if not h.column and fold(h.text) == key_text]
    is_table = bool(key_indexes) and len(repeated_indexes) >= _FEWEST_HEADINGS
    return min(repeated_indexes) if is_table else None


def _filled_row_count(table: pa.Table) -> int:
    """How many of the table's rows have a cell that is not null."""
    if not table.num_rows:
        return 0
    return int(pc.sum(reduce(pc.or_, (column.is_valid() for column in table.columns))).as_py())


@cache
def _layout_heading_texts() -> frozenset[str]:
    """The folded text of every heading that a shipped layout names; of a path its lowest part."""
    paths: list[Sequence[str]] = [path for layout in layouts() for path in layout.headings]
    others = (text for layout in layouts() for text in (*layout.personal, *layout.unused))
    return frozenset([path[-1] for path in paths]).union(others)
