"""The ledger opened to be read: a letter that is damaged hides nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.record.connection import open_ledger


@contextmanager
def read_ledger(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection to read by; where nothing can be written beside the ledger, nothing is.

    While the ledger is damaged, its newest sound copy is read in its place. Raises LostLedger, and
    DamagedLedger where there is no copy.
    """
    with open_ledger(folder) as connection:
        connection.text_factory = _text
        yield connection


@contextmanager
def read_snapshot(folder: Path) -> Iterator[sqlite3.Connection]:
    """The same, and all that is read inside is of one moment."""
    with read_ledger(folder) as connection:
        connection.execute("begin")
        yield connection


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace")
