"""The one door to DuckDB: a cache built from the record, rebuilt when it is behind or broken."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from data.cache.cache_file import InUse, in_memory, is_in_memory, open_cache
from data.cache.form_totals import insert_totals
from data.cache.merging import apply_marks, merge_lists
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
from data.record.uploads import counting_uploads

__all__ = ["DamagedUpload", "Figures", "InUse", "Reading", "Warehouse"]

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
        """The answer to one query."""
        return self._cursor.sql(query, params=parameters).to_arrow_table()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Itself: what is read inside a reading is of its version."""
        yield self


class Warehouse:
    """One process's connection to a cache file, or to memory where `path` is None.

    `counts` is SQL that fills the tables of counts for the communes in the table `changed`.
    Opening it brings the record into order. Raises RecordFault.
    """

    def __init__(self, folder: Path, path: Path | None, counts: str) -> None:
        if path is not None and path.parent != folder:
            check_place(path)
        open_record(folder)
        self._folder = folder
        self._counts = counts
        self._lock = threading.Lock()
        self._version = ""
        self._connection = open_cache(path, folder, counts)
        self.is_in_memory = is_in_memory(self._connection)
        self.damaged: tuple[DamagedUpload, ...] = ()

    def refresh(self) -> str:
        """Bring the cache up to the record; the version that it now shows. Raises RecordFault."""
        with self._lock:
            version = ledger.version(self._folder)
            if version != self._version:
                self._version = self._brought_up()
            return self._version

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """All that is read inside is of one version, that of the last refreshing."""
        with self._connection.cursor() as cursor:
            cursor.execute("begin")
            version = cursor.execute("from shown").fetchall()[0][0]
            yield Reading(version, cursor)

    def read(self, query: str, parameters: object = None) -> pa.Table:
        """The answer to one query, on a connection of its own (threads must not share one)."""
        with self._connection.cursor() as cursor:
            return cursor.sql(query, params=parameters).to_arrow_table()

    def faults(self) -> tuple[Fault, ...]:
        """What is set aside of the record, or wrong with it, as of the last refreshing."""
        of_uploads = (Fault("upload", str(d.upload.id), d.fault.sentence) for d in self.damaged)
        return (*record_faults(self._folder), *of_uploads)

    def close(self) -> None:
        self._connection.close()

    def _brought_up(self) -> str:
        """The version that the cache is brought up to: in memory where its disk takes no more."""
        with read_snapshot(self._folder) as record:
            try:
                return self._bring_up(record)
            except duckdb.Error:  # a full disk ends in many of them
                self._connection, self.is_in_memory = in_memory(self._counts), True
                return self._bring_up(record)

    def _bring_up(self, record: sqlite3.Connection) -> str:
        version = ledger.read_version(record)
        sources, self.damaged = _sound(self._folder, counting_uploads(ledger.read_uploads(record)))
        query = "select commune_code, upload_id, parquet, words from sources"
        cached = set(self._connection.execute(query).fetchall())
        words = read_mapped_words(record)
        texts = word_texts_by_layout(words)
        recorded = {
            (code, upload.id, upload.parquet, texts.get(upload.layout, ""))
            for code, upload in sources
        }
        cached_marks = set(self._connection.execute("from marked").fetchall())
        recorded_marks = set(read_last_mark_ids(record).items())
        changed = {row[0] for row in (cached ^ recorded) | (cached_marks ^ recorded_marks)}
        with self._connection.cursor() as cursor:
            cursor.execute("begin")
            try:
                if changed:
                    behind = [pair for pair in sources if pair[0] in changed]
                    self._replace(cursor, record, changed, behind, words)
                    cursor.execute("delete from marked")
                    _insert(cursor, "marked", _mark_rows(recorded_marks))
                cursor.execute("update shown set version = ?", [version])
            except BaseException:
                with suppress(duckdb.Error):  # where the engine broke down, nothing is left of it
                    cursor.execute("rollback")
                raise
            cursor.execute("commit")
        return version

    def _replace(
        self,
        cursor: duckdb.DuckDBPyConnection,
        record: sqlite3.Connection,
        changed: set[str],
        sources: Sequence[tuple[str, Upload]],
        words: Sequence[MappedWord],
    ) -> None:
        """Put the communes' rows and counts in place of what stands there."""
        cursor.execute("create or replace temp table changed (commune_code varchar)")
        _insert(cursor, "changed", pa.table({"commune_code": sorted(changed)}))
        for table in ("sources", "dossiers", "totals"):
            cursor.execute(f"delete from {table} where commune_code in (from changed)")
        _insert(cursor, "sources", _source_rows(sources, word_texts_by_layout(words)))
        uploads = {upload.id: upload for _, upload in sources}
        lists = [upload for upload in uploads.values() if upload.table_name == "dossiers"]
        if lists:
            merge_lists(cursor, lists, partial(counting_rows_by_words, self._folder, words))
        for upload in uploads.values():
            if upload.table_name == "totals":
                insert_totals(cursor, counting_rows_by_words(self._folder, words, upload), upload)
        cursor.execute(_SHARED)
        apply_marks(cursor, {code: read_marks(record, code) for code in sorted(changed)})
        cursor.execute(self._counts)


Figures = Warehouse | Reading
"""What figures are read from: a warehouse, or one version of it."""


def _sound(
    folder: Path, sources: Iterable[tuple[str, Upload]]
) -> tuple[list[tuple[str, Upload]], tuple[DamagedUpload, ...]]:
    """Those whose files are what was written, and the others, each upload once.

    A damaged upload still keeps an older one of the same days out of the figures.
    """
    sources = list(sources)
    uploads = {upload.id: upload for _, upload in sources}.values()
    damaged = {u.id: DamagedUpload(u, fault) for u in uploads if (fault := damage_of(folder, u))}
    return [pair for pair in sources if pair[1].id not in damaged], tuple(damaged.values())


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    cursor.register("incoming", rows)
    cursor.execute(f"insert into {table} by name select * from incoming")
    cursor.unregister("incoming")


def _source_rows(
    sources: Iterable[tuple[str, Upload]], words_of_layouts: Mapping[str, str]
) -> pa.Table:
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
    columns["words"] = [words_of_layouts.get(upload.layout, "") for _, upload in pairs]
    columns["columns"] = pa.array([sorted(u.columns) for _, u in pairs], pa.list_(pa.string()))
    return pa.table(columns)


def _mark_rows(last_mark_of: Iterable[tuple[str, int]]) -> pa.Table:
    pairs = sorted(last_mark_of)
    codes = pa.array([code for code, _ in pairs], pa.string())
    return pa.table({"commune_code": codes, "last_mark": [last for _, last in pairs]})
