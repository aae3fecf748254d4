"""The one door to DuckDB: a cache built from the record, rebuilt when it is behind or broken."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from data.cache.merging import apply_marks, merge_lists
from data.columns import MEASURE, NUMBER, TOTALS, is_count
from data.record import ledger
from data.record.late_marks import last_marks
from data.record.ledger import Upload
from data.record.uploads import in_force, rows_of

_SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
_FORM = """
insert into totals by name select * from incoming where commune_code in (
    select commune_code from sources join changed using (commune_code) where upload_id = $upload
)
"""
# A dossier that two communes' lists hold counts for the commune whose list is the later.
_SHARED = """
create or replace temp table settled as
select commune_code, dossier_code,
    row_number() over (
        partition by dossier_code order by known_until desc, upload_id desc, row
    ) = 1 as counts_here
from dossiers
where dossier_code in (select dossier_code from dossiers group by all having count(*) > 1)
    or not counted;
insert into changed
select distinct commune_code from dossiers join settled using (commune_code, dossier_code)
where counted <> counts_here and commune_code not in (from changed);
update dossiers set counted = counts_here from settled
where dossiers.commune_code = settled.commune_code
    and dossiers.dossier_code = settled.dossier_code and counted <> counts_here
"""


class InUse(Exception):
    """Another process holds the cache file."""


class Warehouse:
    """One process's connection to a cache file, or to memory where `path` is None.

    `counts` is SQL that fills the tables of counts for the communes in the table `changed`.
    """

    def __init__(self, folder: Path, path: Path | None, counts: str) -> None:
        self._folder = folder
        self._counts = counts
        self._lock = threading.Lock()
        self._version = ""
        self._connection = _open(path, counts)

    def refresh(self) -> str:
        """Bring the cache up to the record; the version that it now shows."""
        with self._lock:
            version = ledger.version(self._folder)
            if version != self._version:
                self._bring_up()
                self._version = version
            return self._version

    def read(self, query: str, parameters: object = None) -> pa.Table:
        """The answer to one query, on a connection of its own (threads must not share one)."""
        with self._connection.cursor() as cursor:
            return cursor.sql(query, params=parameters).to_arrow_table()

    def close(self) -> None:
        self._connection.close()

    def _bring_up(self) -> None:
        sources = in_force(ledger.uploads(self._folder))
        query = "select commune_code, upload_id, parquet from sources"
        cached = set(self._connection.execute(query).fetchall())
        recorded = {(code, upload.id, upload.parquet) for code, upload in sources}
        cached_marks = set(self._connection.execute("from marked").fetchall())
        recorded_marks = set(last_marks(self._folder).items())
        changed = {row[0] for row in (cached ^ recorded) | (cached_marks ^ recorded_marks)}
        if not changed:
            return
        with self._connection.cursor() as cursor:
            cursor.execute("begin")
            try:
                self._replace(cursor, changed, [pair for pair in sources if pair[0] in changed])
                cursor.execute("delete from marked")
                _insert(cursor, "marked", _mark_rows(recorded_marks))
            except BaseException:
                cursor.execute("rollback")
                raise
            cursor.execute("commit")

    def _replace(
        self,
        cursor: duckdb.DuckDBPyConnection,
        changed: set[str],
        sources: Sequence[tuple[str, Upload]],
    ) -> None:
        """Put the communes' rows and counts in place of what stands there."""
        cursor.execute("create or replace temp table changed (commune_code varchar)")
        _insert(cursor, "changed", pa.table({"commune_code": sorted(changed)}))
        for table in ("sources", "dossiers", "totals"):
            cursor.execute(f"delete from {table} where commune_code in (from changed)")
        _insert(cursor, "sources", _source_rows(sources))
        uploads = {upload.id: upload for _, upload in sources}
        lists = [upload for upload in uploads.values() if upload.table_name == "dossiers"]
        if lists:
            merge_lists(cursor, self._folder, lists)
        for upload in uploads.values():
            if upload.table_name == "totals":
                _insert_totals(cursor, rows_of(self._folder, upload), upload)
        cursor.execute(_SHARED)
        apply_marks(cursor, self._folder, sorted(changed))
        cursor.execute(self._counts)


