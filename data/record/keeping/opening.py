"""What is done once when a record is opened: a copy taken, older uploads adopted, files sorted."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from data.record.connection import is_begun, read_ledger, writing
from data.record.faults import RecordFault
from data.record.keeping.condition import condition_of
from data.record.keeping.quarantine import misplaced_files, put_unnamed_aside
from data.record.ledger import add_file, names_in, read_uploads
from data.record.stored_rows import path_of
from data.record.upload import Upload
from data.record.upload_files import rows_in


def open_record(folder: Path) -> None:
    """Bring a record into order, where it can be written and its ledger is sound.

    Nothing is deleted and no figure changes. Raises LostLedger where uploads have no ledger, and
    DamagedLedger where a damaged one has no copy.
    """
    if not folder.exists() or not is_begun(folder):
        return
    with read_ledger(folder) as connection:
        uploads = read_uploads(connection)
        names = names_in(connection)
    adoptable = [upload for upload in uploads if not upload.file_sha256]
    condition = condition_of(folder)
    in_order = condition.copied and not adoptable and not misplaced_files(folder, names)
    if not condition.cause and not in_order:
        with suppress(RecordFault, OSError, sqlite3.OperationalError):
            _bring_into_order(folder, adoptable)


def _bring_into_order(folder: Path, adoptable: list[Upload]) -> None:
    files = [(upload, content) for upload in adoptable if (content := _whole(folder, upload))]
    with writing(folder) as connection:
        for upload, content in files:
            add_file(connection, upload.id, hashlib.sha256(content).hexdigest(), len(content))
        put_unnamed_aside(folder, names_in(connection))


def _whole(folder: Path, upload: Upload) -> bytes | None:
    """The bytes of an older upload's file, where it reads and has the rows that the ledger says."""
    try:
        content = path_of(folder, upload).read_bytes()
        rows = rows_in(content)
    except (OSError, pa.ArrowException):
        return None
    return content if rows.num_rows >= upload.rows_stored else None
