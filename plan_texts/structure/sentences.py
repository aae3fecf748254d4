"""A plan's sentences with the lines they stand on, what governs them and what lends them words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from data.text import fold
from plan_texts.language.lexicon import lexicon
from plan_texts.language.tokens import tokens
from plan_texts.structure.passages import NO_PASSAGE, Passage

Role = Literal["", "text", "product"]

CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())
# Where a part ends: at a bullet, a semicolon, a full stop, or the dash of a list item in a cell
# ("… cao hơn - Đạt …"), but not at the dash of a range or of a name.
_END = re.compile(
    rf"\s*•\s*|;\s*|(?<=\S)\.\s+(?=[{CAPITALS}\d]|[-–+•(])"
    rf"|(?<![\d%])\s+[-–+]\s+(?=[{CAPITALS}]|[\d≥>][^%;]*%\s+\w)"
)
# What an item begins with: "- ", "(1) ", "2.1. ", "a) ", "IV. ".
START = re.compile(
    r"^\s*(?:[-–+•]|\(?\d{1,2}\)|\d+(?:\.\d+)*\.(?!\d)|\d+(?:\.\d+)+(?=\s)|\(?[a-zđ]\)|[IVX]+\.)\s*"
)
_FULL_STOP = re.compile(rf"•|(?<=\S)\.\s+(?=[{CAPITALS}])")
_LONGEST_LABEL = 40  # letters up to the colon
_LONGEST_LENT = 400  # letters of what was said before
_LONGEST = 4_000  # letters; what stands behind is no part of a sentence any more


@dataclass(frozen=True)
class Clause:
    """What may demand something: a sentence, or the part of one that semicolons bound.

    `marks` are (offset, line from 1) where a line begins; `role` says in which column of a table
    it stands, "" outside tables; `lenders` are the texts around it that lend it words, the
    nearest first; `past`: it stands where the plan looks back; `sentence` is the whole sentence.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    role: Role
    lenders: tuple[str, ...]
    past: bool
    sentence: str = ""

    def line_at(self, offset: int) -> int:
        """The line (from 1) that the letter at `offset` stands on."""
        starts = [start for start, _ in self.marks]
        return self.marks[max(0, bisect_right(starts, offset) - 1)][1]


@dataclass
class PlanContext:
    """What governs the blocks that follow, changed as the document is read.

    `heading` is the last one, `lead` the last line that ends in ":"; `past_level` is the level of
    the heading that looks back (1 the highest), 0 where none does; `row` is what the last row
    with an ordinal is about, `above` the last line that names a count.
    """

    heading: str = ""
    lead: str = ""
    past_level: int = 0
    row: str = ""
    above: Passage = NO_PASSAGE

    @property
    def past(self) -> bool:
        """Whether it stands below a heading that looks back."""
        return self.past_level > 0


def sentences(
    passage: Passage, role: Role, around: Sequence[str], context: PlanContext
) -> Iterator[Clause]:
    """The sentences of a paragraph or a cell; `around` lends them words, the nearest first."""
    before = ""
    stops = [stop.start() for stop in _FULL_STOP.finditer(passage.text)]
    for start, end in _spans(passage.text):
        labelled = is_product(passage.text[start:end])
        colon = passage.text.find(":", start, min(end, start + _LONGEST_LABEL))
        part = passage.part(colon + 1 if labelled and colon > 0 else start, end)
        part_role: Role = "product" if role != "text" and labelled else role
        sentence = _sentence_around(passage.text, stops, start, end)
        lenders = (before, *around)
        yield Clause(part.text, part.marks, part_role, lenders, context.past, sentence)
        before = part.text if names_count(part) else f"{before} {part.text}"[-_LONGEST_LENT:]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each part that has words, what an item begins with left out."""
    opening = START.match(text)
    start = opening.end() if opening else 0
    cuts = ((cut.start(), cut.end()) for cut in _END.finditer(text, start))
    for end, following in [*cuts, (len(text),) * 2]:
        if text[start:end].strip(" .-–+"):
            yield start, min(end, start + _LONGEST)
        start = following


def _sentence_around(text: str, stops: Sequence[int], start: int, end: int) -> str:
    """What lies between the full stops (or bullets) before and after a part of the text."""
    before, after = bisect_left(stops, start), bisect_left(stops, end)
    begin = stops[before - 1] if before else 0
    return text[begin : stops[after] if after < len(stops) else len(text)][:_LONGEST]


def names_count(passage: Passage) -> bool:
    """Whether a passage names what it counts ("hồ sơ", "thủ tục"), and needs no words before it."""
    units = lexicon().units - {"others", "centre"}
    return any(token.concepts & units for token in tokens(passage.text))


def is_product(text: str) -> bool:
    """Whether a text is labelled as the result to be shown ("Sản phẩm: …", "kết quả: …")."""
    grammar = lexicon().grammar
    labels = tuple(f"{label}:" for label in grammar["labels"])
    return fold(START.sub("", text)).startswith(grammar["product"] + labels)
