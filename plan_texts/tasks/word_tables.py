"""Tables of tasks whose cells a PDF put one below the other, or one behind the other on a line.

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

    STT Nhiệm vụ Chủ trì Thời gian hoàn thành
    1 Kiện toàn nhân sự Trung tâm Văn phòng Trước 15/02/2026

What says when and who is known by its words; a row's lines, or words, are parted so that most cells
are what their headings promise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from plan_texts.language.letters import lower_letters
from plan_texts.structure.columns import Column
from plan_texts.structure.passages import NO_PASSAGE, Passage
from plan_texts.structure.table_row import TableRow
from plan_texts.tasks.deadlines import cell_deadlines, is_whole_deadline
from plan_texts.tasks.organisations import offices
from plan_texts.tasks.table_columns import ColumnUse, column_use
from plan_texts.tasks.table_pieces import TablePieces, table_pieces
from plan_texts.tasks.task_words import ends_with, phrase_pattern, says

_DEADLINES: frozenset[ColumnUse] = frozenset({"start", "deadline", "before"})
_OFFICES = frozenset({"lead", "support"})
_OPENS_CELL = ("trước", "trong", "tháng", "quý", "hằng", "hàng", "từ", "đến", "hết", "xong")
_NEVER_LAST = ("và", "của", "tại", "cho", "về", "các", "hoặc")
_MOST_PIECES_OF_CELL = 40
_MOST_PLACES = 24  # in a row, where cells may begin
_IMPOSSIBLE = -1_000.0
_WORTH_OF_LETTER = 0.02  # a deadline takes what it can, then the title
_SHORT_NAME = 30  # letters of an office that no list knows
_LONGEST_DEADLINE = 60  # letters
_MOST_COLUMNS = 8
_NO_DEADLINE = "–"


@dataclass(frozen=True)
class WordTable:
    """The rows of a table on the lines from position `start` up to `end`."""

    start: int
    end: int
    rows: tuple[TableRow, ...]


def word_tables(lines: Sequence[str], plan_year: int | None) -> Iterator[WordTable]:
    """The tables of tasks in a text's lines whose cells no tab or stroke parts, in their order."""
    end = 0
    for start in range(len(lines)):
        pieces = table_pieces(lines, start) if start >= end else None
        if pieces and (table := _table_of(pieces, start, plan_year)):
            end = table.end
            yield table


def _table_of(pieces: TablePieces, start: int, plan_year: int | None) -> WordTable | None:
    """The table of tasks that pieces make; None where its head or most rows name no deadline."""
    uses = tuple(column_use(cell.text) for cell in pieces.head)
    if len(uses) > _MOST_COLUMNS or not _DEADLINES & set(uses):
        return None
    if "title" not in uses:
        uses = ("title", *uses[1:])
    columns = (Column("", "STT"), *(Column("text", cell.text) for cell in pieces.head))
    rows, end, dated_count = [], pieces.end, 0
    for position, (ordinal, *row_pieces) in enumerate(pieces.rows):
        is_last = position == len(pieces.rows) - 1
        cells = list(_parted_cells(tuple(row_pieces), uses, plan_year, is_last=is_last))
        due = [n for n, use in enumerate(uses) if use in _DEADLINES and cells[n].text]
        dated_count += bool(due)
        if not due:  # what cannot be read is not that of the row above
            cells[next(n for n, use in enumerate(uses) if use in _DEADLINES)] = Passage(
                _NO_DEADLINE, ordinal.marks
            )
        rows.append(TableRow(tuple(zip((ordinal, *cells), columns, strict=True))))
        if is_last:
            end = max(mark[1] for cell in (ordinal, *cells) for mark in cell.marks)
    return WordTable(start, end, tuple(rows)) if 2 * dated_count > len(rows) else None


