"""A plan's text to clauses: its paragraphs below their headings, its tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.text import fold
from plan_texts.language.figures import figures
from plan_texts.language.lexicon import lexicon
from plan_texts.structure.blocks import Paragraph, blocks
from plan_texts.structure.passages import Passage
from plan_texts.structure.sentences import (
    CAPITALS,
    NOTHING,
    START,
    Clause,
    PlanContext,
    Role,
    is_product,
    says_what,
    sentences,
)
from plan_texts.structure.tables import Column, TableRow

_LONGEST_HEADING, _LONGEST_TITLE = 200, 80
_ITEM = re.compile(rf"{START.pattern}\S|[^{CAPITALS}]|.*;$", re.DOTALL)  # of what a lead opened
_ORDINAL = re.compile(
    r"^(?:(?P<high>[IVX]+\.|[Pp]hần\b|PHẦN\b|[A-E]\.)|(?P<low>\d+(?:\.\d+)*\.?))\s"
)


def clauses(text: str) -> Iterator[Clause]:
    """Every sentence in the order of the document, rows of tables cell by cell."""
    place = PlanContext()
    for block in blocks(text):
        if isinstance(block, TableRow):
            yield from of_row(block, place)
        else:
            yield from _of_paragraph(block, place)


def _of_paragraph(block: Paragraph, place: PlanContext) -> Iterator[Clause]:
    text = block.passage.text
    if fold(text).startswith(lexicon().grammar["legal"]):
        return
    if _is_heading(text):
        _enter(place, text)
    own = _below(block.passage, place)
    role: Role = "product" if is_product(text) or is_product(place.lead) else ""
    yield from sentences(own, role, (place.lead, place.heading), place)
    if text.rstrip().endswith(":"):
        place.lead = text
    elif not _ITEM.match(text):
        place.lead = ""


def _below(passage: Passage, place: PlanContext) -> Passage:
    """A share alone on its line, as when a table is pasted, with what the line above names."""
    above, place.above = place.above, NOTHING
    if len(passage.text) > _LONGEST_HEADING:
        return passage
    if figures(passage.text):
        return above.then(passage, ": ") if above.text and not says_what(passage) else passage
    place.above = passage if says_what(passage) else above
    return passage


def _is_heading(text: str) -> bool:
    bare = text.strip()
    told = bare.endswith(".") and (len(bare) > _LONGEST_TITLE or ": " in bare)
    short = len(bare) < _LONGEST_HEADING and "%" not in bare and not told
    return short and not bare.endswith((";", ":")) and bool(_ORDINAL.match(bare) or bare.isupper())


def _enter(place: PlanContext, heading: str) -> None:
    """Below a heading that looks back ("Kết quả năm trước") figures are no demands."""
    found = _ORDINAL.match(heading.strip())
    level = 1 if found is None or found["high"] else 2 + found["low"].strip(".").count(".")
    if place.past_level and level <= place.past_level:
        place.past_level = 0
    folded = fold(START.sub("", heading))
    looks_back = any(word in folded for word in lexicon().grammar["looking_back"])
    if not place.past_level and (looks_back or folded == "tình hình"):
        place.past_level = level
    place.heading, place.lead = heading, ""


_DEMANDS = ("text", "product")  # the columns that hold them
_PLAIN_NUMBER = re.compile(
    r"(?:(?:đạt|tối thiểu|ít nhất|không dưới|trên|từ|[≥>≤<=]+)\s*)*\d{1,3}(?:[.,]\d+)?\s*%?"
    r"(?:\s*trở lên)?",
    re.IGNORECASE,
)
_LAST_DIGIT = re.compile(r"(\d)(?!.*\d)\s*%?")


def of_row(row: TableRow, place: PlanContext) -> Iterator[Clause]:
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


def _valued(row: TableRow, around: Sequence[str], place: PlanContext) -> Iterator[Clause]:
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


def _numbers(row: TableRow) -> list[tuple[Passage, Column]]:
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
