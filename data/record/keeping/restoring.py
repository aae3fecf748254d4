"""A lost, damaged or older ledger made again: from its copies, then from the uploads' files."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from data.record.connection import is_begun, writing
from data.record.disk import flush_folder, write_flushed
from data.record.faults import LostLedger
from data.record.keeping.condition import LEDGER, condition_of
from data.record.keeping.copies import newest_sound, sound_copies
from data.record.keeping.copying import put_kept_aside
from data.record.keeping.missing_rows import add_missing_rows
from data.record.keeping.quarantine import put_aside, unnamed_files
from data.record.keeping.sqlite_files import log_of, opened_in_memory
from data.record.ledger import add, names_in, next_id, read_uploads
from data.record.upload import Entry, NewUpload
from data.record.upload_files import entry_in, rows_in

_ONLY_IN_THE_LEDGER = (
    "Không có bản sao nào của sổ: bản kế hoạch đã sửa, chỉ tiêu đã xác nhận, đánh dấu hồ sơ trễ, "
    "từ và đơn vị đã chỉ ra, cài đặt, việc đã xong và các lần rút không lấy lại được."
)


@dataclass(frozen=True)
class Restored:
    """What was made again, and sentences for what was not.

    `uploads`: the ids and file names of those taken from their own files; `rows`: how many rows a
    copy gave; `ledger_aside`: where the damaged ledger lies now.
    """

    uploads: tuple[tuple[int, str], ...]
    rows: int
    copy: Path | None
    ledger_aside: Path | None
    not_recovered: tuple[str, ...]


def restore(folder: Path) -> Restored:
    """Make the ledger whole again; nothing is overwritten: a damaged one is put into quarantine.

    Raises NotWritten and OSError.
    """
    copy, aside = None, None
    bare = False
    if _needs_another(folder):
        aside = _put_ledger_aside(folder)
        copy = _lay_newest_copy(folder)
        bare = copy is None
    with writing(folder, anew=bare) as connection:
        rows, lost_rows = _from_copies(connection, folder)
        uploads, lost_files = _from_files(connection, folder)
    put_kept_aside(folder)
    lost = [*([_ONLY_IN_THE_LEDGER] if bare else []), *lost_rows, *lost_files]
    return Restored(tuple(uploads), rows, copy, aside, tuple(lost))


def _needs_another(folder: Path) -> bool:
    """Whether the ledger is missing, emptied or damaged."""
    try:
        if not is_begun(folder):
            return False
    except LostLedger:
        return True
    condition = condition_of(folder)
    return bool(condition.cause or (condition.empty and condition.lacking))


def _put_ledger_aside(folder: Path) -> Path | None:
    """Move the ledger with what stands beside it to the quarantine."""
    path, aside = folder / LEDGER, None
    if path.exists():
        aside = put_aside(folder, path)
    for beside in (log_of(path), path.with_name(f"{path.name}-shm")):
        if beside.exists():
            put_aside(folder, beside)
    return aside


def _lay_newest_copy(folder: Path) -> Path | None:
    """Put the newest sound copy in the ledger's place; None where there is none."""
    newest = newest_sound(folder)
    if not newest:
        return None
    temporary = folder / f"{LEDGER}.tmp"
    temporary.unlink(missing_ok=True)  # of a restoring that was cut short
    write_flushed(temporary, newest[1])
    temporary.rename(folder / LEDGER)
    flush_folder(folder)
    return newest[0]


def _from_copies(connection: sqlite3.Connection, folder: Path) -> tuple[int, list[str]]:
    """Add the rows that copies have and the ledger lacks: how many, and sentences for the rest."""
    count, lost = 0, []
    for _, content in sound_copies(folder):
        with closing(opened_in_memory(content)) as copy:
            added, sentences = add_missing_rows(connection, copy)
            count += added
            lost += [sentence for sentence in sentences if sentence not in lost]
    return count, lost


def _from_files(
    connection: sqlite3.Connection, folder: Path
) -> tuple[list[tuple[int, str]], list[str]]:
    """Make uploads again from their files: ids and file names, and sentences for the rest."""
    paths = unnamed_files(folder, names_in(connection))
    told = [(path, entry) for path in paths if (entry := entry_in(path))]
    lost = [_silent(folder, path) for path in paths if path not in {path for path, _ in told}]
    here = {_identity(upload) for upload in read_uploads(connection)}
    restored = []
    for path, entry in sorted(told, key=lambda pair: (pair[1].id, pair[1].stored_at)):
        if _identity(entry.upload) in here:
            continue
        if later := _of_same_id(told, entry):
            lost.append(_never_finished(entry, later))
        elif (upload_id := _take_in(connection, folder, path, entry)) is None:
            lost.append(f"“{entry.upload.file_name}” ({path.name}): tệp hỏng, hãy nạp lại tệp gốc.")
        else:
            restored.append((upload_id, entry.upload.file_name))
            here.add(_identity(entry.upload))
    return restored, lost


def _silent(folder: Path, path: Path) -> str:
    return (
        f"{path.relative_to(folder)}: tệp không ghi hoặc không đọc được là lần nạp nào, hãy nạp "
        "lại tệp gốc."
    )


def _never_finished(entry: Entry, later: Entry) -> str:
    return (
        f"“{entry.upload.file_name}” ({entry.parquet}): chưa từng nạp xong (lần nạp số "
        f"{later.id} đến sau nó), hãy nạp lại tệp gốc nếu cần."
    )


def _of_same_id(told: Iterable[tuple[Path, Entry]], entry: Entry) -> Entry | None:
    """A later file with the same id: it got it because this one was never stored whole."""
    entries = (other for _, other in told if other.id == entry.id)
    return next((other for other in entries if other.stored_at > entry.stored_at), None)


def _identity(upload: NewUpload) -> tuple[object, ...]:
    """What the same bytes, loaded twice with the same answers, share."""
    communes = tuple(sorted(upload.communes.items()))
    return upload.sha256, upload.layout, upload.first_day, upload.last_day, communes


def _take_in(connection: sqlite3.Connection, folder: Path, path: Path, entry: Entry) -> int | None:
    """Write an upload by what its file says, under its own id where that is free; the id.

    None where the rows do not read.
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
    free = next_id(connection)
    taken = connection.execute("select 1 from uploads where id = ?", (entry.id,)).fetchone()
    upload_id = free if taken else entry.id
    own = Entry(upload_id, entry.stored_at, path.name, entry.upload, entry.review)
    add(connection, own, hashlib.sha256(content).hexdigest(), len(content))
    return upload_id
