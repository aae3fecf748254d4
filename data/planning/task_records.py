"""What was recorded of tasks done: the day, the document and who, each undone by a newer row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from data.record.connection import open_ledger, timestamp, transaction

LONGEST_DOCUMENT = 100  # characters


@dataclass(frozen=True)
class Done:
    """A task (or one due day of a duty) that was done; `due_on` is None where it has no day."""

    plan: str
    task_id: str
    due_on: date | None
    finished_on: date
    document: str
    done_at: datetime
    done_by: str


def record_done(
    folder: Path,
    task: tuple[str, str],
    due_days: Iterable[date | None],
    finished_on: date,
    document: str,
    by: str,
) -> None:
    """Write that a task (plan's key, task's id) was done for these due days, by one document.

    Raises ValueError where the document's number is blank or too long.
    """
    document = document.strip()
    if not 0 < len(document) <= LONGEST_DOCUMENT:
        raise ValueError(f"Số văn bản phải có, và không dài quá {LONGEST_DOCUMENT} chữ.")
    rows = [(*task, _text(day), "done", finished_on.isoformat(), document) for day in due_days]
    _write(folder, rows, by)


def undo_done(folder: Path, done: Done, by: str) -> None:
    """Write that a record does not hold; the earlier row stays in the ledger."""
    row = (done.plan, done.task_id, _text(done.due_on), "undo", done.finished_on.isoformat())
    _write(folder, [(*row, done.document)], by)


def done_tasks(folder: Path, plan: str) -> tuple[Done, ...]:
    """A plan's records that hold now, in the order in which they were written."""
    query = """
        select plan, task_id, due_on, finished_on, document, done_at, done_by from tasks_done
        where plan = ? and action = 'done' and id in
            (select max(id) from tasks_done group by plan, task_id, due_on)
        order by id
    """
    with open_ledger(folder) as connection:
        return tuple(_done(*row) for row in connection.execute(query, (plan,)))


def _write(folder: Path, rows: Sequence[tuple[str, ...]], by: str) -> None:
    now = timestamp()
    with open_ledger(folder) as connection, transaction(connection):
        connection.executemany(
            "insert into tasks_done (plan, task_id, due_on, action, finished_on, document, "
            "done_at, done_by) values (?, ?, ?, ?, ?, ?, ?, ?)",
            [(*row, now, by) for row in rows],
        )


def _done(
    plan: str, task_id: str, due_on: str, finished_on: str, document: str, at: str, by: str
) -> Done:
    return Done(
        plan,
        task_id,
        date.fromisoformat(due_on) if due_on else None,
        date.fromisoformat(finished_on),
        document,
        datetime.fromisoformat(at),
        by,
    )


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
