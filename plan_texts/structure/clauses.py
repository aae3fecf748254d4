"""A plan's text to clauses: its paragraphs below their headings, its tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.text import fold
from plan_texts.language.letters import lower_letters
from plan_texts.language.lexicon import lexicon
from plan_texts.language.phrases import phrase_matches
from plan_texts.language.share_pattern import figures
from plan_texts.structure.bare_numbers import (
    DEMANDING_ROLES,
    is_bare_number,
    number_sentences,
    sets_goals,
)
from plan_texts.structure.blocks import Paragraph, blocks
from plan_texts.structure.item_marks import CAPITALS, START
from plan_texts.structure.passages import NO_PASSAGE, Passage
from plan_texts.structure.sentences import (
    Clause,
    PlanContext,
    Role,
    has_product_label,
    names_count,
    passage_clauses,
)
from plan_texts.structure.table_row import TableRow
from plan_texts.structure.tables import table_rows

_LONGEST_HEADING, _LONGEST_TITLE = 200, 80  # letters
_LIST_ITEM = re.compile(
    rf"{START.pattern}\S|[^{CAPITALS}]|.*;$", re.DOTALL
)  # of what a lead opened
# "II.", "Phần thứ hai", "B." are of the first level, "1.", "1.2." of the second and third.
_PART = re.compile(r"^(?:phần|mục|chương) (?:thứ )?\w+[.:]?\s*")
# In a heading that begins with "Kết quả" or "Tình hình" and goes on with what is to be done.
_AHEAD = re.compile(
    r"(?<!\w)(?:mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|giải pháp|phấn đấu|dự kiến|cần đạt"
    r"|phải đạt)"
)
_ORDINAL = re.compile(
    r"^(?:(?P<high>[IVX]+\.|[Pp]hần\b|PHẦN\b|[A-E]\.)|(?P<low>\d+(?:\.\d+)*\.?))\s"
)


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a text in its order, tables row by row and cell by cell."""
    context = PlanContext()
    for block in blocks(text):
        if not isinstance(block, Paragraph):
            for row in table_rows(block.lines, block.start, block.end):
                yield from _row_clauses(row, context)
        elif not _is_preamble(block.passage.text):
            passage = _with_count_above(block.passage, context)
            yield from _passage_clauses_below(passage, block.passage.text, context)


def paragraph_clauses(passage: Passage, context: PlanContext) -> Iterator[Clause]:
    """The clauses of a paragraph, none of a preamble's; notes in `context` what it means below."""
    if not _is_preamble(passage.text):
        yield from _passage_clauses_below(passage, passage.text, context)


def _passage_clauses_below(passage: Passage, text: str, context: PlanContext) -> Iterator[Clause]:
    """The clauses of the passage that a paragraph of this text makes, below its heading and lead.

    Notes in `context` what the paragraph means for the blocks below it.
    """
    if _is_heading(text):
        _enter_heading(context, text)
    role: Role = "product" if has_product_label(text) or has_product_label(context.lead) else ""
    yield from passage_clauses(passage, role, (context.lead, context.heading), context)
    if text.rstrip().endswith(":"):
        context.lead = text
    elif not _LIST_ITEM.match(text):
        context.lead = ""


def _is_preamble(text: str) -> bool:
    """Whether a paragraph only cites what the plan rests on, and demands nothing itself.

    "Thực hiện Quyết định số …, phấn đấu 95% hồ sơ …" demands.
    """
    if not fold(text).startswith(lexicon().grammar["legal"]):
        return False
    _, comma, words_after = text.partition(",")
    if text.rstrip().endswith((";", ",")) or not comma:
        return True
    lowercase = lower_letters(words_after)
    return not any(phrase_matches(lowercase, kind) for kind in ("aim", "firm"))


def _with_count_above(passage: Passage, context: PlanContext) -> Passage:
    """The passage; a share alone on its line, as in a pasted table, after the count named above.

    Notes in `context` the count that the passage names, for the next one.
    """
    passage_above, context.count_passage = context.count_passage, NO_PASSAGE
    if len(passage.text) > _LONGEST_HEADING:
        return passage
    if figures(passage.text):
        return (
            passage_above.with_following(passage, ": ")
            if passage_above.text and not names_count(passage)
            else passage
        )
    context.count_passage = passage if names_count(passage) else passage_above
    return passage


def _is_heading(text: str) -> bool:
    """Whether a short line with an ordinal, or in capitals, is a heading and no sentence."""
    bare_text = text.strip()
    is_sentence = bare_text.endswith(".") and (len(bare_text) > _LONGEST_TITLE or ": " in bare_text)
    if (
        len(bare_text) >= _LONGEST_HEADING
        or "%" in bare_text
        or is_sentence
        or bare_text.endswith((";", ":"))
    ):
        return False
    return bool(_ORDINAL.match(bare_text) or bare_text.isupper())


def _enter_heading(context: PlanContext, heading: str) -> None:
    """Note in `context` a heading, and whether it looks back ("Kết quả năm trước").

    Figures below one that looks back are no demands, until a heading of its level or a higher.
    """
    ordinal = _ORDINAL.match(heading.strip())
    low_ordinal = ordinal["low"] if ordinal else None
    level = 2 + low_ordinal.strip(".").count(".") if low_ordinal else 1
    if context.past_heading_level and level <= context.past_heading_level:
        context.past_heading_level = 0
    title = _PART.sub("", fold(START.sub("", heading)))
    looks_back = any(phrase in title for phrase in lexicon().grammar["looking_back"])
    looks_back = looks_back or (
        title.startswith(("tình hình", "kết quả")) and not _AHEAD.search(title)
    )
    if not context.past_heading_level and looks_back:
        context.past_heading_level = level
    context.heading, context.lead = heading, ""


def _row_clauses(row: TableRow, context: PlanContext) -> Iterator[Clause]:
    """The clauses of a row; notes in `context` what a group's or an ordinal's row is about."""
    if row.is_group:
        context.heading, context.lead = row.text_of("text"), ""
        return
    subject, product = row.subject or NO_PASSAGE, row.text_of("product")
    # A row without an ordinal belongs to the last one that has it.
    main_row = () if row.cells[0][0].text else (context.row_subject,)
    context.row_subject = context.row_subject if main_row else subject.text
    yield from _number_clauses(row, (*main_row, context.heading), context)
    for cell, column in row.cells:
        if cell is subject:
            lenders = (*main_row, context.heading, product)
            yield from passage_clauses(cell, "text", lenders, context)
        elif column.role in DEMANDING_ROLES and cell.has_words and not is_bare_number(cell):
            role: Role = "product" if column.role == "product" else "text"
            products = (product,) if role == "text" else ()
            lenders = (row.text_of("text"), *products, context.heading)
            yield from passage_clauses(_cell_after_subject(cell, subject), role, lenders, context)


def _cell_after_subject(cell: Passage, subject: Passage) -> Passage:
    """The cell; where it names no count, after the subject: "Chi phí tuân thủ: Giảm từ 30%"."""
    is_complete = names_count(cell) or bool(figures(subject.text))
    return cell if is_complete else subject.with_following(cell, ": ")


def _number_clauses(
    row: TableRow, outer_lenders: Sequence[str], context: PlanContext
) -> Iterator[Clause]:
    """The clauses of bare numbers in columns of their own; none where there are none."""
    looks_back = context.looks_back and not sets_goals(row)
    for sentence in number_sentences(row):
        marks = row.subject.marks if row.subject else ()
        yield Clause(sentence, marks, "text", ("", *outer_lenders), looks_back)
