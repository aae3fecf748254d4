"""How the record writes files: whole, flushed to the disk, and under their name only then."""

from __future__ import annotations

import os
from pathlib import Path


def write_flushed_file(path: Path, content: bytes) -> None:
    """Write a new file and bring it to the disk; nothing is left of it where that fails.

    Raises OSError, of which FileExistsError where the path is taken.
    """
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise
    except OSError:
        path.unlink(missing_ok=True)
        raise


def flush_folder(folder: Path) -> None:
    """Bring a folder's own entries to the disk, without which a rename may be lost."""
    if os.name != "posix":  # Windows has no handle on a folder; NTFS journals the rename
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
