"""Small text files that people of a record made: written whole, and never overwritten."""

from __future__ import annotations

import uuid
from pathlib import Path

from data.record.disk import flush_folder, write_flushed


def write_new(path: Path, text: str) -> Path:
    """Write a text under a temporary name, flush it and give it its name: the path it then has.

    Where the name is taken, a number is added to it; raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{uuid.uuid4().hex}.tmp")
    write_flushed(temporary, text.encode())
    free = _free(path)
    temporary.rename(free)
    flush_folder(path.parent)
    return free


def put_aside(path: Path) -> None:
    """Give a file a name by which nobody looks for it; nothing is lost. Raises OSError."""
    path.rename(_free(path.with_name(f"{path.name}.removed")))
    flush_folder(path.parent)


def _free(path: Path) -> Path:
    """The path, or the same with the first number that no file bears yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
