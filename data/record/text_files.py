"""Small text files that people of a record made: written whole, and never overwritten."""

from __future__ import annotations

import uuid
from pathlib import Path

from data.record.disk import flush_folder, write_flushed_file


def write_new_text(path: Path, text: str) -> Path:
    """Write a text to a new file, numbered where the name is taken, and return its path.

    Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{uuid.uuid4().hex}.tmp")
    write_flushed_file(temporary, text.encode())
    free_path = _free_path(path)
    temporary.rename(free_path)
    flush_folder(path.parent)
    return free_path


def mark_as_removed(path: Path) -> None:
    """Add “.removed” to a file's name, by which it is no longer read. Raises OSError."""
    path.rename(_free_path(path.with_name(f"{path.name}.removed")))
    flush_folder(path.parent)


def _free_path(path: Path) -> Path:
    """The path itself where no file is there, else with the first free number."""
    number, free_path = 1, path
    while free_path.exists():
        number += 1
        free_path = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free_path
