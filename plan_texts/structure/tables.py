"""A plan's tables: their rows, put together again where a page or a line's width cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from data.text import fold
from plan_texts.language.lexicon import lexicon
from plan_texts.structure.passages import Passage

# Between rows: "---|---", "===", "+---+".
_RULER = re.compile(r"[\s|:+_=-]+")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# A column of results: "Thực hiện năm 2025", "Đã đạt 6 tháng"; not "Kết quả cần đạt".
_RESULTS = re.compile(
    r"(?:kết quả |ước |đã |số |tình hình )*(?:thực hiện|đạt được|đạt|kết quả)"
    r"(?! cần| phải| dự kiến)\D{0,20}\b(?:20\d\d|\d+ tháng|quý|trước|đầu năm)"
)
# A cell's text that no heading has: a share, a sentence's end, a bare number.
_NO_HEADING = re.compile(r"\d\s*%|[.;]$|^[≥>≤<]?\s*\d{1,3}(?:[.,]\d+)?$")
_NUMBER = re.compile(r"[≥>≤<]?\s*\d{1,3}(?:[.,]\d+)?\s*%?")  # a value, not words wrapped
_FEWEST_HEADINGS = 2
_MOST_CELLS = 60
_LONGEST_HEADING, _LONGEST_ROW = 80, 10_000  # letters
_LONGEST_WITH_PERCENT = 30  # letters; a longer text with "%" is a sentence, no heading


@dataclass(frozen=True)
class Column:
    """What a column holds, and its heading ("" where the table has no head).

    Roles: "text" and "product" hold demands, "unit" what bare numbers count, "" what is of no
    use here.
    """

    role: str
    heading: str


@dataclass(frozen=True)
class TableRow:
    """A line of a table: each cell with its column."""

    cells: tuple[tuple[Passage, Column], ...]

    @property
    def subject(self) -> Passage | None:
        """The cell that says what the row is about; None where no such cell has words."""
        subjects = (cell for cell, column in self.cells if column.role == "text" and cell.has_words)
        return next(subjects, None)

    @property
    def is_group(self) -> bool:
        """Whether the row only names the rows below it."""
        texts = [cell.text for cell, _ in self.cells if cell.text]
        has_ordinal = len(texts) == 2 and len(self.cells[0][0].text) in range(1, 6)
        return len(self.cells) > 2 and (has_ordinal or len(texts) == 1) and "%" not in texts[-1]

    def text_of(self, role: str) -> str:
        """The texts of all cells of one role, blanks between them; "" where there are none."""
        texts = (cell.text for cell, column in self.cells if column.role == role)
        return " ".join(filter(None, texts))


_NO_COLUMN = Column("", "")


def is_table_row(line: str) -> bool:
    """Whether a line is one of a table: cells parted by tabs, or by upright strokes."""
    bare_line = line.strip(" ")
    return (
        "\t" in bare_line
        or line.count(" | ") > 1
        or (bare_line.startswith("|") and bare_line.count("|") > 2)
    )


def table_rows(lines: Sequence[str], start: int, end: int) -> Iterator[TableRow]:
    """The rows of the table on the lines from `start` up to `end`, cut rows joined again."""
    columns: tuple[Column, ...] = ()
    pending_cells: tuple[Passage, ...] | None = None
    pending_columns = columns  # kept with their row: the next head may be another table's
    is_broken = False  # whether a page's end, a ruler or a head came after the pending row
    is_framed = lines[start].strip().startswith("|")
    for position in range(start, end):
        if not lines[position].strip() or _RULER.fullmatch(lines[position].replace("\t", "")):
            is_broken = True
            continue
        cells = _cells(lines[position], position + 1, is_framed)
        if head := _head_columns(cells):
            columns = head if len(head) >= _FEWEST_HEADINGS else columns
            is_broken = True
        elif pending_cells and _continues_row(cells, pending_cells, is_broken):
            pending_cells = _join_rows(pending_cells, cells)
        else:
            if pending_cells:
                yield _row(pending_cells, pending_columns)
            pending_cells, pending_columns, is_broken = cells, columns, False
    if pending_cells:
        yield _row(pending_cells, pending_columns)


def _cells(line: str, line_number: int, is_framed: bool) -> tuple[Passage, ...]:
    """A line's cells; in a table without a frame a stroke that begins it ends an empty cell."""
    bare_line = line.strip(" ")
    inner_line = bare_line.removeprefix("|").removesuffix("|") if is_framed else bare_line
    texts = line.split("\t") if "\t" in line else inner_line.split("|")
    return tuple(Passage(text.strip(" •\t"), ((0, line_number),)) for text in texts[:_MOST_CELLS])


