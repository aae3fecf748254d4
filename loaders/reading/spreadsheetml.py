"""SpreadsheetML 2003, the XML that Excel 2003 and many systems write: its sheets as grids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite

from lxml import etree

from data.day_cells import round_to_midnight
from files.file_types import BROKEN
from files.refusal import Refused
from loaders.reading.grid import (
    ERROR_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    SPREAD,
    UNCALCULATED,
    Grid,
    MergedCell,
    sparse_table,
)

_PIECE = 2**20
_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)")
_MOST_EXACT = 2**53
DECLARATIONS = (
    "Tệp XML này tự khai báo thêm ký hiệu nên không an toàn: hãy mở bằng Excel, "
    "lưu thành .xlsx rồi nạp."
)


def spreadsheetml_grids(text: str) -> list[Grid]:
    """The sheets of an Excel 2003 XML in its order; raises Refused if torn or with entities."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refused(DECLARATIONS)
    reader = _BookReader()
    parser = etree.XMLParser(
        target=reader, encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False
    )
    content = text.encode("utf-8", errors="replace")
    try:
        for start in range(0, len(content), _PIECE):
            parser.feed(content[start : start + _PIECE])
        parser.close()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(BROKEN) from error
    return reader.grids


class _BookReader:
    """Takes the parser's events in their order and fills `grids`; no tree is built."""

    def __init__(self) -> None:
        """Begin before the book's first sheet, with no rows."""
        self.grids: list[Grid] = []
        self._name = ""
        self._rows: dict[int, dict[int, str]] = {}
        self._hidden_rows: list[int] = []
        self._merged_cells: list[MergedCell] = []
        self._lacks_result = False  # the open cell has a formula, and no result so far
        self._is_hidden = False
        self._row = self._next_row = 0
        self._column = self._next_column = 0
        self._occupied_until: dict[int, int] = {}
        self._step_count = 0
        self._cell_type = ""
        self._text_role = ""  # "data" or "visible": whose text is being read
        self._in_comment = False
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin the sheet, row, cell or text of an element that opens."""
        if tag == _SHEET + "Worksheet":
            self._name = attributes.get(_SHEET + "Name", "")
            self._rows, self._hidden_rows, self._is_hidden = {}, [], False
            self._next_row, self._occupied_until, self._merged_cells = 0, {}, []
        elif tag == _SHEET + "Row":
            self._start_row(attributes)
        elif tag == _SHEET + "Cell":
            self._start_cell(attributes)
        elif tag == _SHEET + "Comment":
            self._in_comment = True
        elif tag == _SHEET + "Data" and not self._in_comment:
            self._cell_type, self._text_role = attributes.get(_SHEET + "Type", "String"), "data"
            self._lacks_result = False
        elif tag == _EXCEL + "Visible":
            self._text_role = "visible"

    def end(self, tag: str) -> None:
        """Store the cell or sheet of an element that closes."""
        if tag == _SHEET + "Comment":
            self._in_comment = False
        elif tag == _SHEET + "Data" and not self._in_comment:
            text = _cell_text(self._cell_type, self._take_text())
            if text:
                self._rows.setdefault(self._row, {})[self._column] = text
        elif tag == _SHEET + "Cell" and self._lacks_result:
            self._rows.setdefault(self._row, {})[self._column] = UNCALCULATED
        elif tag == _EXCEL + "Visible":
            self._is_hidden = self._take_text().strip() in ("SheetHidden", "SheetVeryHidden")
        elif tag == _SHEET + "Worksheet":
            cells, hidden_rows = sparse_table(self._rows), tuple(self._hidden_rows)
            merged_cells = tuple(self._merged_cells)
            self.grids.append(
                Grid(self._name, cells, (), self._is_hidden, hidden_rows, merged_cells=merged_cells)
            )

    def data(self, text: str) -> None:
        """Keep a piece of text, where the open element's text is read."""
        if self._text_role:
            self._pieces.append(text)

    def close(self) -> None:
        """Do nothing at the book's end: every sheet is already among `grids`."""

    def _take_text(self) -> str:
        """The text read since its element opened, which the reader then drops."""
        text = "".join(self._pieces)
        self._text_role, self._pieces = "", []
        return text

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        """Begin a row, and add it to the hidden ones where it is hidden; raises Refused.

        `Span` counts further rows of the same shape, which hold nothing.
        """
        self._row = _row_or_column(attributes, self._next_row, MOST_ROWS, self._next_row)
        self._next_row = self._row + 1 + _capped_number(attributes, "Span", MOST_ROWS)
        self._next_column = 0
        if attributes.get(_SHEET + "Hidden") == "1":
            self._hidden_rows.append(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell at the column it names, or the next that no merged cell covers.

        Raises Refused where its place is none.
        """
        following_column = self._next_column
        while self._occupied_until.get(following_column, -1) >= self._row:
            following_column += 1
        self._column = _row_or_column(attributes, following_column, MOST_COLUMNS, self._next_column)
        column_span = 1 + _capped_number(attributes, "MergeAcross", MOST_COLUMNS)
        row_span = 1 + _capped_number(attributes, "MergeDown", MOST_ROWS)
        self._count_steps(following_column - self._next_column + column_span)
        self._next_column = self._column + column_span
        self._lacks_result = _SHEET + "Formula" in attributes
        if row_span > 1:
            self._merged_cells.append(MergedCell(self._column, self._row, self._row + row_span - 1))
            columns = range(self._column, min(self._next_column, MOST_COLUMNS))
            self._occupied_until.update(dict.fromkeys(columns, self._row + row_span - 1))

    def _count_steps(self, count: int) -> None:
        """Count columns passed by spans; raise Refused once they are more than MOST_CELLS."""
        self._step_count += count
        if self._step_count > MOST_CELLS:
            raise Refused(SPREAD)


def _row_or_column(
    attributes: Mapping[str, str], following_place: int, most: int, least: int
) -> int:
    """The row or column, from 0, that an element names; where it names none, `following_place`.

    Raises Refused where it lies before `least` (the file is broken) or from `most` on.
    """
    index = _capped_number(attributes, "Index", most)
    place = index - 1 if index else following_place
    if place < least:
        raise Refused(BROKEN)
    if place >= most:
        raise Refused(SPREAD)
    return place


def _capped_number(attributes: Mapping[str, str], name: str, most: int) -> int:
    """An attribute's number, 0 if missing, at most `most` + 1; raises Refused if it is none."""
    text = attributes.get(_SHEET + name, "0").strip()
    if not text.isascii() or not text.isdigit():
        raise Refused(BROKEN)
    return min(int(text[:12]), most + 1)


def _cell_text(kind: str, text: str) -> str:
    """A cell's text, of this kind ("Number"), as a workbook's reader writes it: "1234", "true"."""
    if kind == "Error":
        return ERROR_CELL
    if kind == "DateTime" and (moment := _MOMENT.fullmatch(text.strip())):
        return round_to_midnight(f"{moment[1]} {moment[2]}").partition(".")[0]
    if kind == "Boolean":
        return "true" if text.strip() == "1" else "false"
    return _number_text(text.strip()) if kind == "Number" else text


def _number_text(text: str) -> str:
    """A number as a workbook's reader writes it: "1.0E3" is "1000"; other texts as they are."""
    try:
        number = float(text)
    except ValueError:
        return text
    if not isfinite(number) or abs(number) > _MOST_EXACT:
        return text
    return str(int(number)) if number.is_integer() else repr(number)
