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
    MergedDown,
    sparse_table,
)

_PIECE = 2**20
_WIDEST, _TALLEST = 1_000, 65_534  # the largest spans that HTML itself allows
_CELLS = frozenset({"td", "th"})
# What is never shown as text.
_SILENT = frozenset({"script", "style", "title", "xml", "template"})
_BLOCKS = frozenset(
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
    """The page as one sheet; raises Refused where it has no table or breaks off in the middle.

    A merged cell's text stands in its top left place (`Grid.merged`). Tables inside a cell follow
    its row.
    """
    if not _OPENING.search(text):
        raise Refused(NO_TABLE)
    _check_complete(text)
    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True)
    content = text.replace("\0", " ").encode("utf-8", errors="replace")
    for start in range(0, len(content), _PIECE):
        parser.feed(content[start : start + _PIECE])
    parser.close()
    hidden, merged = tuple(page.hidden_rows), tuple(page.merged)
    return Grid("HTML", sparse_table(page.rows), hidden_rows=hidden, merged=merged)


def _check_complete(text: str) -> None:
    """The parser would close what a torn download leaves open, and half a table would pass."""
    openings, closings = (
        sum(1 for _ in pattern.finditer(text)) for pattern in (_OPENING, _CLOSING)
    )
    if closings < openings:
        raise Refused(BROKEN)


@dataclass
class _Table:
    """A table that is being read.

    `row` is the page's row that it has reached, `at` the column where the next cell may stand,
    `cell` the column of the cell that is open, `pieces` its text so far. `occupied_until` gives
    of each column the last row that a cell merged down from above covers, `merged` these cells.
    """

    row: int = -1
    at: int = 0
    cell: int | None = None
    pieces: list[str] = field(default_factory=list)
    occupied_until: dict[int, int] = field(default_factory=dict)
    merged: list[MergedDown] = field(default_factory=list)


class _Page:
    """Takes the parser's events in their order; no tree is built, so no depth can hurt."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self.hidden_rows: list[int] = []
        self.merged: list[MergedDown] = []
        self._next = 0
        self._steps = 0
        self._silent = 0
        self._tables: list[_Table] = []
        self._between: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if self._silent or tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._end_line()
            self._tables.append(_Table())
        elif tag == "tr":
            self._start_row(attributes)
        elif tag in _CELLS and self._tables:
            self._start_cell(attributes)
        elif tag == "br" or tag in _BLOCKS:
            self._break(tag)

    def end(self, tag: str) -> None:
        """An element closes, or the parser closes it."""
        if self._silent:
            self._silent -= 1
        elif tag == "table" and self._tables:
            self._end_cell()
            self._end_table(self._tables.pop())
        elif tag in _CELLS:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break(tag)

    def data(self, text: str) -> None:
        """A piece of text; line ends in the source are no line ends on the page."""
        if not self._silent:
            in_cell = self._tables and self._tables[-1].cell is not None
            pieces = self._tables[-1].pieces if in_cell else self._between
            pieces.append(text.replace("\n", " "))

    def close(self) -> None:
        """The page ends."""
        self._end_line()

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        if not self._tables:
            return
        self._end_cell()
        self._end_line()
        table = self._tables[-1]
        table.row, table.at = self._new_row(), 0
        if _HIDDEN.search(attributes.get("style", "")):
            self.hidden_rows.append(table.row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        """Put the cell in the first place of its row that no cell from above covers."""
        self._end_cell()
        if self._tables[-1].row < 0:
            self._start_row({})
        table = self._tables[-1]
        at = table.at
        while table.occupied_until.get(at, -1) >= table.row:
            at += 1
        wide, tall = _span(attributes, "colspan", _WIDEST), _span(attributes, "rowspan", _TALLEST)
        self._count_steps(at - table.at + wide)
        if at + wide > MOST_COLUMNS:
            raise Refused(SPREAD)
        if tall > 1:
            table.occupied_until.update(dict.fromkeys(range(at, at + wide), table.row + tall - 1))
            table.merged.append(MergedDown(at, table.row, table.row + tall - 1))
        table.cell, table.at = at, at + wide

    def _end_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None or table.cell is None:
            return
        text = _lines(table.pieces)
        if text:
            self.rows.setdefault(table.row, {})[table.cell] = text
        table.cell, table.pieces = None, []

    def _end_table(self, table: _Table) -> None:
        """A cell that says that it reaches further ends with its table."""
        self.merged += [cell._replace(last=min(cell.last, table.row)) for cell in table.merged]

    def _break(self, tag: str) -> None:
        """Inside a cell a line ends; outside only a block ends what becomes a row."""
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].pieces.append("\n")
        elif tag == "br":
            self._between.append("\n")
        else:
            self._end_line()

    def _end_line(self) -> None:
        """Text outside of cells is a row of its own."""
        text, self._between = _lines(self._between), []
        if text:
            self.rows[self._new_row()] = {0: text}

    def _new_row(self) -> int:
        row = self._next
        if row >= MOST_ROWS:
            raise Refused(SPREAD)
        self._next += 1
        return row

    def _count_steps(self, count: int) -> None:
        """Raises Refused for too many columns passed: spans over spans cost time before memory."""
        self._steps += count
        if self._steps > MOST_CELLS:
            raise Refused(SPREAD)


def _span(attributes: Mapping[str, str], name: str, most: int) -> int:
    """How many columns or rows a cell covers; 1 where it does not say."""
    number = _SPAN.match(attributes.get(name, ""))
    return max(1, min(most, int(number[1]))) if number else 1


def _lines(pieces: list[str]) -> str:
    """Text as a browser shows it: spaces run together, breaks kept."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
