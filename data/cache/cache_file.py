"""The cache's file: opened, marked as ours, and begun anew where it does not read."""

from __future__ import annotations

import contextlib
from pathlib import Path

import duckdb

from data.record.faults import RecordFault
from data.record.keeping.condition import LEDGER
from data.record.keeping.quarantine import quarantine_file
from data.record.places import foreign_file_error, foreign_file_kind

SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
MADE_BY = "bảng theo dõi chỉ số thủ tục hành chính"
_READ_ERRORS = (duckdb.Error, UnicodeDecodeError)
Connection = duckdb.DuckDBPyConnection


class CacheInUse(RecordFault):
    """Another process holds the cache file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Tệp {path.name} đang được một bảng theo dõi khác mở: hãy tắt bảng đó, hoặc đặt "
            "TTHC_DATABASE thành tệp khác."
        )


def open_cache(path: Path | None, folder: Path, counts_sql: str) -> Connection:
    """Open the cache of the record in a folder; in memory without a path that can be written.

    Every block is read: a file of ours that does not read goes to the record's quarantine and is
    begun anew. `counts_sql` makes the tables of counts and fills them. Raises CacheInUse, and
    UnusablePlace for a file that the program did not make.
    """
    if path is None:
        return open_in_memory(counts_sql)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _open_file(path, counts_sql) or _begin_new_file(path, folder, counts_sql)
    except (OSError, duckdb.Error):
        return open_in_memory(counts_sql)


def open_in_memory(counts_sql: str) -> Connection:
    """An empty cache that touches no file."""
    return _prepare_tables(duckdb.connect(":memory:"), counts_sql)


def is_in_memory(connection: Connection) -> bool:
    """Whether a cache has no file: none was wanted, or its disk cannot be written."""
    paths = connection.execute("select path from duckdb_databases() where not internal")
    return paths.fetchall() == [(None,)]


def _open_file(path: Path, counts_sql: str) -> Connection | None:
    """Open the cache in a file, made where there is none; None where it does not read as a cache.

    Raises CacheInUse, and UnusablePlace for a database of another program.
    """
    try:
        connection = duckdb.connect(str(path))
    except _READ_ERRORS as error:
        if "Could not set lock" in str(error) or "another process" in str(error):
            raise CacheInUse(path) from error  # not broken
        return None
    try:
        if not _is_own_cache(connection):
            connection.close()
            raise foreign_file_error(path, "kho DuckDB của chương trình khác")
        _prepare_tables(connection, counts_sql)
        _read_every_block(connection)
    except _READ_ERRORS:
        connection.close()
        return None
    return connection


def _begin_new_file(path: Path, folder: Path, counts_sql: str) -> Connection:
    """Make a new cache in place of an unreadable file, which goes to quarantine.

    One inside the record's folder is a command line's and is deleted. Raises UnusablePlace for a
    file that may be somebody's own.
    """
    if path.parent != folder and path.exists():
        if foreign_kind := foreign_file_kind(path):
            raise foreign_file_error(path, foreign_kind)
        if path.stat().st_size and not (folder / LEDGER).exists():
            raise foreign_file_error(path, "tệp lạ")
    for unreadable_file in (path, path.with_name(path.name + ".wal")):
        if unreadable_file.exists() and unreadable_file.parent == folder:
            unreadable_file.unlink()
        elif unreadable_file.exists():
            quarantine_file(folder, unreadable_file)
    return _prepare_tables(duckdb.connect(str(path)), counts_sql)


def _is_own_cache(connection: Connection) -> bool:
    """Whether a database is empty or has the table by which the program knows its own caches."""
    query = "select table_name, column_name from duckdb_columns() where not internal"
    columns = set(connection.execute(query).fetchall())
    return not columns or ("about", "schema_text") in columns


def _prepare_tables(connection: Connection, counts_sql: str) -> Connection:
    """Lock the engine, make the cache's tables, and return the connection.

    Tables of another version of the program are dropped first.
    """
    # Connections of one process to one file share the engine, which is locked once.
    if connection.execute("select not current_setting('lock_configuration')").fetchall()[0][0]:
        _lock_engine(connection)
    with contextlib.suppress(duckdb.CatalogException):
        if connection.execute("from about").fetchall() == [(SCHEMA, counts_sql, MADE_BY)]:
            return connection
    for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
        connection.execute(f"drop table {table}")
    connection.execute(SCHEMA)
    # The counts of no commune: their tables must be there to read before anything is loaded.
    connection.execute("create temp table changed (commune_code varchar)")
    connection.execute(counts_sql)
    connection.execute("drop table changed")
    connection.execute("insert into shown values ('')")
    connection.execute("insert into about values (?, ?, ?)", [SCHEMA, counts_sql, MADE_BY])
    return connection


def _lock_engine(connection: Connection) -> None:
    """Keep all queries from loading extensions and from reading or writing other files."""
    for name in ("autoinstall_known_extensions", "autoload_known_extensions"):
        connection.execute(f"set {name} = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _read_every_block(connection: Connection) -> None:
    """Read every column of every table, for DuckDB to check each block's checksum."""
    for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
        connection.execute(f"select bit_xor(hash(columns(*))) from {table}").fetchall()
