"""A plan's text to clauses: its paragraphs below their headings, its tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.text import fold
from loaders.plan_blocks import Paragraph, blocks
from loaders.plan_figures import figures
from loaders.plan_lexicon import lexicon
from loaders.plan_passages import Passage
from loaders.plan_rows import of_row
from loaders.plan_sentences import (
    CAPITALS,
    NOTHING,
    START,
    Clause,
    Place,
    Role,
    is_product,
    says_what,
    sentences,
)
from loaders.plan_tables import Row

_LONGEST_HEADING, _LONGEST_TITLE = 200, 80
_ITEM = re.compile(rf"{START.pattern}\S|[^{CAPITALS}]|.*;$", re.DOTALL)  # of what a lead opened
_ORDINAL = re.compile(
    r"^(?:(?P<high>[IVX]+\.|[Pp]hần\b|PHẦN\b|[A-E]\.)|(?P<low>\d+(?:\.\d+)*\.?))\s"
)


def clauses(text: str) -> Iterator[Clause]:
    """Every sentence in the order of the document, rows of tables cell by cell."""
    place = Place()
    for block in blocks(text):
        if isinstance(block, Row):
            yield from of_row(block, place)
        else:
            yield from _of_paragraph(block, place)


def _of_paragraph(block: Paragraph, place: Place) -> Iterator[Clause]:
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


def _below(passage: Passage, place: Place) -> Passage:
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


def _enter(place: Place, heading: str) -> None:
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
