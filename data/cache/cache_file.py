"""The cache's file: opened, marked as ours, and begun anew where it does not read."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.record.faults import RecordFault
from data.record.keeping.condition import LEDGER
from data.record.keeping.quarantine import quarantine_file
from data.record.places import foreign_file_error, foreign_file_kind

SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
MADE_BY = "bảng theo dõi chỉ số thủ tục hành chính"
_READ_ERRORS = (duckdb.Error, UnicodeDecodeError)
_TABLE = re.compile(r"create table if not exists (\w+)")
Connection = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class CountTables:
    """SQL of the tables of counts: `make_sql` makes them where they are not, and empty.

    `fill_sql` fills them anew for the communes in the table `changed`.
    """

    make_sql: str
    fill_sql: str

    @property
    def text(self) -> str:
        """Both SQL texts in one, which tells whether a cache was made for the same counts."""
        return f"{self.make_sql};{self.fill_sql}"


class CacheInUse(RecordFault):
    """Another process holds the cache file."""

    def __init__(self, path: Path) -> None:
        """Say that the file is in use: close the other dashboard, or set another file."""
        super().__init__(
            f"Tệp {path.name} đang được một bảng theo dõi khác mở: hãy tắt bảng đó, hoặc đặt "
            "TTHC_DATABASE thành tệp khác."
        )


def open_cache(path: Path | None, folder: Path, count_tables: CountTables) -> Connection:
    """Open the cache at `path`, or in memory if it is None or unwritable; `folder` is the record's.

    Every block is read: a file of ours that does not read goes to the record's quarantine and is
    begun anew. Raises CacheInUse, and UnusablePlace for a file that the program did not make.
    """
    if path is None:
        return open_in_memory(count_tables)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _open_file(path, count_tables) or _begin_new_file(path, folder, count_tables)
    except (OSError, duckdb.Error):
        return open_in_memory(count_tables)


def open_in_memory(count_tables: CountTables) -> Connection:
    """An empty cache in memory, with all tables made."""
    return _make_tables(duckdb.connect(":memory:"), count_tables)


def is_in_memory(connection: Connection) -> bool:
    """Whether a cache lies in memory, without a file."""
    paths = connection.execute("select path from duckdb_databases() where not internal")
    return paths.fetchall() == [(None,)]


def _open_file(path: Path, count_tables: CountTables) -> Connection | None:
    """Open a cache file, made where it is missing; None where it does not read as a cache.

    Raises CacheInUse, and UnusablePlace for a database of another program.
    """
    is_new = not any(file.exists() for file in _files_of(path))
    try:
        connection = duckdb.connect(str(path))
    except _READ_ERRORS as error:
        if "Could not set lock" in str(error) or "another process" in str(error):
            raise CacheInUse(path) from error  # not broken
        return None
    try:
        if is_new:
            return _make_tables(connection, count_tables)
        if not _is_own_cache(connection):
            connection.close()
            raise foreign_file_error(path, "kho DuckDB của chương trình khác")
        _renew_tables(connection, count_tables)
        _read_every_block(connection, count_tables)
    except _READ_ERRORS:
        connection.close()
        return None
    return connection


def _begin_new_file(path: Path, folder: Path, count_tables: CountTables) -> Connection:
    """Move an unreadable cache file to the quarantine in `folder`; make a new cache at its path.

    One inside the record's folder is a command line's and is deleted. Raises UnusablePlace for a
    file that may be somebody's own.
    """
    if path.parent != folder and path.exists():
        if foreign_kind := foreign_file_kind(path):
            raise foreign_file_error(path, foreign_kind)
        if path.stat().st_size and not (folder / LEDGER).exists():
            raise foreign_file_error(path, "tệp lạ")
    for unreadable_file in _files_of(path):
        if unreadable_file.exists() and unreadable_file.parent == folder:
            unreadable_file.unlink()
        elif unreadable_file.exists():
            quarantine_file(folder, unreadable_file)
    return _make_tables(duckdb.connect(str(path)), count_tables)


def _files_of(path: Path) -> tuple[Path, Path]:
    """The paths of a cache's file and of its write-ahead log."""
    return path, path.with_name(f"{path.name}.wal")


def _is_own_cache(connection: Connection) -> bool:
    """Whether a database is a cache of this program, by its table `about`, or is empty."""
    with suppress(duckdb.CatalogException, duckdb.BinderException):
        connection.execute("select schema_text from about")
        return True
    columns = connection.execute("select 1 from duckdb_columns() where not internal limit 1")
    return not columns.fetchall()


def _renew_tables(connection: Connection, count_tables: CountTables) -> None:
    """Drop and make a cache's tables anew where another version of the program made them."""
    with suppress(duckdb.CatalogException):
        if connection.execute("from about").fetchall() == [_about_row(count_tables)]:
            _lock_engine(connection)
            return
    for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
        connection.execute(f"drop table {table}")
    _make_tables(connection, count_tables)


def _make_tables(connection: Connection, count_tables: CountTables) -> Connection:
    """Lock the engine, make the tables of an empty cache, and return the connection."""
    _lock_engine(connection)
    connection.execute(SCHEMA)
    connection.execute(count_tables.make_sql)
    connection.execute("insert into shown values ('')")
    connection.execute("insert into about values (?, ?, ?)", _about_row(count_tables))
    return connection


def _about_row(count_tables: CountTables) -> tuple[str, str, str]:
    """The row of the table `about`: schema, SQL of the count tables and the program's name."""
    return SCHEMA, count_tables.text, MADE_BY


def _lock_engine(connection: Connection) -> None:
    """Forbid a connection's queries to load extensions and to reach other files.

    Connections of one process to one file share the engine, which is locked once.
    """
    if connection.execute("select current_setting('lock_configuration')").fetchall()[0][0]:
        return
    for name in ("autoinstall_known_extensions", "autoload_known_extensions"):
        connection.execute(f"set {name} = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _read_every_block(connection: Connection, count_tables: CountTables) -> None:
    """Read all columns of all tables; DuckDB raises where a block's checksum is wrong.

    The tables are named by what made them: DuckDB's list of tables takes longer than to read them.
    """
    for table in _TABLE.findall(SCHEMA + count_tables.make_sql):
        connection.execute(f"select bit_xor(hash(columns(*))) from {table}").fetchall()
