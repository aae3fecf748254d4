"""The one door to DuckDB: a cache built from the record, rebuilt when it is behind or broken."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from data import ledger, record
from data.ledger import Upload
from data.tables import DOSSIERS, TOTALS, is_count

_SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
_KEPT = tuple(name for name in DOSSIERS if name not in ("dossier_code", "unit"))
_LISTED = f"""
create or replace temp table listed as
select commune_code, dossier_code, {", ".join(_KEPT)}, row, upload_id, known_until,
    cast(null as integer) as rank
from dossiers with no data
"""
_LIST = """
insert into listed by name
select *, $upload as upload_id, $rank as rank, $known_until as known_until from incoming
where commune_code in (
    select commune_code from sources join changed using (commune_code) where upload_id = $upload
)
"""
_FORM = """
insert into totals by name select * from incoming where commune_code in (
    select commune_code from sources join changed using (commune_code) where upload_id = $upload
)
"""
_MERGED = """
insert into dossiers by name
with merged as (
    select commune_code, dossier_code, {picked}, arg_max(upload_id, rank) as upload_id,
        arg_max(row, rank) as row, max(known_until) as known_until
    from listed group by commune_code, dossier_code
), ended as (
    select * replace (case when state in ('returned', 'left') then finished_on end as finished_on)
    from merged
)
select *, true as counted,
    coalesce(result_digitised, result_electronic) is not null as paper_result,
    case when due_on is not null
        then cast(greatest(received_on, due_on + interval '1' day) as date) end as late_from,
    coalesce(finished_on, known_until) as ended_on,
    coalesce(finished_on, cast(known_until + interval '1' day as date)) as closed_on
from ended
"""
# A code that two communes' lists hold counts where the later list has it.
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
            now = ledger.version(self._folder)
            if now != self._version:
                self._bring_up()
                self._version = now
            return self._version

    def read(self, query: str, values: object = None) -> pa.Table:
        """The answer to one query, on a connection of its own (threads must not share one)."""
        with self._connection.cursor() as cursor:
            return cursor.sql(query, params=values).to_arrow_table()

    def close(self) -> None:
        self._connection.close()

    def _bring_up(self) -> None:
        wanted = record.in_force(ledger.uploads(self._folder))
        query = "select commune_code, upload_id, parquet from sources"
        held = set(self._connection.execute(query).fetchall())
        asked = {(code, upload.id, upload.parquet) for code, upload in wanted}
        changed = {code for code, _, _ in held ^ asked}
        if not changed:
            return
        with self._connection.cursor() as cursor:
            cursor.execute("begin")
            try:
                self._replace(cursor, changed, [pair for pair in wanted if pair[0] in changed])
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
            _merge_lists(cursor, self._folder, lists)
        for upload in uploads.values():
            if upload.table_name == "totals":
                _insert_totals(cursor, record.rows_of(self._folder, upload), upload)
        cursor.execute(_SHARED)
        cursor.execute(self._counts)


def _open(path: Path | None, counts: str) -> duckdb.DuckDBPyConnection:
    """Open the cache and read every block of it; what does not read is deleted and begun anew."""
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
        "format",
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


def _merge_lists(cursor: duckdb.DuckDBPyConnection, folder: Path, lists: Sequence[Upload]) -> None:
    """Each dossier once, as the list with the latest last day has it (of equals the later upload).

    A column that this list lacks is as the latest list that has it says.
    """
    cursor.execute(_LISTED)
    ranked = sorted(lists, key=lambda upload: (upload.last_day, upload.id))
    for rank, upload in enumerate(ranked):
        rows = record.rows_of(folder, upload)
        cursor.register("incoming", rows.select([n for n in rows.column_names if n != "unit"]))
        known_until = upload.known_until
        cursor.execute(_LIST, {"upload": upload.id, "rank": rank, "known_until": known_until})
        cursor.unregister("incoming")
    cursor.execute(_MERGED.format(picked=", ".join(_pick(name, ranked) for name in _KEPT)))
    cursor.execute("drop table listed")


def _pick(column: str, ranked: Sequence[Upload]) -> str:
    """SQL for a column's value in the latest list that has the column."""
    ranks = [str(rank) for rank, upload in enumerate(ranked) if column in upload.columns]
    every = len(ranks) in (0, len(ranked))  # where no list has it, it is null in every row
    some = "" if every else f" filter (where rank in ({', '.join(ranks)}))"
    return f"arg_max_null({column}, rank){some} as {column}"


def _insert_totals(cursor: duckdb.DuckDBPyConnection, rows: pa.Table, upload: Upload) -> None:
    """One row a count; only for the communes for which the upload counts and that changed."""
    key = next((name for name in rows.column_names if name in TOTALS), None)
    measures = [name for name in rows.column_names if is_count(name) and name in upload.columns]
    long = [
        (row["commune_code"], upload.id, row[key] if key else "", key == "field", name, row[name])
        for row in rows.to_pylist()
        for name in measures
    ]
    names = ("commune_code", "upload_id", "part", "is_field", "measure", "n")
    columns = dict(zip(names, zip(*long, strict=True), strict=True))
    cursor.register("incoming", pa.table({name: list(columns[name]) for name in names}))
    cursor.execute(_FORM, {"upload": upload.id})
    cursor.unregister("incoming")
