"""Whether the ledger is what it was when its newest copy was taken, row by row."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from data.record.keeping.copies import SETTLED_NANOSECONDS, copy_names, newest_sound_copy
from data.record.keeping.sqlite_files import content_of, log_of, open_for_reading

LEDGER = "ledger.sqlite"
# Counters of the first page that SQLite moves by itself.
_COUNTER_BYTES = (slice(24, 28), slice(92, 96))


@dataclass(frozen=True)
class Condition:
    """How a ledger stands beside its newest sound copy.

    `cause` says in what it is damaged, and `copy` is then what is read in its place.
    `missing_counts`: how many newer rows of each table only the copy has, since the ledger was put
    back from an older one. `is_copied` is false where the ledger has changes that no copy has yet.
    `is_empty`: the ledger names no upload.
    """

    cause: str = ""
    copy: bytes | None = None
    copied_at: datetime | None = None
    missing_counts: Mapping[str, int] = field(default_factory=dict)
    is_copied: bool = True
    is_empty: bool = False


class LedgerState(NamedTuple):
    """The names of a ledger's copies, and its file's and its log's time, size and inode."""

    copy_names: tuple[str, ...]
    files: tuple[tuple[int, int, int] | None, ...]


def condition_of(folder: Path) -> Condition:
    """The condition of a ledger that is there, beside its newest copy, cached until a change.

    Raises sqlite3.OperationalError where it is locked for too long.
    """
    return _condition_in_state(folder, _ledger_state(folder))


def settled_state_of(folder: Path) -> LedgerState | None:
    """The state of a ledger's files, which any later change alters; None if just changed.

    Some disks keep times of change to two seconds only, and a log may be written over without
    growing: only times that have gone by tell the next change.
    """
    state = _ledger_state(folder)
    changes = [file_state[0] for file_state in state.files if file_state]
    is_settled = bool(changes) and time.time_ns() - max(changes) > SETTLED_NANOSECONDS
    return state if is_settled else None


def _ledger_state(folder: Path) -> LedgerState:
    """The names of a ledger's copies, and the time, size and inode of its file and its log."""
    path = folder / LEDGER
    return LedgerState(copy_names(folder), (_file_state(path), _file_state(log_of(path))))


def _file_state(path: Path) -> tuple[int, int, int] | None:
    """A file's time of change (nanoseconds), size and inode; None where it is missing."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


@lru_cache(maxsize=64)
def _condition_in_state(folder: Path, state: LedgerState) -> Condition:
    """The condition of a ledger, kept in memory for as long as `state` stays the same.

    `state` only tells the cache of this function when the ledger or its copies have changed.
    """
    newest = newest_sound_copy(folder)
    copy = newest[1] if newest else None
    copied_at = datetime.fromtimestamp(os.stat(newest[0]).st_mtime, UTC) if newest else None
    try:
        with closing(open_for_reading(folder / LEDGER)) as connection:
            connection.text_factory = bytes  # letters may be damaged too
            condition = _compare_with_copy(connection, copy)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise
        condition = Condition(cause="không mở được")
    except (sqlite3.DatabaseError, OSError, UnicodeDecodeError):
        condition = Condition(cause="không đọc được như một sổ")
    if condition.cause:
        return Condition(condition.cause, copy, copied_at)
    return condition


def _compare_with_copy(connection: sqlite3.Connection, copy: bytes | None) -> Condition:
    """The condition of an open ledger beside the bytes of its newest copy (None: no copy).

    Raises sqlite3.DatabaseError where the ledger is not even a database.
    """
    content = content_of(connection)
    if copy is not None and _without_counters(content) == _without_counters(copy):
        return Condition(is_empty=_has_no_uploads(connection))
    connection.execute("pragma ignore_check_constraints = on")  # the structure alone is asked
    verdict = connection.execute("pragma integrity_check(1)").fetchone()[0]
    if verdict != b"ok":
        return Condition(cause="cấu trúc bên trong bị lỗi")
    if copy is None:
        return Condition(is_copied=False, is_empty=_has_no_uploads(connection))
    connection.execute("attach ':memory:' as copy")
    connection.deserialize(copy, name="copy")
    return _compare_by_row(connection)


def _without_counters(content: bytes) -> bytes:
    """A database's bytes with SQLite's own counters zeroed, so that equal content is equal."""
    content_bytes = bytearray(content)
    for counter in _COUNTER_BYTES:
        content_bytes[counter] = bytes(4)
    return bytes(content_bytes)


def _has_no_uploads(connection: sqlite3.Connection) -> bool:
    """Whether the ledger has no row of an upload, or not even their table."""
    if "uploads" not in _table_names(connection, "main"):
        return True
    return connection.execute("select id from uploads limit 1").fetchone() is None


def _compare_by_row(connection: sqlite3.Connection) -> Condition:
    """The condition of a ledger (schema main), compared with its copy (schema copy) by rows."""
    definitions = "select type, name, sql from {}.sqlite_master"
    copy_definitions = set(connection.execute(definitions.format("copy")))
    copy_tables = _table_names(connection, "copy")
    if not _table_names(connection, "main"):
        return Condition(is_empty=True, missing_counts={"uploads": 0})
    if lost_definitions := copy_definitions - set(connection.execute(definitions.format("main"))):
        return Condition(cause=f"phần {min(lost_definitions)[1].decode(errors='replace')}")
    for table in copy_tables:
        if row_ids := list(_altered_row_ids(connection, table)):
            return Condition(cause=f"bảng {table}, dòng {row_ids[0]}")
    missing_counts = {
        table: count
        for table in copy_tables
        if (count := _count_later_rows(connection, table, "copy"))
    }
    has_later_rows = any(
        _count_later_rows(connection, table, "main") for table in _table_names(connection, "main")
    )
    return Condition(
        missing_counts=missing_counts,
        is_copied=not has_later_rows,
        is_empty=_has_no_uploads(connection),
    )


def _table_names(connection: sqlite3.Connection, schema: str) -> list[str]:
    """The sorted names of the tables in a schema, “main” or “copy”."""
    rows = connection.execute(f"select name from {schema}.sqlite_master where type = 'table'")
    return sorted(name.decode() for (name,) in rows)


def _other_schema(schema: str) -> str:
    """The other one of the schemas “main” and “copy”."""
    return "main" if schema == "copy" else "copy"


def _altered_row_ids(connection: sqlite3.Connection, table: str) -> Iterator[int]:
    """The first row id of each schema that the other should also have, but has not alike."""
    for schema in ("copy", "main"):
        last_row = f"select coalesce(max(rowid), 0) from {_other_schema(schema)}.{table}"
        query = f"""
            select rowid, * from {schema}.{table} where rowid <= ({last_row})
            except select rowid, * from {_other_schema(schema)}.{table} limit 1
        """
        yield from (row[0] for row in connection.execute(query))


def _count_later_rows(connection: sqlite3.Connection, table: str, schema: str) -> int:
    """How many rows of a schema's table come after the other schema's last row."""
    if table not in _table_names(connection, _other_schema(schema)):
        last_row = "0"
    else:
        last_row = f"(select coalesce(max(rowid), 0) from {_other_schema(schema)}.{table})"
    query = f"select count(*) from {schema}.{table} where rowid > {last_row}"
    return int(connection.execute(query).fetchone()[0])
