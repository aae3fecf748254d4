"""A plan's text to clauses: sentences with the lines they stand on and what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from data.text import fold
from loaders.plan_blocks import Paragraph, blocks
from loaders.plan_lexicon import lexicon
from loaders.plan_passages import Passage
from loaders.plan_tables import Column, Row

Role = Literal["", "text", "product"]

CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())
# A list item in a cell ("… cao hơn; - Đạt …"), but not the dash of a range or of a name.
_END = re.compile(
    rf"\s*•\s*|;\s*|(?<=\S)\.\s+(?=[{CAPITALS}\d]|[-–+•(])"
    rf"|(?<![\d%])\s+[-–+]\s+(?=[{CAPITALS}\d]|[≥>])"
)
_START = re.compile(
    r"^\s*(?:[-–+•]|\(?\d{1,2}\)|\d+(?:\.\d+)*\.(?!\d)|\d+(?:\.\d+)+(?=\s)|\(?[a-zđ]\)|[IVX]+\.)\s*"
)
_FULL_STOP = re.compile(rf"•|(?<=\S)\.\s+(?=[{CAPITALS}])")
_ORDINAL = re.compile(r"^(?:(?P<high>[IVX]+\.|phần\b|[A-E]\.)|(?P<low>\d+(?:\.\d+)*\.?))\s")
_LONGEST_HEADING, _LONGEST_TITLE, _LONGEST_LABEL = 200, 80, 40
_LONGEST = 4_000  # what stands behind is no part of a sentence any more
_PLAIN_NUMBER = re.compile(r"(?:tối thiểu|ít nhất|trên|từ|[≥>≤<=]+)?\s*\d{1,3}(?:[.,]\d+)?\s*%?")


@dataclass(frozen=True)
class Clause:
    """One sentence; `marks` are (offset, line) where a line begins, `near` what lends it words.

    `role` tells the column of a table; `past`: it stands where the plan looks back; `sentence`
    is what full stops and bullets bound, of which semicolons part it.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    role: Role
    near: tuple[str, ...]
    past: bool
    sentence: str = ""

    def line_at(self, offset: int) -> int:
        """The line (from 1) that the letter at `offset` stands on."""
        starts = [start for start, _ in self.marks]
        return self.marks[max(0, bisect_right(starts, offset) - 1)][1]


@dataclass
class _Place:
    """What governs the blocks below it: the last heading, and the last lead that ends in ":"."""

    heading: str = ""
    lead: str = ""
    past_level: int = 0


def clauses(text: str) -> Iterator[Clause]:
    """Every sentence in the order of the document, rows of tables cell by cell."""
    place = _Place()
    for block in blocks(text):
        if isinstance(block, Row):
            yield from _of_row(block, place)
        else:
            yield from _of_paragraph(block, place)


def _of_paragraph(block: Paragraph, place: _Place) -> Iterator[Clause]:
    text = block.passage.text
    if fold(text).startswith(lexicon().grammar["legal"]):
        return
    if _is_heading(text):
        _enter(place, text)
    role: Role = "product" if _is_product(text) else ""
    yield from _sentences(block.passage, role, (place.lead, place.heading), place)
    if text.rstrip().endswith(":"):
        place.lead = text


def _of_row(row: Row, place: _Place) -> Iterator[Clause]:
    if row.is_group:
        place.heading, place.lead = row.text_of("text"), ""
        return
    texts = {role: row.text_of(role) for role in ("text", "product")}
    yield from _valued(row, place)
    for cell, column in row.cells:
        if column.role == "text":
            yield from _sentences(cell, "text", (place.heading, texts["product"]), place)
        elif column.role == "product":
            yield from _sentences(cell, "product", (texts["text"], place.heading), place)


