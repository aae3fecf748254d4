"""A lost, damaged or older ledger made again: from its copies, then from the uploads' files."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from data.record.connection import has_ledger, write_ledger
from data.record.disk import flush_folder, write_flushed_file
from data.record.faults import LostLedger
from data.record.keeping.condition import LEDGER, condition_of
from data.record.keeping.copies import newest_sound_copy, sound_copies
from data.record.keeping.copying import rename_restored_copies
from data.record.keeping.missing_rows import add_missing_rows
from data.record.keeping.quarantine import quarantine_file, unnamed_files
from data.record.keeping.sqlite_files import log_of, open_in_memory
from data.record.ledger import add_upload, next_upload_id, parquet_names, read_uploads
from data.record.upload import NewUpload, UploadEntry
from data.record.upload_files import entry_in, rows_in

_ONLY_IN_THE_LEDGER = (
    "Không có bản sao nào của sổ: bản kế hoạch đã sửa, chỉ tiêu đã xác nhận, đánh dấu hồ sơ trễ, "
    "từ và đơn vị đã chỉ ra, cài đặt, việc đã xong và các lần rút không lấy lại được."
)


@dataclass(frozen=True)
class Restoration:
    """What was made again, and sentences for what was not.

    `uploads`: the ids and file names of those taken from their own files; `row_count`: how many
    rows copies gave; `copy`: the copy that was put in the ledger's place, if any; `old_ledger`:
    where the damaged ledger lies now, if there was one.
    """

    uploads: tuple[tuple[int, str], ...]
    row_count: int
    copy: Path | None
    old_ledger: Path | None
    losses: tuple[str, ...]


def restore_ledger(folder: Path) -> Restoration:
    """Make a record's ledger whole from its copies and uploads' files, and say what came back.

    Nothing is overwritten: a damaged ledger goes to quarantine. Raises NotWritten and OSError.
    """
    copy, old_ledger = None, None
    is_new_ledger = False
    if _needs_new_ledger(folder):
        old_ledger = _quarantine_ledger(folder)
        copy = _put_copy_in_place(folder)
        is_new_ledger = copy is None
    with write_ledger(folder, even_if_lost=is_new_ledger) as connection:
        row_count, row_losses = _add_rows_from_copies(connection, folder)
        uploads, file_losses = _add_uploads_from_files(connection, folder)
    rename_restored_copies(folder)
    losses = [*([_ONLY_IN_THE_LEDGER] if is_new_ledger else []), *row_losses, *file_losses]
    return Restoration(tuple(uploads), row_count, copy, old_ledger, tuple(losses))


def _needs_new_ledger(folder: Path) -> bool:
    """Whether the ledger is missing, emptied or damaged."""
    try:
        if not has_ledger(folder):
            return False
    except LostLedger:
        return True
    condition = condition_of(folder)
    return bool(condition.cause or (condition.is_empty and condition.missing_counts))


def _quarantine_ledger(folder: Path) -> Path | None:
    """Move the ledger and its log to quarantine; return its new path, or None without one."""
    path, quarantined_path = folder / LEDGER, None
    if path.exists():
        quarantined_path = quarantine_file(folder, path)
    for companion in (log_of(path), path.with_name(f"{path.name}-shm")):
        if companion.exists():
            quarantine_file(folder, companion)
    return quarantined_path


def _put_copy_in_place(folder: Path) -> Path | None:
    """Put the newest sound copy in the ledger's place; return the copy's path, or None."""
    newest = newest_sound_copy(folder)
    if not newest:
        return None
    temporary_path = folder / f"{LEDGER}.tmp"
    temporary_path.unlink(missing_ok=True)  # of a restoring that was cut short
    write_flushed_file(temporary_path, newest[1])
    temporary_path.rename(folder / LEDGER)
    flush_folder(folder)
    return newest[0]


def _add_rows_from_copies(connection: sqlite3.Connection, folder: Path) -> tuple[int, list[str]]:
    """Add rows of copies that the ledger lacks; return how many, and sentences on losses."""
    count, losses = 0, []
    for _, content in sound_copies(folder):
        with closing(open_in_memory(content)) as copy:
            added_count, sentences = add_missing_rows(connection, copy)
            count += added_count
            losses += [sentence for sentence in sentences if sentence not in losses]
    return count, losses


def _add_uploads_from_files(
    connection: sqlite3.Connection, folder: Path
) -> tuple[list[tuple[int, str]], list[str]]:
    """Add unnamed files as uploads; return their (id, file name), and sentences on losses."""
    paths = unnamed_files(folder, parquet_names(connection))
    path_entries = [(path, entry) for path in paths if (entry := entry_in(path))]
    losses = [
        _nameless_file_sentence(folder, path)
        for path in paths
        if path not in {path for path, _ in path_entries}
    ]
    identities = {_upload_identity(upload) for upload in read_uploads(connection)}
    restored_uploads = []
    for path, entry in sorted(path_entries, key=lambda pair: (pair[1].id, pair[1].stored_at)):
        if _upload_identity(entry.upload) in identities:
            continue
        if later_entry := _later_entry_of_same_id(path_entries, entry):
            losses.append(_unfinished_file_sentence(entry, later_entry))
        elif (upload_id := _take_in_upload(connection, folder, path, entry)) is None:
            losses.append(
                f"“{entry.upload.file_name}” ({path.name}): tệp hỏng, hãy nạp lại tệp gốc."
            )
        else:
            restored_uploads.append((upload_id, entry.upload.file_name))
            identities.add(_upload_identity(entry.upload))
    return restored_uploads, losses


def _nameless_file_sentence(folder: Path, path: Path) -> str:
    """A sentence on a file that does not say, or not readably, which upload it is."""
    return (
        f"{path.relative_to(folder)}: tệp không ghi hoặc không đọc được là lần nạp nào, hãy nạp "
        "lại tệp gốc."
    )


def _unfinished_file_sentence(entry: UploadEntry, later_entry: UploadEntry) -> str:
    """A sentence on a file that was never stored whole, since a later one got its id."""
    return (
        f"“{entry.upload.file_name}” ({entry.parquet}): chưa từng nạp xong (lần nạp số "
        f"{later_entry.id} đến sau nó), hãy nạp lại tệp gốc nếu cần."
    )


def _later_entry_of_same_id(
    path_entries: Iterable[tuple[Path, UploadEntry]], entry: UploadEntry
) -> UploadEntry | None:
    """An entry with the same id that was stored later; None where there is none."""
    entries = (other for _, other in path_entries if other.id == entry.id)
    return next((other for other in entries if other.stored_at > entry.stored_at), None)


def _upload_identity(upload: NewUpload) -> tuple[object, ...]:
    """A key that is equal for uploads of the same bytes, layout, days and communes."""
    communes = tuple(sorted(upload.communes.items()))
    return upload.sha256, upload.layout, upload.first_day, upload.last_day, communes


def _take_in_upload(
    connection: sqlite3.Connection, folder: Path, path: Path, entry: UploadEntry
) -> int | None:
    """Add a file's upload to the ledger, move it to the others; its id, None if it does not read.

    It keeps its own id where that is free. Its file is moved among the uploads.
    """
    try:
        content = path.read_bytes()
        rows_in(content)
    except (OSError, pa.ArrowException):
        return None
    target = folder / "uploads" / path.name
    if path != target:
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
    free_id = next_upload_id(connection)
    is_taken = connection.execute("select 1 from uploads where id = ?", (entry.id,)).fetchone()
    upload_id = free_id if is_taken else entry.id
    own_entry = UploadEntry(upload_id, entry.stored_at, path.name, entry.upload, entry.review)
    add_upload(connection, own_entry, hashlib.sha256(content).hexdigest(), len(content))
    return upload_id
