"""What a copy of the ledger has and the ledger lacks, since it was put back from an older one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

_DETAILS = ("upload_communes", "problems", "set_aside", "upload_files")
_BY_NUMBER = {
    "settings": "cài đặt",
    "tasks_done": "việc đã xong",
    "late_marks": "đánh dấu hồ sơ trễ",
    "plan_versions": "bản kế hoạch",
}
# What makes a row the same in two ledgers, whatever its number.
_SAYING = {
    "uploads": "parquet",
    "actions": "action, done_at, done_by",
    "settings": "name, value, done_at",
    "tasks_done": "plan, task_id, due_on, action, done_at",
    "late_marks": "commune_code, dossier_code, explained, apologised, document, done_at",
    "plan_versions": "plan, content, done_at",
}


def missing_rows(connection: sqlite3.Connection, copy: sqlite3.Connection) -> Mapping[str, int]:
    """How many rows of each table a copy has and the ledger lacks; tables without any left out."""
    tables = {name for (name,) in copy.execute("select name from sqlite_master")}
    lacking = {}
    for table in _SAYING.keys() & tables:
        query = f"select {_SAYING[table]} from {table}"
        here = {tuple(row) for row in connection.execute(query)}
        lacking[table] = len({tuple(row) for row in copy.execute(query)} - here)
    return {table: count for table, count in sorted(lacking.items()) if count}


def add_missing_rows(
    connection: sqlite3.Connection, copy: sqlite3.Connection
) -> tuple[int, list[str]]:
    """Add them where their place is still free: how many, and a sentence for each table's rest.

    Uploads whose number is taken by another get the next one. Call inside the ledger's lock.
    """
    tables = {name for (name,) in copy.execute("select name from sqlite_master")}
    numbers, added = _add_uploads(connection, copy, tables)
    added += _add_actions(connection, copy, numbers)
    lost = []
    for table, called in _BY_NUMBER.items():
        if table in tables:
            table_added, kept_out = _add_by_number(connection, copy, table)
            added += table_added
            if kept_out:
                lost.append(f"{kept_out} dòng {called}: sổ đã có dòng khác ghi sau đó.")
    return added, lost


def _add_uploads(
    connection: sqlite3.Connection, copy: sqlite3.Connection, tables: set[str]
) -> tuple[Mapping[int, int], int]:
    """Each upload's number in the copy → its number here, and how many came anew."""
    by_name = {
        name: number for number, name in connection.execute("select id, parquet from uploads")
    }
    numbers, added = {}, 0
    for row in copy.execute("select * from uploads order by id").fetchall():
        columns = [
            column[0] for column in copy.execute("select * from uploads limit 0").description
        ]
        cells = dict(zip(columns, row, strict=True))
        number = by_name.get(cells["parquet"])
        if number is None:
            number = _free_number(connection, cells["id"])
            _insert(connection, "uploads", cells | {"id": number})
            for table in (table for table in _DETAILS if table in tables):
                _add_details(connection, copy, table, (cells["id"], number))
            added += 1
        numbers[cells["id"]] = number
    return numbers, added


def _free_number(connection: sqlite3.Connection, wanted: int) -> int:
    last: int = connection.execute("select coalesce(max(id), 0) from uploads").fetchone()[0]
    return wanted if wanted > last else last + 1


def _add_details(
    connection: sqlite3.Connection, copy: sqlite3.Connection, table: str, numbers: tuple[int, int]
) -> None:
    there, here = numbers
    cursor = copy.execute(f"select * from {table} where upload_id = ? order by rowid", (there,))
    columns = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        cells = dict(zip(columns, row, strict=True)) | {"upload_id": here}
        _insert(connection, table, cells)


def _add_actions(
    connection: sqlite3.Connection, copy: sqlite3.Connection, numbers: Mapping[int, int]
) -> int:
    """What was withdrawn and brought back, in the order of the copy, where the ledger lacks it."""
    columns = "upload_id, action, done_at, done_by"
    here = {tuple(row) for row in connection.execute(f"select {columns} from actions")}
    added = 0
    for upload_id, *rest in copy.execute(f"select {columns} from actions order by id").fetchall():
        row = (numbers[upload_id], *rest)
        if row not in here:
            connection.execute(f"insert into actions ({columns}) values (?, ?, ?, ?)", row)
            added += 1
    return added


def _add_by_number(
    connection: sqlite3.Connection, copy: sqlite3.Connection, table: str
) -> tuple[int, int]:
    """How many rows came after the ledger's last, and how many others of the copy are not here."""
    last = connection.execute(f"select coalesce(max(id), 0) from {table}").fetchone()[0]
    cursor = copy.execute(f"select * from {table} order by id")
    columns = [column[0] for column in cursor.description]
    here = {tuple(row) for row in connection.execute(f"select {', '.join(columns)} from {table}")}
    rows = [row for row in cursor.fetchall() if row not in here]
    later = [row for row in rows if row[0] > last]
    for row in later:
        _insert(connection, table, dict(zip(columns, row, strict=True)))
    return len(later), len(rows) - len(later)


def _insert(connection: sqlite3.Connection, table: str, cells: Mapping[str, object]) -> None:
    marks = ", ".join("?" * len(cells))
    connection.execute(
        f"insert into {table} ({', '.join(cells)}) values ({marks})", tuple(cells.values())
    )
