"""The copies of the ledger that lie beside it: which there are, and which are sound."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

_FOLDER, _KEPT_FOR_GOOD = "copies", "kept"
_NAME = re.compile(r"ledger-(\d+)-([0-9a-f]{16})\.sqlite")


def copy_paths(record_folder: Path) -> list[Path]:
    """The copies of a record's ledger, the newest first."""
    return [record_folder / _FOLDER / name for name in copy_names(record_folder)]


def copy_names(record_folder: Path) -> tuple[str, ...]:
    """The file names of the copies of a record's ledger, the newest first."""
    try:
        names = os.listdir(record_folder / _FOLDER)
    except OSError:
        return ()
    numbered_names = sorted((int(m[1]), m[0]) for name in names if (m := _NAME.fullmatch(name)))
    return tuple(name for _, name in reversed(numbered_names))


def copy_path(record_folder: Path, number: int, content: bytes) -> Path:
    """Where the copy with a number and these bytes lies, or will; its name tells both."""
    return record_folder / _FOLDER / f"ledger-{number:06}-{_fingerprint(content)}.sqlite"


def copy_number(path: Path) -> int:
    """A copy's number: each copy's is one more than that of the copy before it."""
    match = _NAME.fullmatch(path.name)
    assert match
    return int(match[1])


def is_copy_of(path: Path, content: bytes) -> bool:
    """Whether a copy was written with these bytes, as its name says."""
    return _fingerprint(content) in path.name


def kept_for_good_path(record_folder: Path, file_name: str) -> Path:
    """Where the copy with this file name lies, or will, when it is never to be dropped."""
    return record_folder / _FOLDER / _KEPT_FOR_GOOD / file_name


def unrestored_copy_paths(record_folder: Path) -> list[Path]:
    """The copies kept for good whose rows were not restored since, the newest first."""
    return sorted((record_folder / _FOLDER / _KEPT_FOR_GOOD).glob("ledger-*.sqlite"), reverse=True)


def unrestored_copy_contents(record_folder: Path) -> Iterator[bytes]:
    """The bytes of each sound copy kept for good whose rows were not restored since."""
    for path in unrestored_copy_paths(record_folder):
        if (content := sound_content(path)) is not None:
            yield content


def sound_copies(record_folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Path and bytes of each sound copy: the newest first, then those kept for good."""
    for path in (*copy_paths(record_folder), *unrestored_copy_paths(record_folder)):
        if (content := sound_content(path)) is not None:
            yield path, content


def sound_content(path: Path) -> bytes | None:
    """A copy's bytes; None where they do not read, or are no longer those that were written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if is_copy_of(path, content) else None


def newest_sound_copy(record_folder: Path) -> tuple[Path, bytes] | None:
    """Path and bytes of the newest copy that is as it was written; None where there is none."""
    return next(sound_copies(record_folder), None)


def _fingerprint(content: bytes) -> str:
    """The first 16 digits of the bytes' SHA-256."""
    return hashlib.sha256(content).hexdigest()[:16]
