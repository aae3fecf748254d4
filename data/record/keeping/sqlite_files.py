"""How an SQLite file, or the bytes of one, is opened for reading, also on a read-only disk."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

BUSY_SECONDS = 30


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open an SQLite file for reading, in memory where nothing can be written beside it.

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
        return open_in_memory(_content_with_log(path))
    except BaseException:
        connection.close()
        raise
    return connection


def _content_with_log(path: Path) -> bytes:
    """The bytes of an SQLite file merged with its log, in a temporary folder."""
    log = log_of(path)
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / path.name
        shutil.copyfile(path, copy)
        if log.exists():
            shutil.copyfile(log, log_of(copy))
        with closing(sqlite3.connect(copy)) as connection:
            return content_of(connection)


def log_of(path: Path) -> Path:
    """The path of the write-ahead log beside an SQLite file."""
    return path.with_name(f"{path.name}-wal")


def content_of(connection: sqlite3.Connection) -> bytes:
    """The bytes of a connection's database, so marked that they need no log beside them."""
    content = bytearray(connection.serialize())
    content[18:20] = b"\x01\x01"  # read and written with a rollback journal
    return bytes(content)


def open_in_memory(content: bytes) -> sqlite3.Connection:
    """Open a database's bytes in memory, where nothing that is written is kept."""
    connection = sqlite3.connect(":memory:")
    connection.text_factory = readable_text
    try:
        connection.deserialize(content)
    except BaseException:
        connection.close()
        raise
    return connection


def readable_text(raw: bytes) -> str:
    """A stored text decoded from UTF-8, with U+FFFD where its bytes are damaged."""
    return raw.decode("utf-8", errors="replace")
