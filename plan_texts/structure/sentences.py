"""A plan's sentences with the lines they stand on, what governs them and what lends them words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from data.text import fold
from plan_texts.language.lexicon import lexicon
from plan_texts.language.tokens import tokens
from plan_texts.structure.passages import Passage

Role = Literal["", "text", "product"]

CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())
# A list item in a cell ("… cao hơn; - Đạt …"), but not the dash of a range or of a name.
_END = re.compile(
    rf"\s*•\s*|;\s*|(?<=\S)\.\s+(?=[{CAPITALS}\d]|[-–+•(])"
    rf"|(?<![\d%])\s+[-–+]\s+(?=[{CAPITALS}]|[\d≥>][^%;]*%\s+\w)"
)
START = re.compile(
    r"^\s*(?:[-–+•]|\(?\d{1,2}\)|\d+(?:\.\d+)*\.(?!\d)|\d+(?:\.\d+)+(?=\s)|\(?[a-zđ]\)|[IVX]+\.)\s*"
)
_FULL_STOP = re.compile(rf"•|(?<=\S)\.\s+(?=[{CAPITALS}])")
_LONGEST_LABEL = 40
_LONGEST_LENT = 400  # letters of what was said before
_LONGEST = 4_000  # what stands behind is no part of a sentence any more


NOTHING = Passage("", ())


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
class PlanContext:
    """What governs the blocks below it: the last heading, and the last lead that ends in ":"."""

    heading: str = ""
    lead: str = ""
    past_level: int = 0
    row: str = ""  # what the last row with an ordinal is about
    above: Passage = field(default_factory=lambda: NOTHING)  # the last line that names a count

    @property
    def past(self) -> bool:
        """Whether it stands below a heading that looks back."""
        return self.past_level > 0


def sentences(
    passage: Passage, role: Role, around: Sequence[str], place: PlanContext
) -> Iterator[Clause]:
    """The sentences of a paragraph or a cell; `around` lends them words, the nearest first."""
    before = ""
    stops = [found.start() for found in _FULL_STOP.finditer(passage.text)]
    for start, end in _spans(passage.text):
        labelled = is_product(passage.text[start:end])
        colon = passage.text.find(":", start, min(end, start + _LONGEST_LABEL))
        part = passage.part(colon + 1 if labelled and colon > 0 else start, end)
        product: Role = "product" if role != "text" and labelled else role
        near = (before, *around)
        sentence = _sentence_around(passage.text, stops, start, end)
        yield Clause(part.text, part.marks, product, near, place.past, sentence)
        before = part.text if says_what(part) else f"{before} {part.text}"[-_LONGEST_LENT:]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    opening = START.match(text)
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


def says_what(cell: Passage) -> bool:
    """Whether a cell names what it counts, so that the row's subject need not be put before it."""
    counted = lexicon().units - {"others", "centre"}
    return any(token.concepts & counted for token in tokens(cell.text))


def is_product(text: str) -> bool:
    """Whether it is labelled as the result to be shown ("Sản phẩm: …", "kết quả: …")."""
    grammar = lexicon().grammar
    labels = tuple(f"{label}:" for label in grammar["labels"])
    return fold(START.sub("", text)).startswith(grammar["product"] + labels)
