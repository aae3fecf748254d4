"""What an ODS says of its sheets beside their cells: hidden rows, cells merged over rows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from loaders.reading.grid import MOST_COLUMNS, MOST_ROWS, MergedCell
from loaders.reading.sheet_marks import SheetMarks

_ROW_TAG = re.compile(rb"<table:table(?:-row)?(?=[\s/>])[^<>]*>")  # of a table or of a row
_CELL_TAG = re.compile(rb"<table:(?:table(?:-row|-cell)?|covered-table-cell)(?=[\s/>])[^<>]*>")
_ROW, _TABLE = b"<table:table-row", re.compile(rb"<table:table(?=[\s/>])")
_NAME = re.compile(rb'\btable:name="([^"]*)"')
_ROWS_REPEATED = re.compile(rb'\btable:number-rows-repeated="(\d{1,9})"')
_COLUMNS_REPEATED = re.compile(rb'\btable:number-columns-repeated="(\d{1,9})"')
_HIDDEN = re.compile(rb'\btable:visibility="(?:collapse|filter)"')
_SPANNED = re.compile(rb'\btable:number-rows-spanned="0*([2-9]|[1-9]\d{1,8})"')


@dataclass
class _TagWalk:
    """How far the walk over the tags has come: in which sheet, row and column it stands."""

    name: str = ""
    row: int = 0
    next_row: int = 0
    column: int = 0
    hidden_rows: dict[str, list[int]] = field(default_factory=dict)
    merged_cells: dict[str, list[MergedCell]] = field(default_factory=dict)

    def take_tag(self, tag: bytes) -> None:
        """Follow the next tag, of a table, row or cell, and note the marks that it says."""
        if tag.startswith(_ROW):
            self._take_row(tag)
        elif _TABLE.match(tag):  # the next sheet begins
            self.name, self.next_row = _sheet_name(tag), 0
        else:
            self._take_cell(tag)

    def _take_row(self, tag: bytes) -> None:
        """Go on to the row or repeated rows of a tag, and note them where they are hidden."""
        self.row, self.column = self.next_row, 0
        self.next_row = min(self.row + _repeat_count(_ROWS_REPEATED, tag), MOST_ROWS)
        if _HIDDEN.search(tag):
            self.hidden_rows.setdefault(self.name, []).extend(range(self.row, self.next_row))

    def _take_cell(self, tag: bytes) -> None:
        """Go on past the cell or repeated cells of a tag, and note one merged over rows."""
        if (row_span := _SPANNED.search(tag)) and self.row < MOST_ROWS:
            last = min(self.row + int(row_span[1]), MOST_ROWS) - 1
            merged_cell = MergedCell(self.column, self.row, last)
            self.merged_cells.setdefault(self.name, []).append(merged_cell)
        self.column = min(self.column + _repeat_count(_COLUMNS_REPEATED, tag), MOST_COLUMNS)


def ods_marks(content: bytes) -> Mapping[str, SheetMarks]:
    """Sheet name → marks, of the sheets of an ODS that have any.

    Cells are walked over only if some are merged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cells = archive.read("content.xml")
    has_merged = bool(_SPANNED.search(cells))
    if not has_merged and not _HIDDEN.search(cells):
        return {}
    walk = _TagWalk()
    for match in (_CELL_TAG if has_merged else _ROW_TAG).finditer(cells):
        walk.take_tag(match[0])
    return {
        name: SheetMarks(
            tuple(walk.hidden_rows.get(name, ())), tuple(walk.merged_cells.get(name, ()))
        )
        for name in {*walk.hidden_rows, *walk.merged_cells}
    }


def _sheet_name(tag: bytes) -> str:
    """The sheet's name in the tag of a table; "" where the tag has none."""
    name = _NAME.search(tag)
    return unescape(name[1].decode("utf-8", "replace")) if name else ""


def _repeat_count(pattern: re.Pattern[bytes], tag: bytes) -> int:
    """How often a tag repeats its row or cell, by `pattern`; 1 where it does not say."""
    match = pattern.search(tag)
    return int(match[1]) if match else 1
