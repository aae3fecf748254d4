"""What was recorded of tasks done: the day, the document and who, each undone by a newer row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from data.dates import HANOI
from data.record.connection import read_ledger, timestamp, write_ledger
from data.record.entries import (
    Entries,
    GarbledCell,
    UnreadableEntry,
    day_in,
    moment_in,
    parse_entries,
    text_in,
)

LONGEST_DOCUMENT = 100  # characters


@dataclass(frozen=True)
class Done:
    """A task (or one due day of a duty) that was done; `due_on` is None where it has no day."""

    plan_key: str
    task_id: str
    due_on: date | None
    finished_on: date
    document: str
    done_at: datetime
    done_by: str


@dataclass(frozen=True)
class PlanRecords:
    """What was recorded of one plan's tasks: the records that hold, in the order of writing.

    `known_until` is the last day that was over when anything was written of the plan, a record or
    that one does not hold.
    """

    plan_key: str
    done: tuple[Done, ...]
    known_until: date

    def cut_after(self, day: date) -> PlanRecords:
        """The same records, known at most until this day."""
        return replace(self, known_until=min(self.known_until, day))


def record_done(
    folder: Path,
    task_key: tuple[str, str],
    due_days: Iterable[date | None],
    finished_on: date,
    document: str,
    by: str,
) -> None:
    """Record a task (plan's key, its id) as done, with a document, for due days (None: no day).

    Raises ValueError where the document's number is blank or too long.
    """
    document = document.strip()
    if not 0 < len(document) <= LONGEST_DOCUMENT:
        raise ValueError(f"Số văn bản phải có, và không dài quá {LONGEST_DOCUMENT} chữ.")
    rows = [
        (*task_key, _iso_day_or_blank(day), "done", finished_on.isoformat(), document)
        for day in due_days
    ]
    _insert_rows(folder, rows, by)


def undo_done(folder: Path, done: Done, by: str) -> None:
    """Record that an earlier record of a done task no longer holds."""
    row = (
        done.plan_key,
        done.task_id,
        _iso_day_or_blank(done.due_on),
        "undo",
        done.finished_on.isoformat(),
    )
    _insert_rows(folder, [(*row, done.document)], by)


def done_records(folder: Path, plan_key: str) -> tuple[Done, ...]:
    """The plan's records of done tasks that hold now, in the order of writing."""
    entries = _record_entries(folder).sound
    return _records_that_hold(entry for entry in entries if entry[0].plan_key == plan_key)


def records_of_plans(folder: Path) -> tuple[PlanRecords, ...]:
    """The records of each plan that has any, with the day until which they tell."""
    entries_by_plan: dict[str, list[tuple[Done, bool]]] = {}
    for entry in _record_entries(folder).sound:
        entries_by_plan.setdefault(entry[0].plan_key, []).append(entry)
    return tuple(
        PlanRecords(plan_key, _records_that_hold(entries), _last_day_over(entries))
        for plan_key, entries in entries_by_plan.items()
    )


def _records_that_hold(entries: Iterable[tuple[Done, bool]]) -> tuple[Done, ...]:
    """The newest record of each task's due day, of (record, whether it holds), where that holds."""
    newest_records: dict[tuple[str, date | None], Done | None] = {}
    for done, holds in entries:
        key = done.task_id, done.due_on
        newest_records.pop(key, None)
        newest_records[key] = done if holds else None
    return tuple(done for done in newest_records.values() if done)


def _last_day_over(entries: Iterable[tuple[Done, bool]]) -> date:
    """The day before the latest writing, up to which the plan's due days are known."""
    latest = max(done.done_at for done, _ in entries)
    return latest.astimezone(HANOI).date() - timedelta(days=1)


def unreadable_records(folder: Path) -> tuple[UnreadableEntry, ...]:
    """An entry for each record of a task that cannot be read."""
    return _record_entries(folder).unreadable


def _record_entries(folder: Path) -> Entries[tuple[Done, bool]]:
    """Every record in the order of writing, with True, or False where it undoes one."""
    with read_ledger(folder) as connection:
        rows = connection.execute("select * from tasks_done order by id").fetchall()
    return parse_entries(rows, _record_of_row, _name_and_remedy)


def _insert_rows(folder: Path, rows: Sequence[tuple[str, ...]], by: str) -> None:
    """Add (plan, task, due day, action, finished day, document) rows with time and person."""
    now = timestamp()
    with write_ledger(folder) as connection:
        connection.executemany(
            "insert into tasks_done (plan, task_id, due_on, action, finished_on, document, "
            "done_at, done_by) values (?, ?, ?, ?, ?, ?, ?, ?)",
            [(*row, now, by) for row in rows],
        )


def _record_of_row(row: sqlite3.Row) -> tuple[Done, bool]:
    """A ledger row's record, with False where it undoes one; raises GarbledCell."""
    plan_key, task_id, document, by = (
        text_in(row[name]) for name in ("plan", "task_id", "document", "done_by")
    )
    if row["action"] not in ("done", "undo"):
        raise GarbledCell("không rõ là ghi hay bỏ ghi")
    due_on = day_in(row["due_on"]) if row["due_on"] else None
    finished_on, done_at = day_in(row["finished_on"]), moment_in(row["done_at"])
    done = Done(plan_key, task_id, due_on, finished_on, document, done_at, by)
    return done, row["action"] == "done"


def _name_and_remedy(row: sqlite3.Row) -> tuple[str, str]:
    """An unreadable record's name and what to do about it, in Vietnamese."""
    remedy = "hãy ghi lại ở trang Nhiệm vụ."
    return f"Ghi hoàn thành của nhiệm vụ “{row['task_id']}”, kế hoạch “{row['plan']}”,", remedy


def _iso_day_or_blank(day: date | None) -> str:
    """A day as ISO text, or "" for None."""
    return day.isoformat() if day else ""
