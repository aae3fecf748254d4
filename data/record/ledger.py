"""The ledger: a small SQLite file that says what people did, in order, and loses nothing."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

_SCHEMA = Path(__file__).with_name("ledger.sql").read_text(encoding="utf-8")
_MADE = frozenset(re.findall(r"^create \w+ if not exists (\w+)", _SCHEMA, re.MULTILINE))
_BUSY_SECONDS = 30


@dataclass(frozen=True)
class Upload:
    """One stored file. `order` among uploads is that of the ids; days are both included."""

    id: int
    sha256: str
    file_name: str
    layout: str
    table_name: str
    first_day: date
    last_day: date
    known_until: date
    complete: bool
    columns: frozenset[str]
    assumed: bool
    demonstration: bool
    rows_read: int
    rows_stored: int
    rows_set_aside: int
    parquet: str
    stored_at: datetime
    stored_by: str
    withdrawn: bool
    communes: Mapping[str, int]


@dataclass(frozen=True)
class NewUpload:
    """What is to be written of a file; `communes` counts its rows by commune code."""

    sha256: str
    file_name: str
    layout: str
    table_name: str
    first_day: date
    last_day: date
    known_until: date
    complete: bool
    columns: Sequence[str]
    assumed: bool
    demonstration: bool
    rows_read: int
    rows_stored: int
    rows_set_aside: int
    stored_by: str
    communes: Mapping[str, int]
    problems: Sequence[tuple[str, int, str, str, str]]
    set_aside: Sequence[tuple[int, Mapping[str, str]]]


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the folder's ledger, made where it is missing; one for each call.

    Write-ahead log and full sync: what is committed outlives a kill and a power cut.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "ledger.sqlite", timeout=_BUSY_SECONDS)) as ledger:
        ledger.row_factory = sqlite3.Row
        ledger.isolation_level = None
        ledger.execute("pragma synchronous = full")
        ledger.execute("pragma foreign_keys = on")
        _begin(ledger)
        yield ledger


def _begin(ledger: sqlite3.Connection) -> None:
    """Make what the ledger lacks, all of it or what came into the schema after it was made.

    Several may begin it at once, and each finds it whole.
    """
    held = {name for (name,) in ledger.execute("select name from sqlite_master")}
    if not held >= _MADE:
        ledger.executescript(f"begin immediate; {_SCHEMA} commit;")
    # SQLite never waits to change the journal: where others have the file open, a later opening
    # changes it, and until then the file is as safe, with readers waiting for a writer.
    if ledger.execute("pragma journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):
            ledger.execute("pragma journal_mode = wal")


@contextmanager
def writing(ledger: sqlite3.Connection) -> Iterator[None]:
    """The ledger's lock: everything inside is written as one, or not at all."""
    ledger.execute("begin immediate")
    try:
        yield
    except BaseException:
        ledger.execute("rollback")
        raise
    ledger.execute("commit")


def version(folder: Path) -> str:
    """Changes whenever anything was written; equal texts mean equal figures."""
    tables = ("uploads", "actions", "settings", "plan_versions", "late_marks")
    maxima = ", ".join(f"(select coalesce(max(id), 0) from {table})" for table in tables)
    with opened(folder) as ledger:
        return "-".join(str(value) for value in ledger.execute(f"select {maxima}").fetchone())


def uploads(folder: Path) -> tuple[Upload, ...]:
    """Every upload, oldest first, withdrawn ones too."""
    with opened(folder) as ledger:
        return read_uploads(ledger)


def read_uploads(
    ledger: sqlite3.Connection, where: str = "true", values: Sequence[object] = ()
) -> tuple[Upload, ...]:
    """The uploads that meet a condition on `upload_states`, oldest first."""
    rows = ledger.execute(f"select * from upload_states where {where} order by id", values)
    communes: dict[int, dict[str, int]] = {}
    for upload_id, code, count in ledger.execute("select * from upload_communes"):
        communes.setdefault(upload_id, {})[code] = count
    return tuple(_upload(dict(row), communes.get(row["id"], {})) for row in rows)


