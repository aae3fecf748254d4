"""A sheet as text cells, each at its own row number, and what of it is marked or hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from files.refusal import Refused

ERROR_CELL = "#LỖI!"
UNCALCULATED = "#CÔNG THỨC!"  # a formula whose result the file does not hold
MOST_ROWS, MOST_COLUMNS = 2**20, 2**14  # what a spreadsheet holds
MOST_CELLS = 2**26
# More than any sheet's last row, so that a row's number tells its sheet too: row 12 of the second
# sheet of a table is ROWS_A_SHEET + 12.
ROWS_A_SHEET = 2**21
_LONGEST_NAME = 40
SPREAD = "Bảng trong tệp trải quá rộng so với số liệu: hãy chép bảng sang tệp mới rồi nạp."
# How text files write what a workbook marks as an error.
_ERROR_WORDS = ("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")


class MergedCell(NamedTuple):
    """A cell merged over the rows from `first` to `last`, from 0; of several columns the first."""

    column: int
    first: int
    last: int


@dataclass(frozen=True)
class Grid:
    """A sheet: `cells` holds text columns; row i is Excel's row i + 1, column 0 its column A.

    `error_cells` and `uncalculated_cells` are (row, column), `hidden_rows` and `shifted_rows` rows,
    from 0. In a shifted row cells stand under the next cell's heading (a comma too many).
    `merged_cells` reach over several rows; only the first holds the text. With `has_typed_days` a
    moment in a cell was a number, and may fall short of midnight.
    """

    name: str
    cells: pa.Table
    error_cells: tuple[tuple[int, int], ...] = ()
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    shifted_rows: tuple[int, ...] = ()
    uncalculated_cells: tuple[tuple[int, int], ...] = ()
    merged_cells: tuple[MergedCell, ...] = ()
    has_typed_days: bool = False


def text_table(columns: Sequence[Sequence[str | None]]) -> pa.Table:
    """The table of equally long columns ("0", "1", …), with its error words as ERROR_CELL."""
    names = [str(index) for index in range(len(columns))]
    return mark_error_cells(pa.table([pa.array(c, pa.string()) for c in columns], names))


def mark_error_cells(cells: pa.Table) -> pa.Table:
    """The same cells, with ERROR_CELL in place of each error word ("#N/A")."""
    return pa.table([_mark_column_errors(column) for column in cells.columns], cells.column_names)


def sparse_table(rows: Mapping[int, Mapping[int, str]]) -> pa.Table:
    """The table of texts by row and column (from 0), null between; raises Refused if too big."""
    height = max((row for row, cells in rows.items() if cells), default=-1) + 1
    width = max((column for cells in rows.values() for column in cells), default=-1) + 1
    check_size(height, width)
    columns: list[list[str | None]] = [[None] * height for _ in range(width)]
    for row, cells in rows.items():
        for column, text in cells.items():
            columns[column][row] = text
    return text_table(columns)


def check_size(height: int, width: int) -> None:
    """Raise Refused for a table that no spreadsheet holds, or that is blank beyond reason."""
    if height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_CELLS:
        raise Refused(SPREAD)


def is_blank_column(column: pa.ChunkedArray) -> bool:
    """Whether every cell of a text column is null or consists of white space."""
    return not any(text.strip() for text in pc.unique(column).to_pylist() if text)


def _mark_column_errors(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with ERROR_CELL in place of each error word."""
    are_errors = pc.is_in(column, pa.array(_ERROR_WORDS))
    return pc.if_else(are_errors, ERROR_CELL, column) if pc.any(are_errors).as_py() else column


def short_sheet_name(name: str) -> str:
    """A sheet's name for sentences, cut to _LONGEST_NAME letters and "…" where it is longer."""
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
