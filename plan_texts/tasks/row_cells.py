"""A row of a table of tasks: which of its cells is the task, who does it, and by when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.text import fold
from plan_texts.structure.passages import Passage
from plan_texts.structure.table_row import TableRow
from plan_texts.tasks.organisations import leading_offices
from plan_texts.tasks.table_columns import ColumnUse, column_use, lists_targets, title_rank

_ORDINAL = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,3}(?:\.\d{1,3})*|[a-zđ])[.)]?")
_BEFORE = re.compile(r"(?:trước|chậm nhất|đến|hết|trong)(?!\w)")
_DEADLINES = frozenset({"start", "deadline", "before"})
_NO_LINE = Passage("", ((0, 0),))


@dataclass(frozen=True)
class RowCells:
    """A row's cells by their use; "" or empty passages where it has none.

    `cells` are all that have text; `has_deadline_column`: a heading says where deadlines stand.
    """

    ordinal: str
    title: Passage
    lead: str
    support: str
    product: str
    deadline: Passage
    cells: tuple[Passage, ...]
    lists_targets: bool
    has_deadline_column: bool = False

    @property
    def words(self) -> str:
        """The texts of all cells of the row, strokes between them."""
        return " | ".join(cell.text for cell in self.cells)

    @property
    def is_bare(self) -> bool:
        """Whether the row has a title alone, as a group's heading has."""
        return not (self.lead or self.support or self.product or self.deadline.text)


def cells_of_row(row: TableRow, deadline_places: frozenset[int]) -> RowCells:
    """A row's cells by the use that their columns' headings give them, or else their own words.

    `deadline_places` are the places (from 0) of cells that say nothing but when.
    """
    uses = _uses(row, deadline_places)
    pairs = [(cell, use) for (cell, _), use in zip(row.cells, uses, strict=True) if cell.text]
    first_text = pairs[0][0].text if pairs else ""
    headings = [column.heading for _, column in row.cells]
    titles = [n for n, use in enumerate(uses) if use == "title" and row.cells[n][0].has_words]
    title = min(titles, key=lambda place: title_rank(headings[place]), default=None)
    return RowCells(
        ordinal=first_text if _ORDINAL.fullmatch(first_text) else "",
        title=_NO_LINE if title is None else row.cells[title][0],
        lead=_joined(pairs, "lead"),
        support=_joined(pairs, "support"),
        product=_joined(pairs, "product"),
        deadline=_deadline(pairs),
        cells=tuple(cell for cell, _ in pairs),
        lists_targets=title is not None and lists_targets(headings[title]),
        has_deadline_column=any(column_use(heading) in _DEADLINES for heading in headings),
    )


def _joined(pairs: list[tuple[Passage, ColumnUse]], use: ColumnUse) -> str:
    """The texts of the cells of one use, semicolons between them."""
    return "; ".join(cell.text for cell, cell_use in pairs if cell_use == use)


def _deadline(pairs: list[tuple[Passage, ColumnUse]]) -> Passage:
    """The deadline's cells as one text: "01/3 – 30/7" of two, "trước 30/6" below "trước ngày"."""
    cells = [(cell, use) for cell, use in pairs if use in _DEADLINES]
    if not cells:
        return _NO_LINE
    texts = [
        f"trước {cell.text}"
        if use == "before" and not _BEFORE.match(fold(cell.text))
        else cell.text
        for cell, use in cells
    ]
    return Passage(" – ".join(texts), cells[0][0].marks[:1])


def _uses(row: TableRow, deadline_places: frozenset[int]) -> list[ColumnUse]:
    """The use of each cell of a row, by its heading or words; `deadline_places` only say when."""
    uses = [column_use(column.heading) for _, column in row.cells]
    if not any(column.heading for _, column in row.cells):
        return _uses_by_words(row, deadline_places)
    if "title" not in uses:
        uses = _with_title(row, uses)
    if _DEADLINES & set(uses):
        return uses
    return [
        "deadline" if place in deadline_places and use in ("", "other", "lead") else use
        for place, use in enumerate(uses)
    ]


def _with_title(row: TableRow, uses: list[ColumnUse]) -> list[ColumnUse]:
    """The uses, with the first cell of words in a column of no known use as the title."""
    for place, ((cell, _), use) in enumerate(zip(row.cells, uses, strict=True)):
        if use == "" and cell.has_words:
            return [*uses[:place], "title", *uses[place + 1 :]]
    return uses


def _uses_by_words(row: TableRow, deadline_places: frozenset[int]) -> list[ColumnUse]:
    """The uses of a row below no head: deadlines and offices by their words, then the title."""
    uses: list[ColumnUse] = [
        "deadline" if place in deadline_places else "lead" if _is_office(cell) else ""
        for place, (cell, _) in enumerate(row.cells)
    ]
    others = [n for n, (cell, _) in enumerate(row.cells) if uses[n] == "" and cell.has_words]
    if others:
        title = max(others[:2], key=lambda place: len(row.cells[place][0].text))
        uses[title] = "title"
        for place in others:
            uses[place] = "product" if place > title else uses[place]
    return uses


def _is_office(cell: Passage) -> bool:
    """Whether a cell names an office and no more."""
    return leading_offices(cell.text) == (cell.text.strip(" .-"),)
