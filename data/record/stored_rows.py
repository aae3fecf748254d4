"""The rows of a stored upload, read only where its file is what was written."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from data.record.faults import DamagedFile, damaged_file_error
from data.record.upload import Upload
from data.record.upload_files import rows_in


def parquet_path(folder: Path, upload: Upload) -> Path:
    """Where an upload's Parquet file lies."""
    return folder / "uploads" / upload.parquet


def stored_rows_of(folder: Path, upload: Upload) -> pa.Table:
    """All stored rows of an upload, those too that wait for the meaning of a word.

    Columns of few texts are dictionaries, as stored. Raises DamagedFile where the file is missing,
    or is no longer what was written.
    """
    path = parquet_path(folder, upload)
    try:
        content = path.read_bytes()
        if upload.file_sha256 in ("", hashlib.sha256(content).hexdigest()):
            return rows_in(content)
    except (OSError, pa.ArrowException) as error:
        raise damaged_file_error(upload.file_name, upload.id, _reading_fault(path)) from error
    raise damaged_file_error(upload.file_name, upload.id, _ALTERED)


def damage_of(folder: Path, upload: Upload) -> DamagedFile | None:
    """What is wrong with an upload's file; None where nothing is.

    A file is looked at again only where it changed.
    """
    path = parquet_path(folder, upload)
    try:
        status = path.stat()
    except OSError:
        return damaged_file_error(upload.file_name, upload.id, _reading_fault(path))
    state = status.st_mtime_ns, status.st_size, status.st_ino
    cause = _damage_cause(path, upload.file_sha256, state)
    return damaged_file_error(upload.file_name, upload.id, cause) if cause else None


_ALTERED = "nội dung đã khác lúc nạp"


@lru_cache(maxsize=100_000)
def _damage_cause(path: Path, sha256: str, state: object) -> str:
    """How a Parquet file is damaged, in Vietnamese; "" where it is sound.

    By its hash where `sha256` is not empty, else by whether it reads. A changed `state` of the
    file makes the cache look anew.
    """
    try:
        content = path.read_bytes()
        if sha256:
            return "" if hashlib.sha256(content).hexdigest() == sha256 else _ALTERED
        rows_in(content)
    except (OSError, pa.ArrowException):
        return _reading_fault(path)
    return ""


def _reading_fault(path: Path) -> str:
    """Why a file could not be read, in Vietnamese: it is missing, or does not read."""
    return "không đọc được" if path.exists() else "tệp không còn"
