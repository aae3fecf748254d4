"""What people marked of late dossiers: explained, apologised, and by which letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from data import ledger

# A list's own letter stands whatever is marked, so a mark only adds to it. One taken back says
# nothing; until the first is there, nobody has begun to tell, and that is not "none explained".
_APPLY = """
update dossiers set was_explained = marks.explained,
    was_apologised = was_apologised or marks.apologised
from marks
where dossiers.commune_code = marks.commune_code and dossiers.dossier_code = marks.dossier_code;
update sources set columns = list_append(columns, 'marks')
from (
    select commune_code, date_trunc('year', min(due_on)) as begun
    from dossiers join marks using (commune_code, dossier_code) group by commune_code
) as first_marks
where sources.commune_code = first_marks.commune_code and table_name = 'dossiers'
    and last_day >= begun
"""


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


def apply_marks(cursor: duckdb.DuckDBPyConnection, folder: Path, communes: Iterable[str]) -> None:
    """Put the communes' marks on their dossiers in the cache, inside its transaction.

    Their lists of the year of the first marked dossier, and later ones, then count as telling what
    was explained and apologised: what is not marked was not.
    """
    rows = [
        (commune, code, mark.explained, mark.apologised)
        for commune in communes
        for code, mark in marks(folder, commune).items()
        if mark.explained or mark.apologised
    ]
    if not rows:
        return
    names = ("commune_code", "dossier_code", "explained", "apologised")
    columns = zip(*rows, strict=True)
    cursor.register("marks", pa.table(dict(zip(names, map(list, columns), strict=True))))
    cursor.execute(_APPLY)
    cursor.unregister("marks")
