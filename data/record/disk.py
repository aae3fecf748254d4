"""How the record writes files: whole, flushed to the disk, and under their name only then."""

from __future__ import annotations

import os
from pathlib import Path


def write_flushed_file(path: Path, content: bytes) -> None:
    """Write bytes to a new file and flush it to the disk; no part is left where that fails.

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
    """Flush a folder's entries to the disk, so that a rename in it outlives a power cut."""
    if os.name != "posix":  # Windows has no handle on a folder; NTFS journals the rename
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
