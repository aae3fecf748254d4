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
    """What keeps numbered rows from being tasks, row by row."""
    id_counts = Counter(row.texts["id"] for row in rows)
    for row in rows:
        texts = _texts_of(row)
        faults = [*content_faults(texts), *text_faults(texts)]
        if id_counts[texts["id"]] > 1:
            faults.append(("id", _REPEATED_ID))
        for name, message in faults:
            yield DraftFault(row.number, TASK_HEADINGS[name], texts[name], message, TASK_TABLE)


def tasks_of_rows(rows: Sequence[DraftRow], plan: DatedPlan) -> tuple[Task, ...]:
    """Numbered rows without faults as the tasks of a plan."""
    ids = {row.texts["id"] for row in rows}
    tables = [_table_of_row(_texts_of(row), ids) for row in rows]
    return tasks_of_tables(tables, plan, plan.key)


def _texts_of(row: DraftRow) -> Mapping[str, str]:
    return {name: row.texts.get(name, "").strip() for name in TASK_HEADINGS}


def content_faults(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The faults of a row's title, cadence and days: each cell's name and a message."""
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
        elif _cadence(texts["cadence"]) == ("once",):
            yield "last", _ONCE_WITHOUT_DAY
    if texts["own_day"]:
        own_day = read_own_day(texts["own_day"])
        if not own_day:
            yield "own_day", _STRANGE_OWN_DAY
        elif not any(map(own_day.is_of, _cadence(texts["cadence"]))):
            yield "own_day", _OWN_DAY_OF_OTHERS


def _table_of_row(texts: Mapping[str, str], ids: Collection[str]) -> TaskTable:
    """A row without faults as a task's table; what it repeats must be among these ids."""
    first, last = read_day_cell(texts["first"]), read_day_cell(texts["last"])
    cadence = _cadence(texts["cadence"]) or ("once",)
    calendar: Calendar = "month" if texts["calendar"] == "month" else "reporting"
    plain_names = ("id", "title", "deadline_text", "product", "place", "line")
    return TaskTable(
        **{name: one_line(texts[name]) for name in plain_names},
        kind=_kind(texts, cadence, first, last),
        first=first,
        last=last,
        cadence=cadence,
        own_day=read_own_day(texts["own_day"]),
        leads=tuple(_split(texts["leads"], ";")),
        supports=tuple(_split(texts["supports"], ";")),
        note=one_line(texts["note"]) or None,
        calendar=calendar,
        repeats=tuple(task_id for task_id in _split(texts["repeats"], ";") if task_id in ids),
    )


def _cadence(text: str) -> tuple[Cadence, ...]:
    """The cadences that a cell names, each once, in the order of CADENCES; () for a blank one."""
    names = {_CADENCE_BY_WORDS[_usual_words(words)] for words in cadence_words(text)}
    return tuple(name for name in _CADENCE_BY_WORDS.values() if name in names)


def cadence_words(text: str) -> list[str]:
    """The words of a cell that names cadences, one for each: "hằng tháng, đột xuất"."""
    return _split(text, ",;")


def _usual_words(words: str) -> str:
    """A cadence's words as CADENCES has them, folded: "Hàng tháng" → "hằng tháng"."""
    return fold(words).replace("hàng ", "hằng ").replace("sáu tháng", "6 tháng")


def _kind(
    texts: Mapping[str, str], cadence: tuple[Cadence, ...], first: date | None, last: date | None
) -> Kind:
    """The kind that goes along with the row, where its cadence and days still allow it."""
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


def _split(text: str, signs: str) -> list[str]:
    """The parts of a cell between any of these signs, each on one line; no blank ones."""
    return [part for part in map(one_line, re.split(f"[{signs}]", text)) if part]
