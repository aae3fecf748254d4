"""How the ledger's SQLite file is opened for reading, also where nothing can be written."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from data.record.keeping.copies import content_of, opened_in_memory

BUSY_SECONDS = 30


def opened_for_reading(path: Path) -> sqlite3.Connection:
    """A connection to an SQLite file; where its disk is full or read-only, to its bytes in memory.

    A file with a write-ahead log cannot be read in place without writing beside it. Raises
    sqlite3.Error, and OSError where not even a copy of it can be made.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        connection.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise
        return opened_in_memory(_content_with_log(path))
    except BaseException:
        connection.close()
        raise
    return connection


def _content_with_log(path: Path) -> bytes:
    """The file's bytes with what still stands in its log, taken elsewhere to be put together."""
    log = log_of(path)
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / path.name
        shutil.copyfile(path, copy)
        if log.exists():
            shutil.copyfile(log, log_of(copy))
        with closing(sqlite3.connect(copy)) as connection:
            return content_of(connection)


def log_of(path: Path) -> Path:
    """The write-ahead log beside an SQLite file."""
    return path.with_name(f"{path.name}-wal")
