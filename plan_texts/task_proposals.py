"""Tasks that a plan's text seems to set, proposed for a person to confirm one by one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from plan_texts.structure.blocks import Paragraph, blocks
from plan_texts.structure.clauses import paragraph_clauses, rows_of
from plan_texts.structure.passages import Passage
from plan_texts.structure.sentences import PlanContext
from plan_texts.tasks.labels import labelled_tasks, sections_by_line
from plan_texts.tasks.places import Place
from plan_texts.tasks.plan_time import plan_time
from plan_texts.tasks.proposal import PlanTime, TaskProposal
from plan_texts.tasks.task_rows import row_tasks
from plan_texts.tasks.task_sentences import sentence_tasks
from plan_texts.tasks.ticked_times import with_ticked_times
from plan_texts.tasks.word_tables import WordTable, word_tables

__all__ = ["NO_TASKS", "TaskProposal", "propose_tasks"]

NO_TASKS = "Không thấy nhiệm vụ nào có thời hạn trong văn bản này."


def propose_tasks(text: str) -> tuple[TaskProposal, ...]:
    """The tasks that a plan's text seems to set, in its order, each once.

    Rows of tables, labelled sections and sentences that name a day, a recurrence or an occasion;
    of duties that only run on those that a table or a label has.
    """
    text = unicodedata.normalize("NFC", text)
    tasks = dict.fromkeys(_tasks(text, plan_time(text)))
    return tuple(sorted(tasks, key=lambda task: task.line))


def _tasks(text: str, time: PlanTime) -> Iterator[TaskProposal]:
    """The tasks that a text's paragraphs and tables set, in its order; some may come twice."""
    context, place = PlanContext(), Place()
    lines = text.split("\n")
    tables = {table.start + 1: table for table in word_tables(lines, time.year)}
    text_blocks = list(blocks("\n".join(_without_tables(lines, tables.values()))))
    sections = sections_by_line(
        [block.passage for block in text_blocks if isinstance(block, Paragraph)]
    )
    for block in text_blocks:
        if isinstance(block, Paragraph) and (table := tables.get(block.passage.first_line)):
            yield from row_tasks(table.rows, time, place.words)
        elif isinstance(block, Paragraph):
            place = place.after(block.passage.text)
            yield from _paragraph_tasks(block.passage, context, time, place.words)
            section = sections[block.passage.marks[0][1]]
            yield from labelled_tasks(block.passage, section, time, place.words)
        elif not context.looks_back:
            rows = list(map(with_ticked_times, rows_of(block)))
            yield from row_tasks(rows, time, place.words)


def _without_tables(lines: Sequence[str], tables: Iterable[WordTable]) -> list[str]:
    """The lines, those of the tables blank but for the first of each."""
    kept = list(lines)
    for table in tables:
        kept[table.start + 1 : table.end] = [""] * (table.end - table.start - 1)
    return kept


def _paragraph_tasks(
    passage: Passage, context: PlanContext, time: PlanTime, place: str
) -> Iterator[TaskProposal]:
    """The tasks of a paragraph's sentences, its `place` being "Mục II.3"; updates `context`."""
    clauses = list(paragraph_clauses(passage, context))
    for position, clause in enumerate(clauses):
        yield from sentence_tasks(clause, clauses[:position], time, place)
