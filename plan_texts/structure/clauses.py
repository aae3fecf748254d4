"""A plan's text to clauses: its paragraphs below their headings, its tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.text import fold
from plan_texts.language.lexicon import lexicon
from plan_texts.language.share_pattern import figures
from plan_texts.structure.bare_numbers import DEMANDING_ROLES, is_bare_number, sentence_of_number
from plan_texts.structure.blocks import Paragraph, blocks
from plan_texts.structure.passages import NO_PASSAGE, Passage
from plan_texts.structure.sentences import (
    CAPITALS,
    START,
    Clause,
    PlanContext,
    Role,
    is_product,
    names_count,
    sentences,
)
from plan_texts.structure.tables import TableRow

_LONGEST_HEADING, _LONGEST_TITLE = 200, 80  # letters
_ITEM = re.compile(rf"{START.pattern}\S|[^{CAPITALS}]|.*;$", re.DOTALL)  # of what a lead opened
# "II.", "Phần thứ hai", "B." are of the first level, "1.", "1.2." of the second and third.
_ORDINAL = re.compile(
    r"^(?:(?P<high>[IVX]+\.|[Pp]hần\b|PHẦN\b|[A-E]\.)|(?P<low>\d+(?:\.\d+)*\.?))\s"
)


def clauses(text: str) -> Iterator[Clause]:
    """Every sentence in the order of the document, rows of tables cell by cell."""
    context = PlanContext()
    for block in blocks(text):
        if isinstance(block, TableRow):
            yield from _row_clauses(block, context)
        else:
            yield from _paragraph_clauses(block, context)


def _paragraph_clauses(block: Paragraph, context: PlanContext) -> Iterator[Clause]:
    text = block.passage.text
    if fold(text).startswith(lexicon().grammar["legal"]):  # "Căn cứ Quyết định số …"
        return
    if _is_heading(text):
        _enter(context, text)
    passage = _below_its_name(block.passage, context)
    role: Role = "product" if is_product(text) or is_product(context.lead) else ""
    yield from sentences(passage, role, (context.lead, context.heading), context)
    if text.rstrip().endswith(":"):
        context.lead = text
    elif not _ITEM.match(text):
        context.lead = ""


def _below_its_name(passage: Passage, context: PlanContext) -> Passage:
    """A share alone on its line, as when a table is pasted, with what the line above names."""
    above, context.above = context.above, NO_PASSAGE
    if len(passage.text) > _LONGEST_HEADING:
        return passage
    if figures(passage.text):
        return above.then(passage, ": ") if above.text and not names_count(passage) else passage
    context.above = passage if names_count(passage) else above
    return passage


def _is_heading(text: str) -> bool:
    """Whether a short line with an ordinal, or in capitals, is a heading and no sentence."""
    bare = text.strip()
    is_sentence = bare.endswith(".") and (len(bare) > _LONGEST_TITLE or ": " in bare)
    if len(bare) >= _LONGEST_HEADING or "%" in bare or is_sentence or bare.endswith((";", ":")):
        return False
    return bool(_ORDINAL.match(bare) or bare.isupper())


def _enter(context: PlanContext, heading: str) -> None:
    """Below a heading that looks back ("Kết quả năm trước") figures are no demands.

    That holds until a heading of the same or a higher level.
    """
    ordinal = _ORDINAL.match(heading.strip())
    low = ordinal["low"] if ordinal else None
    level = 2 + low.strip(".").count(".") if low else 1
    if context.past_level and level <= context.past_level:
        context.past_level = 0
    title = fold(START.sub("", heading))
    looks_back = any(phrase in title for phrase in lexicon().grammar["looking_back"])
    if not context.past_level and (looks_back or title == "tình hình"):
        context.past_level = level
    context.heading, context.lead = heading, ""


def _row_clauses(row: TableRow, context: PlanContext) -> Iterator[Clause]:
    """The clauses of a row; a cell that names no count is read after the row's subject."""
    if row.is_group:
        context.heading, context.lead = row.text_of("text"), ""
        return
    subject, product = row.subject or NO_PASSAGE, row.text_of("product")
    # A row without an ordinal belongs to the last one that has it.
    main_row = () if row.cells[0][0].text else (context.row,)
    context.row = context.row if main_row else subject.text
    yield from _number_clause(row, (*main_row, context.heading), context)
    for cell, column in row.cells:
        if cell is subject:
            lenders = (*main_row, context.heading, product)
            yield from sentences(cell, "text", lenders, context)
        elif column.role in DEMANDING_ROLES and cell.has_words and not is_bare_number(cell):
            role: Role = "product" if column.role == "product" else "text"
            products = (product,) if role == "text" else ()
            lenders = (row.text_of("text"), *products, context.heading)
            yield from sentences(_after_subject(cell, subject), role, lenders, context)


def _after_subject(cell: Passage, subject: Passage) -> Passage:
    """ "Chi phí tuân thủ | Giảm từ 30% trở lên" is read as one sentence."""
    is_complete = names_count(cell) or bool(figures(subject.text))
    return cell if is_complete else subject.then(cell, ": ")


def _number_clause(row: TableRow, around: Sequence[str], context: PlanContext) -> Iterator[Clause]:
    """The clause of a bare number in a column of its own; none where there is no such number."""
    sentence = sentence_of_number(row)
    if row.subject and sentence:
        yield Clause(sentence, row.subject.marks, "text", ("", *around), context.past)
