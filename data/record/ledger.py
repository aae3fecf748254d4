"""The ledger's uploads: what was stored, withdrawn and brought back, and what was set aside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from data.record.connection import read_ledger, read_snapshot, timestamp, write_ledger
from data.record.entries import (
    Entries,
    UnreadableEntry,
    moment_or_no_moment,
    parse_entries,
)
from data.record.keeping.condition import LedgerState, settled_state_of
from data.record.problem import Problem
from data.record.upload import (
    COLUMNS,
    NewUpload,
    ReviewRows,
    Upload,
    UploadEntry,
    cells_of,
    json_text,
    upload_of,
    upload_of_communes,
)

__all__ = [
    "COLUMNS",
    "NewUpload",
    "ReviewRows",
    "Upload",
    "UploadEntry",
    "cells_of",
    "upload_of_communes",
]


def version(folder: Path) -> str:
    """The ledger's version, a text that changes with anything written that figures rest on."""
    state = settled_state_of(folder)
    return _version_in_state(folder, state) if state else _version_now(folder)


@lru_cache(maxsize=64)
def _version_in_state(folder: Path, state: LedgerState) -> str:
    """The ledger's version, kept in memory for as long as `state` stays the same."""
    return _version_now(folder)


def _version_now(folder: Path) -> str:
    """The ledger's version, read from the ledger."""
    with read_ledger(folder) as connection:
        return read_version(connection)


def read_version(connection: sqlite3.Connection) -> str:
    """The ledger's version on an open connection: the last ids of six tables, "12-3-40-2-0-5"."""
    tables = ("uploads", "actions", "settings", "plan_versions", "late_marks", "tasks_done")
    maxima = ", ".join(f"(select coalesce(max(id), 0) from {table})" for table in tables)
    return "-".join(map(str, connection.execute(f"select {maxima}").fetchone()))


def uploads(folder: Path) -> tuple[Upload, ...]:
    """Every readable upload, also withdrawn ones, oldest first."""
    with read_snapshot(folder) as connection:
        return read_uploads(connection)


def read_uploads(
    connection: sqlite3.Connection, condition: str = "true", parameters: Sequence[object] = ()
) -> tuple[Upload, ...]:
    """The readable uploads that meet an SQL condition on `upload_states`, oldest first."""
    query = f"select * from upload_states where {condition} order by id"
    row_counts = _row_counts_by_commune(connection)
    hashes = dict(connection.execute("select upload_id, sha256 from upload_files").fetchall())
    return _parse_uploads(connection.execute(query, parameters), row_counts, hashes).sound


def parquet_names(connection: sqlite3.Connection) -> frozenset[str]:
    """The file names of all uploads' Parquet files, also of uploads that cannot be read."""
    return frozenset(name for (name,) in connection.execute("select parquet from uploads"))


def unreadable_uploads(folder: Path) -> tuple[tuple[int, UnreadableEntry], ...]:
    """The id and entry of each upload that is not withdrawn and cannot be read."""
    with read_ledger(folder) as connection:
        entries = [
            (int(row["id"]), _parse_uploads([row], {}, {}))
            for row in connection.execute("select * from upload_states where not withdrawn")
        ]
    return tuple((id_, entry.unreadable[0]) for id_, entry in entries if entry.unreadable)


def _parse_uploads(
    rows: Iterable[sqlite3.Row],
    row_counts: Mapping[int, Mapping[str, int]],
    hashes: Mapping[int, str],
) -> Entries[Upload]:
    """The uploads in rows of `upload_states`, with row counts and file hashes by upload id."""

    def parse(row: sqlite3.Row) -> Upload:
        """The upload in one row; ValueError where the row is garbled."""
        upload_id = row["id"]
        return upload_of(dict(row), row_counts.get(upload_id, {}), hashes.get(upload_id, ""))

    return parse_entries(rows, parse, _name_and_remedy)


def _name_and_remedy(row: sqlite3.Row) -> tuple[str, str]:
    """An unreadable upload's name and what to do about it, in Vietnamese."""
    remedy = "hãy rút lần nạp này ở trang Nạp số liệu rồi nạp lại tệp."
    return f"Lần nạp số {row['id']} (tệp “{row['file_name']}”)", remedy