def _open(path: Path | None, counts: str) -> duckdb.DuckDBPyConnection:
    """Open the cache and read every block of it; delete and begin anew one that does not read."""
    if path is None:
        return _prepared(duckdb.connect(":memory:"), counts)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(path))
    except duckdb.IOException as error:
        if "Could not set lock" in str(error) or "another process" in str(error):
            raise InUse(path) from error  # not broken
        return _begin_anew(path, counts)
    except (duckdb.Error, UnicodeDecodeError):
        return _begin_anew(path, counts)
    try:
        _prepared(connection, counts)
        _read_all(connection)
    except (duckdb.Error, UnicodeDecodeError):
        connection.close()
        return _begin_anew(path, counts)
    return connection


def _begin_anew(path: Path, counts: str) -> duckdb.DuckDBPyConnection:
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
    return _prepared(duckdb.connect(str(path)), counts)


def _prepared(connection: duckdb.DuckDBPyConnection, counts: str) -> duckdb.DuckDBPyConnection:
    """Lock the engine in, and make the tables; those of another version are dropped first."""
    if connection.execute("select not current_setting('lock_configuration')").fetchall()[0][0]:
        _lock_in(connection)  # connections of one process to one file share the engine, locked once
    with contextlib.suppress(duckdb.CatalogException):
        if connection.execute("from about").fetchall() == [(_SCHEMA, counts)]:
            return connection
    for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
        connection.execute(f"drop table {table}")
    connection.execute(_SCHEMA)
    # The counts of no commune: their tables must be there to read before anything is loaded.
    connection.execute("create temp table changed (commune_code varchar)")
    connection.execute(counts)
    connection.execute("drop table changed")
    connection.execute("insert into about values (?, ?)", [_SCHEMA, counts])
    return connection


def _lock_in(connection: duckdb.DuckDBPyConnection) -> None:
    for name in ("autoinstall_known_extensions", "autoload_known_extensions"):
        connection.execute(f"set {name} = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _read_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Touch every column of every table: DuckDB checks a block's checksum as it reads it."""
    for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
        connection.execute(f"select bit_xor(hash(columns(*))) from {table}").fetchall()


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    cursor.register("incoming", rows)
    cursor.execute(f"insert into {table} by name select * from incoming")
    cursor.unregister("incoming")


def _source_rows(sources: Iterable[tuple[str, Upload]]) -> pa.Table:
    names = (
        "table_name",
        "layout",
        "parquet",
        "first_day",
        "last_day",
        "known_until",
        "complete",
        "demonstration",
    )
    pairs = list(sources)
    columns: dict[str, object] = {
        name: [getattr(upload, name) for _, upload in pairs] for name in names
    }
    columns["commune_code"] = [code for code, _ in pairs]
    columns["upload_id"] = [upload.id for _, upload in pairs]
    columns["columns"] = pa.array([sorted(u.columns) for _, u in pairs], pa.list_(pa.string()))
    return pa.table(columns)


def _mark_rows(last_mark_of: Iterable[tuple[str, int]]) -> pa.Table:
    pairs = sorted(last_mark_of)
    codes = pa.array([code for code, _ in pairs], pa.string())
    return pa.table({"commune_code": codes, "last_mark": [last for _, last in pairs]})


def _insert_totals(cursor: duckdb.DuckDBPyConnection, rows: pa.Table, upload: Upload) -> None:
    """One row a count; only for the communes for which the upload counts and that changed."""
    long = list(_long(rows, upload))
    names = ("commune_code", "upload_id", "part", "is_field", "measure", "n")
    columns = dict(zip(names, zip(*long, strict=True), strict=True))
    cursor.register("incoming", pa.table({name: list(columns[name]) for name in names}))
    cursor.execute(_FORM, {"upload": upload.id})
    cursor.unregister("incoming")


def _long(rows: pa.Table, upload: Upload) -> Iterator[tuple[object, ...]]:
    """Commune, upload, part, whether that is a field, measure and n of every count of a form."""
    key = next((name for name in rows.column_names if name in TOTALS), None)
    lines_name_counts = MEASURE in rows.column_names
    counts = [name for name in rows.column_names if is_count(name) and name in upload.columns]
    for row in rows.to_pylist():
        line = row["commune_code"], upload.id, row[key] if key else "", key == "field"
        if lines_name_counts:
            yield *line, row[MEASURE], row[NUMBER]
        else:
            yield from ((*line, name, row[name]) for name in counts)
