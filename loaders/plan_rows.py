"""The demands of a plan's table: cells that say all, bare numbers beside their row's subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.text import fold
from loaders.plan_figures import figures
from loaders.plan_passages import Passage
from loaders.plan_sentences import NOTHING, Clause, Place, Role, says_what, sentences
from loaders.plan_tables import Column, Row

_DEMANDS = ("text", "product")  # the columns that hold them
_PLAIN_NUMBER = re.compile(
    r"(?:(?:đạt|tối thiểu|ít nhất|không dưới|trên|từ|[≥>≤<=]+)\s*)*\d{1,3}(?:[.,]\d+)?\s*%?"
    r"(?:\s*trở lên)?",
    re.IGNORECASE,
)
_LAST_DIGIT = re.compile(r"(\d)(?!.*\d)\s*%?")


def of_row(row: Row, place: Place) -> Iterator[Clause]:
    """The clauses of a row; a cell that names no count is read after the row's subject."""
    if row.is_group:
        place.heading, place.lead = row.text_of("text"), ""
        return
    subject, product = row.subject or NOTHING, row.text_of("product")
    above = () if row.cells[0][0].text else (place.row,)
    place.row = place.row if above else subject.text
    yield from _valued(row, (*above, place.heading), place)
    for cell, column in row.cells:
        if cell is subject:
            yield from sentences(cell, "text", (*above, place.heading, product), place)
        elif column.role in _DEMANDS and cell.letters and not _is_number(cell):
            alone = says_what(cell) or bool(figures(subject.text))
            own = cell if alone else subject.then(cell, ": ")
            role: Role = "product" if column.role == "product" else "text"
            near = (row.text_of("text"), *([product] if role == "text" else []), place.heading)
            yield from sentences(own, role, near, place)


def _is_number(cell: Passage) -> bool:
    return bool(_PLAIN_NUMBER.fullmatch(cell.text.strip()))


def _valued(row: Row, around: Sequence[str], place: Place) -> Iterator[Clause]:
    """A bare number in a column of its own, read as "indicator (heading): number %"."""
    subject = row.subject
    units = fold(row.text_of("unit"))
    if not subject or (units and not re.search(r"%|phần trăm|tỷ lệ|tỉ lệ", units)):
        return
    if (cell := _told(_numbers(row))) is not None:
        number = _LAST_DIGIT.sub(r"\1%", cell[0].text.strip())
        heading = f" ({cell[1].heading})" if cell[1].heading else ""
        text = f"{subject.text.rstrip(' .;:')}{heading}: {number}"
        yield Clause(text, subject.marks, "text", ("", *around), place.past)


def _numbers(row: Row) -> list[tuple[Passage, Column]]:
    """The bare numbers of a row; where no heading says what they are, those with a sign."""
    bare = [(one, own) for one, own in row.cells if own.role in _DEMANDS and _is_number(one)]
    return [(one, own) for one, own in bare if own.heading or re.search("[%≥>]", one.text)]


def _told(numbers: Sequence[tuple[Passage, Column]]) -> tuple[Passage, Column] | None:
    """The year's own number beside those of its quarters, the one with a sign, or the only one."""
    if whole := [one for one in numbers if "cả năm" in fold(one[1].heading)]:
        return whole[0]
    if len(signed := [one for one in numbers if re.search("[≥>]", one[0].text)]) == 1:
        return signed[0]
    same = {one.text.strip(" %≥") for one, _ in numbers}
    return numbers[-1] if len(same) == 1 else None
