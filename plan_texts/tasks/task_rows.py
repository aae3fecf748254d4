"""Tasks from the rows of a plan's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.planning.own_day import OwnDay, read_own_day
from plan_texts.language.letters import lower_letters
from plan_texts.structure.date_lines import is_date_line
from plan_texts.structure.number_cells import is_bare_number, names_first_day
from plan_texts.structure.passages import Passage
from plan_texts.structure.table_row import TableRow
from plan_texts.tasks.deadlines import (
    cell_deadlines,
    dated_deadlines,
    is_whole_deadline,
    periodic_deadline,
)
from plan_texts.tasks.duties import is_recurring_duty, is_whole_year, sets_level
from plan_texts.tasks.organisations import offices
from plan_texts.tasks.proposal import Deadline, PlanTime, TaskProposal
from plan_texts.tasks.row_cells import RowCells, cells_of_row
from plan_texts.tasks.task_words import phrase_pattern
from plan_texts.tasks.titles import cleaned_title, says_something
from plan_texts.times.cadences import names_weekends

_ORDINAL_ENDS = " .)"
_DIGITS = re.compile(r"\d{1,3}")
_LONGEST_DEADLINE = 60  # letters of a cell that is one though no heading says so
_LONGEST_WORDS = 600  # letters of a quotation


@dataclass
class _Above:
    """What the rows above lend a row: the cells of the last one, which may be merged with its own.

    `part` is the ordinal of the group ("II", "B"), `group` that of a group inside it ("2.1").
    """

    part: str = ""
    group: str = ""
    cells: RowCells | None = None


def row_tasks(rows: Sequence[TableRow], time: PlanTime, place: str) -> Iterator[TaskProposal]:
    """The tasks that a table's rows set, in their order.

    A blank deadline is that of the row above in its group, a row without a title goes on with the
    task above; in a table without deadlines those count that its cells' words name.
    """
    all_cells = [
        cells_of_row(row, _deadline_places(row, time.year))
        for row in rows
        if not is_date_line(" ".join(cell.text for cell, _ in row.cells))
    ]
    has_deadlines = any(cells.deadline.text for cells in all_cells)
    above = _Above()
    for position, cells in enumerate(all_cells):
        next_ordinal = next((row.ordinal for row in all_cells[position + 1 :]), None)
        if cells.is_bare and not _is_merged(cells, above.cells, next_ordinal):
            above = _below_group(above, cells.ordinal)
            continue
        whole_cells = _with_lent_cells(cells, above.cells) if above.cells else cells
        above.cells = whole_cells
        if not _is_target(whole_cells):
            own_place = _place_of_row(place, above, cells.ordinal)
            yield from _tasks_of_cells(whole_cells, time, own_place, has_deadlines=has_deadlines)


def _deadline_places(row: TableRow, plan_year: int | None) -> frozenset[int]:
    """The places (from 0) of the cells that say nothing but when."""
    return frozenset(
        place
        for place, (cell, _) in enumerate(row.cells)
        if 0 < len(cell.text) <= _LONGEST_DEADLINE
        and (
            is_whole_deadline(cell.text, plan_year)
            or phrase_pattern("undated").match(lower_letters(cell.text))
        )
    )


def _is_merged(cells: RowCells, above: RowCells | None, next_ordinal: str | None) -> bool:
    """Whether a row has but a title because its other cells are merged with those above.

    Its ordinal follows the one above, and no rows of its own come below it (with "2.1", or without
    an ordinal). `next_ordinal` is that of the row below, None where there is no row.
    """
    if above is None or not above.deadline.text or not _follows(above.ordinal, cells.ordinal):
        return False
    if cells.title.text.rstrip().endswith(":") or next_ordinal == "":
        return False
    return (
        next_ordinal is None
        or _follows(cells.ordinal, next_ordinal)
        or not _DIGITS.match(next_ordinal)
    )


def _follows(ordinal: str, next_ordinal: str) -> bool:
    """Whether an ordinal is a number that follows another: "3" after "2."."""
    number, next_number = ordinal.strip(_ORDINAL_ENDS), next_ordinal.strip(_ORDINAL_ENDS)
    if not (_DIGITS.fullmatch(number) and _DIGITS.fullmatch(next_number)):
        return False
    return int(next_number) == int(number) + 1


def _with_lent_cells(cells: RowCells, above: RowCells) -> RowCells:
    """The cells of a row, blank ones filled from the row above where tables merge the two."""
    if cells.is_bare:
        return replace(above, ordinal=cells.ordinal, title=cells.title, cells=cells.cells)
    if not cells.title.text:
        return replace(
            cells,
            title=replace(above.title, marks=cells.cells[0].marks[:1]),
            lead=cells.lead or above.lead,
            support=cells.support or above.support,
        )
    has_blank_cell = cells.has_deadline_column or len(cells.cells) < len(above.cells)
    is_lent = has_blank_cell and not cells.deadline.text
    return replace(
        cells,
        lead=cells.lead or above.lead,
        deadline=above.deadline if is_lent else cells.deadline,
    )


def _is_target(cells: RowCells) -> bool:
    """Whether a row sets a target, and no work: an indicator with its number, or its column."""
    title = lower_letters(cells.title.text.strip(" -–+•"))
    has_number = any(is_bare_number(cell.text) for cell in cells.cells[1:])
    if cells.lists_targets:
        return has_number or not phrase_pattern("work").match(title)
    if any(map(_is_share, cells.cells[1:])) and names_first_day(cells.deadline.text):
        return True  # the remark says from when the share is asked for
    return has_number and bool(phrase_pattern("indicators").match(title))


def _is_share(cell: Passage) -> bool:
    """Whether a cell holds a percentage alone."""
    return "%" in cell.text and is_bare_number(cell.text)


def _tasks_of_cells(
    cells: RowCells, time: PlanTime, place: str, *, has_deadlines: bool
) -> Iterator[TaskProposal]:
    """The tasks that a row's cells set, one for each of its deadlines; none without a title."""
    title = cleaned_title(cells.title.text)
    if not title or (not says_something(title) and not cells.lead):
        return
    for deadline, written in _deadlines_of_cells(cells, time, has_deadlines=has_deadlines):
        yield TaskProposal(
            title=title,
            kind=deadline.kind,
            cadence=deadline.cadence,
            deadline_text=" ".join(written.split())[:_LONGEST_WORDS],
            first=deadline.first,
            last=deadline.last,
            own_day=deadline.own_day,
            leads=offices(cells.lead),
            supports=offices(cells.support),
            product=cleaned_title(cells.product),
            place=place,
            line=cells.title.marks[0][1],
            words=cells.words[:_LONGEST_WORDS],
        )


