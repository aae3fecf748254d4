"""The counts of one form into the cache, one row a count."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from data.columns import MEASURE, NUMBER, TOTALS, is_count
from data.fields import field_name
from data.record.upload import Upload

_FORM = """
insert into totals by name select * from incoming where commune_code in (
    select commune_code from sources join changed using (commune_code) where upload_id = $upload
)
"""


def insert_totals(cursor: duckdb.DuckDBPyConnection, rows: pa.Table, upload: Upload) -> None:
    """One row a count; only for the communes for which the upload counts and that changed."""
    long = list(_long_rows(rows, upload))
    names = ("commune_code", "upload_id", "part", "is_field", "measure", "n")
    columns = dict(zip(names, zip(*long, strict=True), strict=True))
    cursor.register("incoming", pa.table({name: list(columns[name]) for name in names}))
    cursor.execute(_FORM, {"upload": upload.id})
    cursor.unregister("incoming")


def _long_rows(rows: pa.Table, upload: Upload) -> Iterator[tuple[object, ...]]:
    """Commune, upload, part, whether that is a field, measure and n of every count of a form."""
    key = next((name for name in rows.column_names if name in TOTALS), None)
    lines_name_counts = MEASURE in rows.column_names
    counts = [name for name in rows.column_names if is_count(name) and name in upload.columns]
    for row in rows.to_pylist():
        part = field_name(row[key]) if key == "field" else row[key] if key else ""
        line = row["commune_code"], upload.id, part, key == "field"
        if lines_name_counts:
            yield *line, row[MEASURE], row[NUMBER]
        else:
            yield from ((*line, name, row[name]) for name in counts)
