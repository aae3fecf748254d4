"""What is done once when a record is opened: a copy taken, older uploads adopted, files sorted."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from data.record.connection import has_ledger, read_ledger, write_ledger
from data.record.faults import RecordFault
from data.record.keeping.condition import condition_of
from data.record.keeping.quarantine import misplaced_files, move_misplaced_files
from data.record.ledger import add_file_hash, parquet_names, read_uploads
from data.record.stored_rows import parquet_path
from data.record.upload import Upload
from data.record.upload_files import rows_in


def open_record(folder: Path) -> None:
    """Put a sound and writable record in order: files in place, hashes written, a copy kept.

    Nothing is deleted and no figure changes. Raises LostLedger where uploads have no ledger, and
    DamagedLedger where a damaged one has no copy.
    """
    if not folder.exists() or not has_ledger(folder):
        return
    with read_ledger(folder) as connection:
        uploads = read_uploads(connection)
        file_names = parquet_names(connection)
    unhashed_uploads = [upload for upload in uploads if not upload.file_sha256]
    condition = condition_of(folder)
    is_in_order = (
        condition.is_copied and not unhashed_uploads and not misplaced_files(folder, file_names)
    )
    if not condition.cause and not is_in_order:
        with suppress(RecordFault, OSError, sqlite3.OperationalError):
            _bring_into_order(folder, unhashed_uploads)


def _bring_into_order(folder: Path, unhashed_uploads: list[Upload]) -> None:
    """Write hashes of uploads without one, move misplaced files and keep a copy."""
    sound_uploads = [
        (upload, content)
        for upload in unhashed_uploads
        if (content := _sound_content(folder, upload))
    ]
    with write_ledger(folder) as connection:
        for upload, content in sound_uploads:
            add_file_hash(connection, upload.id, hashlib.sha256(content).hexdigest(), len(content))
        move_misplaced_files(folder, parquet_names(connection))


def _sound_content(folder: Path, upload: Upload) -> bytes | None:
    """The bytes of an upload's file; None where it cannot be read or has too few rows."""
    try:
        content = parquet_path(folder, upload).read_bytes()
        rows = rows_in(content)
    except (OSError, pa.ArrowException):
        return None
    return content if rows.num_rows >= upload.rows_stored else None
