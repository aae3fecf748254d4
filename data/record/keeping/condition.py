"""Whether the ledger is what it was when its newest copy was taken, row by row."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from data.record.keeping.copies import copy_paths, newest_sound
from data.record.keeping.sqlite_files import content_of, log_of, opened_for_reading

LEDGER = "ledger.sqlite"
# Counters of the first page that SQLite moves by itself.
_COUNTERS = (slice(24, 28), slice(92, 96))


@dataclass(frozen=True)
class Condition:
    """How a ledger stands beside its newest sound copy.

    `cause` says in what it is damaged, and `copy` is then what is read in its place. `lacking`:
    how many newer rows of each table only the copy has, since the ledger was put back from an
    older one. `copied` is false where the ledger has changes that no copy has yet.
    """

    cause: str = ""
    copy: bytes | None = None
    copied_at: datetime | None = None
    lacking: Mapping[str, int] = field(default_factory=dict)
    copied: bool = True
    empty: bool = False


def condition_of(folder: Path) -> Condition:
    """The condition of a record's ledger, which must be there; looked at anew after each change.

    Raises sqlite3.OperationalError where it is locked for too long.
    """
    path = folder / LEDGER
    copies = tuple(copy.name for copy in copy_paths(folder))
    return _condition(folder, copies, (_state(path), _state(log_of(path))))


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


@lru_cache(maxsize=64)
def _condition(folder: Path, copies: tuple[str, ...], state: object) -> Condition:
    kept = newest_sound(folder)
    copy = kept[1] if kept else None
    taken = datetime.fromtimestamp(os.stat(kept[0]).st_mtime, UTC) if kept else None
    try:
        with closing(opened_for_reading(folder / LEDGER)) as connection:
            connection.text_factory = bytes  # letters may be damaged too
            condition = _compared(connection, copy)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise
        condition = Condition(cause="không mở được")
    except (sqlite3.DatabaseError, OSError, UnicodeDecodeError):
        condition = Condition(cause="không đọc được như một sổ")
    if condition.cause:
        return Condition(condition.cause, copy, taken)
    return condition


def _compared(connection: sqlite3.Connection, copy: bytes | None) -> Condition:
    content = content_of(connection)
    if copy is not None and _bare(content) == _bare(copy):
        return Condition(empty=_is_empty(connection))
    connection.execute("pragma ignore_check_constraints = on")  # the structure alone is asked
    broken = connection.execute("pragma integrity_check(1)").fetchone()[0]
    if broken != b"ok":
        return Condition(cause="cấu trúc bên trong bị lỗi")
    if copy is None:
        return Condition(copied=False, empty=_is_empty(connection))
    connection.execute("attach ':memory:' as copy")
    connection.deserialize(copy, name="copy")
    return _compared_by_row(connection)


def _bare(content: bytes) -> bytes:
    """A database's bytes without what differs between equal ones."""
    bare = bytearray(content)
    for counter in _COUNTERS:
        bare[counter] = bytes(4)
    return bytes(bare)


def _is_empty(connection: sqlite3.Connection) -> bool:
    """Whether no upload is named, or there is not even a table of them."""
    if "uploads" not in _tables(connection, "main"):
        return True
    return connection.execute("select id from uploads limit 1").fetchone() is None


def _compared_by_row(connection: sqlite3.Connection) -> Condition:
    definitions = "select type, name, sql from {}.sqlite_master"
    copied = set(connection.execute(definitions.format("copy")))
    tables = _tables(connection, "copy")
    if not _tables(connection, "main"):
        return Condition(empty=True, lacking={"uploads": 0})
    if lost := copied - set(connection.execute(definitions.format("main"))):
        return Condition(cause=f"phần {min(lost)[1].decode(errors='replace')}")
    for table in tables:
        if rows := list(_altered(connection, table)):
            return Condition(cause=f"bảng {table}, dòng {rows[0]}")
    lacking = {table: count for table in tables if (count := _beyond(connection, table, "copy"))}
    newer = any(_beyond(connection, table, "main") for table in _tables(connection, "main"))
    return Condition(lacking=lacking, copied=not newer, empty=_is_empty(connection))


def _tables(connection: sqlite3.Connection, schema: str) -> list[str]:
    rows = connection.execute(f"select name from {schema}.sqlite_master where type = 'table'")
    return sorted(name.decode() for (name,) in rows)


def _other(schema: str) -> str:
    return "main" if schema == "copy" else "copy"


def _altered(connection: sqlite3.Connection, table: str) -> Iterator[int]:
    """The numbers of the rows that both should have, and have not alike."""
    for schema in ("copy", "main"):
        last = f"select coalesce(max(rowid), 0) from {_other(schema)}.{table}"
        query = f"""
            select rowid, * from {schema}.{table} where rowid <= ({last})
            except select rowid, * from {_other(schema)}.{table} limit 1
        """
        yield from (row[0] for row in connection.execute(query))


def _beyond(connection: sqlite3.Connection, table: str, schema: str) -> int:
    """How many rows one has after the other's last."""
    if table not in _tables(connection, _other(schema)):
        last = "0"
    else:
        last = f"(select coalesce(max(rowid), 0) from {_other(schema)}.{table})"
    query = f"select count(*) from {schema}.{table} where rowid > {last}"
    return int(connection.execute(query).fetchone()[0])
