"""A draft's tasks checked and made into the tasks of a plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from data.day_cells import read_day_cell
from data.periods import Calendar
from data.planning.cell_checks import NO_DAY, one_line, text_faults
from data.planning.drafts import TASK_HEADINGS, DraftFault, DraftRow
from data.planning.own_day import read_own_day
from data.planning.task import (
    LENGTHS,
    Cadence,
    DatedPlan,
    Kind,
    Task,
    TaskTable,
    impossible_day,
    tasks_of_tables,
)
from data.text import fold
from data.wording import CADENCES

TASK_TABLE = "Bảng nhiệm vụ"
_RECURRING: frozenset[Cadence] = frozenset({*LENGTHS, "weekends", "periodic", "ad_hoc"})
# The cadences with which a task may be of each kind.
_CADENCES_OF_KIND: Mapping[Kind, frozenset[Cadence]] = {
    "deadline": frozenset({"once"}),
    "period": frozenset({"once", "continuous", "weekends"}),
    "recurring": _RECURRING,
    "continuous": frozenset({"continuous"}),
    "open": frozenset({"open"}),
    "event": frozenset({"event"}),
}
_CADENCE_BY_WORDS: Mapping[str, Cadence] = {
    fold(CADENCES[name]): name for name in get_args(Cadence)
}
_NO_TITLE = "chưa ghi."
_STRANGE_CADENCE = f"hãy chọn trong: {', '.join(CADENCES.values())}."
_NO_LAST_DAY = "có “Từ ngày” thì ghi cả “Đến ngày”, hoặc để trống cả hai."
_LAST_BEFORE_FIRST = "trước “Từ ngày”: hãy đổi lại."
_NEITHER = "hãy ghi ngày hạn, hoặc chọn ở cột “Định kỳ” việc này bao lâu làm một lần."
_ONCE_WITHOUT_DAY = (
    "việc làm một lần thì ghi ngày hạn; chưa có ngày thì chọn “theo văn bản khác” ở cột “Định kỳ”."
)
_STRANGE_OWN_DAY = (
    "hãy ghi như “ngày 20”, “ngày 5 tháng sau”, “ngày 15 tháng 11”, “thứ Sáu”; văn bản không nêu "
    "thì để trống."
)
_OWN_DAY_OF_OTHERS = (
    "không hợp với cột “Định kỳ”: thứ đi với hằng tuần, ngày kèm số tháng đi với hằng năm, ngày đi "
    "với hằng tháng, hằng quý, 6 tháng một lần hoặc hằng năm."
)
_REPEATED_ID = "số này có ở dòng khác: hãy xóa đi để dòng được đánh số mới."


def task_faults(rows: Sequence[DraftRow]) -> Iterator[DraftFault]:
    """The faults of numbered task rows, row by row; none where all can be tasks."""
    id_counts = Counter(row.texts["id"] for row in rows)
    for row in rows:
        texts = _texts_of(row)
        faults = [*task_content_faults(texts), *text_faults(texts)]
        if id_counts[texts["id"]] > 1:
            faults.append(("id", _REPEATED_ID))
        for name, message in faults:
            yield DraftFault(row.number, TASK_HEADINGS[name], texts[name], message, TASK_TABLE)


def tasks_of_rows(rows: Sequence[DraftRow], plan: DatedPlan) -> tuple[Task, ...]:
    """The tasks of a plan that numbered rows without faults state."""
    ids = {row.texts["id"] for row in rows}
    tables = [_table_of_row(_texts_of(row), ids) for row in rows]
    return tasks_of_tables(tables, plan, plan.key)


def _texts_of(row: DraftRow) -> Mapping[str, str]:
    """A row's texts, stripped, by each column of a task ("title", "first"); "" where blank."""
    return {name: row.texts.get(name, "").strip() for name in TASK_HEADINGS}


