"""What is said of a sheet's cells falls on those cells, wherever on the sheet its table begins.

Readers leave blank columns before a table out, and what is marked beside the cells counts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest

from loaders.reading.grid import ERROR_CELL, UNCALCULATED
from loaders.recognition.reader import read_sheet
from tests.support.builders import HEADINGS, JANUARY, dossier
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import Book, Cell, Fault, Formula, Page, Row

PLACES = {
    "channel": HEADINGS.index("Hình thức nộp"),
    "due": HEADINGS.index("Ngày hẹn trả"),
    "fee": HEADINGS.index("Phí, lệ phí (đồng)"),
}
# A cell without its result: a binary workbook and a page hold none, only texts and results.
WRITERS_OF_FORMULAS = ("xlsx", "xls", "ods", "spreadsheetml")


@dataclass(frozen=True)
class Corner:
    """How many blank columns and rows stand before a table."""

    columns: int
    rows: int

    def __str__(self) -> str:
        return f"{self.columns} columns, {self.rows} rows"


CORNERS = tuple(Corner(*sizes) for sizes in product((0, 1, 3), (0, 2)))


def line(number: int, **cells: Cell) -> Row:
    by_heading = dossier(number) | {HEADINGS[PLACES[name]]: cell for name, cell in cells.items()}
    return tuple(by_heading.get(heading) for heading in HEADINGS)


def page_at(corner: Corner, fee: Cell) -> Page:
    """Of four lines the channel of the first two is one merged cell, the second has an error for
    its due day, the third this fee, and the fourth is hidden.
    """

    def right(*rows: Row) -> tuple[Row, ...]:
        return tuple((*(None,) * corner.columns, *row) for row in rows)

    channel = PLACES["channel"] + corner.columns
    return Page(
        "Danh sách",
        (*((None,),) * corner.rows, *right(*((text,) for text in JANUARY))),
        right(HEADINGS),
        body=right(line(1), line(2, due=Fault(), channel=None), line(3, fee=fee), line(4)),
        hidden_lines=frozenset({3}),
        merged_lines=((0, channel, 1, channel),),
    )


@pytest.mark.parametrize("corner", CORNERS, ids=str)
@pytest.mark.parametrize("writer", ["xlsx", "xls", "xlsb", "ods", "html", "spreadsheetml"])
def test_places_of_marks(writer: str, corner: Corner) -> None:
    has_formulas = writer in WRITERS_OF_FORMULAS
    page = page_at(corner, Formula("=1000+1000") if has_formulas else "2000")
    sheet = read_sheet(WRITERS[writer](Book((page,))))
    first = corner.rows + 5
    fee = UNCALCULATED if has_formulas else "2000"
    assert sheet.hidden_rows == (first + 3,)
    assert sheet.cells.select(["row", "channel", "due_on", "fee"]).to_pydict() == {
        "row": [first, first + 1, first + 2, first + 3],
        "channel": ["Trực tuyến"] * 4,
        "due_on": ["20/01/2026", ERROR_CELL, "20/01/2026", "20/01/2026"],
        "fee": ["2000", "2000", fee, "2000"],
    }
