"""What an ODS says of its sheets beside their cells: hidden rows, cells merged over rows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from loaders.reading.grid import MOST_COLUMNS, MOST_ROWS, MergedDown
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
class _Walk:
    """How far the walk over the tags has come: in which sheet, row and column it stands."""

    name: str = ""
    row: int = 0
    next_row: int = 0
    column: int = 0
    hidden: dict[str, list[int]] = field(default_factory=dict)
    merged: dict[str, list[MergedDown]] = field(default_factory=dict)

    def take(self, tag: bytes) -> None:
        """Go on by one tag."""
        if tag.startswith(_ROW):
            self._take_row(tag)
        elif _TABLE.match(tag):  # the next sheet begins
            self.name, self.next_row = _name(tag), 0
        else:
            self._take_cell(tag)

    def _take_row(self, tag: bytes) -> None:
        self.row, self.column = self.next_row, 0
        self.next_row = min(self.row + _count(_ROWS_REPEATED, tag), MOST_ROWS)
        if _HIDDEN.search(tag):
            self.hidden.setdefault(self.name, []).extend(range(self.row, self.next_row))

    def _take_cell(self, tag: bytes) -> None:
        if (spanned := _SPANNED.search(tag)) and self.row < MOST_ROWS:
            last = min(self.row + int(spanned[1]), MOST_ROWS) - 1
            self.merged.setdefault(self.name, []).append(MergedDown(self.column, self.row, last))
        self.column = min(self.column + _count(_COLUMNS_REPEATED, tag), MOST_COLUMNS)


def ods_marks(content: bytes) -> Mapping[str, SheetMarks]:
    """The marks of each sheet of an ODS that has any; cells are walked only if some are merged."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cells = archive.read("content.xml")
    has_merged = bool(_SPANNED.search(cells))
    if not has_merged and not _HIDDEN.search(cells):
        return {}
    walk = _Walk()
    for match in (_CELL_TAG if has_merged else _ROW_TAG).finditer(cells):
        walk.take(match[0])
    return {
        name: SheetMarks(tuple(walk.hidden.get(name, ())), tuple(walk.merged.get(name, ())))
        for name in {*walk.hidden, *walk.merged}
    }


def _name(tag: bytes) -> str:
    name = _NAME.search(tag)
    return unescape(name[1].decode("utf-8", "replace")) if name else ""


def _count(pattern: re.Pattern[bytes], tag: bytes) -> int:
    repeated = pattern.search(tag)
    return int(repeated[1]) if repeated else 1
