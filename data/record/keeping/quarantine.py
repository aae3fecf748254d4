"""What no ledger names is put into `quarantine/` with the day: nothing of a record is deleted."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psutil

from data import dates
from data.record.disk import flush_folder
from data.record.upload import UploadEntry
from data.record.upload_files import entry_in

QUARANTINE = "quarantine"
_SETTLED_SECONDS = 3600
_TEMPORARY_NAME = re.compile(r"[0-9a-f]{32}\.(\d+)\.tmp")


@dataclass(frozen=True)
class QuarantinedFile:
    """A file that lies in quarantine since a day; `entry` is what an upload's file says of itself.

    `path` is relative to the record's folder, `size` in bytes. `entry` is None where the file says
    nothing.
    """

    path: Path
    day: date
    size: int
    entry: UploadEntry | None


def move_misplaced_files(folder: Path, ledger_names: frozenset[str]) -> None:
    """Move files that the ledger does not name to quarantine, and named ones back.

    Call inside the ledger's lock, in which every new file gets its name: what lies there without
    one is no upload of a process at work. A file younger than an hour stays all the same, and so
    does one that a process is still writing. Raises OSError.
    """
    for path in misplaced_files(folder, ledger_names):
        if path.name in ledger_names:
            path.rename(folder / "uploads" / path.name)
        else:
            quarantine_file(folder, path)


def misplaced_files(folder: Path, ledger_names: frozenset[str]) -> tuple[Path, ...]:
    """Files of uploads, an hour old, that the ledger does not name; named ones in quarantine.

    Of the latter those alone that are missing among the uploads.
    """
    unnamed_paths = (
        p for p in _files_below(folder / "uploads") if p.name not in ledger_names and _is_settled(p)
    )
    named_paths = (p for p in _files_below(folder / QUARANTINE) if p.name in ledger_names)
    missing_paths = (p for p in named_paths if not (folder / "uploads" / p.name).exists())
    return (*unnamed_paths, *missing_paths)


def quarantine_file(folder: Path, path: Path) -> Path:
    """Move a file to a record's quarantine, under today's date, and return its new path."""
    day_folder = folder / QUARANTINE / dates.today().isoformat()
    day_folder.mkdir(parents=True, exist_ok=True)
    number, target = 1, day_folder / path.name
    while target.exists():
        number += 1
        target = day_folder / f"{path.stem}-{number}{path.suffix}"
    path.rename(target)
    flush_folder(day_folder)
    return target


def quarantined_files(folder: Path) -> tuple[QuarantinedFile, ...]:
    """The files in a record's quarantine, sorted by day and name."""
    paths = sorted(_files_below(folder / QUARANTINE))
    return tuple(_quarantined_file(folder, path) for path in paths if _quarantine_day(path))


def unnamed_files(folder: Path, ledger_names: frozenset[str]) -> tuple[Path, ...]:
    """The Parquet files among the uploads and in quarantine that the ledger does not name."""

    def is_unnamed(name: str) -> bool:
        """Whether a file name is a Parquet file's that the ledger does not name."""
        return name.endswith(".parquet") and name not in ledger_names

    folders = (folder / "uploads", folder / QUARANTINE)
    return tuple(sorted(path for part in folders for path in _files_below(part, is_unnamed)))


def _quarantined_file(folder: Path, path: Path) -> QuarantinedFile:
    """The path, day, size and own entry of a file in a day's folder of quarantine."""
    day = _quarantine_day(path)
    assert day
    return QuarantinedFile(path.relative_to(folder), day, path.stat().st_size, entry_in(path))


def _quarantine_day(path: Path) -> date | None:
    """The day that names a quarantined file's folder; None where the name is no day."""
    try:
        return date.fromisoformat(path.parent.name)
    except ValueError:
        return None


def _files_below(
    folder: Path, is_wanted: Callable[[str], bool] = lambda _name: True
) -> Iterator[Path]:
    """All files below a folder with wanted names; none where the folder is missing."""
    for place, _, names in list(os.walk(folder)):
        yield from (Path(place, name) for name in names if is_wanted(name))


def _is_settled(path: Path) -> bool:
    """Whether a file is at least an hour old, and no running process is writing it."""
    temporary_name = _TEMPORARY_NAME.fullmatch(path.name)
    if temporary_name and psutil.pid_exists(int(temporary_name[1])):
        return False
    return time.time() - path.stat().st_mtime >= _SETTLED_SECONDS
