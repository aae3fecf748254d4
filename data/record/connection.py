"""The ledger's file: a small SQLite database that is opened for each call and loses nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from data.record.faults import damaged_ledger, lost_ledger, not_written
from data.record.keeping.condition import LEDGER, condition_of
from data.record.keeping.copies import copy_paths
from data.record.keeping.copying import keep_for_good, take_copy
from data.record.keeping.sqlite_files import (
    BUSY_SECONDS,
    content_of,
    log_of,
    opened_for_reading,
    opened_in_memory,
    readable_text,
)

SCHEMA = Path(__file__).with_name("ledger.sql").read_text(encoding="utf-8")
_NAMES = frozenset(re.findall(r"^create \w+ if not exists (\w+)", SCHEMA, re.MULTILINE))


@contextmanager
def read_ledger(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the ledger in the folder, for reading; it is begun where there is no record.

    Where nothing can be written beside the ledger, nothing is. A letter that is damaged hides
    nothing else. While the ledger is damaged, its newest sound copy is read in its place. Raises
    LostLedger, and DamagedLedger where there is no copy.
    """
    with closing(_for_reading(folder)) as connection:
        connection.row_factory = sqlite3.Row
        connection.isolation_level = None
        connection.text_factory = readable_text
        yield connection


@contextmanager
def read_snapshot(folder: Path) -> Iterator[sqlite3.Connection]:
    """The same, and all that is read inside is of one moment."""
    with read_ledger(folder) as connection:
        connection.execute("begin")
        yield connection


@contextmanager
def writing(folder: Path, anew: bool = False) -> Iterator[sqlite3.Connection]:
    """The ledger's lock: everything inside is written together, or not at all, and then copied.

    `anew` begins a ledger though uploads lie there that none names: their restoring does so.

    Write-ahead log and full sync: what is committed outlives a kill and a power cut. Raises
    LostLedger, DamagedLedger and NotWritten; then nothing is written.
    """
    if not anew:
        _check_for_writing(folder)
    try:
        with closing(_begun(folder)) as connection:
            with _transaction(connection):
                yield connection
            keep_copy(connection, folder)
    except (sqlite3.OperationalError, OSError) as error:
        raise not_written() from error


def keep_copy(connection: sqlite3.Connection, folder: Path) -> None:
    """Keep the ledger as it now is among its copies, where there is room for that.

    What was written stands in any case: the copy is tried again at the next change or start.
    """
    with suppress(sqlite3.Error, OSError):
        connection.execute("begin immediate")  # the copies stand in the order of the changes
        try:
            take_copy(folder, content_of(connection))
        finally:
            connection.execute("rollback")


def is_begun(folder: Path) -> bool:
    """Whether there is a ledger with anything in it. Raises LostLedger where one is missing."""
    if _has_bytes(folder / LEDGER):
        return True
    has_uploads = any((folder / "uploads").glob("*.parquet"))
    # Another process may just have begun it.
    if (has_uploads or copy_paths(folder)) and not _has_bytes(folder / LEDGER):
        raise lost_ledger(folder)
    return _has_bytes(folder / LEDGER)


def timestamp() -> str:
    """The moment in UTC, to the second, as every table of the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _has_bytes(path: Path) -> bool:
    return any(p.exists() and p.stat().st_size > 0 for p in (path, log_of(path)))


def _for_reading(folder: Path) -> sqlite3.Connection:
    if not is_begun(folder):
        try:
            return _begun(folder)
        except (sqlite3.OperationalError, OSError):  # a place where nothing can be written
            return _empty()
    condition = condition_of(folder)
    if condition.empty and condition.lacking:
        raise lost_ledger(folder)
    if not condition.cause:
        return _readable(folder)
    if condition.copy is None:
        raise damaged_ledger(folder, condition.cause)
    return _completed_in_memory(condition.copy)


def _check_for_writing(folder: Path) -> None:
    if is_begun(folder):
        condition = condition_of(folder)
        if condition.empty and condition.lacking:
            raise lost_ledger(folder)
        if condition.cause:
            raise damaged_ledger(folder, condition.cause)
        if condition.lacking:
            with suppress(OSError):
                keep_for_good(folder)


def _readable(folder: Path) -> sqlite3.Connection:
    """The ledger as it lies there; tables that it lacks are made, if need be in memory alone."""
    connection = opened_for_reading(folder / LEDGER)
    if _lacks_nothing(connection):
        return connection
    with closing(connection):
        try:
            return _begun(folder)
        except (sqlite3.OperationalError, OSError):
            return _completed_in_memory(content_of(connection))


def _completed_in_memory(content: bytes) -> sqlite3.Connection:
    connection = opened_in_memory(content)
    connection.executescript(SCHEMA)
    return connection


def _begun(folder: Path) -> sqlite3.Connection:
    """A connection that can write, to a ledger that has every table of the schema."""
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


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    return connection


def _lacks_nothing(connection: sqlite3.Connection) -> bool:
    return {name for (name,) in connection.execute("select name from sqlite_master")} >= _NAMES


def _complete_schema(connection: sqlite3.Connection) -> None:
    """Make what the ledger lacks: all of it, or what came into the schema after it was made.

    Several processes may begin a ledger at once, and each of them finds it whole.
    """
    if not _lacks_nothing(connection):
        connection.executescript(f"begin immediate; {SCHEMA} commit;")
    # SQLite never waits to change the journal: where others have the file open, a later opening
    # changes it, and until then the file is as safe, with readers waiting for a writer.
    if connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):
            connection.execute("pragma journal_mode = wal")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        with suppress(sqlite3.OperationalError):  # SQLite may have taken it back by itself
            connection.execute("rollback")
        raise
