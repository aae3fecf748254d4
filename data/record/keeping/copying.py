"""How copies of the ledger are taken at each change, and which of them are kept for good."""

from __future__ import annotations

import uuid
from pathlib import Path

from data.record.disk import flush_folder, write_flushed_file
from data.record.keeping.copies import (
    copy_number,
    copy_path,
    copy_paths,
    is_copy_of,
    kept_for_good_path,
    newest_sound_copy,
    unrestored_copy_paths,
)

COPIES_KEPT = 30


def take_copy(folder: Path, content: bytes) -> Path:
    """Write bytes as the ledger's newest copy, drop those beyond COPIES_KEPT, return its path.

    Call inside the ledger's lock, so that the order of the copies is that of the changes. Raises
    OSError.
    """
    older_paths = copy_paths(folder)
    if older_paths and is_copy_of(older_paths[0], content):
        return older_paths[0]
    path = copy_path(folder, copy_number(older_paths[0]) + 1 if older_paths else 1, content)
    path.parent.mkdir(exist_ok=True)
    temporary_path = path.with_name(f"{uuid.uuid4().hex}.tmp")
    write_flushed_file(temporary_path, content)
    temporary_path.rename(path)
    flush_folder(path.parent)
    for old_path in older_paths[COPIES_KEPT - 1 :]:
        old_path.unlink(missing_ok=True)
    return path


def keep_copy_for_good(folder: Path) -> None:
    """Put the newest copy's bytes also where copies are never dropped.

    Done where the ledger, put back from an older one, is about to go its own way. Raises OSError.
    """
    if not (newest := newest_sound_copy(folder)):
        return
    path = kept_for_good_path(folder, newest[0].name)
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        write_flushed_file(path, newest[1])


def rename_restored_copies(folder: Path) -> None:
    """Mark the copies kept for good as restored, by their names. Raises OSError."""
    for path in unrestored_copy_paths(folder):
        path.rename(path.with_name(f"restored-{path.name}"))
