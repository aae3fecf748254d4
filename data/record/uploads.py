"""The record: the ledger and one Parquet file an upload; nothing in it is ever overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from data.record.connection import read_ledger, timestamp, writing
from data.record.faults import RecordFault, not_written
from data.record.ledger import (
    Entry,
    NewUpload,
    ReviewRows,
    Upload,
    add,
    next_id,
    read_uploads,
)
from data.record.places import folder_of
from data.record.upload_files import NewFile, new_file

__all__ = ["folder_of", "in_force", "replaced_by", "same_bytes", "store"]


def same_bytes(folder: Path, sha256: str) -> tuple[Upload, ...]:
    """The uploads of these bytes, oldest first, withdrawn ones too."""
    with read_ledger(folder) as connection:
        return read_uploads(connection, "sha256 = ?", (sha256,))


def store(
    folder: Path, upload: NewUpload, rows: pa.Table, review: ReviewRows | None = None
) -> tuple[int, bool]:
    """Write an upload whole: the Parquet file first, then the ledger's rows.

    Returns the upload's id, and whether another process had stored the same bytes, for the same
    days, meanwhile (then nothing is added). Raises RecordFault, and then it is not stored.
    """
    try:
        with new_file(folder / "uploads", rows) as file:
            try:
                return _write_entry(folder, upload, review or ReviewRows(), file)
            except Exception:
                return _looked_up(folder, file)
    except OSError as error:
        raise not_written() from error


def _write_entry(
    folder: Path, upload: NewUpload, review: ReviewRows, file: NewFile
) -> tuple[int, bool]:
    with writing(folder) as connection:
        twin = _twin(read_uploads(connection, "sha256 = ?", (upload.sha256,)), upload)
        if twin:
            return twin.id, True
        entry = Entry(next_id(connection), timestamp(), file.name, upload, review)
        add(connection, entry, *file.finish(entry))
        return entry.id, False


def _looked_up(folder: Path, file: NewFile) -> tuple[int, bool]:
    """After a fault in writing: the upload where it is in the ledger all the same.

    Else its file is removed, and the fault goes on its way. Call while that is handled.
    """
    try:
        with read_ledger(folder) as connection:
            stored = read_uploads(connection, "parquet = ?", (file.name,))
    except (RecordFault, sqlite3.Error, OSError):
        stored = ()  # its file stays: it may be named
    else:
        if stored:
            return stored[0].id, False
        file.remove()
    raise


def in_force(uploads: Iterable[Upload]) -> tuple[tuple[str, Upload], ...]:
    """For each commune's code the uploads that count, oldest first.

    Not withdrawn, and of the lists (or of one form) for the same days only the newest: it
    replaces the older one whole (docs/rules.md, Uploads). Demonstration data count nowhere where
    a commune has figures of its own: invented dossiers are never added to real ones.
    """
    newest: dict[tuple[object, ...], tuple[str, Upload]] = {}
    for upload in sorted(uploads, key=lambda upload: upload.id):
        if not upload.withdrawn:
            for code in upload.communes:
                newest[code, *_kind_and_days(upload)] = code, upload
    real = {code for code, upload in newest.values() if not upload.demonstration}
    counting = [(c, u) for c, u in newest.values() if not (u.demonstration and c in real)]
    return tuple(sorted(counting, key=lambda pair: (pair[0], pair[1].id)))


def replaced_by(uploads: Iterable[Upload], upload: NewUpload) -> tuple[Upload, ...]:
    """The uploads in force that a new one would replace, for one of its communes at least."""
    replaced = {
        standing.id: standing
        for code, standing in in_force(uploads)
        if _kind_and_days(standing) == _kind_and_days(upload) and code in upload.communes
    }
    return tuple(replaced.values())


def _kind_and_days(upload: NewUpload) -> tuple[object, ...]:
    """What a newer upload must share to replace this one: all lists are of one kind."""
    kind = upload.table_name if upload.table_name == "dossiers" else upload.layout
    return kind, upload.first_day, upload.last_day


def _twin(of_same_bytes: Iterable[Upload], upload: NewUpload) -> Upload | None:
    """The upload that stands already for the same days."""
    span = upload.first_day, upload.last_day
    standing = (u for u in of_same_bytes if not u.withdrawn)
    return next((u for u in standing if (u.first_day, u.last_day) == span), None)