def next_upload_id(connection: sqlite3.Connection) -> int:
    """The id after the ledger's last upload, for the next one. Call inside `write_ledger`."""
    last_id: int = connection.execute("select coalesce(max(id), 0) from uploads").fetchone()[0]
    return last_id + 1


def add_upload(connection: sqlite3.Connection, entry: UploadEntry, sha256: str, size: int) -> None:
    """Add an upload with its problems and rows set aside, and its file's hash and size in bytes.

    Call inside `write_ledger`.
    """
    cells = cells_of(entry.upload) | {
        "id": entry.id,
        "parquet": entry.parquet,
        "stored_at": entry.stored_at,
    }
    placeholders = ", ".join("?" * len(cells))
    connection.execute(
        f"insert into uploads ({', '.join(cells)}) values ({placeholders})", tuple(cells.values())
    )
    add_file_hash(connection, entry.id, sha256, size)
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


def add_file_hash(connection: sqlite3.Connection, upload_id: int, sha256: str, size: int) -> None:
    """Add the hash and size (bytes) of an upload's Parquet file. Call inside `write_ledger`."""
    connection.execute("insert into upload_files values (?, ?, ?)", (upload_id, sha256, size))


def withdraw(folder: Path, upload_ids: Iterable[int], by: str) -> None:
    """Record that uploads are withdrawn, out of the figures; they stay in the record."""
    _write_actions(folder, upload_ids, "withdraw", by)


def bring_back(folder: Path, upload_ids: Iterable[int], by: str) -> None:
    """Record that withdrawn uploads count in the figures again."""
    _write_actions(folder, upload_ids, "bring_back", by)


@dataclass(frozen=True)
class UploadAction:
    """That an upload was withdrawn, or brought back where `is_withdrawal` is False."""

    upload_id: int
    is_withdrawal: bool
    done_at: datetime


def upload_actions(folder: Path) -> tuple[UploadAction, ...]:
    """Every withdrawal and bringing back, oldest first; of a garbled moment NO_MOMENT."""
    query = "select upload_id, action, done_at from actions order by id"
    with read_ledger(folder) as connection:
        rows = connection.execute(query).fetchall()
    return tuple(
        UploadAction(upload_id, action == "withdraw", moment_or_no_moment(done_at))
        for upload_id, action, done_at in rows
    )


def problems_of(folder: Path, upload_id: int) -> tuple[Problem, ...]:
    """The problems found in an upload when it was stored, in the order of their rows."""
    query = (
        "select kind, row, heading, value, message from problems where upload_id = ? order by row"
    )
    with read_ledger(folder) as connection:
        return tuple(Problem(*row) for row in connection.execute(query, (upload_id,)))


def problems_of_kind(folder: Path, kind: str) -> tuple[tuple[int, Problem], ...]:
    """Upload's id and problem, of every problem of one kind, by upload and row."""
    query = (
        "select upload_id, kind, row, heading, value, message from problems where kind = ? "
        "order by upload_id, row"
    )
    with read_ledger(folder) as connection:
        return tuple((id_, Problem(*row)) for id_, *row in connection.execute(query, (kind,)))


def set_aside_of(folder: Path, upload_id: int) -> tuple[tuple[int, Mapping[str, str]], ...]:
    """The rows of an upload that were set aside, in order: (Excel's row number, cells)."""
    query = "select row, cells from set_aside where upload_id = ? order by row"
    with read_ledger(folder) as connection:
        rows = connection.execute(query, (upload_id,)).fetchall()
    return tuple((row, json.loads(cells)) for row, cells in rows)


def _write_actions(folder: Path, upload_ids: Iterable[int], action: str, by: str) -> None:
    """Record one action ("withdraw", "bring_back") for each of these uploads."""
    with write_ledger(folder) as connection:
        connection.executemany(
            "insert into actions (upload_id, action, done_at, done_by) values (?, ?, ?, ?)",
            [(upload_id, action, timestamp(), by) for upload_id in upload_ids],
        )


def _row_counts_by_commune(connection: sqlite3.Connection) -> dict[int, dict[str, int]]:
    """The numbers of rows by upload id, and in each by commune code."""
    row_counts: dict[int, dict[str, int]] = {}
    for upload_id, code, count in connection.execute("select * from upload_communes"):
        row_counts.setdefault(upload_id, {})[code] = count
    return row_counts
