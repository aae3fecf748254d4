"""What people set, by name: the newest value counts, the earlier ones stay in the ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data.record.connection import open_ledger, timestamp, transaction


def setting(folder: Path, name: str, default: Any = None) -> Any:
    """The latest value of a setting (any JSON value), or `default` where it was never set."""
    query = "select value from settings where name = ? order by id desc limit 1"
    with open_ledger(folder) as connection:
        row = connection.execute(query, (name,)).fetchone()
    return json.loads(row["value"]) if row else default


def set_setting(folder: Path, name: str, value: Any, by: str) -> None:
    """Write a setting's value (any JSON value)."""
    with open_ledger(folder) as connection, transaction(connection):
        connection.execute(
            "insert into settings (name, value, done_at, done_by) values (?, ?, ?, ?)",
            (name, json.dumps(value, ensure_ascii=False), timestamp(), by),
        )
