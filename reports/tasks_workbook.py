"""The tasks as a workbook: status, due days and why they are those, how often, who, records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.planning.due_days import Due
from data.planning.task_status import TaskState
from reports.table_workbook import Cell, table_workbook
from reports.task_labels import RULE_WORDS, STATUS_LABELS, cadence_in_words, deadline_as_written

HEADINGS = (
    "Số",
    "Nhiệm vụ",
    "Thời hạn ghi trong văn bản",
    "Định kỳ",
    "Hạn",
    "Ngày làm việc liền sau",
    "Hạn tiếp theo",
    "Cách tính hạn",
    "Chủ trì",
    "Phối hợp",
    "Sản phẩm",
    "Tình trạng",
    "Ngày xong gần nhất",
    "Số văn bản",
    "Nơi ghi",
    "Ghi chú",
)


def tasks_workbook(title: str, states: Iterable[TaskState]) -> bytes:
    """The xlsx file with a row for each task, from its number to its note, and `title` above."""
    return table_workbook("Nhiệm vụ", title, HEADINGS, map(_task_cells, states))


def _task_cells(state: TaskState) -> list[Cell]:
    """A task's cells: number, title, deadline, cadence, due days, who, status, record, place."""
    task, due, latest = state.task, state.due, state.latest_record
    return [
        task.id,
        task.title,
        deadline_as_written(task),
        cadence_in_words(task),
        due.day if due else None,
        _working_day_after(due),
        state.next_due.day if state.next_due else None,
        RULE_WORDS[due.rule] if due else "",
        "; ".join(task.leads),
        "; ".join(task.supports),
        task.product,
        STATUS_LABELS[state.status][1],
        latest.finished_on if latest else None,
        latest.document if latest else "",
        task.place,
        task.note,
    ]


def _working_day_after(due: Due | None) -> date | None:
    """The next working day where the due day is a day off; else None."""
    return due.working_day if due and due.working_day != due.day else None
