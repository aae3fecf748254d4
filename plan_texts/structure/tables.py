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
        """The cell that says what the row is about."""
        subjects = (cell for cell, column in self.cells if column.role == "text" and cell.has_words)
        return next(subjects, None)

    @property
    def is_group(self) -> bool:
        """Whether the row only names the rows below it."""
        filled = [cell.text for cell, _ in self.cells if cell.text]
        ordinal = len(filled) == 2 and len(self.cells[0][0].text) in range(1, 6)
        return len(self.cells) > 2 and (ordinal or len(filled) == 1) and "%" not in filled[-1]

    def text_of(self, role: str) -> str:
        """The cells of one role, together."""
        texts = (cell.text for cell, column in self.cells if column.role == role)
        return " ".join(filter(None, texts))


_NO_COLUMN = Column("", "")


def is_row(line: str) -> bool:
    """Whether a line is one of a table: cells parted by tabs, or by upright strokes."""
    bare = line.strip(" ")
    return "\t" in bare or line.count(" | ") > 1 or (bare.startswith("|") and bare.count("|") > 2)


def rows(lines: Sequence[str], start: int, end: int) -> Iterator[TableRow]:
    """The rows of one table, each with those of its cells that a line below continues."""
    columns: tuple[Column, ...] = ()
    pending: tuple[Passage, ...] | None = None
    pending_columns = columns  # kept with their row: the next head may be another table's
    broken = False  # whether a page's end, a ruler or a head came after the pending row
    framed = lines[start].strip().startswith("|")
    for number in range(start, end):
        if not lines[number].strip() or _RULER.fullmatch(lines[number].replace("\t", "")):
            broken = True
            continue
        cells = _cells(lines[number], number + 1, framed)
        if head := _columns(cells):
            columns = head if len(head) >= _FEWEST_HEADINGS else columns
            broken = True
        elif pending and _continues(cells, pending, broken):
            pending = _join(pending, cells)
        else:
            if pending:
                yield _row(pending, pending_columns)
            pending, pending_columns, broken = cells, columns, False
    if pending:
        yield _row(pending, pending_columns)


def _cells(line: str, number: int, framed: bool) -> tuple[Passage, ...]:
    """The cells; in a table without a frame a stroke that begins a line ends an empty cell."""
    bare = line.strip(" ")
    inner = bare.removeprefix("|").removesuffix("|") if framed else bare
    texts = line.split("\t") if "\t" in line else inner.split("|")
    return tuple(Passage(text.strip(" •\t"), ((0, number),)) for text in texts[:_MOST_CELLS])


def _continues(cells: Sequence[Passage], above: Sequence[Passage], broken: bool) -> bool:
    """Whether a line only goes on with the cells of the row above.

    It has no ordinal and no value, and begins in the middle of a sentence or has but one cell.
    Below a page's end that is enough; inside a page the cell above must be unfinished too:

        1 | Giải quyết hồ sơ đúng | Trên 97% hồ sơ giải quyết đúng
          | hạn                   | hạn; hồ sơ trả trước hạn đạt ít nhất 41%
    """
    filled = [n for n, cell in enumerate(cells) if cell.text]
    if not filled or cells[0].text or sum(len(cell.text) for cell in above) > _LONGEST_ROW:
        return False
    if any(_NUMBER.fullmatch(cell.text) for cell in cells):
        return False
    if broken:
        return len(filled) == 1 or any(cells[n].text[0].islower() for n in filled)
    unfinished = [n for n in filled if n < len(above) and above[n].text[-1:] not in ("", ".", ":")]
    mid_sentence = any(_begins_mid_sentence(cells[n].text) for n in unfinished)
    return bool(above[0].text) and (mid_sentence or (len(filled) == 1 and bool(unfinished)))


def _begins_mid_sentence(text: str) -> bool:
    return text[0].islower() or text[0] in "-–+(,%"


def _join(cells: Sequence[Passage], following: Sequence[Passage]) -> tuple[Passage, ...]:
    """The row's cells, each with what the next line says below it."""
    empty = Passage("", ((0, 0),))
    padded = [*following, *[empty] * (len(cells) - len(following))]
    return tuple(_join_cell(cell, below) for cell, below in zip(cells, padded, strict=False))


def _join_cell(cell: Passage, below: Passage) -> Passage:
    """A line that begins a demand of its own stays one, as an item of the cell."""
    is_demand = below.text[:1].isupper() and below.text[1:2].islower() and "%" in below.text
    is_item = is_demand or below.text.startswith(("-", "–", "+", "•"))
    return cell.then(below, " • " if is_item else " ")


def _columns(cells: Sequence[Passage]) -> tuple[Column, ...]:
    """The columns that a row names where it is a table's head, else nothing.

    For the second line of a head ("Bắt đầu", "Hoàn thành") this is a single column without role.
    """
    texts = [cell.text for cell in cells if cell.text]
    roles = [role for text in texts if (role := _role(text)) is not None]
    if not _may_be_head(texts, len(texts) - len(roles)):
        return ()
    if len(texts) > 1 and all(role == "" for role in roles) and not cells[0].text:
        return (_NO_COLUMN,)
    if len(texts) <= _FEWEST_HEADINGS:
        return ()
    columns: list[Column] = []
    for cell in cells:  # a heading over several columns stands in the first of them
        role = _role(cell.text)
        column = Column("text" if role is None else role, cell.text)
        columns.append(column if cell.text else (columns or [_NO_COLUMN])[-1])
    return _without_past(columns)


def _may_be_head(texts: Sequence[str], unknown: int) -> bool:
    """Whether most of the texts are known headings, and none reads like a cell."""
    if unknown == len(texts) or unknown > len(texts) // 2:
        return False
    if any("%" in text and len(text) > _LONGEST_WITH_PERCENT for text in texts):
        return False
    return not (unknown and any(_NO_HEADING.search(text) for text in texts))


def _without_past(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Of columns for two years those of the earlier year tell what was, and lose their role."""
    matches = (_YEAR.search(column.heading) for column in columns)
    years = {int(match[0]) for match in matches if match}
    if len(years) != 2:
        return tuple(columns)
    past = str(min(years))
    return tuple(_NO_COLUMN if past in column.heading else column for column in columns)


@lru_cache(maxsize=4_096)
def _role(heading: str) -> str | None:
    """A column's role by the first known word of its heading; None where no word is known."""
    folded = fold(heading)
    if len(folded) > _LONGEST_HEADING:
        return None
    if _RESULTS.match(folded):
        return ""
    candidates = [
        (match.start(), -len(match[0]), role)
        for role, pattern in _heading_patterns().items()
        if (match := pattern.search(folded))
    ]
    role = min(candidates)[2] if candidates else None
    return "" if role in ("past", "unused") else role


@cache
def _heading_patterns() -> Mapping[str, re.Pattern[str]]:
    return {
        role: re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)"
        )
        for role, words in lexicon().columns.items()
    }


def _row(cells: Sequence[Passage], columns: Sequence[Column]) -> TableRow:
    if len(columns) != len(cells):
        columns = [Column("text", "")] * len(cells)
    return TableRow(tuple(zip(cells, columns, strict=True)))