def _valued(row: Row, place: _Place) -> Iterator[Clause]:
    """A bare number in a column of its own, read as "indicator, heading, đạt number %"."""
    subject = next((one for one, own in row.cells if own.role == "text" and one.letters), None)
    units = fold(row.text_of("unit"))
    if not subject or (units and not re.search(r"%|phần trăm|tỷ lệ|tỉ lệ", units)):
        return
    if (cell := _told(_numbers(row))) is not None:
        number = cell[0].text.strip().removesuffix("%")
        text = f"{subject.text.rstrip(' .;')} ({cell[1].heading}) đạt {number}%"
        yield Clause(text, subject.marks, "text", (place.heading,), _is_past(place))


def _numbers(row: Row) -> list[tuple[Passage, Column]]:
    """The bare numbers of a row; where no heading says what they are, those with a sign."""
    bare = [
        (one, own)
        for one, own in row.cells
        if own.role in ("text", "value") and _PLAIN_NUMBER.fullmatch(one.text.strip())
    ]
    return [(one, own) for one, own in bare if own.heading or re.search("[%≥>]", one.text)]


def _told(numbers: Sequence[tuple[Passage, Column]]) -> tuple[Passage, Column] | None:
    """The year's own number beside those of its quarters, or the only one."""
    if whole := [one for one in numbers if "cả năm" in fold(one[1].heading)]:
        return whole[0]
    same = {one.text.strip(" %≥") for one, _ in numbers}
    return numbers[-1] if len(same) == 1 else None


def _sentences(
    passage: Passage, role: Role, around: Sequence[str], place: _Place
) -> Iterator[Clause]:
    before = ""
    stops = [found.start() for found in _FULL_STOP.finditer(passage.text)]
    for start, end in _spans(passage.text):
        labelled = _is_product(passage.text[start:end])
        colon = passage.text.find(":", start, min(end, start + _LONGEST_LABEL))
        part = passage.part(colon + 1 if labelled and colon > 0 else start, end)
        product: Role = "product" if role != "text" and labelled else role
        near = (before, *around)
        sentence = _sentence_around(passage.text, stops, start, end)
        yield Clause(part.text, part.marks, product, near, _is_past(place), sentence)
        before = part.text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    opening = _START.match(text)
    start = opening.end() if opening else 0
    cuts = ((found.start(), found.end()) for found in _END.finditer(text, start))
    for end, following in [*cuts, (len(text),) * 2]:
        if text[start:end].strip(" .-–+"):
            yield start, min(end, start + _LONGEST)
        start = following


def _sentence_around(text: str, stops: Sequence[int], start: int, end: int) -> str:
    """What lies between the full stops (or bullets) before and after a part of the text."""
    before, after = bisect_left(stops, start), bisect_left(stops, end)
    begin = stops[before - 1] if before else 0
    return text[begin : stops[after] if after < len(stops) else len(text)][:_LONGEST]


def _is_heading(text: str) -> bool:
    bare = text.strip()
    told = bare.endswith(".") and (len(bare) > _LONGEST_TITLE or ": " in bare)
    short = len(bare) < _LONGEST_HEADING and "%" not in bare and not told
    return short and not bare.endswith((";", ":")) and bool(_ORDINAL.match(bare) or bare.isupper())


def _enter(place: _Place, heading: str) -> None:
    """Below a heading that looks back ("Kết quả năm trước") figures are no demands."""
    found = _ORDINAL.match(heading.strip())
    level = 1 if found is None or found["high"] else 2 + found["low"].strip(".").count(".")
    if place.past_level and level <= place.past_level:
        place.past_level = 0
    folded = fold(_START.sub("", heading))
    looks_back = any(word in folded for word in lexicon().grammar["looking_back"])
    if not place.past_level and (looks_back or folded == "tình hình"):
        place.past_level = level
    place.heading, place.lead = heading, ""


def _is_past(place: _Place) -> bool:
    return place.past_level > 0


def _is_product(text: str) -> bool:
    """Whether it is labelled as the result to be shown ("Sản phẩm: …", "kết quả: …")."""
    grammar = lexicon().grammar
    labels = tuple(f"{label}:" for label in grammar["labels"])
    return fold(_START.sub("", text)).startswith(grammar["product"] + labels)
