"""The cache's file: opened, marked as ours, and begun anew where it does not read."""

from __future__ import annotations

import contextlib
from pathlib import Path

import duckdb

from data.record.faults import RecordFault
from data.record.keeping.condition import LEDGER
from data.record.keeping.quarantine import quarantine_file
from data.record.places import foreign_file_fault, foreign_file_kind

SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
MADE_BY = "bảng theo dõi chỉ số thủ tục hành chính"
_NOT_READ = (duckdb.Error, UnicodeDecodeError)
Connection = duckdb.DuckDBPyConnection


class InUse(RecordFault):
    """Another process holds the cache file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Tệp {path.name} đang được một bảng theo dõi khác mở: hãy tắt bảng đó, hoặc đặt "
            "TTHC_DATABASE thành tệp khác."
        )


def open_cache(path: Path | None, folder: Path, counts: str) -> Connection:
    """Open a record's cache and read every block of it; in memory where nothing can be written.

    One of ours that does not read goes to the record's quarantine and is begun anew. Raises InUse,
    and UnusablePlace for a file that the program did not make.
    """
    if path is None:
        return in_memory(counts)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _open_or_none(path, counts) or _begun_anew(path, folder, counts)
    except (OSError, duckdb.Error):
        return in_memory(counts)


def in_memory(counts: str) -> Connection:
    """An empty cache that touches no file."""
    return _prepare(duckdb.connect(":memory:"), counts)


def is_in_memory(connection: Connection) -> bool:
    """Whether a cache has no file: none was wanted, or its disk takes nothing."""
    paths = connection.execute("select path from duckdb_databases() where not internal")
    return paths.fetchall() == [(None,)]


def _open_or_none(path: Path, counts: str) -> Connection | None:
    """The cache in the file; None where the file does not read as one."""
    try:
        connection = duckdb.connect(str(path))
    except _NOT_READ as error:
        if "Could not set lock" in str(error) or "another process" in str(error):
            raise InUse(path) from error  # not broken
        return None
    try:
        if not _is_ours(connection):
            connection.close()
            raise foreign_file_fault(path, "kho DuckDB của chương trình khác")
        _prepare(connection, counts)
        _read_all(connection)
    except _NOT_READ:
        connection.close()
        return None
    return connection


def _begun_anew(path: Path, folder: Path, counts: str) -> Connection:
    """A new cache; what lies there is put into quarantine, if it is not somebody's own."""
    if path.parent != folder and path.exists():
        if kind := foreign_file_kind(path):
            raise foreign_file_fault(path, kind)
        if path.stat().st_size and not (folder / LEDGER).exists():
            raise foreign_file_fault(path, "tệp lạ")
    for broken in (path, path.with_name(path.name + ".wal")):
        if broken.exists() and broken.parent == folder:
            broken.unlink()  # a command line's own, inside the record
        elif broken.exists():
            quarantine_file(folder, broken)
    return _prepare(duckdb.connect(str(path)), counts)


def _is_ours(connection: Connection) -> bool:
    """Whether nothing stands in it yet, or the table by which the program knows its own."""
    query = "select table_name, column_name from duckdb_columns() where not internal"
    columns = set(connection.execute(query).fetchall())
    return not columns or ("about", "schema_text") in columns


def _prepare(connection: Connection, counts: str) -> Connection:
    """Lock the engine in, and make the tables; those of another version are dropped first."""
    if connection.execute("select not current_setting('lock_configuration')").fetchall()[0][0]:
        _lock_in(connection)  # connections of one process to one file share the engine, locked once
    with contextlib.suppress(duckdb.CatalogException):
        if connection.execute("from about").fetchall() == [(SCHEMA, counts, MADE_BY)]:
            return connection
    for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
        connection.execute(f"drop table {table}")
    connection.execute(SCHEMA)
    # The counts of no commune: their tables must be there to read before anything is loaded.
    connection.execute("create temp table changed (commune_code varchar)")
    connection.execute(counts)
    connection.execute("drop table changed")
    connection.execute("insert into shown values ('')")
    connection.execute("insert into about values (?, ?, ?)", [SCHEMA, counts, MADE_BY])
    return connection


def _lock_in(connection: Connection) -> None:
    for name in ("autoinstall_known_extensions", "autoload_known_extensions"):
        connection.execute(f"set {name} = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _read_all(connection: Connection) -> None:
    """Touch every column of every table: DuckDB checks a block's checksum as it reads it."""
    for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
        connection.execute(f"select bit_xor(hash(columns(*))) from {table}").fetchall()
