"""What a copy of the ledger has and the ledger lacks, since it was put back from an older one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

_DETAIL_TABLES = ("upload_communes", "problems", "set_aside", "upload_files")
_LABELS = {
    "settings": "cài đặt",
    "tasks_done": "việc đã xong",
    "late_marks": "đánh dấu hồ sơ trễ",
    "plan_versions": "bản kế hoạch",
}
# What makes a row the same in two ledgers, whatever its number.
_IDENTITY_COLUMNS = {
    "uploads": "parquet",
    "actions": "action, done_at, done_by",
    "settings": "name, value, done_at",
    "tasks_done": "plan, task_id, due_on, action, done_at",
    "late_marks": "commune_code, dossier_code, explained, apologised, document, done_at",
    "plan_versions": "plan, content, done_at",
}


def missing_row_counts(
    connection: sqlite3.Connection, copy: sqlite3.Connection
) -> Mapping[str, int]:
    """By table, how many rows a copy has and the ledger lacks; tables without any left out."""
    tables = {name for (name,) in copy.execute("select name from sqlite_master")}
    missing_counts = {}
    for table in _IDENTITY_COLUMNS.keys() & tables:
        query = f"select {_IDENTITY_COLUMNS[table]} from {table}"
        own_rows = {tuple(row) for row in connection.execute(query)}
        missing_counts[table] = len({tuple(row) for row in copy.execute(query)} - own_rows)
    return {table: count for table, count in sorted(missing_counts.items()) if count}


def add_missing_rows(
    connection: sqlite3.Connection, copy: sqlite3.Connection
) -> tuple[int, list[str]]:
    """Add a copy's missing rows; return how many, and a sentence a table on rows left out.

    Rows whose number another row has are not added, save that uploads get the next free one. Call
    inside the ledger's lock.
    """
    tables = {name for (name,) in copy.execute("select name from sqlite_master")}
    upload_ids, added_count = _add_uploads(connection, copy, tables)
    added_count += _add_actions(connection, copy, upload_ids)
    sentences = []
    for table, label in _LABELS.items():
        if table in tables:
            table_count, left_count = _add_later_rows(connection, copy, table)
            added_count += table_count
            if left_count:
                sentences.append(f"{left_count} dòng {label}: sổ đã có dòng khác ghi sau đó.")
    return added_count, sentences


def _add_uploads(
    connection: sqlite3.Connection, copy: sqlite3.Connection, tables: set[str]
) -> tuple[Mapping[int, int], int]:
    """Add a copy's missing uploads; return each id in the copy → its id here, and how many.

    `tables`: the names of the copy's tables.
    """
    id_by_name = {
        name: upload_id for upload_id, name in connection.execute("select id, parquet from uploads")
    }
    upload_ids, added_count = {}, 0
    for row in copy.execute("select * from uploads order by id").fetchall():
        columns = [
            column[0] for column in copy.execute("select * from uploads limit 0").description
        ]
        cells = dict(zip(columns, row, strict=True))
        upload_id = id_by_name.get(cells["parquet"])
        if upload_id is None:
            upload_id = _free_upload_id(connection, cells["id"])
            _insert_row(connection, "uploads", cells | {"id": upload_id})
            for table in (table for table in _DETAIL_TABLES if table in tables):
                _add_details(connection, copy, table, (cells["id"], upload_id))
            added_count += 1
        upload_ids[cells["id"]] = upload_id
    return upload_ids, added_count


def _free_upload_id(connection: sqlite3.Connection, wanted_id: int) -> int:
    """The wanted id where it comes after the ledger's last; else the one after the last."""
    last_id: int = connection.execute("select coalesce(max(id), 0) from uploads").fetchone()[0]
    return wanted_id if wanted_id > last_id else last_id + 1


def _add_details(
    connection: sqlite3.Connection,
    copy: sqlite3.Connection,
    table: str,
    upload_ids: tuple[int, int],
) -> None:
    """Copy a table's rows of one upload; `upload_ids` is its id in the copy and its id here."""
    copy_id, own_id = upload_ids
    cursor = copy.execute(f"select * from {table} where upload_id = ? order by rowid", (copy_id,))
    columns = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        cells = dict(zip(columns, row, strict=True)) | {"upload_id": own_id}
        _insert_row(connection, table, cells)


def _add_actions(
    connection: sqlite3.Connection, copy: sqlite3.Connection, upload_ids: Mapping[int, int]
) -> int:
    """Add a copy's missing withdrawals and bringings-back in order; return how many.

    `upload_ids`: each upload's id in the copy → its id here.
    """
    columns = "upload_id, action, done_at, done_by"
    own_rows = {tuple(row) for row in connection.execute(f"select {columns} from actions")}
    added_count = 0
    for upload_id, *other_cells in copy.execute(
        f"select {columns} from actions order by id"
    ).fetchall():
        row = (upload_ids[upload_id], *other_cells)
        if row not in own_rows:
            connection.execute(f"insert into actions ({columns}) values (?, ?, ?, ?)", row)
            added_count += 1
    return added_count


def _add_later_rows(
    connection: sqlite3.Connection, copy: sqlite3.Connection, table: str
) -> tuple[int, int]:
    """Add a copy's rows after the ledger's last; return how many, and how many stay missing."""
    last_id = connection.execute(f"select coalesce(max(id), 0) from {table}").fetchone()[0]
    cursor = copy.execute(f"select * from {table} order by id")
    columns = [column[0] for column in cursor.description]
    own_rows = {
        tuple(row) for row in connection.execute(f"select {', '.join(columns)} from {table}")
    }
    missing_rows = [row for row in cursor.fetchall() if row not in own_rows]
    later_rows = [row for row in missing_rows if row[0] > last_id]
    for row in later_rows:
        _insert_row(connection, table, dict(zip(columns, row, strict=True)))
    return len(later_rows), len(missing_rows) - len(later_rows)


def _insert_row(connection: sqlite3.Connection, table: str, cells: Mapping[str, object]) -> None:
    """Insert one row, given as cells by column, into a table of the ledger."""
    placeholders = ", ".join("?" * len(cells))
    connection.execute(
        f"insert into {table} ({', '.join(cells)}) values ({placeholders})", tuple(cells.values())
    )
