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
    """Insert a form's counts into `totals`, for the communes in `changed` that it counts for."""
    count_rows = list(_rows_of_counts(rows, upload))
    names = ("commune_code", "upload_id", "part", "is_field", "measure", "n")
    columns = dict(zip(names, zip(*count_rows, strict=True), strict=True))
    cursor.register("incoming", pa.table({name: list(columns[name]) for name in names}))
    cursor.execute(_FORM, {"upload": upload.id})
    cursor.unregister("incoming")


def _rows_of_counts(rows: pa.Table, upload: Upload) -> Iterator[tuple[object, ...]]:
    """Rows (commune, upload, part, whether that is a field, measure, number) of a form.

    The part is what a line is about, "" where the form has no column for that.
    """
    key_column = next((name for name in rows.column_names if name in TOTALS), None)
    has_measure_column = MEASURE in rows.column_names
    count_columns = [
        name for name in rows.column_names if is_count(name) and name in upload.columns
    ]
    for row in rows.to_pylist():
        part = row[key_column] if key_column else ""
        is_field = key_column == "field"
        line = row["commune_code"], upload.id, field_name(part) if is_field else part, is_field
        if has_measure_column:
            yield *line, row[MEASURE], row[NUMBER]
        else:
            yield from ((*line, name, row[name]) for name in count_columns)
