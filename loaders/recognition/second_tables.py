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
from loaders.recognition.matching import FOLDED_ORDINALS, Match, table_end

_FEWEST_HEADINGS = 3  # so many headings in one row are no accident
_MOST_CANDIDATES = 5_000
_NO_DIGIT = r"^\P{Nd}+$"
# 05/01/2026, 2026-01-05, H24.91-260105-0001: stands among records, never among headings.
_DAY_OR_CODE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d")
_ORDINAL = re.compile(r"\s*\d+(?:\.0)?\s*")


def rows_of_table(match: Match, below: pa.Table) -> int:
    """How many rows below the headings belong to the table: up to another one's headings."""
    end = table_end(match, below)
    return next(_heading_rows(match, below.slice(0, end)), end)


def rows_of_tables_above(rows: Sequence[Sequence[str | None]]) -> tuple[int, ...]:
    """The rows (from 0) among those above the headings that are a numbered table's."""
    numbers: list[int] = []
    ordinal_column: int | None = None
    for number, row in enumerate(rows):
        if ordinal_column is not None and _is_numbered(row, ordinal_column):
            numbers += [number] if number - 1 in numbers else [number - 1, number]
        else:
            ordinal_column = _ordinal_column(row)
    return tuple(numbers)


def _ordinal_column(row: Sequence[str | None]) -> int | None:
    """The column under "STT", where the row has other headings beside it."""
    filled = [i for i, cell in enumerate(row) if cell and cell.strip()]
    is_ordinal = (i for i in filled if fold(row[i] or "") in FOLDED_ORDINALS)
    return next(is_ordinal, None) if len(filled) >= _FEWEST_HEADINGS else None


def _is_numbered(row: Sequence[str | None], column: int) -> bool:
    return bool(_ORDINAL.fullmatch(row[column] or ""))


def tables_left(match: Match, below: pa.Table, row_count: int, first_row: int) -> tuple[str, ...]:
    """Where other tables stand, as people find it; `below` is the sheet below the headings, of
    which `row_count` rows are read, and `first_row` Excel's number of its first row.
    """
    places: list[str] = []
    rest = below.slice(row_count)
    if _filled_rows(rest) > 1:  # headings alone are no table
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


def _heading_rows(match: Match, body: pa.Table) -> Iterator[int]:
    """The rows that hold headings, and not those of the table itself (a page break).

    What a dossier holds may be a form's heading too ("Trực tuyến", "Đang xử lý"): its days and
    its code tell it from headings.
    """
    own = {h.index: {fold(part) for part in h.text.split(SEPARATOR)} for h in match.headings}
    for row in _wordy_rows(match, body):
        cells = [fold(column[row].as_py() or "") for column in body.columns]
        headings = [i for i, cell in enumerate(cells) if cell in _known_headings()]
        strange = [i for i in headings if cells[i] not in own.get(i, ())]
        if len(strange) >= _FEWEST_HEADINGS and not any(map(_DAY_OR_CODE.search, cells)):
            yield row


def _wordy_rows(match: Match, body: pa.Table) -> list[int]:
    """The rows without a digit under the key, or in the first column: headings, totals, names."""
    columns = {match.columns[match.layout.key].index, match.headings[0].index}
    wordy = (
        pc.match_substring_regex(body.column(index), _NO_DIGIT).fill_null(False)
        for index in columns
    )
    rows: list[int] = pc.indices_nonzero(reduce(pc.or_, wordy)).to_pylist()
    return rows[:_MOST_CANDIDATES]


def _second_table_column(match: Match) -> int | None:
    """The first column of a table at the right, whose headings are those of this one again."""
    mapped = {fold(heading.text) for heading in match.columns.values()}
    again = [h.index for h in match.headings if not h.column and fold(h.text) in mapped]
    key = fold(match.columns[match.layout.key].text)
    keys = [h.index for h in match.headings if not h.column and fold(h.text) == key]
    return min(again) if keys and len(again) >= _FEWEST_HEADINGS else None


def _filled_rows(table: pa.Table) -> int:
    if not table.num_rows:
        return 0
    return int(pc.sum(reduce(pc.or_, (column.is_valid() for column in table.columns))).as_py())


@cache
def _known_headings() -> frozenset[str]:
    """Every heading of a layout here, folded, of merged ones the lowest."""
    paths: list[Sequence[str]] = [path for layout in layouts() for path in layout.headings]
    others = (text for layout in layouts() for text in (*layout.personal, *layout.unused))
    return frozenset([path[-1] for path in paths]).union(others)