def _deadlines_of_cells(
    cells: RowCells, time: PlanTime, *, has_deadlines: bool
) -> Iterator[tuple[Deadline, str]]:
    """(deadline, its words) of a row: by its deadline cell, or if undated by its other cells."""
    written = cells.deadline.text
    deadlines = cell_deadlines(written, time.year)
    if any(deadline.is_dated for deadline in deadlines):
        for deadline in deadlines:
            yield _on_weekends(deadline, cells.title.text), written
        return
    if deadlines or not has_deadlines:
        own_day = read_own_day(lower_letters(written))
        named_deadlines = [
            (_on_own_day(deadline, own_day), words)
            for deadline, words in _named_deadlines(cells, time)
        ]
        for deadline, words in named_deadlines:
            yield deadline, "; ".join(filter(None, (written, words)))
        if named_deadlines:
            return
    for deadline in deadlines:
        yield deadline, written


def _on_own_day(deadline: Deadline, own_day: OwnDay | None) -> Deadline:
    """The deadline on `own_day`, which another cell names, if that suits it and it has none itself.

    "Trước ngày 20 của tháng cuối kỳ" is such a day.
    """
    is_its = own_day and not deadline.own_day and any(map(own_day.is_of, deadline.cadence))
    return replace(deadline, own_day=own_day) if is_its else deadline


def _named_deadlines(cells: RowCells, time: PlanTime) -> Iterator[tuple[Deadline, str]]:
    """(deadline, its words) of each deadline that a row's product, or else its title, names."""
    for text in (cells.product, cells.title.text):
        deadlines = [
            deadline for deadline in dated_deadlines(text, time.year) if _is_duty(text, deadline)
        ]
        if deadlines:
            yield from ((deadline, text[deadline.start : deadline.end]) for deadline in deadlines)
            return
    if periodic := periodic_deadline(cells.title.text):
        yield periodic, cells.title.text[periodic.start : periodic.end]


def _is_duty(text: str, deadline: Deadline) -> bool:
    """Whether a deadline among a cell's words is that of its task."""
    if deadline.kind == "recurring":
        return is_recurring_duty(lower_letters(text), deadline)
    return deadline.is_introduced and not is_whole_year(deadline) and not sets_level(text)


def _on_weekends(deadline: Deadline, title: str) -> Deadline:
    """The deadline; a period's on the weekends that the title names ("vào thứ 7 hoặc chủ nhật")."""
    if deadline.kind == "period" and names_weekends(lower_letters(title)):
        return replace(deadline, cadence=("weekends",))
    return deadline


def _below_group(above: _Above, ordinal: str) -> _Above:
    """What stands above the rows below a group's heading that has this ordinal."""
    number = ordinal.strip(_ORDINAL_ENDS)
    return _Above(above.part, number) if _DIGITS.match(number) else _Above(number)


def _place_of_row(place: str, above: _Above, ordinal: str) -> str:
    """A row's place: "Phụ lục I, mục II.3"; that of the table where it has no ordinals."""
    own_number = ordinal.strip(_ORDINAL_ENDS) or above.group
    number = ".".join(filter(None, (above.part, own_number)))
    if not number:
        return place
    return f"{place}, mục {number}" if place else f"Mục {number}"
