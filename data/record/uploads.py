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
from data.record import ledger
from data.record.ledger import NewUpload, Upload

_FEW_VALUES = ["commune_code", "procedure_code"]
_FEW_VALUES += [name for name, kind in DOSSIERS.items() if kind in ("text", "word")]
_ENCODED = {"dossier_code": "DELTA_BYTE_ARRAY", "row": "DELTA_BINARY_PACKED"}


def folder_of(database: Path) -> Path:
    """Where the record of a DuckDB file lies: `x/tthc/` for `x/tthc.duckdb`."""
    return database.with_suffix("")


def same_bytes(folder: Path, sha256: str) -> tuple[Upload, ...]:
    """The uploads of these bytes, oldest first, withdrawn ones too."""
    with ledger.opened(folder) as connection:
        return ledger.read_uploads(connection, "sha256 = ?", (sha256,))


def store(folder: Path, new: NewUpload, rows: pa.Table) -> tuple[int, bool]:
    """Write an upload whole: the Parquet file first, then the ledger's row.

    Returns the upload's id, and whether another process had stored the same bytes, for the same
    days, meanwhile (then nothing is added).
    """
    path = _write(folder / "uploads", rows)
    with ledger.opened(folder) as connection, ledger.writing(connection):
        twin = _twin(ledger.read_uploads(connection, "sha256 = ?", (new.sha256,)), new)
        if twin:
            path.unlink()
            return twin.id, True
        return ledger.add(connection, new, path.name), False


def rows_of(folder: Path, upload: Upload) -> pa.Table:
    """The accepted rows of an upload; texts of which there are few are dictionaries, as stored."""
    return pq.read_table(folder / "uploads" / upload.parquet, read_dictionary=_FEW_VALUES)


def in_force(uploads: Iterable[Upload]) -> tuple[tuple[str, Upload], ...]:
    """For each commune the uploads that count, oldest first.

    Not withdrawn, and of the lists (or of one form) for the same days only the newest: it
    replaces the older one whole (contracts.md, Uploads). Demonstration data count nowhere where
    a commune has figures of its own: invented dossiers are never added to real ones.
    """
    newest: dict[tuple[object, ...], tuple[str, Upload]] = {}
    for upload in sorted(uploads, key=lambda upload: upload.id):
        if not upload.withdrawn:
            for commune_code in upload.communes:
                newest[commune_code, *_kind(upload)] = commune_code, upload
    real = {commune_code for commune_code, upload in newest.values() if not upload.demonstration}
    counted = [(c, u) for c, u in newest.values() if not (u.demonstration and c in real)]
    return tuple(sorted(counted, key=lambda pair: (pair[0], pair[1].id)))


def replaced_by(uploads: Iterable[Upload], new: NewUpload) -> tuple[Upload, ...]:
    """The uploads in force that a new one would replace, for one of its communes at least."""
    replaced = {
        upload.id: upload
        for commune_code, upload in in_force(uploads)
        if _kind(upload) == _kind(new) and commune_code in new.communes
    }
    return tuple(replaced.values())


def _kind(upload: Upload | NewUpload) -> tuple[object, ...]:
    name = upload.table_name if upload.table_name == "dossiers" else upload.layout
    return name, upload.first_day, upload.last_day


def _twin(same: Iterable[Upload], new: NewUpload) -> Upload | None:
    span = new.first_day, new.last_day
    return next((u for u in same if not u.withdrawn and (u.first_day, u.last_day) == span), None)


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
    """What differs from row to row is written as what differs; of the rest there are few values."""
    own = {name: how for name, how in _ENCODED.items() if name in rows.column_names}
    pq.write_table(
        rows,
        file,
        compression="zstd",
        compression_level=3,
        use_dictionary=[name for name in rows.column_names if name not in own],
        column_encoding=own,
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
