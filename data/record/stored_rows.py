"""The rows of a stored upload, read only where its file is what was written."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from data.record.faults import DamagedFile, damaged_file
from data.record.upload import Upload
from data.record.upload_files import rows_in


def path_of(folder: Path, upload: Upload) -> Path:
    """Where an upload's Parquet file lies."""
    return folder / "uploads" / upload.parquet


def stored_rows_of(folder: Path, upload: Upload) -> pa.Table:
    """All rows of an upload, those too that wait for the meaning of a word; texts of which there
    are few are dictionaries, as stored.

    Raises DamagedFile where the file is missing, or is no longer what was written.
    """
    path = path_of(folder, upload)
    try:
        content = path.read_bytes()
        if upload.file_sha256 in ("", hashlib.sha256(content).hexdigest()):
            return rows_in(content)
    except (OSError, pa.ArrowException) as error:
        raise damaged_file(upload.file_name, upload.id, _cause_of(path)) from error
    raise damaged_file(upload.file_name, upload.id, _ALTERED)


def damage_of(folder: Path, upload: Upload) -> DamagedFile | None:
    """What is wrong with an upload's file; a file is looked at again only where it changed."""
    path = path_of(folder, upload)
    try:
        status = path.stat()
    except OSError:
        return damaged_file(upload.file_name, upload.id, _cause_of(path))
    state = status.st_mtime_ns, status.st_size, status.st_ino
    cause = _cause(path, upload.file_sha256, state)
    return damaged_file(upload.file_name, upload.id, cause) if cause else None


_ALTERED = "nội dung đã khác lúc nạp"


@lru_cache(maxsize=100_000)
def _cause(path: Path, sha256: str, state: object) -> str:
    try:
        content = path.read_bytes()
        if sha256:
            return "" if hashlib.sha256(content).hexdigest() == sha256 else _ALTERED
        rows_in(content)
    except (OSError, pa.ArrowException):
        return _cause_of(path)
    return ""


def _cause_of(path: Path) -> str:
    return "không đọc được" if path.exists() else "tệp không còn"
