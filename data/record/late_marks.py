"""What people marked of late dossiers: explained, apologised, and by which letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.record.connection import open_ledger, timestamp, transaction


@dataclass(frozen=True)
class Mark:
    """What was done about one late dossier, beside what the system's list says of it."""

    explained: bool = False
    apologised: bool = False
    document: str = ""


def marks(folder: Path, commune_code: str) -> Mapping[str, Mark]:
    """The newest mark of each of the commune's dossiers, by code."""
    query = """
        select dossier_code, explained, apologised, document from late_marks
        where commune_code = ? order by id
    """
    with open_ledger(folder) as connection:
        rows = connection.execute(query, (commune_code,)).fetchall()
    return {
        row["dossier_code"]: Mark(bool(row["explained"]), bool(row["apologised"]), row["document"])
        for row in rows
    }


def set_marks(folder: Path, commune_code: str, by_code: Mapping[str, Mark], by: str) -> None:
    """Write the marks of dossiers by code, all or none; earlier ones stay in the ledger."""
    now = timestamp()
    rows = [
        (commune_code, code, mark.explained, mark.apologised, mark.document.strip(), now, by)
        for code, mark in by_code.items()
    ]
    with open_ledger(folder) as connection, transaction(connection):
        connection.executemany(
            "insert into late_marks (commune_code, dossier_code, explained, apologised, document, "
            "done_at, done_by) values (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def last_marks(folder: Path) -> Mapping[str, int]:
    """The id of the newest mark of each commune that has one."""
    query = "select commune_code, max(id) from late_marks group by commune_code"
    with open_ledger(folder) as connection:
        return dict(connection.execute(query).fetchall())
