"""The rows of a stored upload, read only where its file is what was written."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data.codes import code_in_one_spelling, codes_to_respell
from data.columns import DOSSIERS
from data.record.faults import DamagedFile, damaged_file_error
from data.record.upload import Upload
from data.record.upload_files import rows_in

# Before a word whose meaning nobody knows, in the place of a meaning.
UNKNOWN_MARK = "?"


def parquet_path(folder: Path, upload: Upload) -> Path:
    """The path of an upload's Parquet file in a record's folder."""
    return folder / "uploads" / upload.parquet


def stored_rows_of(folder: Path, upload: Upload) -> pa.Table:
    """All stored rows of an upload, also those that wait for a word's meaning.

    Columns of few texts are dictionaries, as stored; dossier codes are spelt as they are compared
    now. Raises DamagedFile where the file is missing, or is no longer what was written.
    """
    path = parquet_path(folder, upload)
    try:
        content = path.read_bytes()
        if upload.file_sha256 in ("", hashlib.sha256(content).hexdigest()):
            return _rows_with_codes_in_one_spelling(rows_in(content))
    except (OSError, pa.ArrowException) as error:
        raise damaged_file_error(upload.file_name, upload.id, _reading_fault(path)) from error
    raise damaged_file_error(upload.file_name, upload.id, _ALTERED)


def _rows_with_codes_in_one_spelling(rows: pa.Table) -> pa.Table:
    """The rows with dossier codes respelt, only the first of those that become one.

    Rows that wait for the meaning of a word stand beside those that count.
    """
    if "dossier_code" not in rows.column_names:
        return rows
    codes = rows.column("dossier_code").combine_chunks()
    to_respell = codes_to_respell(codes)
    old_codes = codes.filter(to_respell).to_pylist()
    new_codes = [code_in_one_spelling(code) for code in old_codes]
    if new_codes == old_codes:
        return rows
    codes = pc.replace_with_mask(codes, to_respell, pa.array(new_codes, codes.type))
    rows = rows.set_column(rows.column_names.index("dossier_code"), "dossier_code", codes)
    keys = pa.table(
        {
            "commune_code": rows.column("commune_code").cast(pa.string()),
            "dossier_code": codes,
            "is_waiting": _holds_unknown_word(rows),
            "row": rows.column("row"),
        }
    )
    firsts = keys.group_by(["commune_code", "dossier_code", "is_waiting"]).aggregate(
        [("row", "min")]
    )
    return rows.filter(pc.is_in(rows.column("row"), firsts.column("row_min")))


def _holds_unknown_word(rows: pa.Table) -> pa.Array:
    """A mask, true for each row with an unknown word in any column."""
    is_waiting = pa.repeat(pa.scalar(False), rows.num_rows)
    for name in (name for name in rows.column_names if DOSSIERS.get(name) == "word"):
        words = rows.column(name).cast(pa.string()).combine_chunks()
        is_waiting = pc.or_(is_waiting, pc.starts_with(words, UNKNOWN_MARK).fill_null(False))
    return is_waiting


def damage_of(folder: Path, upload: Upload) -> DamagedFile | None:
    """The fault of an upload's file (missing, altered, unreadable); None where it is sound.

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
    """Why a file is damaged, in Vietnamese, or ""; a new `state` makes the cache look anew.

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
    """Why a file could not be read, in Vietnamese: missing or unreadable."""
    return "không đọc được" if path.exists() else "tệp không còn"
