"""The one door to DuckDB: a cache built from the record, rebuilt when it is behind or broken."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from data.cache.cache_file import CacheInUse, CountTables, is_in_memory, open_cache, open_in_memory
from data.cache.form_totals import insert_totals
from data.cache.list_changes import CHANGE_TABLES, fill_list_changes
from data.cache.merging import apply_marks, merge_lists
from data.cache.recorded_rows import insert_rows, marked_rows, source_rows, version_rows
from data.record import ledger
from data.record.connection import read_snapshot
from data.record.faults import DamagedFile, Fault
from data.record.keeping.condition_report import record_faults
from data.record.keeping.opening import open_record
from data.record.late_marks import read_last_mark_ids, read_marks
from data.record.ledger import Upload
from data.record.mapped_words import (
    MappedWord,
    counting_rows_by_words,
    read_mapped_words,
    word_texts_by_layout,
)
from data.record.places import check_place
from data.record.stored_rows import damage_of
from data.record.uploads import compared_lists, counting_uploads

__all__ = ["CacheInUse", "DamagedUpload", "Figures", "Reading", "Warehouse"]

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


@dataclass(frozen=True)
class DamagedUpload:
    """An upload that does not count since its file is not what was written; `fault` says why."""

    upload: Upload
    fault: DamagedFile


@dataclass(frozen=True)
class Reading:
    """Queries that all see one version of the cache, whatever is stored meanwhile.

    For one thread, and until its `with` ends.
    """

    version: str
    _cursor: duckdb.DuckDBPyConnection

    def read(self, query: str, parameters: object = None) -> pa.Table:
        """The rows that a query gives, of the version of this reading."""
        return self._cursor.sql(query, params=parameters).to_arrow_table()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """This same reading, so that it may stand in for a warehouse in `with`."""
        yield self


class Warehouse:
    """One process's connection to a cache file, or to memory where `path` is None.

    Opening it brings the record into order. Raises RecordFault.
    """

    def __init__(self, folder: Path, path: Path | None, count_tables: CountTables) -> None:
        """Open the record in `folder` and its cache at `path` (None: in memory), not yet filled."""
        if path is not None and path.parent != folder:
            check_place(path)
        open_record(folder)
        self._folder = folder
        self._count_tables = count_tables
        self._lock = threading.Lock()
        self._version = ""
        self._connection = open_cache(path, folder, count_tables)
        self.is_in_memory = is_in_memory(self._connection)
        self.damaged_uploads: tuple[DamagedUpload, ...] = ()

    def refresh(self) -> str:
        """Bring the cache up to the record and return the record's version; raises RecordFault."""
        with self._lock:
            version = ledger.version(self._folder)
            if version != self._version:
                self._version = self._catch_up()
            return self._version

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A reading in which all queries see the version last refreshed, until the `with` ends."""
        with self._connection.cursor() as cursor:
            cursor.execute("begin")
            version = cursor.execute("from shown").fetchall()[0][0]
            yield Reading(version, cursor)

    def read(self, query: str, parameters: object = None) -> pa.Table:
        """The rows that a query gives, on a connection of its own for use in any thread."""
        with self._connection.cursor() as cursor:
            return cursor.sql(query, params=parameters).to_arrow_table()

    def faults(self) -> tuple[Fault, ...]:
        """The faults of the record now, and of uploads' files as of the last refresh."""
        damaged = self.damaged_uploads
        of_uploads = (Fault("upload", str(d.upload.id), d.fault.sentence) for d in damaged)
        return (*record_faults(self._folder), *of_uploads)

    def close(self) -> None:
        self._connection.close()

    def _catch_up(self) -> str:
        """Bring the cache up to the record, in memory if a disk is full, and return its version."""
        with read_snapshot(self._folder) as snapshot:
            try:
                return self._catch_up_with(snapshot)
            except duckdb.Error:  # a full disk ends in many of them
                self._connection, self.is_in_memory = open_in_memory(self._count_tables), True
                return self._catch_up_with(snapshot)

    def _catch_up_with(self, snapshot: sqlite3.Connection) -> str:
        """Rebuild the communes that differ from a snapshot of the record; return its version."""
        version = ledger.read_version(snapshot)
        uploads = ledger.read_uploads(snapshot)
        sources, self.damaged_uploads = _sound_and_damaged(self._folder, counting_uploads(uploads))
        versions, _ = _sound_and_damaged(self._folder, compared_lists(uploads))
        query = "select commune_code, upload_id, parquet, words from sources"
        cached_sources = set(self._connection.execute(query).fetchall())
        words = read_mapped_words(snapshot)
        words_of_layouts = word_texts_by_layout(words)
        recorded_sources = {
            (code, upload.id, upload.parquet, words_of_layouts.get(upload.layout, ""))
            for code, upload in sources
        }
        cached_versions = set(self._connection.execute("from list_versions").fetchall())
        recorded_versions = {(code, upload.id, upload.parquet) for code, upload in versions}
        cached_marks = set(self._connection.execute("from marked").fetchall())
        recorded_marks = set(read_last_mark_ids(snapshot).items())
        differences = (cached_sources ^ recorded_sources) | (cached_marks ^ recorded_marks)
        differences |= cached_versions ^ recorded_versions
        changed_communes = {row[0] for row in differences}
        with self._connection.cursor() as cursor:
            cursor.execute("begin")
            try:
                if changed_communes:
                    pairs, compared_pairs = (
                        [pair for pair in group if pair[0] in changed_communes]
                        for group in (sources, versions)
                    )
                    self._replace_communes(
                        cursor, snapshot, changed_communes, pairs, compared_pairs, words
                    )
                    cursor.execute("delete from marked")
                    insert_rows(cursor, "marked", marked_rows(recorded_marks))
                cursor.execute("update shown set version = ?", [version])
            except BaseException:
                with suppress(duckdb.Error):  # where the engine broke down, nothing is left of it
                    cursor.execute("rollback")
                raise
            cursor.execute("commit")
        return version

    def _replace_communes(
        self,
        cursor: duckdb.DuckDBPyConnection,
        snapshot: sqlite3.Connection,
        commune_codes: set[str],
        sources: Sequence[tuple[str, Upload]],
        versions: Sequence[tuple[str, Upload]],
        words: Sequence[MappedWord],
    ) -> None:
        """Replace these communes' cached rows, from `sources` and lists to compare (`versions`)."""
        cursor.execute("create or replace temp table changed (commune_code varchar)")
        insert_rows(cursor, "changed", pa.table({"commune_code": sorted(commune_codes)}))
        for table in ("sources", "dossiers", "totals", *CHANGE_TABLES):
            cursor.execute(f"delete from {table} where commune_code in (from changed)")
        insert_rows(cursor, "sources", source_rows(sources, word_texts_by_layout(words)))
        version_keys = ((code, upload.id, upload.parquet) for code, upload in versions)
        insert_rows(cursor, "list_versions", version_rows(version_keys))
        uploads = {upload.id: upload for _, upload in sources}
        source_keys = {(code, upload.id) for code, upload in sources}
        replaced_lists = {u.id: u for c, u in versions if (c, u.id) not in source_keys}.values()
        lists = [upload for upload in uploads.values() if upload.table_name == "dossiers"]
        if lists:
            read_rows = partial(counting_rows_by_words, self._folder, words)
            merge_lists(cursor, lists, read_rows)
            fill_list_changes(cursor, replaced_lists, read_rows)
        for upload in uploads.values():
            if upload.table_name == "totals":
                insert_totals(cursor, counting_rows_by_words(self._folder, words, upload), upload)
        cursor.execute(_SHARED)
        apply_marks(cursor, {code: read_marks(snapshot, code) for code in sorted(commune_codes)})
        cursor.execute(self._count_tables.fill_sql)


Figures = Warehouse | Reading
"""What figures are read from: a warehouse, or one version of it."""


def _sound_and_damaged(
    folder: Path, sources: Iterable[tuple[str, Upload]]
) -> tuple[list[tuple[str, Upload]], tuple[DamagedUpload, ...]]:
    """The (commune code, upload) pairs with sound files, and the uploads with damaged ones.

    A damaged upload still keeps an older one of the same days out of the figures.
    """
    sources = list(sources)
    uploads = {upload.id: upload for _, upload in sources}.values()
    damaged_by_id = {
        u.id: DamagedUpload(u, fault) for u in uploads if (fault := damage_of(folder, u))
    }
    sound_sources = [pair for pair in sources if pair[1].id not in damaged_by_id]
    return sound_sources, tuple(damaged_by_id.values())
