"""A file system of four megabytes that fills, for tests of what is said of it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_SIZE = 4 * 2**20
_PLENTY = 400 * 1024  # bytes left in which a list of a month is stored


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount four MiB of memory at `folder` for the block; skips the test if not allowed."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a tmpfs needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path, number: int, count: int) -> None:
    """Write a ballast file that leaves number/count of 400 KiB free on the disk."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    ballast(disk).write_bytes(bytes(max(free - _PLENTY * number // count, 0)))


def ballast(disk: Path) -> Path:
    """The path of the file that fills the disk."""
    return disk / "ballast"
