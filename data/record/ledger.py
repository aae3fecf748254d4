"""The ledger's uploads: what was stored, withdrawn and brought back, and what was set aside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from data.record.connection import read_ledger, read_snapshot, timestamp, writing
from data.record.entries import Entries, Unreadable, parse_entries
from data.record.problem import Problem
from data.record.upload import (
    COLUMNS,
    Entry,
    NewUpload,
    ReviewRows,
    Upload,
    cells_of,
    for_communes,
    json_text,
    upload_of,
)

__all__ = ["COLUMNS", "Entry", "NewUpload", "ReviewRows", "Upload", "cells_of", "for_communes"]


def version(folder: Path) -> str:
    """Changes whenever anything was written; equal texts mean equal figures."""
    with read_ledger(folder) as connection:
        return read_version(connection)


def read_version(connection: sqlite3.Connection) -> str:
    """The version of what the connection sees."""
    tables = ("uploads", "actions", "settings", "plan_versions", "late_marks")
    maxima = ", ".join(f"(select coalesce(max(id), 0) from {table})" for table in tables)
    return "-".join(map(str, connection.execute(f"select {maxima}").fetchone()))


def uploads(folder: Path) -> tuple[Upload, ...]:
    """Every upload, oldest first, withdrawn ones too; those that do not read are left out."""
    with read_snapshot(folder) as connection:
        return read_uploads(connection)


def read_uploads(
    connection: sqlite3.Connection, condition: str = "true", parameters: Sequence[object] = ()
) -> tuple[Upload, ...]:
    """The uploads that meet an SQL condition on the view `upload_states`, oldest first."""
    query = f"select * from upload_states where {condition} order by id"
    communes = _communes(connection)
    hashes = dict(connection.execute("select upload_id, sha256 from upload_files").fetchall())
    return _entries(connection.execute(query, parameters), communes, hashes).sound


def names_in(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of all uploads' files, also where the rest of what is said of one is garbled."""
    return frozenset(name for (name,) in connection.execute("select parquet from uploads"))


def unreadable_uploads(folder: Path) -> tuple[tuple[int, Unreadable], ...]:
    """The id of each standing upload whose row cannot be read, and what keeps it from that."""
    with read_ledger(folder) as connection:
        entries = [
            (int(row["id"]), _entries([row], {}, {}))
            for row in connection.execute("select * from upload_states where not withdrawn")
        ]
    return tuple((id_, entry.unreadable[0]) for id_, entry in entries if entry.unreadable)


def _entries(
    rows: Iterable[sqlite3.Row],
    communes: Mapping[int, Mapping[str, int]],
    hashes: Mapping[int, str],
) -> Entries[Upload]:
    def parse(row: sqlite3.Row) -> Upload:
        number = row["id"]
        return upload_of(dict(row), communes.get(number, {}), hashes.get(number, ""))

    return parse_entries(rows, parse, _row_words)


def _row_words(row: sqlite3.Row) -> tuple[str, str]:
    remedy = "hãy rút lần nạp này ở trang Nạp số liệu rồi nạp lại tệp."
    return f"Lần nạp số {row['id']} (tệp “{row['file_name']}”)", remedy


def next_id(connection: sqlite3.Connection) -> int:
    """The id that the next upload gets. Call inside `writing`."""
    last: int = connection.execute("select coalesce(max(id), 0) from uploads").fetchone()[0]
    return last + 1


def add(connection: sqlite3.Connection, entry: Entry, sha256: str, size: int) -> None:
    """Write an upload, what goes with it, and its file's hash. Call inside `writing`."""
    cells = cells_of(entry.upload) | {
        "id": entry.id,
        "parquet": entry.parquet,
        "stored_at": entry.stored_at,
    }
    marks = ", ".join("?" * len(cells))
    connection.execute(
        f"insert into uploads ({', '.join(cells)}) values ({marks})", tuple(cells.values())
    )
    add_file(connection, entry.id, sha256, size)
    connection.executemany(
        "insert into upload_communes values (?, ?, ?)",
        [(entry.id, code, count) for code, count in entry.upload.communes.items()],
    )
    connection.executemany(
        "insert into problems values (?, ?, ?, ?, ?, ?)",
        [(entry.id, *astuple(problem)) for problem in entry.review.problems],
    )
    connection.executemany(
        "insert into set_aside values (?, ?, ?)",
        [(entry.id, row, json_text(row_cells)) for row, row_cells in entry.review.set_aside],
    )


def add_file(connection: sqlite3.Connection, upload_id: int, sha256: str, size: int) -> None:
    """Write the hash and size of an upload's Parquet file. Call inside `writing`."""
    connection.execute("insert into upload_files values (?, ?, ?)", (upload_id, sha256, size))


def withdraw(folder: Path, upload_ids: Iterable[int], by: str) -> None:
    """Take uploads out of the figures; they stay in the record."""
    _write_actions(folder, upload_ids, "withdraw", by)


def bring_back(folder: Path, upload_ids: Iterable[int], by: str) -> None:
    """Put withdrawn uploads back into the figures."""
    _write_actions(folder, upload_ids, "bring_back", by)


def problems_of(folder: Path, upload_id: int) -> tuple[Problem, ...]:
    """The problems of an upload, in the rows' order."""
    query = (
        "select kind, row, heading, value, message from problems where upload_id = ? order by row"
    )
    with read_ledger(folder) as connection:
        return tuple(Problem(*row) for row in connection.execute(query, (upload_id,)))


def set_aside_of(folder: Path, upload_id: int) -> tuple[tuple[int, Mapping[str, str]], ...]:
    """Excel's row and the kept cells by column of each row that was set aside, in order."""
    query = "select row, cells from set_aside where upload_id = ? order by row"
    with read_ledger(folder) as connection:
        rows = connection.execute(query, (upload_id,)).fetchall()
    return tuple((row, json.loads(cells)) for row, cells in rows)


def _write_actions(folder: Path, upload_ids: Iterable[int], action: str, by: str) -> None:
    with writing(folder) as connection:
        connection.executemany(
            "insert into actions (upload_id, action, done_at, done_by) values (?, ?, ?, ?)",
            [(upload_id, action, timestamp(), by) for upload_id in upload_ids],
        )


def _communes(connection: sqlite3.Connection) -> dict[int, dict[str, int]]:
    communes: dict[int, dict[str, int]] = {}
    for upload_id, code, count in connection.execute("select * from upload_communes"):
        communes.setdefault(upload_id, {})[code] = count
    return communes
