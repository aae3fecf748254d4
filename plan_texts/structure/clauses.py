"""A plan's text to clauses: its paragraphs below their headings, its tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.text import fold
from plan_texts.language.letters import lower_letters
from plan_texts.language.lexicon import lexicon
from plan_texts.language.phrases import phrase_matches
from plan_texts.language.share_pattern import figures
from plan_texts.language.tokens import names_count
from plan_texts.structure.bare_numbers import (
    DEMANDING_ROLES,
    number_sentences,
    sets_goals,
)
from plan_texts.structure.blocks import Paragraph, TableLines, blocks
from plan_texts.structure.cell_lines import CellLines
from plan_texts.structure.headings import head_columns
from plan_texts.structure.index_points import point_sentences
from plan_texts.structure.item_marks import CAPITALS, START
from plan_texts.structure.number_cells import is_bare_number
from plan_texts.structure.passages import NO_PASSAGE, Passage
from plan_texts.structure.row_subjects import with_indicator_as_subject, with_unit_as_subject
from plan_texts.structure.sections import (
    is_article,
    is_heading,
    is_lead_looking_back,
    is_plain_title,
    looks_back,
    names_earlier_year,
    ordinal_of,
    title_looks_back,
)
from plan_texts.structure.sentences import (
    Clause,
    PlanContext,
    Role,
    has_product_label,
    passage_clauses,
)
from plan_texts.structure.superior_columns import superseded_cells
from plan_texts.structure.table_row import TableRow
from plan_texts.structure.tables import table_rows

_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_COUNT = 200  # letters of a line that names a count
_LEVELS_APART = 10  # between kinds of ordinals; "1.2." is below "1."
_PLAIN_LEVEL = 1_000  # of headings without an ordinal, below all others
_LIST_ITEM = re.compile(
    rf"{START.pattern}\S|[^{CAPITALS}]|.*;$", re.DOTALL
)  # of what a lead opened


def clauses(text: str, year: int | None = None) -> Iterator[Clause]:
    """The clauses of a plan's text in its order, tables row by row; `year` is the plan's."""
    context = PlanContext(year=year)
    for block in blocks(text):
        if not isinstance(block, Paragraph):
            for row in rows_of(block):
                yield from _row_clauses(row, context)
        elif not _is_preamble(block.passage.text):
            passage = _with_count_above(block.passage, context)
            yield from _passage_clauses_below(passage, block.passage.text, context)


def rows_of(table: TableLines | CellLines) -> Iterator[TableRow]:
    """The rows of a table, whether its cells stand side by side or one below the other."""
    yield from map(with_unit_as_subject, map(with_indicator_as_subject, _rows_as_read(table)))


def _rows_as_read(table: TableLines | CellLines) -> Iterator[TableRow]:
    """The rows of a table, before a better column is made their subject."""
    if isinstance(table, TableLines):
        yield from table_rows(table.lines, table.start, table.end)
        return
    columns = head_columns(table.head)
    for cells in table.rows if columns else ():
        yield TableRow(tuple(zip(cells, columns, strict=True)))


def paragraph_clauses(passage: Passage, context: PlanContext) -> Iterator[Clause]:
    """The clauses of a paragraph, none of a preamble; updates `context` for the blocks below."""
    if not _is_preamble(passage.text):
        yield from _passage_clauses_below(passage, passage.text, context)


def _passage_clauses_below(passage: Passage, text: str, context: PlanContext) -> Iterator[Clause]:
    """The clauses of a paragraph's passage, lent words by the heading and lead in `context`.

    Notes in `context` what the paragraph means for the blocks below it.
    """
    if is_heading(text) or is_lead_looking_back(text):
        _enter_heading(context, text)
    elif context.looks_back and _follows_section(text, context):
        context.past_heading_level = 0
    elif is_plain_title(text):
        _enter_plain_title(context, text)
    elif is_article(text):
        context.heading = ""  # of an appendix or an article above
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
    """The passage; a share alone on its line, as in a pasted table, behind the count above it.

    Notes in `context` the count that the passage names, for the next one.
    """
    passage_above, context.count_passage = context.count_passage, NO_PASSAGE
    if len(passage.text) > _LONGEST_COUNT:
        return passage
    if figures(passage.text):
        if not passage_above.text or names_count(passage.text):
            return passage
        item = START.match(passage.text)
        if not item or not passage_above.text.endswith(":"):
            return passage_above.with_following(passage, ": ")
        context.count_passage = passage_above  # for the next item of its list
        return passage_above.with_following(passage.part(item.end(), len(passage.text)))
    context.count_passage = passage if names_count(passage.text) else passage_above
    return passage


def _enter_heading(context: PlanContext, heading: str) -> None:
    """Note in `context` a heading, and whether it looks back ("Kết quả năm trước").

    Figures below one that looks back are no demands, until a heading of its level or a higher.
    """
    level, number = _level_and_number(heading, context)
    if context.past_heading_level and level <= context.past_heading_level:
        context.past_heading_level = 0
    is_of_past_year = names_earlier_year(heading, context.year)
    if not context.past_heading_level and (is_of_past_year or looks_back(heading)):
        context.past_heading_level, context.past_heading_number = level, number
        context.is_of_past_year = is_of_past_year
    context.heading, context.lead = heading, ""


def _level_and_number(heading: str, context: PlanContext) -> tuple[int, int]:
    """(level, last number or 0) of a heading by its ordinal; its kind is noted in `context`.

    Which kind of ordinals is above which is told by what comes first: "A." then "I." then "1.".
    A heading without an ordinal is of the first level.
    """
    kind, numbers = ordinal_of(heading)
    if not kind:
        return _LEVELS_APART, 0
    if kind not in context.ordinal_kinds:
        context.ordinal_kinds.append(kind)
    rank = context.ordinal_kinds.index(kind) + 1
    return rank * _LEVELS_APART + max(0, len(numbers) - 1), numbers[-1] if numbers else 0


def _enter_plain_title(context: PlanContext, title: str) -> None:
    """Note in `context` whether a title without an ordinal looks back, until the next title."""
    if context.past_heading_level in (0, _PLAIN_LEVEL):
        context.past_heading_level = _PLAIN_LEVEL if title_looks_back(title) else 0


def _follows_section(text: str, context: PlanContext) -> bool:
    """Whether a paragraph is the next section after the one that looks back ("2. Phấn đấu …")."""
    level, number = _level_and_number(text, context)
    expected_number = context.past_heading_number + 1
    return (level, number) == (context.past_heading_level, expected_number) and number > 1


def _row_clauses(row: TableRow, context: PlanContext) -> Iterator[Clause]:
    """The clauses of a table's row; notes in `context` a group's heading or the row's subject."""
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
        elif column.role in DEMANDING_ROLES and cell.has_words and not is_bare_number(cell.text):
            role: Role = "product" if column.role == "product" else "text"
            products = (product,) if role == "text" else ()
            lenders = (row.text_of("text"), *products, context.heading)
            yield from passage_clauses(_cell_after_subject(cell, subject), role, lenders, context)


def _cell_after_subject(cell: Passage, subject: Passage) -> Passage:
    """The cell, behind its row's subject if it names no count: "Chi phí tuân thủ: Giảm từ 30%"."""
    is_complete = names_count(_BRACKETS.sub("", cell.text)) or bool(figures(subject.text))
    return cell if is_complete else subject.with_following(cell, ": ")


def _number_clauses(
    row: TableRow, outer_lenders: Sequence[str], context: PlanContext
) -> Iterator[Clause]:
    """The clauses that a row's bare numbers make, lent words by `outer_lenders`."""
    looks_back = context.looks_back and not sets_goals(row, context.is_of_past_year)
    sentences = list(point_sentences(row, context.heading))
    for sentence in sentences or number_sentences(row, superseded_cells(row)):
        marks = ((0, sentence.line),)
        clause = Clause(sentence.text, marks, "text", ("", *outer_lenders), looks_back)
        yield replace(
            clause,
            unit=sentence.unit,
            is_superseded=sentence.is_superseded,
            is_step=sentence.is_step,
        )
