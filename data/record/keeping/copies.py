"""The last consistent copies of the ledger, kept beside it: the newest is taken at each change."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from data.record.disk import flush_folder, write_flushed

KEPT = 30
_FOLDER, _KEPT_FOR_GOOD = "copies", "kept"
_NAME = re.compile(r"ledger-(\d+)-([0-9a-f]{16})\.sqlite")


def copy_paths(folder: Path) -> list[Path]:
    """The copies of a record's ledger, the newest first."""
    try:
        names = os.listdir(folder / _FOLDER)
    except OSError:
        return []
    numbered = sorted((int(m[1]), m[0]) for name in names if (m := _NAME.fullmatch(name)))
    return [folder / _FOLDER / name for _, name in reversed(numbered)]


def take_copy(folder: Path, content: bytes) -> Path:
    """Keep a ledger's bytes as the newest copy, and drop the oldest beyond KEPT.

    Call inside the ledger's lock, so that the order of the copies is that of the changes. Raises
    OSError.
    """
    standing = copy_paths(folder)
    fingerprint = _fingerprint(content)
    if standing and fingerprint in standing[0].name:
        return standing[0]
    number = int(_number(standing[0])) + 1 if standing else 1
    path = folder / _FOLDER / f"ledger-{number:06}-{fingerprint}.sqlite"
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f"{uuid.uuid4().hex}.tmp")
    write_flushed(temporary, content)
    temporary.rename(path)
    flush_folder(path.parent)
    for old in standing[KEPT - 1 :]:
        old.unlink(missing_ok=True)
    return path


def keep_for_good(folder: Path) -> None:
    """Put the newest copy where it is never dropped: the ledger is about to go its own way.

    Raises OSError.
    """
    if not (newest := newest_sound(folder)):
        return
    kept = folder / _FOLDER / _KEPT_FOR_GOOD / newest[0].name
    kept.parent.mkdir(exist_ok=True)
    if not kept.exists():
        write_flushed(kept, newest[1])


def kept_copies(folder: Path) -> Iterator[bytes]:
    """The copies that are never dropped, until what they have and the ledger lacks was restored."""
    for path in sorted((folder / _FOLDER / _KEPT_FOR_GOOD).glob("ledger-*.sqlite"), reverse=True):
        if (content := sound_content(path)) is not None:
            yield content


def put_kept_aside(folder: Path) -> None:
    """Keep them under another name: their rows were restored. Raises OSError."""
    for path in (folder / _FOLDER / _KEPT_FOR_GOOD).glob("ledger-*.sqlite"):
        path.rename(path.with_name(f"restored-{path.name}"))


def sound_copies(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every copy that is as it was written, with its bytes: the newest first, then those kept."""
    kept = sorted((folder / _FOLDER / _KEPT_FOR_GOOD).glob("ledger-*.sqlite"), reverse=True)
    for path in (*copy_paths(folder), *kept):
        if (content := sound_content(path)) is not None:
            yield path, content


def sound_content(path: Path) -> bytes | None:
    """A copy's bytes; None where they are no longer those that were written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if _fingerprint(content) in path.name else None


def newest_sound(folder: Path) -> tuple[Path, bytes] | None:
    """The newest copy that is as it was written, with its bytes."""
    return next(sound_copies(folder), None)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace")


def content_of(connection: sqlite3.Connection) -> bytes:
    """The whole database as this connection sees it, in the form that needs no log beside it."""
    content = bytearray(connection.serialize())
    content[18:20] = b"\x01\x01"  # read and written with a rollback journal
    return bytes(content)


def opened_in_memory(content: bytes) -> sqlite3.Connection:
    """A database of these bytes that touches no file: what is written to it is nowhere kept."""
    connection = sqlite3.connect(":memory:")
    connection.text_factory = _text
    try:
        connection.deserialize(content)
    except BaseException:
        connection.close()
        raise
    return connection


def _number(path: Path) -> str:
    match = _NAME.fullmatch(path.name)
    assert match
    return match[1]


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