def _parted_cells(
    pieces: tuple[Passage, ...],
    uses: tuple[ColumnUse, ...],
    plan_year: int | None,
    *,
    is_last: bool,
) -> tuple[Passage, ...]:
    """A row's lines or words joined to cells, one for each use.

    Of the last row as few as make the best cells: what stands below is no part of it.
    """
    places = [n for n, piece in enumerate(pieces) if n == 0 or _may_begin_cell(piece.text)]
    places = places[:_MOST_PLACES]  # behind them nothing is parted

    @cache
    def best(begin: int, end: int, column: int) -> tuple[float, tuple[int, ...]]:
        """(best worth, cells' ends) of pieces `begin` to `end` in the columns from `column` on."""
        if column == len(uses):
            return (0.0 if begin == end else _IMPOSSIBLE), ()
        choices = []
        for cut in {begin, end, *(n for n in places if begin < n < end)}:
            if cut - begin <= _MOST_PIECES_OF_CELL:
                worth, cuts = best(cut, end, column + 1)
                text = _joined(pieces[begin:cut]).text
                choices.append((_worth(text, uses[column], plan_year) + worth, (cut, *cuts)))
        return max(choices, default=(_IMPOSSIBLE, ()))

    ends = [*places[1:], len(pieces)] if is_last else [len(pieces)]
    *_, cuts = max((best(0, end, 0)[0], -end, best(0, end, 0)[1]) for end in ends)
    return tuple(_joined(pieces[a:b]) for a, b in zip((0, *cuts), cuts, strict=False))


def _joined(pieces: Sequence[Passage]) -> Passage:
    """The pieces as one passage, blanks between them."""
    passage = NO_PASSAGE
    for piece in pieces:
        passage = passage.with_following(piece)
    return passage


def _may_begin_cell(text: str) -> bool:
    """Whether a cell may begin with a line or a word: with no small letter, save to say when."""
    return not text[0].islower() or text.split()[0] in _OPENS_CELL


def _worth(text: str, use: ColumnUse, plan_year: int | None) -> float:
    """How well a text fits a column of this use; below 0 where it does not."""
    if not text:
        return {"title": -10.0, "deadline": -3.0, "lead": -1.0}.get(use, -0.5)
    begins_small = text[0].islower()
    says_when = _says_when(text, plan_year)
    if use in _DEADLINES:
        if says_when:
            return 5.0 + _WORTH_OF_LETTER * len(text)
        return 3.0 if _names_occasion(text, plan_year) else -5.0
    is_cut = text.rsplit(maxsplit=1)[-1] in _NEVER_LAST or text.endswith(",")
    worth = -4.0 * ((begins_small or says_when) + is_cut)
    if use in _OFFICES:
        return worth + (2.0 if _is_office(text) else 0.5 if len(text) <= _SHORT_NAME else -3.0)
    if use != "title":
        return worth
    ends_in_office = ends_with("offices", lower_letters(text))
    return worth - ends_in_office + _WORTH_OF_LETTER / 2 * len(text)


@lru_cache(maxsize=4_096)
def _says_when(text: str, plan_year: int | None) -> bool:
    """Whether a text says nothing but when; "báo cáo quý" names work or what comes of it."""
    lowercase = lower_letters(text)
    if is_whole_deadline(text, plan_year):
        return not says("yearly_deeds", lowercase)
    return any(phrase_pattern(kind).match(lowercase) for kind in ("undated", "running"))


@lru_cache(maxsize=4_096)
def _names_occasion(text: str, plan_year: int | None) -> bool:
    """Whether a text names an event or an occasion ("Sau khi được phê duyệt")."""
    if len(text) > _LONGEST_DEADLINE:
        return False
    lowercase = lower_letters(text)
    names_occasion = any(phrase_pattern(kind).match(lowercase) for kind in ("on_occasion", "open"))
    return names_occasion or any(d.kind == "event" for d in cell_deadlines(text, plan_year))


@lru_cache(maxsize=4_096)
def _is_office(text: str) -> bool:
    """Whether a text lists offices and no more."""
    names = offices(text)
    office = phrase_pattern("offices")
    return bool(names) and all(office.match(lower_letters(name)) for name in names)
