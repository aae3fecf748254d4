"""The copies of the ledger that lie beside it: which there are, and which are sound."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_FOLDER, _KEPT_FOR_GOOD = "copies", "kept"
SETTLED_NANOSECONDS = 3_000_000_000
_NAME = re.compile(r"ledger-(\d+)-([0-9a-f]{16})\.sqlite")


def settled_folder_state(folder: Path) -> tuple[int, int] | None:
    """A folder's time of change and inode, which a file more or less alters; None if just changed.

    None too where there is no such folder. As with files, only a time that has gone by tells the
    next change.
    """
    try:
        status = folder.stat()
    except OSError:
        return None
    is_settled = time.time_ns() - status.st_mtime_ns > SETTLED_NANOSECONDS
    return (status.st_mtime_ns, status.st_ino) if is_settled else None


def copy_paths(record_folder: Path) -> list[Path]:
    """The paths of the copies of a record's ledger, newest first."""
    return [record_folder / _FOLDER / name for name in copy_names(record_folder)]


def copy_names(record_folder: Path) -> tuple[str, ...]:
    """The file names of the copies of a record's ledger, newest first; () without any."""
    folder = record_folder / _FOLDER
    state = settled_folder_state(folder)
    return _names_in_state(folder, state) if state else _names_now(folder)


@lru_cache(maxsize=64)
def _names_in_state(folder: Path, state: tuple[int, int]) -> tuple[str, ...]:
    """The names of the copies in a folder, kept in memory for as long as `state` stays the same."""
    return _names_now(folder)


def _names_now(folder: Path) -> tuple[str, ...]:
    """The names of the copies in a folder, newest first."""
    try:
        names = os.listdir(folder)
    except OSError:
        return ()
    numbered_names = sorted((int(m[1]), m[0]) for name in names if (m := _NAME.fullmatch(name)))
    return tuple(name for _, name in reversed(numbered_names))


def copy_path(record_folder: Path, number: int, content: bytes) -> Path:
    """The path of the copy with this number and these bytes, whether it is there or not."""
    return record_folder / _FOLDER / f"ledger-{number:06}-{_fingerprint(content)}.sqlite"


def copy_number(path: Path) -> int:
    """The number in a copy's file name; each copy's is one more than the copy's before."""
    match = _NAME.fullmatch(path.name)
    assert match
    return int(match[1])


def is_copy_of(path: Path, content: bytes) -> bool:
    """Whether a copy's file name says that it was written with these bytes."""
    return _fingerprint(content) in path.name


def kept_for_good_path(record_folder: Path, file_name: str) -> Path:
    """The path of the copy with this file name among those never dropped, there or not."""
    return record_folder / _FOLDER / _KEPT_FOR_GOOD / file_name


def unrestored_copy_paths(record_folder: Path) -> list[Path]:
    """The copies kept for good whose rows have not been restored since, newest first."""
    return sorted((record_folder / _FOLDER / _KEPT_FOR_GOOD).glob("ledger-*.sqlite"), reverse=True)


def unrestored_copy_contents(record_folder: Path) -> Iterator[bytes]:
    """The bytes of each sound copy kept for good that has not been restored since."""
    for path in unrestored_copy_paths(record_folder):
        if (content := sound_content(path)) is not None:
            yield content


def sound_copies(record_folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Path and bytes of each sound copy, newest first, and then of those kept for good."""
    for path in (*copy_paths(record_folder), *unrestored_copy_paths(record_folder)):
        if (content := sound_content(path)) is not None:
            yield path, content


def sound_content(path: Path) -> bytes | None:
    """A copy's bytes; None where they cannot be read or are not those once written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if is_copy_of(path, content) else None


def newest_sound_copy(record_folder: Path) -> tuple[Path, bytes] | None:
    """Path and bytes of the newest sound copy; None where there is none."""
    return next(sound_copies(record_folder), None)


def _fingerprint(content: bytes) -> str:
    """The first 16 digits of the bytes' SHA-256."""
    return hashlib.sha256(content).hexdigest()[:16]