def task_content_faults(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Faults (cell's name, message) of a task row's title, cadence and days."""
    if not texts["title"]:
        yield "title", _NO_TITLE
    first, last = read_day_cell(texts["first"]), read_day_cell(texts["last"])
    for name, day in (("first", first), ("last", last)):
        if texts[name] and not day:
            yield name, NO_DAY
    if first and not texts["last"]:
        yield "last", _NO_LAST_DAY
    elif first and last and last < first:
        yield "last", _LAST_BEFORE_FIRST
    day_that_is_none = impossible_day(texts["deadline_text"])
    if day_that_is_none and last:
        yield "last", f"văn bản ghi {day_that_is_none}, ngày không có thật: hãy để trống các ngày."
    if not {*map(_usual_words, cadence_words(texts["cadence"]))} <= _CADENCE_BY_WORDS.keys():
        yield "cadence", _STRANGE_CADENCE
        return
    if not (texts["first"] or texts["last"] or day_that_is_none):
        if not texts["cadence"]:
            yield "last", _NEITHER
        elif _cadences_in(texts["cadence"]) == ("once",):
            yield "last", _ONCE_WITHOUT_DAY
    if texts["own_day"]:
        own_day = read_own_day(texts["own_day"])
        if not own_day:
            yield "own_day", _STRANGE_OWN_DAY
        elif not any(map(own_day.is_of, _cadences_in(texts["cadence"]))):
            yield "own_day", _OWN_DAY_OF_OTHERS


def _table_of_row(texts: Mapping[str, str], ids: Collection[str]) -> TaskTable:
    """A task's table from a row without faults; `ids` are those that it may repeat."""
    first, last = read_day_cell(texts["first"]), read_day_cell(texts["last"])
    cadence = _cadences_in(texts["cadence"]) or ("once",)
    calendar: Calendar = "month" if texts["calendar"] == "month" else "reporting"
    plain_names = ("id", "title", "deadline_text", "product", "place", "line")
    return TaskTable(
        **{name: one_line(texts[name]) for name in plain_names},
        kind=_task_kind(texts, cadence, first, last),
        first=first,
        last=last,
        cadence=cadence,
        own_day=read_own_day(texts["own_day"]),
        leads=tuple(_split_cell(texts["leads"], ";")),
        supports=tuple(_split_cell(texts["supports"], ";")),
        note=one_line(texts["note"]) or None,
        calendar=calendar,
        repeats=tuple(task_id for task_id in _split_cell(texts["repeats"], ";") if task_id in ids),
    )


def _cadences_in(text: str) -> tuple[Cadence, ...]:
    """The cadences that a cell's words name, each once, in the order of CADENCES."""
    names = {_CADENCE_BY_WORDS[_usual_words(words)] for words in cadence_words(text)}
    return tuple(name for name in _CADENCE_BY_WORDS.values() if name in names)


def cadence_words(text: str) -> list[str]:
    """The words of each cadence in a cell: "hằng tháng, đột xuất" gives two."""
    return _split_cell(text, ",;")


def _usual_words(words: str) -> str:
    """A cadence's words as CADENCES spells them, folded: "Hàng tháng" → "hằng tháng"."""
    return fold(words).replace("hàng ", "hằng ").replace("sáu tháng", "6 tháng")


def _task_kind(
    texts: Mapping[str, str], cadence: tuple[Cadence, ...], first: date | None, last: date | None
) -> Kind:
    """A task's kind: the row's own where cadence and days allow it, else what they imply."""
    has_day = last is not None or impossible_day(texts["deadline_text"]) is not None
    for kind, cadences in _CADENCES_OF_KIND.items():
        needs_day = kind in ("deadline", "period")
        if kind == texts["kind"] and cadences & {*cadence} and (has_day or not needs_day):
            return kind
    if "once" in cadence:
        return "period" if first else "deadline"
    if _RECURRING & {*cadence}:
        return "recurring"
    if "continuous" in cadence:
        return "period" if last else "continuous"
    return "open" if "open" in cadence else "event"


def _split_cell(text: str, signs: str) -> list[str]:
    """The parts of a cell's text between any of the `signs`, each on one line, none blank."""
    return [part for part in map(one_line, re.split(f"[{signs}]", text)) if part]
