"""The record: the ledger and one Parquet file an upload; nothing in it is ever overwritten."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from data.record.connection import read_ledger, timestamp, write_ledger
from data.record.faults import RecordFault, not_written_error
from data.record.ledger import (
    NewUpload,
    ReviewRows,
    Upload,
    UploadEntry,
    add_upload,
    next_upload_id,
    read_uploads,
)
from data.record.places import record_folder
from data.record.upload_files import NewParquetFile, new_parquet_file

__all__ = [
    "compared_lists",
    "counting_uploads",
    "record_folder",
    "store_upload",
    "uploads_replaced_by_commune",
    "uploads_with_hash",
]


def uploads_with_hash(folder: Path, sha256: str) -> tuple[Upload, ...]:
    """The uploads of a file with this SHA-256, also withdrawn ones, oldest first."""
    with read_ledger(folder) as connection:
        return read_uploads(connection, "sha256 = ?", (sha256,))


def store_upload(
    folder: Path, upload: NewUpload, rows: pa.Table, review: ReviewRows | None = None
) -> tuple[int, bool]:
    """Store an upload; return its id, and whether it was stored already (nothing is added).

    Another process may have stored the same bytes, for the same days, meanwhile. The Parquet file
    is written first, then the ledger's rows. Raises RecordFault, and then nothing is stored.
    """
    try:
        with new_parquet_file(folder / "uploads", rows) as file:
            try:
                return _write_entry(folder, upload, review or ReviewRows(), file)
            except Exception:
                return _find_upload_or_raise(folder, file)
    except OSError as error:
        raise not_written_error() from error


def _write_entry(
    folder: Path, upload: NewUpload, review: ReviewRows, file: NewParquetFile
) -> tuple[int, bool]:
    """Write an upload's entry; return its id, and whether the ledger had it already."""
    with write_ledger(folder) as connection:
        twin = _standing_twin(read_uploads(connection, "sha256 = ?", (upload.sha256,)), upload)
        if twin:
            return twin.id, True
        entry = UploadEntry(next_upload_id(connection), timestamp(), file.name, upload, review)
        add_upload(connection, entry, *file.finish(entry))
        return entry.id, False


def _find_upload_or_raise(folder: Path, file: NewParquetFile) -> tuple[int, bool]:
    """(the upload's id, False) where the ledger has it though writing failed; else raise again.

    Else its file is removed, and the fault is raised again. Call while that is handled.
    """
    try:
        with read_ledger(folder) as connection:
            stored_uploads = read_uploads(connection, "parquet = ?", (file.name,))
    except (RecordFault, sqlite3.Error, OSError):
        stored_uploads = ()  # its file stays: it may be named
    else:
        if stored_uploads:
            return stored_uploads[0].id, False
        file.remove()
    raise


def counting_uploads(uploads: Iterable[Upload]) -> tuple[tuple[str, Upload], ...]:
    """Pairs (commune code, upload) of uploads neither withdrawn nor replaced there, oldest first.

    Not withdrawn, and of the lists (or of one form) for the same days only the newest: it
    replaces the older one whole (docs/rules.md, Uploads). Demonstration data count nowhere where
    a commune has figures of its own: invented dossiers are never added to real ones.
    """
    newest_uploads: dict[tuple[object, ...], tuple[str, Upload]] = {}
    for upload in sorted(uploads, key=lambda upload: upload.id):
        if not upload.withdrawn:
            for code in upload.communes:
                newest_uploads[code, *_kind_and_days(upload)] = code, upload
    real_codes = {code for code, upload in newest_uploads.values() if not upload.demonstration}
    commune_uploads = [
        (c, u) for c, u in newest_uploads.values() if not (u.demonstration and c in real_codes)
    ]
    return tuple(sorted(commune_uploads, key=lambda pair: (pair[0], pair[1].id)))


def compared_lists(uploads: Iterable[Upload]) -> tuple[tuple[str, Upload], ...]:
    """(commune code, list) pairs of communes with several lists, replaced ones too, not withdrawn.

    Not withdrawn, and no demonstration data where a commune has figures of its own.
    """
    standing_uploads = [upload for upload in uploads if not upload.withdrawn]
    real_codes = {
        c for upload in standing_uploads if not upload.demonstration for c in upload.communes
    }
    pairs = [
        (code, upload)
        for upload in standing_uploads
        if upload.table_name == "dossiers"
        for code in upload.communes
        if not (upload.demonstration and code in real_codes)
    ]
    list_counts = Counter(code for code, _ in pairs)
    return tuple(pair for pair in pairs if list_counts[pair[0]] > 1)


def uploads_replaced_by_commune(
    uploads: Iterable[Upload], upload: NewUpload
) -> Mapping[str, Upload]:
    """By commune code, the counting upload that a new upload would replace."""
    return {
        code: counting_upload
        for code, counting_upload in counting_uploads(uploads)
        if _kind_and_days(counting_upload) == _kind_and_days(upload) and code in upload.communes
    }


def _kind_and_days(upload: NewUpload) -> tuple[object, ...]:
    """A key of kind and days: of uploads with the same key the newer replaces the older."""
    return kind_of_layout(upload.table_name, upload.layout), upload.first_day, upload.last_day


def kind_of_layout(table_name: str, layout: str) -> str:
    """The kind within which a newer upload replaces one of its days: "dossiers" or the layout."""
    return table_name if table_name == "dossiers" else layout


def _standing_twin(same_file_uploads: Iterable[Upload], upload: NewUpload) -> Upload | None:
    """An upload, not withdrawn, of the same file and days; None where there is none."""
    days = upload.first_day, upload.last_day
    standing_uploads = (u for u in same_file_uploads if not u.withdrawn)
    return next((u for u in standing_uploads if (u.first_day, u.last_day) == days), None)
