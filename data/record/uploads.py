"""The record: the ledger and one Parquet file an upload; nothing in it is ever overwritten."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from data.columns import DOSSIERS
from data.record.connection import open_ledger, transaction
from data.record.ledger import NewUpload, ReviewRows, Upload, add, read_uploads
from data.record.reading import read_ledger

_FEW_VALUES = ["commune_code", "procedure_code"]
_FEW_VALUES += [name for name, kind in DOSSIERS.items() if kind in ("text", "word")]
_ENCODED = {"dossier_code": "DELTA_BYTE_ARRAY", "row": "DELTA_BINARY_PACKED"}


def folder_of(database: Path) -> Path:
    """Where the record of a DuckDB file lies: `x/tthc/` for `x/tthc.duckdb`."""
    return database.with_suffix("")


def same_bytes(folder: Path, sha256: str) -> tuple[Upload, ...]:
    """The uploads of these bytes, oldest first, withdrawn ones too."""
    with read_ledger(folder) as connection:
        return read_uploads(connection, "sha256 = ?", (sha256,))


def store(
    folder: Path, upload: NewUpload, rows: pa.Table, review: ReviewRows | None = None
) -> tuple[int, bool]:
    """Write an upload whole: the Parquet file first, then the ledger's rows.

    Returns the upload's id, and whether another process had stored the same bytes, for the same
    days, meanwhile (then nothing is added).
    """
    path = _write(folder / "uploads", rows)
    with open_ledger(folder) as connection, transaction(connection):
        twin = _twin(read_uploads(connection, "sha256 = ?", (upload.sha256,)), upload)
        if twin:
            path.unlink()
            return twin.id, True
        return add(connection, upload, review or ReviewRows(), path.name), False


def rows_of(folder: Path, upload: Upload) -> pa.Table:
    """The accepted rows of an upload; texts of which there are few are dictionaries, as stored."""
    return pq.read_table(folder / "uploads" / upload.parquet, read_dictionary=_FEW_VALUES)


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


def _write(folder: Path, rows: pa.Table) -> Path:
    """Write under a temporary name, flush to the disk, rename: a torn file is never found."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.parquet"
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        _write_rows(rows, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(path)
    flush_folder(folder)
    return path


def _write_rows(rows: pa.Table, file: IO[bytes]) -> None:
    """A code is written as what differs from the row before; of other columns a dictionary."""
    encodings = {name: _ENCODED[name] for name in rows.column_names if name in _ENCODED}
    pq.write_table(
        rows,
        file,
        compression="zstd",
        compression_level=3,
        use_dictionary=[name for name in rows.column_names if name not in encodings],
        column_encoding=encodings,
        write_statistics=False,  # every reader reads the whole file
    )


def flush_folder(folder: Path) -> None:
    """Bring a folder's own entries to the disk: a rename is not there before."""
    if os.name != "posix":  # Windows has no handle on a folder; NTFS journals the rename
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
