"""Tables of tasks whose cells a PDF put one below the other, a cell or a part of one on each line.

    STT                           the head, its cells wrapped
    Nhiệm vụ
    Chủ trì
    Thời gian
    hoàn thành
    1                             a row: its ordinal, what to do, who, by when
    Kiện toàn nhân sự Trung tâm
    và Tổ tiếp nhận lưu động
    Văn phòng
    Trước 15/02/2026
    2
    …

What says when and who is known by its words; a row's lines are parted so that most cells are what
their headings promise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from plan_texts.language.letters import lower_letters
from plan_texts.structure.cell_lines import head_cells, passages_of_lines
from plan_texts.structure.columns import Column
from plan_texts.structure.passages import NO_PASSAGE, Passage
from plan_texts.structure.row_lines import row_lines
from plan_texts.structure.table_row import TableRow
from plan_texts.tasks.deadlines import is_whole_deadline
from plan_texts.tasks.organisations import offices
from plan_texts.tasks.table_columns import ColumnUse, column_use
from plan_texts.tasks.task_words import phrase_pattern, says

_DEADLINES = frozenset({"start", "deadline", "before"})
_OFFICES = frozenset({"lead", "support"})
_MOST_LINES_OF_CELL = 8
_MOST_COLUMNS = 8
_WORTH_OF_LETTER = 0.02  # a deadline takes what it can, then the title
_SHORT_NAME = 30  # letters of an office that no list knows


@dataclass(frozen=True)
class WordTable:
    """The rows of a table on the lines from position `start` up to `end`."""

    start: int
    end: int
    rows: tuple[TableRow, ...]


def word_tables(lines: Sequence[str], plan_year: int | None) -> Iterator[WordTable]:
    """The tables of tasks in a text's lines whose cells stand one below the other."""
    end = 0
    for start in range(len(lines)):
        if start >= end and (table := _table_at(lines, start, plan_year)):
            end = table.end
            yield table


def _table_at(lines: Sequence[str], start: int, plan_year: int | None) -> WordTable | None:
    """The table that begins on the line at position `start`; None where none does."""
    found = row_lines(lines, start)
    head = head_cells(passages_of_lines(lines, found.head)) if found else []
    uses = tuple(column_use(cell.text) for cell in head)
    if found is None or len(head) > _MOST_COLUMNS or not _DEADLINES & set(uses):
        return None
    if "title" not in uses:
        uses = ("title", *uses[1:])
    columns = (Column("", "STT"), *(Column("text", cell.text) for cell in head))
    rows, end = [], found.end
    for position, row in enumerate(found.rows):
        ordinal, *cell_lines = passages_of_lines(lines, row)
        is_last = position == len(found.rows) - 1
        cells = _parted(tuple(cell_lines), uses, plan_year, is_last=is_last)
        if cells is None:
            return None
        rows.append(TableRow(tuple(zip((ordinal, *cells), columns, strict=True))))
        if is_last:
            end = max(mark[1] for cell in cells for mark in cell.marks)
    return WordTable(start, end, tuple(rows))


def _parted(
    lines: tuple[Passage, ...],
    uses: tuple[ColumnUse, ...],
    plan_year: int | None,
    *,
    is_last: bool,
) -> tuple[Passage, ...] | None:
    """A row's lines as its cells, one for each use; None where they name no deadline.

    Of the last row as few lines as make the best cells: what stands below is no part of it.
    """

    @cache
    def best(begin: int, end: int, column: int) -> tuple[float, tuple[int, ...]]:
        """The best worth of the lines in the columns from one on, and where their cells end."""
        if column == len(uses):
            return (0.0 if begin == end else -1000.0), ()
        choices = []
        for cut in range(begin, min(end, begin + _MOST_LINES_OF_CELL) + 1):
            worth, cuts = best(cut, end, column + 1)
            own_worth = _worth(_joined(lines[begin:cut]).text, uses[column], plan_year)
            choices.append((own_worth + worth, (cut, *cuts)))
        return max(choices)

    ends = range(1, len(lines) + 1) if is_last else [len(lines)]
    worth, fewest, cuts = max((best(0, end, 0)[0], -end, best(0, end, 0)[1]) for end in ends)
    cells = tuple(_joined(lines[a:b]) for a, b in zip((0, *cuts), cuts, strict=False))
    deadlines = [cell.text for cell, use in zip(cells, uses, strict=True) if use in _DEADLINES]
    return cells if worth > 0 and fewest and any(deadlines) else None


def _worth(text: str, use: ColumnUse, plan_year: int | None) -> float:
    """How well a text fits a column of this use; below 0 where it does not."""
    if not text:
        return {"title": -10.0, "deadline": -3.0, "lead": -1.0}.get(use, -0.5)
    begins_small = text[0].islower()
    says_when = _says_when(text, plan_year)
    if use in _DEADLINES:
        return 5.0 + _WORTH_OF_LETTER * len(text) if says_when else -5.0
    worth = -4.0 if begins_small or says_when else 0.0
    if use in _OFFICES:
        is_office = _is_office(text)
        return worth + (2.0 if is_office else 0.5 if len(text) <= _SHORT_NAME else -3.0)
    return worth + (_WORTH_OF_LETTER / 2 * len(text) if use == "title" else 0.0)


@cache
def _says_when(text: str, plan_year: int | None) -> bool:
    """Whether a text says nothing but when; "báo cáo quý" names work or what comes of it."""
    lowercase = lower_letters(text)
    if is_whole_deadline(text, plan_year):
        return not says("yearly_deeds", lowercase)
    return any(phrase_pattern(kind).match(lowercase) for kind in ("undated", "running"))


@cache
def _is_office(text: str) -> bool:
    """Whether a text lists offices and no more."""
    names = offices(text)
    office = phrase_pattern("offices")
    return bool(names) and all(office.match(lower_letters(name)) for name in names)


def _joined(lines: Sequence[Passage]) -> Passage:
    passage = NO_PASSAGE
    for line in lines:
        passage = passage.with_following(line)
    return passage
