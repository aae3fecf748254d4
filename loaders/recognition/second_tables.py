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

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from loaders.layouts.layout import SEPARATOR, layouts
from loaders.recognition.matching import Match
from loaders.recognition.table_ends import FOLDED_ORDINALS, table_end

_FEWEST_HEADINGS = 3  # so many headings in one row are no accident
_MOST_CANDIDATES = 5_000
_NO_DIGIT = r"^\P{Nd}+$"
# 05/01/2026, 2026-01-05, H24.91-260105-0001: stands among records, never among headings.
_DAY_OR_CODE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d")
_ORDINAL = re.compile(r"\s*\d+(?:\.0)?\s*")


def table_row_count(match: Match, body: pa.Table) -> int:
    """How many rows of `body`, the sheet below the headings, are the table's own."""
    end = table_end(match, body)
    return next(_other_heading_rows(match, body.slice(0, end)), end)


def rows_of_tables_above(rows: Sequence[Sequence[str | None]]) -> tuple[int, ...]:
    """The numbers (from 0) of those rows above the headings that belong to numbered tables."""
    row_numbers: list[int] = []
    ordinal_column: int | None = None
    for row_number, row in enumerate(rows):
        if ordinal_column is not None and _is_numbered_row(row, ordinal_column):
            if row_number - 1 not in row_numbers:  # the headings
                row_numbers.append(row_number - 1)
            row_numbers.append(row_number)
        else:
            ordinal_column = _ordinal_column(row)
    return tuple(row_numbers)


def _ordinal_column(row: Sequence[str | None]) -> int | None:
    """The index of the cell "STT" in a row with two other cells or more; None where none is."""
    filled_indexes = [i for i, cell in enumerate(row) if cell and cell.strip()]
    ordinal_indexes = (i for i in filled_indexes if fold(row[i] or "") in FOLDED_ORDINALS)
    return next(ordinal_indexes, None) if len(filled_indexes) >= _FEWEST_HEADINGS else None


def _is_numbered_row(row: Sequence[str | None], ordinal_column: int) -> bool:
    return bool(_ORDINAL.fullmatch(row[ordinal_column] or ""))


def other_table_places(
    match: Match, body: pa.Table, row_count: int, first_row: int
) -> tuple[str, ...]:
    """Where other tables stand below and beside this one, as people find it: "từ dòng 12".

    `body` is the sheet below the headings, of which `row_count` rows are read, and `first_row`
    Excel's number of its first row.
    """
    places: list[str] = []
    rest = body.slice(row_count)
    if _filled_row_count(rest) > 1:  # headings alone are no table
        places.append(f"từ dòng {first_row + row_count}")
    if (index := _second_table_column(match)) is not None:
        places.append(f"từ cột {column_letters(index)}")
    return tuple(places)


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
    own_texts = {h.index: {fold(part) for part in h.text.split(SEPARATOR)} for h in match.headings}
    for row in _digitless_rows(match, body):
        cells = [fold(column[row].as_py() or "") for column in body.columns]
        indexes = [i for i, cell in enumerate(cells) if cell in _layout_heading_texts()]
        strange_count = sum(cells[i] not in own_texts.get(i, ()) for i in indexes)
        if strange_count >= _FEWEST_HEADINGS and not any(map(_DAY_OR_CODE.search, cells)):
            yield row


def _digitless_rows(match: Match, body: pa.Table) -> list[int]:
    """The rows (from 0) without a digit under the key or in the first column: headings, totals.

    At most the first _MOST_CANDIDATES.
    """
    columns = {match.heading_by_column[match.layout.key].index, match.headings[0].index}
    is_digitless = (
        pc.match_substring_regex(body.column(index), _NO_DIGIT).fill_null(False)
        for index in columns
    )
    rows: list[int] = pc.indices_nonzero(reduce(pc.or_, is_digitless)).to_pylist()
    return rows[:_MOST_CANDIDATES]


def _second_table_column(match: Match) -> int | None:
    """The index where a table at the right begins that has this one's headings again, or None."""
    mapped_texts = {fold(heading.text) for heading in match.heading_by_column.values()}
    repeated_indexes = [
        h.index for h in match.headings if not h.column and fold(h.text) in mapped_texts
    ]
    key_text = fold(match.heading_by_column[match.layout.key].text)
    key_indexes = [h.index for h in match.headings if not h.column and fold(h.text) == key_text]
    is_table = bool(key_indexes) and len(repeated_indexes) >= _FEWEST_HEADINGS
    return min(repeated_indexes) if is_table else None


def _filled_row_count(table: pa.Table) -> int:
    if not table.num_rows:
        return 0
    return int(pc.sum(reduce(pc.or_, (column.is_valid() for column in table.columns))).as_py())


@cache
def _layout_heading_texts() -> frozenset[str]:
    """The folded text of every heading that a shipped layout names; of a path its lowest part."""
    paths: list[Sequence[str]] = [path for layout in layouts() for path in layout.headings]
    others = (text for layout in layouts() for text in (*layout.personal, *layout.unused))
    return frozenset([path[-1] for path in paths]).union(others)
