"""What people marked of late dossiers: explained, apologised, and by which letter."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.codes import code_in_one_spelling
from data.record.connection import read_ledger, timestamp, write_ledger
from data.record.entries import Entries, UnreadableEntry, parse_entries, text_in, truth_in


@dataclass(frozen=True)
class Mark:
    """What was done about one late dossier, beside what the system's list says of it."""

    explained: bool = False
    apologised: bool = False
    document: str = ""


def newest_marks(folder: Path, commune_code: str) -> Mapping[str, Mark]:
    """A commune's newest mark of each marked dossier, by dossier code."""
    with read_ledger(folder) as connection:
        return read_marks(connection, commune_code)


def read_marks(connection: sqlite3.Connection, commune_code: str) -> Mapping[str, Mark]:
    """A commune's newest mark of each marked dossier, by dossier code, on an open connection."""
    return dict(_parse_marks(connection, "where commune_code = ?", commune_code).sound)


def unreadable_marks(folder: Path) -> tuple[UnreadableEntry, ...]:
    """An entry for each late mark, of any commune, that cannot be read."""
    with read_ledger(folder) as connection:
        return _parse_marks(connection).unreadable


def _parse_marks(
    connection: sqlite3.Connection, condition: str = "", *parameters: str
) -> Entries[tuple[str, Mark]]:
    """The (dossier code, mark) of each row that meets an SQL condition, oldest first."""
    query = f"select * from late_marks {condition} order by id"
    return parse_entries(connection.execute(query, parameters), _code_and_mark, _name_and_remedy)


def _code_and_mark(row: sqlite3.Row) -> tuple[str, Mark]:
    """(dossier code in its one spelling, mark) of a row of `late_marks`; raises GarbledCell."""
    explained, apologised = truth_in(row["explained"]), truth_in(row["apologised"])
    code = code_in_one_spelling(text_in(row["dossier_code"]))
    return code, Mark(explained, apologised, text_in(row["document"]))


def _name_and_remedy(row: sqlite3.Row) -> tuple[str, str]:
    """An unreadable mark's name and what to do about it, in Vietnamese."""
    remedy = "hãy đánh dấu lại ở trang Hồ sơ trễ hạn."
    return f"Đánh dấu của hồ sơ “{row['dossier_code']}”", remedy


def set_marks(folder: Path, commune_code: str, marks_by_code: Mapping[str, Mark], by: str) -> None:
    """Record marks of a commune's dossiers by dossier code, all or none."""
    now = timestamp()
    rows = [
        (commune_code, code, mark.explained, mark.apologised, mark.document.strip(), now, by)
        for code, mark in marks_by_code.items()
    ]
    with write_ledger(folder) as connection:
        connection.executemany(
            "insert into late_marks (commune_code, dossier_code, explained, apologised, document, "
            "done_at, done_by) values (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def read_last_mark_ids(connection: sqlite3.Connection) -> Mapping[str, int]:
    """The id of each commune's newest row in `late_marks`, by commune code."""
    query = "select commune_code, max(id) from late_marks group by commune_code"
    return dict(connection.execute(query).fetchall())
