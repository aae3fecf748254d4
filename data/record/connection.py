"""The ledger's file: a small SQLite database that is opened for each call and loses nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

SCHEMA = Path(__file__).with_name("ledger.sql").read_text(encoding="utf-8")
_NAMES = frozenset(re.findall(r"^create \w+ if not exists (\w+)", SCHEMA, re.MULTILINE))
_BUSY_SECONDS = 30


@contextmanager
def open_ledger(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the ledger in the folder, which is made where it is missing.

    Write-ahead log and full sync: what is committed outlives a kill and a power cut.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "ledger.sqlite", timeout=_BUSY_SECONDS)) as connection:
        connection.row_factory = sqlite3.Row
        connection.isolation_level = None
        connection.execute("pragma synchronous = full")
        connection.execute("pragma foreign_keys = on")
        _complete_schema(connection)
        yield connection


def _complete_schema(connection: sqlite3.Connection) -> None:
    """Make what the ledger lacks: all of it, or what came into the schema after it was made.

    Several processes may begin a ledger at once, and each of them finds it whole.
    """
    names = {name for (name,) in connection.execute("select name from sqlite_master")}
    if not names >= _NAMES:
        connection.executescript(f"begin immediate; {SCHEMA} commit;")
    # SQLite never waits to change the journal: where others have the file open, a later opening
    # changes it, and until then the file is as safe, with readers waiting for a writer.
    if connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):
            connection.execute("pragma journal_mode = wal")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """The ledger's lock: everything inside is written together, or not at all."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def timestamp() -> str:
    """The moment in UTC, to the second, as every table of the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
