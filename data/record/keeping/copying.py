"""How copies of the ledger are taken at each change, and which of them are kept for good."""

from __future__ import annotations

import uuid
from pathlib import Path

from data.record.disk import flush_folder, write_flushed
from data.record.keeping.copies import (
    copy_path,
    copy_paths,
    is_of,
    kept_for_good_path,
    kept_for_good_paths,
    newest_sound,
    number_of,
)

KEPT = 30


def take_copy(folder: Path, content: bytes) -> Path:
    """Keep a ledger's bytes as the newest copy, and drop the oldest beyond KEPT.

    Call inside the ledger's lock, so that the order of the copies is that of the changes. Raises
    OSError.
    """
    standing = copy_paths(folder)
    if standing and is_of(standing[0], content):
        return standing[0]
    path = copy_path(folder, number_of(standing[0]) + 1 if standing else 1, content)
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f"{uuid.uuid4().hex}.tmp")
    write_flushed(temporary, content)
    temporary.rename(path)
    flush_folder(path.parent)
    for beyond in standing[KEPT - 1 :]:
        beyond.unlink(missing_ok=True)
    return path


def keep_for_good(folder: Path) -> None:
    """Put the newest copy where it is never dropped: the ledger is about to go its own way.

    Raises OSError.
    """
    if not (newest := newest_sound(folder)):
        return
    path = kept_for_good_path(folder, newest[0].name)
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        write_flushed(path, newest[1])


def put_kept_aside(folder: Path) -> None:
    """Keep them under another name: their rows were restored. Raises OSError."""
    for path in kept_for_good_paths(folder):
        path.rename(path.with_name(f"restored-{path.name}"))