def _continues_row(
    cells: Sequence[Passage], cells_above: Sequence[Passage], is_broken: bool
) -> bool:
    """Whether a line only goes on with the cells of the row above.

    It has no ordinal and no value, and begins in the middle of a sentence or has but one cell.
    Below a page's end that is enough; inside a page the cell above must be unfinished too:

        1 | Giải quyết hồ sơ đúng | Trên 97% hồ sơ giải quyết đúng
          | hạn                   | hạn; hồ sơ trả trước hạn đạt ít nhất 41%
    """
    filled_places = [n for n, cell in enumerate(cells) if cell.text]
    if (
        not filled_places
        or cells[0].text
        or sum(len(cell.text) for cell in cells_above) > _LONGEST_ROW
    ):
        return False
    if any(_NUMBER.fullmatch(cell.text) for cell in cells):
        return False
    if is_broken:
        return len(filled_places) == 1 or any(cells[n].text[0].islower() for n in filled_places)
    unfinished_places = [
        n
        for n in filled_places
        if n < len(cells_above) and cells_above[n].text[-1:] not in ("", ".", ":")
    ]
    mid_sentence = any(_begins_mid_sentence(cells[n].text) for n in unfinished_places)
    return bool(cells_above[0].text) and (
        mid_sentence or (len(filled_places) == 1 and bool(unfinished_places))
    )


def _begins_mid_sentence(text: str) -> bool:
    """Whether a text, never empty here, begins with a small letter, a dash, "(" or the like."""
    return text[0].islower() or text[0] in "-–+(,%"


def _join_rows(cells: Sequence[Passage], next_cells: Sequence[Passage]) -> tuple[Passage, ...]:
    """A row's cells, each joined with the cell below it of the line that continues the row."""
    empty_cell = Passage("", ((0, 0),))
    padded_cells = [*next_cells, *[empty_cell] * (len(cells) - len(next_cells))]
    return tuple(
        _join_cell(cell, cell_below) for cell, cell_below in zip(cells, padded_cells, strict=False)
    )


def _join_cell(cell: Passage, text_below: Passage) -> Passage:
    """A cell with the text below it, as an item of the cell where that begins a demand."""
    is_demand = (
        text_below.text[:1].isupper() and text_below.text[1:2].islower() and "%" in text_below.text
    )
    is_item = is_demand or text_below.text.startswith(("-", "–", "+", "•"))
    return cell.with_following(text_below, " • " if is_item else " ")


def _head_columns(cells: Sequence[Passage]) -> tuple[Column, ...]:
    """The columns that a row names where it is a table's head, else ().

    For the second line of a head ("Bắt đầu", "Hoàn thành") this is a single column without role.
    """
    texts = [cell.text for cell in cells if cell.text]
    roles = [role for text in texts if (role := _heading_role(text)) is not None]
    if not _may_be_head(texts, len(texts) - len(roles)):
        return ()
    if len(texts) > 1 and all(role == "" for role in roles) and not cells[0].text:
        return (_NO_COLUMN,)
    if len(texts) <= _FEWEST_HEADINGS:
        return ()
    columns: list[Column] = []
    for cell in cells:  # a heading over several columns stands in the first of them
        role = _heading_role(cell.text)
        column = Column("text" if role is None else role, cell.text)
        columns.append(column if cell.text else (columns or [_NO_COLUMN])[-1])
    return _without_earlier_year(columns)


def _may_be_head(texts: Sequence[str], unknown_count: int) -> bool:
    """Whether texts can be a head: at least half are known headings, and none reads like a cell."""
    if unknown_count == len(texts) or unknown_count > len(texts) // 2:
        return False
    if any("%" in text and len(text) > _LONGEST_WITH_PERCENT for text in texts):
        return False
    return not (unknown_count and any(_NO_HEADING.search(text) for text in texts))


def _without_earlier_year(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns; where they are for two years, those of the earlier one without a role."""
    matches = (_YEAR.search(column.heading) for column in columns)
    years = {int(match[0]) for match in matches if match}
    if len(years) != 2:
        return tuple(columns)
    earlier_year = str(min(years))
    return tuple(_NO_COLUMN if earlier_year in column.heading else column for column in columns)


@lru_cache(maxsize=4_096)
def _heading_role(heading: str) -> str | None:
    """A column's role by its heading: "" for a column of no use, None where no word is known."""
    folded_heading = fold(heading)
    if len(folded_heading) > _LONGEST_HEADING:
        return None
    if _RESULTS.match(folded_heading):
        return ""
    candidates = [
        (match.start(), -len(match[0]), role)
        for role, pattern in _heading_patterns().items()
        if (match := pattern.search(folded_heading))
    ]
    role = min(candidates)[2] if candidates else None
    return "" if role in ("past", "unused") else role


@cache
def _heading_patterns() -> Mapping[str, re.Pattern[str]]:
    """By role the pattern of the words that a heading of it has."""
    return {
        role: re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)"
        )
        for role, words in lexicon().columns.items()
    }


def _row(cells: Sequence[Passage], columns: Sequence[Column]) -> TableRow:
    """The cells with their columns; where the head has another number of them, all as text."""
    if len(columns) != len(cells):
        columns = [Column("text", "")] * len(cells)
    return TableRow(tuple(zip(cells, columns, strict=True)))
