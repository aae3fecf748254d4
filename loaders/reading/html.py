"""An HTML page that is named .xls: its tables one below another, as a spreadsheet shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from files.file_types import BROKEN, NO_TABLE
from files.refusal import Refused
from loaders.reading.grid import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    SPREAD,
    Grid,
    MergedCell,
    sparse_table,
)

_PIECE = 2**20
_WIDEST, _TALLEST = 1_000, 65_534  # the largest spans that HTML itself allows
_CELL_TAGS = frozenset({"td", "th"})
# What is never shown as text.
_SILENT_TAGS = frozenset({"script", "style", "title", "xml", "template"})
_BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        "p div center h1 h2 h3 h4 h5 h6 ul ol li dl dt dd hr pre form section header footer "
        "article main caption blockquote address fieldset tbody thead tfoot",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPAN = re.compile(r"\s*(\d{1,9})")
_OPENING, _CLOSING = (re.compile(rf"<{mark}table\b", re.IGNORECASE) for mark in ("", "/"))


def html_grid(text: str) -> Grid:
    """The grid of an HTML page's rows; raises Refused for a page without tables, or a torn one.

    A merged cell's text stands in its top left place (`Grid.merged_cells`). Tables inside a cell
    follow its row.
    """
    if not _OPENING.search(text):
        raise Refused(NO_TABLE)
    _refuse_torn_page(text)
    reader = _PageReader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True)
    content = text.replace("\0", " ").encode("utf-8", errors="replace")
    for start in range(0, len(content), _PIECE):
        parser.feed(content[start : start + _PIECE])
    parser.close()
    hidden_rows, merged_cells = tuple(reader.hidden_rows), tuple(reader.merged_cells)
    return Grid(
        "HTML", sparse_table(reader.rows), hidden_rows=hidden_rows, merged_cells=merged_cells
    )


def _refuse_torn_page(text: str) -> None:
    """Raise Refused where more tables open than close.

    The parser would close what a torn download leaves open, and half a table would pass.
    """
    opening_count, closing_count = (
        sum(1 for _ in pattern.finditer(text)) for pattern in (_OPENING, _CLOSING)
    )
    if closing_count < opening_count:
        raise Refused(BROKEN)


@dataclass
class _Table:
    """A table that is being read.

    `row` is the page's row that it has reached, `next_column` where the next cell may stand,
    `open_column` that of the cell that is open, `pieces` its text so far. `occupied_until` gives of
    each column the last row that a cell merged down from above covers, `merged_cells` these cells.
    """

    row: int = -1
    next_column: int = 0
    open_column: int | None = None
    pieces: list[str] = field(default_factory=list)
    occupied_until: dict[int, int] = field(default_factory=dict)
    merged_cells: list[MergedCell] = field(default_factory=list)


class _PageReader:
    """Takes the parser's events in their order and fills `rows` (row → column → text, from 0).

    No tree is built, so no depth can hurt.
    """

    def __init__(self) -> None:
        """Begin at the page's first row, with no table open."""
        self.rows: dict[int, dict[int, str]] = {}
        self.hidden_rows: list[int] = []
        self.merged_cells: list[MergedCell] = []
        self._next_row = 0
        self._step_count = 0
        self._silent_depth = 0
        self._tables: list[_Table] = []
        self._pieces_between: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin the table, row or cell that opens, or break the line; skip what is never shown."""
        if self._silent_depth or tag in _SILENT_TAGS:
            self._silent_depth += 1
        elif tag == "table":
            self._end_text_row()
            self._tables.append(_Table())
        elif tag == "tr":
            self._start_row(attributes)
        elif tag in _CELL_TAGS and self._tables:
            self._start_cell(attributes)
        elif tag == "br" or tag in _BLOCK_TAGS:
            self._break_line(tag)

    def end(self, tag: str) -> None:
        """End the table, cell or line of an element that closes, or that the parser closes."""
        if self._silent_depth:
            self._silent_depth -= 1
        elif tag == "table" and self._tables:
            self._end_cell()
            self._end_table(self._tables.pop())
        elif tag in _CELL_TAGS:
            self._end_cell()
        elif tag in _BLOCK_TAGS:
            self._break_line(tag)

    def data(self, text: str) -> None:
        """Add text to the open cell, or between cells; the source's line ends break no line."""
        if not self._silent_depth:
            in_cell = self._tables and self._tables[-1].open_column is not None
            pieces = self._tables[-1].pieces if in_cell else self._pieces_between
            pieces.append(text.replace("\n", " "))

    def close(self) -> None:
        """Write the text after the last cell or block, if any, as a row: the page ends."""
        self._end_text_row()

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        """Begin the innermost table's next row, and add it to the hidden ones if it is."""
        if not self._tables:
            return
        self._end_cell()
        self._end_text_row()
        table = self._tables[-1]
        table.row, table.next_column = self._take_row_number(), 0
        if _HIDDEN.search(attributes.get("style", "")):
            self.hidden_rows.append(table.row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        """End the open cell, and begin one in its row's next place that no cell from above covers.

        Raises Refused where it reaches beyond a spreadsheet's last column.
        """
        self._end_cell()
        if self._tables[-1].row < 0:
            self._start_row({})
        table = self._tables[-1]
        column = table.next_column
        while table.occupied_until.get(column, -1) >= table.row:
            column += 1
        column_span, row_span = (
            _cell_span(attributes, "colspan", _WIDEST),
            _cell_span(attributes, "rowspan", _TALLEST),
        )
        self._count_steps(column - table.next_column + column_span)
        if column + column_span > MOST_COLUMNS:
            raise Refused(SPREAD)
        if row_span > 1:
            table.occupied_until.update(
                dict.fromkeys(range(column, column + column_span), table.row + row_span - 1)
            )
            table.merged_cells.append(MergedCell(column, table.row, table.row + row_span - 1))
        table.open_column, table.next_column = column, column + column_span

    def _end_cell(self) -> None:
        """Write the innermost table's open cell, if it has one, into its row."""
        table = self._tables[-1] if self._tables else None
        if table is None or table.open_column is None:
            return
        text = _shown_text(table.pieces)
        if text:
            self.rows.setdefault(table.row, {})[table.open_column] = text
        table.open_column, table.pieces = None, []

    def _end_table(self, table: _Table) -> None:
        """Add a closing table's merged cells to the page's, none beyond the table's last row."""
        self.merged_cells += [
            cell._replace(last=min(cell.last, table.row)) for cell in table.merged_cells
        ]

    def _break_line(self, tag: str) -> None:
        """Break the line in an open cell; outside, a block ends a text row, "br" a line."""
        if self._tables and self._tables[-1].open_column is not None:
            self._tables[-1].pieces.append("\n")
        elif tag == "br":
            self._pieces_between.append("\n")
        else:
            self._end_text_row()

    def _end_text_row(self) -> None:
        """Write the text since the last cell or block, if any, as a row of its own."""
        text, self._pieces_between = _shown_text(self._pieces_between), []
        if text:
            self.rows[self._take_row_number()] = {0: text}

    def _take_row_number(self) -> int:
        """The page's next free row, from 0, taken now; raises Refused beyond MOST_ROWS."""
        row = self._next_row
        if row >= MOST_ROWS:
            raise Refused(SPREAD)
        self._next_row += 1
        return row

    def _count_steps(self, count: int) -> None:
        """Count columns passed by spans; raise Refused once they are more than MOST_CELLS."""
        self._step_count += count
        if self._step_count > MOST_CELLS:
            raise Refused(SPREAD)


def _cell_span(attributes: Mapping[str, str], name: str, most: int) -> int:
    """How many columns ("colspan") or rows ("rowspan") a cell covers, 1 to `most`."""
    number = _SPAN.match(attributes.get(name, ""))
    return max(1, min(most, int(number[1]))) if number else 1


def _shown_text(pieces: list[str]) -> str:
    """The text of the pieces as a browser shows it: spaces run together, breaks kept."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
