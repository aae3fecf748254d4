"""Rows of the cache's tables on what it was built from: sources, compared lists, marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from data.record.ledger import Upload


def insert_rows(cursor: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Insert rows into a table of the cache, by column names."""
    cursor.register("incoming", rows)
    cursor.execute(f"insert into {table} by name select * from incoming")
    cursor.unregister("incoming")


def source_rows(
    sources: Iterable[tuple[str, Upload]], words_of_layouts: Mapping[str, str]
) -> pa.Table:
    """Rows for the table `sources`, from (commune code, upload) and each layout's mapped words."""
    days = ("first_day", "last_day", "known_until")
    names = ("table_name", "layout", "parquet", *days, "complete", "demonstration")
    pairs = list(sources)
    columns: dict[str, object] = {
        name: [getattr(upload, name) for _, upload in pairs] for name in names
    }
    columns["commune_code"] = [code for code, _ in pairs]
    columns["upload_id"] = [upload.id for _, upload in pairs]
    columns["words"] = [words_of_layouts.get(upload.layout, "") for _, upload in pairs]
    columns["columns"] = pa.array([sorted(u.columns) for _, u in pairs], pa.list_(pa.string()))
    return pa.table(columns)


def marked_rows(last_marks: Iterable[tuple[str, int]]) -> pa.Table:
    """Rows for the cache's table `marked`, from pairs of commune code and last mark's id."""
    pairs = sorted(last_marks)
    codes = pa.array([code for code, _ in pairs], pa.string())
    return pa.table({"commune_code": codes, "last_mark": [last for _, last in pairs]})


def version_rows(versions: Iterable[tuple[str, str | int, str]]) -> pa.Table:
    """Rows for the cache's table `list_versions`, from commune code, upload's id, file's name."""
    names = ("commune_code", "upload_id", "parquet")
    rows = [dict(zip(names, version, strict=True)) for version in sorted(versions)]
    kinds = (pa.string(), pa.int32(), pa.string())
    return pa.Table.from_pylist(rows, pa.schema(list(zip(names, kinds, strict=True))))
