"""The ledger opened to be read: also where its disk is full or may not be written to."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from data.record.connection import SCHEMA, open_ledger

_NAME = re.compile(r"\s*create \w+ if not exists (\w+)")


@contextmanager
def read_ledger(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection to read by; where nothing can be written beside the ledger, nothing is."""
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(open_ledger(folder))
        except (OSError, sqlite3.OperationalError) as error:
            if _is_busy(error):
                raise
            connection = stack.enter_context(_opened_unwritten(folder / "ledger.sqlite"))
        connection.text_factory = _text  # a damaged letter must not hide all other entries
        yield connection


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace")


def _is_busy(error: Exception) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


@contextmanager
def _opened_unwritten(path: Path) -> Iterator[sqlite3.Connection]:
    """The ledger without a sign left beside it; an empty one where there is none."""
    log = path.with_name(f"{path.name}-wal")
    with ExitStack() as stack:
        if not path.exists():
            address = ":memory:"
        elif not (log.exists() and log.stat().st_size):
            address = f"{path.absolute().as_uri()}?immutable=1"
        else:  # its last changes are in the log, which SQLite reads only where it may write
            copies = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            for source in (path, log):
                shutil.copy(source, copies / source.name)
            address = (copies / path.name).as_uri()
        connection = stack.enter_context(closing(sqlite3.connect(address, uri=True)))
        connection.row_factory = sqlite3.Row
        connection.isolation_level = None
        _complete_for_reading(connection)
        yield connection


def _complete_for_reading(connection: sqlite3.Connection) -> None:
    """Make, for this connection alone, the tables that came into the schema after the ledger."""
    names = {name for (name,) in connection.execute("select name from sqlite_master")}
    bare = re.sub(r"--.*", "", SCHEMA)
    for statement in bare.split(";"):
        match = _NAME.match(statement)
        if match and match[1] not in names and "create index" not in statement:
            connection.execute(statement.replace("create ", "create temp ", 1))
