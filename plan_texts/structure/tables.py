"""A plan's tables: their rows, put together again where a page or a line's width cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from data.text import fold
from plan_texts.language.lexicon import lexicon
from plan_texts.structure.passages import Passage

_RULER = re.compile(r"[\s|:+_=-]+")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DONE = re.compile(
    r"(?:kết quả |ước |đã |số |tình hình )*(?:thực hiện|đạt được|đạt|kết quả)"
    r"(?! cần| phải| dự kiến)\D{0,20}\b(?:20\d\d|\d+ tháng|quý|trước|đầu năm)"
)
_CELL = re.compile(r"\d\s*%|[.;]$|^[≥>≤<]?\s*\d{1,3}(?:[.,]\d+)?$")  # in no heading
_NUMBER = re.compile(r"[≥>≤<]?\s*\d{1,3}(?:[.,]\d+)?\s*%?")  # a value of its own
_FEWEST_HEADINGS = 2
_MOST_CELLS = 60
_LONGEST_HEADING, _LONGEST_ROW = 80, 10_000


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
        said = (one for one, own in self.cells if own.role == "text" and one.letters)
        return next(said, None)

    @property
    def is_group(self) -> bool:
        """Whether the row only names the rows below it."""
        filled = [cell.text for cell, _ in self.cells if cell.text]
        ordinal = len(filled) == 2 and len(self.cells[0][0].text) in range(1, 6)
        return len(self.cells) > 2 and (ordinal or len(filled) == 1) and "%" not in filled[-1]

    def text_of(self, role: str) -> str:
        """The cells of one role, together."""
        return " ".join(cell.text for cell, own in self.cells if own.role == role and cell.text)


def is_row(line: str) -> bool:
    """Whether a line is one of a table: cells parted by tabs, or by upright strokes."""
    bare = line.strip(" ")
    return "\t" in bare or line.count(" | ") > 1 or (bare.startswith("|") and bare.count("|") > 2)


def rows(lines: Sequence[str], start: int, end: int) -> Iterator[TableRow]:
    """The rows of one table, each with those of its cells that a line below continues."""
    columns: tuple[Column, ...] = ()
    below = columns  # those of the pending row: the next head may be another table's
    pending: tuple[Passage, ...] | None = None
    broken = False
    framed = lines[start].strip().startswith("|")
    for number in range(start, end):
        if not lines[number].strip() or _RULER.fullmatch(lines[number].replace("\t", "")):
            broken = True
            continue
        cells = _cells(lines[number], number + 1, framed)
        if found := _columns(cells):
            columns = found if len(found) >= _FEWEST_HEADINGS else columns
            broken = True
        elif pending and _is_rest(cells, pending, broken):
            pending = _joined(pending, cells)
        else:
            if pending:
                yield _row(pending, below)
            pending, below, broken = cells, columns, False
    if pending:
        yield _row(pending, below)


def _cells(line: str, number: int, framed: bool) -> tuple[Passage, ...]:
    """The cells; in a table without a frame a stroke that begins a line ends an empty cell."""
    bare = line.strip(" ")
    inner = bare.removeprefix("|").removesuffix("|") if framed else bare
    texts = line.split("\t") if "\t" in line else inner.split("|")
    return tuple(Passage(text.strip(" •\t"), ((0, number),)) for text in texts[:_MOST_CELLS])


def _is_rest(cells: Sequence[Passage], above: Sequence[Passage], broken: bool) -> bool:
    """A row without a number of its own, and with half words or but one cell in it.

    Below a page's end one is enough; inside a page the cell above must wait for its end too.
    """
    filled = [n for n, cell in enumerate(cells) if cell.text]
    if not filled or cells[0].text or sum(len(cell.text) for cell in above) > _LONGEST_ROW:
        return False
    if any(_NUMBER.fullmatch(one.text) for one in cells):
        return False
    halves = any(cells[n].text[0].islower() for n in filled)
    if broken:
        return halves or len(filled) == 1
    open_ended = [n for n in filled if n < len(above) and above[n].text[-1:] not in ("", ".", ":")]
    begun = any(_is_half(cells[n].text) for n in open_ended)
    return bool(above[0].text) and (begun or (len(filled) == 1 and bool(open_ended)))


def _is_half(text: str) -> bool:
    """Whether a text begins as what the line above left unfinished."""
    return text[0].islower() or text[0] in "-–+(,%"


def _joined(cells: Sequence[Passage], rest: Sequence[Passage]) -> tuple[Passage, ...]:
    nothing = Passage("", ((0, 0),))
    rest = [*rest, *[nothing] * (len(cells) - len(rest))]
    return tuple(_with(cell, more) for cell, more in zip(cells, rest, strict=False))


def _with(cell: Passage, more: Passage) -> Passage:
    """A line that begins a demand of its own stays one, as an item of the cell."""
    own = more.text[:1].isupper() and more.text[1:2].islower() and "%" in more.text
    begun = own or more.text.startswith(("-", "–", "+", "•"))
    return cell.then(more, " • " if begun else " ")


def _columns(cells: Sequence[Passage]) -> tuple[Column, ...]:
    """The columns that a row names where it is a table's head, else nothing.

    The second line of a head ("Bắt đầu", "Hoàn thành") is told by a single empty column.
    """
    filled = [cell.text for cell in cells if cell.text]
    known = [role for text in filled if (role := _role(text)) is not None]
    strange = len(filled) - len(known)
    if not known or strange > len(filled) // 2 or any("%" in t and len(t) > 30 for t in filled):
        return ()
    if strange and any(_CELL.search(text) for text in filled):
        return ()
    if len(filled) > 1 and all(role == "" for role in known) and not cells[0].text:
        return (Column("", ""),)
    if len(filled) <= _FEWEST_HEADINGS:
        return ()
    named: list[Column] = []
    for cell in cells:  # a heading over several columns stands in the first of them
        role = _role(cell.text)
        own = Column("text" if role is None else role, cell.text)
        named.append(own if cell.text else (named or [Column("", "")])[-1])
    return _without_past(named)


def _without_past(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Of columns for several years the first tells what was; all but the newest year are past."""
    years = {int(found[0]) for one in columns if (found := _YEAR.search(one.heading))}
    if len(years) != 2:
        return tuple(columns)
    past = str(min(years))
    return tuple(Column("", "") if past in one.heading else one for one in columns)


@lru_cache(maxsize=4_096)
def _role(heading: str) -> str | None:
    """What a column holds by the first word of its heading that we know; None where none is."""
    folded = fold(heading)
    if len(folded) > _LONGEST_HEADING:
        return None
    if _DONE.match(folded):
        return ""
    found = [
        (match.start(), -len(match[0]), role)
        for role, pattern in _headings().items()
        if (match := pattern.search(folded))
    ]
    role = min(found)[2] if found else None
    return "" if role in ("past", "unused") else role


@cache
def _headings() -> Mapping[str, re.Pattern[str]]:
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