def add(ledger: sqlite3.Connection, new: NewUpload, parquet: str) -> int:
    """Write the upload and what goes with it; the new id. Call inside `writing`."""
    single = {
        "sha256": new.sha256,
        "file_name": new.file_name,
        "format": new.layout,
        "table_name": new.table_name,
        "first_day": new.first_day.isoformat(),
        "last_day": new.last_day.isoformat(),
        "known_until": new.known_until.isoformat(),
        "complete": new.complete,
        "columns": json.dumps(sorted(new.columns)),
        "assumed": new.assumed,
        "demonstration": new.demonstration,
        "rows_read": new.rows_read,
        "rows_stored": new.rows_stored,
        "rows_set_aside": new.rows_set_aside,
        "parquet": parquet,
        "stored_at": _now(),
        "stored_by": new.stored_by,
    }
    names = ", ".join(single)
    marks = ", ".join("?" * len(single))
    cursor = ledger.execute(
        f"insert into uploads ({names}) values ({marks})", tuple(single.values())
    )
    upload_id = int(cursor.lastrowid or 0)
    ledger.executemany(
        "insert into upload_communes values (?, ?, ?)",
        [(upload_id, code, count) for code, count in new.communes.items()],
    )
    ledger.executemany(
        "insert into problems values (?, ?, ?, ?, ?, ?)",
        [(upload_id, *problem) for problem in new.problems],
    )
    ledger.executemany(
        "insert into set_aside values (?, ?, ?)",
        [(upload_id, row, json.dumps(cells, ensure_ascii=False)) for row, cells in new.set_aside],
    )
    return upload_id


def act(ledger: sqlite3.Connection, upload_id: int, action: str, by: str) -> None:
    """Write that an upload was withdrawn ("withdraw") or brought back ("bring_back")."""
    ledger.execute(
        "insert into actions (upload_id, action, done_at, done_by) values (?, ?, ?, ?)",
        (upload_id, action, _now(), by),
    )


def withdraw(folder: Path, upload_ids: Sequence[int], by: str) -> None:
    """Take uploads out of the figures; they stay in the record."""
    _act_on_all(folder, upload_ids, "withdraw", by)


def bring_back(folder: Path, upload_ids: Sequence[int], by: str) -> None:
    """Put withdrawn uploads back into the figures."""
    _act_on_all(folder, upload_ids, "bring_back", by)


def problems_of(folder: Path, upload_id: int) -> tuple[tuple[str, int, str, str, str], ...]:
    """Kind, Excel's row, heading, value and message of each problem, in the rows' order."""
    query = (
        "select kind, row, heading, value, message from problems where upload_id = ? order by row"
    )
    with opened(folder) as ledger:
        return tuple(tuple(row) for row in ledger.execute(query, (upload_id,)))


def set_aside_of(folder: Path, upload_id: int) -> tuple[tuple[int, Mapping[str, str]], ...]:
    """Excel's row and the kept cells by column of each row that was set aside, in order."""
    query = "select row, cells from set_aside where upload_id = ? order by row"
    with opened(folder) as ledger:
        found = ledger.execute(query, (upload_id,)).fetchall()
    return tuple((row, json.loads(cells)) for row, cells in found)


def setting(folder: Path, name: str, default: Any = None) -> Any:
    """The latest value of a setting."""
    query = "select value from settings where name = ? order by id desc limit 1"
    with opened(folder) as ledger:
        found = ledger.execute(query, (name,)).fetchone()
    return json.loads(found[0]) if found else default


def set_setting(folder: Path, name: str, value: Any, by: str) -> None:
    """Write a setting's new value (any JSON value); the earlier ones stay in the ledger."""
    with opened(folder) as ledger, writing(ledger):
        ledger.execute(
            "insert into settings (name, value, done_at, done_by) values (?, ?, ?, ?)",
            (name, json.dumps(value, ensure_ascii=False), _now(), by),
        )


def _act_on_all(folder: Path, upload_ids: Sequence[int], action: str, by: str) -> None:
    with opened(folder) as ledger, writing(ledger):
        for upload_id in upload_ids:
            act(ledger, upload_id, action, by)


def _upload(row: dict[str, Any], communes: Mapping[str, int]) -> Upload:
    for name in ("first_day", "last_day", "known_until"):
        row[name] = date.fromisoformat(row[name])
    for name in ("complete", "assumed", "demonstration", "withdrawn"):
        row[name] = bool(row[name])
    row["layout"] = row.pop("format")
    row["columns"] = frozenset(json.loads(row["columns"]))
    row["stored_at"] = datetime.fromisoformat(row["stored_at"])
    return Upload(**row, communes=communes)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
