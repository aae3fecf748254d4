"""The ledger's file: a small SQLite database that is opened for each call and loses nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from data.record.faults import damaged_ledger_error, lost_ledger_error, not_written_error
from data.record.keeping.condition import LEDGER, condition_of
from data.record.keeping.copies import copy_paths
from data.record.keeping.copying import keep_copy_for_good, take_copy
from data.record.keeping.sqlite_files import (
    BUSY_SECONDS,
    content_of,
    log_of,
    open_for_reading,
    open_in_memory,
    readable_text,
)

SCHEMA = Path(__file__).with_name("ledger.sql").read_text(encoding="utf-8")
_SCHEMA_NAMES = frozenset(re.findall(r"^create \w+ if not exists (\w+)", SCHEMA, re.MULTILINE))


@contextmanager
def read_ledger(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading a folder's ledger, which is made empty where there is none.

    Where nothing can be written beside the ledger, nothing is. A letter that is damaged hides
    nothing else. While the ledger is damaged, its newest sound copy is read in its place. Raises
    LostLedger, and DamagedLedger where there is no copy.
    """
    with closing(_open_for_reading(folder)) as connection:
        connection.row_factory = sqlite3.Row
        connection.isolation_level = None
        connection.text_factory = readable_text
        yield connection


@contextmanager
def read_snapshot(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading a ledger, on which all queries see it at one moment."""
    with read_ledger(folder) as connection:
        connection.execute("begin")
        yield connection


@contextmanager
def write_ledger(folder: Path, even_if_lost: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection in a locked transaction: all is written or nothing, then a copy is kept.

    `even_if_lost` makes a new ledger though uploads lie there that none names: restoring does so.

    Write-ahead log and full sync: what is committed outlives a kill and a power cut. Raises
    LostLedger, DamagedLedger and NotWritten; then nothing is written.
    """
    if not even_if_lost:
        _prepare_writing(folder)
    try:
        with closing(_open_or_create_ledger(folder)) as connection:
            with _transaction(connection):
                yield connection
            keep_copy(connection, folder)
    except (sqlite3.OperationalError, OSError) as error:
        raise not_written_error() from error


def keep_copy(connection: sqlite3.Connection, folder: Path) -> None:
    """Keep a copy of the ledger in its present state; no error is raised where that fails.

    What was written stands in any case: the copy is tried again at the next change or start.
    """
    with suppress(sqlite3.Error, OSError):
        connection.execute("begin immediate")  # the copies stand in the order of the changes
        try:
            take_copy(folder, content_of(connection))
        finally:
            connection.execute("rollback")


def has_ledger(folder: Path) -> bool:
    """Whether a folder's ledger has any bytes; LostLedger where only uploads or copies are left."""
    if _has_bytes(folder / LEDGER):
        return True
    has_uploads = any((folder / "uploads").glob("*.parquet"))
    # Another process may just have made it.
    if (has_uploads or copy_paths(folder)) and not _has_bytes(folder / LEDGER):
        raise lost_ledger_error(folder)
    return _has_bytes(folder / LEDGER)


def timestamp() -> str:
    """The present moment as the ledger stores it: ISO text in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _has_bytes(path: Path) -> bool:
    """Whether an SQLite file or its write-ahead log has any bytes."""
    return any(p.exists() and p.stat().st_size > 0 for p in (path, log_of(path)))


def _open_for_reading(folder: Path) -> sqlite3.Connection:
    """Open the ledger, or its newest sound copy while damaged; else LostLedger, DamagedLedger."""
    if not has_ledger(folder):
        try:
            return _open_or_create_ledger(folder)
        except (sqlite3.OperationalError, OSError):  # a place where nothing can be written
            return _empty_ledger_in_memory()
    condition = condition_of(folder)
    if condition.is_empty and condition.missing_counts:
        raise lost_ledger_error(folder)
    if not condition.cause:
        return _open_sound_ledger(folder)
    if condition.copy is None:
        raise damaged_ledger_error(folder, condition.cause)
    return _open_ledger_in_memory(condition.copy)


def _prepare_writing(folder: Path) -> None:
    """Raise LostLedger or DamagedLedger; keep for good a copy with rows that the ledger lacks."""
    if has_ledger(folder):
        condition = condition_of(folder)
        if condition.is_empty and condition.missing_counts:
            raise lost_ledger_error(folder)
        if condition.cause:
            raise damaged_ledger_error(folder, condition.cause)
        if condition.missing_counts:
            with suppress(OSError):
                keep_copy_for_good(folder)


def _open_sound_ledger(folder: Path) -> sqlite3.Connection:
    """Open a sound ledger for reading, with the tables that it lacks made, if need be in memory."""
    connection = open_for_reading(folder / LEDGER)
    if _has_whole_schema(connection):
        return connection
    with closing(connection):
        try:
            return _open_or_create_ledger(folder)
        except (sqlite3.OperationalError, OSError):
            return _open_ledger_in_memory(content_of(connection))


def _open_ledger_in_memory(content: bytes) -> sqlite3.Connection:
    """Open a ledger's bytes in memory and make the tables that it lacks there."""
    connection = open_in_memory(content)
    connection.executescript(SCHEMA)
    return connection


def _open_or_create_ledger(folder: Path) -> sqlite3.Connection:
    """Open the ledger for writing, with its folder, file and tables made if missing."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / LEDGER, timeout=BUSY_SECONDS)
    try:
        connection.row_factory = sqlite3.Row
        connection.isolation_level = None
        connection.execute("pragma synchronous = full")
        connection.execute("pragma foreign_keys = on")
        _complete_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _empty_ledger_in_memory() -> sqlite3.Connection:
    """A connection to a ledger in memory that has all tables and no rows."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    return connection


def _has_whole_schema(connection: sqlite3.Connection) -> bool:
    """Whether a ledger has every table, index and view of the schema."""
    return {
        name for (name,) in connection.execute("select name from sqlite_master")
    } >= _SCHEMA_NAMES


def _complete_schema(connection: sqlite3.Connection) -> None:
    """Make the tables, indexes and views that a ledger lacks, and turn its write-ahead log on.

    Several processes may make a ledger at once, and each of them finds it whole.
    """
    if not _has_whole_schema(connection):
        connection.executescript(f"begin immediate; {SCHEMA} commit;")
    # SQLite never waits to change the journal: where others have the file open, a later opening
    # changes it, and until then the file is as safe, with readers waiting for a writer.
    if connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):
            connection.execute("pragma journal_mode = wal")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A write transaction: committed when the block ends, rolled back where it raises."""
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        with suppress(sqlite3.OperationalError):  # SQLite may have taken it back by itself
            connection.execute("rollback")
        raise
