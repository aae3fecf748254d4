"""A workbook in memory, small enough to distort, read from a sample."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import python_calamine
from lxml import html


@dataclass(frozen=True)
class Fault:
    """An error cell."""

    text: str = "#N/A"


@dataclass(frozen=True)
class Formula:
    """A formula that no program has calculated yet, as libraries write it: no result beside it."""

    text: str


# The containers that are written with several sheets, and with days and numbers as such.
WORKBOOKS = TYPED = ("xlsx", "xls", "ods", "spreadsheetml")

Cell = str | int | float | datetime | Fault | Formula | None
Row = tuple[Cell, ...]
Span = tuple[int, int, int, int]  # top, left, bottom, right


@dataclass(frozen=True)
class Page:
    """A sheet: what stands above its table, the headings, the lines, and what stands below.

    `merged` are spans of `head`, whose other cells are blank; `hidden_lines` are rows of `body`,
    `merged_lines` spans of it, of which only the first cell is written.
    """

    name: str
    above: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    merged: tuple[Span, ...] = ()
    body: tuple[Row, ...] = ()
    below: tuple[Row, ...] = ()
    hidden: bool = False
    hidden_lines: frozenset[int] = field(default_factory=frozenset)
    merged_lines: tuple[Span, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the headings have, or without any the widest line above."""
        return len(self.head[0]) if self.head else max(map(len, self.above))

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of the sheet from above: titles, headings, lines, lines below."""
        return (*self.above, *self.head, *self.body, *self.below)

    @property
    def start(self) -> int:
        """The row, from 0, in which the body begins."""
        return len(self.above) + len(self.head)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The merged cells of headings and body, (top, left, bottom, right) on the sheet from 0."""
        moved = ((len(self.above), self.merged), (self.start, self.merged_lines))
        return tuple((top + a, b, top + c, d) for top, spans in moved for a, b, c, d in spans)

    @property
    def hidden_rows(self) -> frozenset[int]:
        """The hidden rows by their places on the sheet, from 0."""
        return frozenset(self.start + line for line in self.hidden_lines)


@dataclass(frozen=True)
class Book:
    """Sheets, of which `main` has the table that is meant."""

    pages: tuple[Page, ...]
    main: int = 0
    epoch_1904: bool = False

    @property
    def page(self) -> Page:
        """The main sheet, which has the table that is meant."""
        return self.pages[self.main]

    def with_page(self, page: Page) -> Book:
        """The book with this sheet in the place of the main one."""
        pages = (*self.pages[: self.main], page, *self.pages[self.main + 1 :])
        return replace(self, pages=pages)


# Reading a sample


@cache
def book_of(path: Path) -> Book:
    """A sample file as a book, titles, headings and lines told apart, days and numbers typed."""
    content = path.read_bytes()
    if content[:2] == b"PK":
        rows, spans = _xlsx(content)
    elif path.suffix == ".csv":
        rows, spans = list(csv.reader(content.decode("utf-8-sig").splitlines())), []
    elif b"<table" in content:
        rows, spans = _html(content)
    else:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows, spans = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False), []
    return _parted([[_typed(cell) for cell in row] for row in rows], spans)


def _xlsx(content: bytes) -> tuple[list[list[object]], list[Span]]:
    """(rows of cells, merged spans) of a workbook's first sheet."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    spans = [
        (one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1)
        for one in sheet.merged_cells.ranges
    ]
    return [list(row) for row in sheet.iter_rows(values_only=True)], spans


def _html(content: bytes) -> tuple[list[list[object]], list[Span]]:
    """(rows of cells, merged spans) of a page's tables, one below another."""
    rows: list[list[object]] = []
    spans: list[Span] = []
    for table in html.fromstring(content.decode("utf-8")).iter("table"):
        taken: set[tuple[int, int]] = set()
        top = len(rows)
        for y, line in enumerate(table.iter("tr"), top):
            cells: dict[int, str] = {}
            x = 0
            for cell in line.iter("td", "th"):
                while (y, x) in taken:
                    x += 1
                wide, tall = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
                taken |= {(y + b, x + a) for a in range(wide) for b in range(tall)}
                if wide > 1 or tall > 1:
                    spans.append((y, x, y + tall - 1, x + wide - 1))
                cells[x] = "\n".join(t.strip() for t in cell.itertext() if t.strip())
                x += wide
            rows.append([cells.get(i) for i in range(max(cells, default=-1) + 1)])
    return rows, spans


def _typed(cell: object) -> Cell:
    """A cell as a day or whole number where its text is one; None for a blank one."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, int | float):
        return cell
    text = str(cell)
    if text.isdigit() and not (len(text) > 1 and text.startswith("0")):
        return int(text)
    for written in ("%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, written)
        except ValueError:
            continue
    return text


def _parted(rows: Sequence[Sequence[Cell]], spans: Sequence[Span]) -> Book:
    """A one-sheet book of the rows: titles, headings from the row "STT" on, lines, lines below."""
    width = max(map(len, rows))
    full = [(*row, *(None,) * (width - len(row))) for row in rows]
    first = next(i for i, row in enumerate(full) if row[0] == "STT")
    start = first + 1
    while full[start][0] is None and full[start][1] is None:
        start += 1
    end = max(i for i, row in enumerate(full) if sum(cell is not None for cell in row) > 2) + 1
    merged = [(a - first, b, c - first, d) for a, b, c, d in spans if first <= a < start]
    page = Page(
        "Sheet1",
        tuple(full[:first]),
        tuple(full[first:start]),
        tuple(merged),
        tuple(full[start:end]),
        tuple(full[end:]),
    )
    return Book((page,))


def as_text(cell: Cell) -> str:
    """A cell as a text file shows it: "" for a blank, a day as "05/01/2026" with any time."""
    if cell is None:
        return ""
    if isinstance(cell, Fault | Formula):
        return cell.text
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.strftime("%d/%m/%Y" if midnight else "%d/%m/%Y %H:%M")
    return str(cell)
