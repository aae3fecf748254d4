"""What people marked of late dossiers: explained, apologised, and by which letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.record import ledger


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
    with ledger.opened(folder) as connection:
        rows = connection.execute(query, (commune_code,)).fetchall()
    return {code: Mark(bool(one), bool(two), text) for code, one, two, text in rows}


def set_marks(folder: Path, commune_code: str, new: Mapping[str, Mark], by: str) -> None:
    """Write marks by dossier code, all or none; earlier ones stay in the ledger."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [
        (commune_code, code, mark.explained, mark.apologised, mark.document.strip(), now, by)
        for code, mark in new.items()
    ]
    with ledger.opened(folder) as connection, ledger.writing(connection):
        connection.executemany(
            "insert into late_marks (commune_code, dossier_code, explained, apologised, document, "
            "done_at, done_by) values (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def last_marks(folder: Path) -> Mapping[str, int]:
    """The id of the newest mark of each commune that has one."""
    query = "select commune_code, max(id) from late_marks group by commune_code"
    with ledger.opened(folder) as connection:
        return dict(connection.execute(query).fetchall())
