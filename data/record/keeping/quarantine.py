"""What no ledger names is put into `quarantine/` with the day: nothing of a record is deleted."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psutil

from data import dates
from data.record.disk import flush_folder
from data.record.upload import Entry
from data.record.upload_files import entry_in

QUARANTINE = "quarantine"
_SETTLED_SECONDS = 3600
_WRITER = re.compile(r"[0-9a-f]{32}\.(\d+)\.tmp")


@dataclass(frozen=True)
class QuarantinedFile:
    """A file that lies in quarantine since a day; `entry` is what an upload's file says of itself.

    `path` is below the record's folder. `entry` is None where it says nothing.
    """

    path: Path
    day: date
    size: int
    entry: Entry | None


def put_unnamed_aside(folder: Path, names: frozenset[str]) -> None:
    """Move the uploads' files that have no name in the ledger; those that have one come back.

    Call inside the ledger's lock, in which every new file gets its name: what lies there without
    one is no upload of a process at work. A file younger than an hour stays all the same, and so
    does one that a process is still writing. Raises OSError.
    """
    for path in misplaced_files(folder, names):
        if path.name in names:
            path.rename(folder / "uploads" / path.name)
        else:
            put_aside(folder, path)


def misplaced_files(folder: Path, names: frozenset[str]) -> tuple[Path, ...]:
    """Settled files among the uploads without a name in the ledger, and those in quarantine with.

    Of the latter those alone that are missing among the uploads.
    """
    unnamed = (p for p in _files(folder / "uploads") if p.name not in names and _is_settled(p))
    named = (p for p in _files(folder / QUARANTINE) if p.name in names)
    missing = (p for p in named if not (folder / "uploads" / p.name).exists())
    return (*unnamed, *missing)


def put_aside(folder: Path, path: Path) -> Path:
    """Move a file to the quarantine of a record, under today; where it then lies."""
    day = folder / QUARANTINE / dates.today().isoformat()
    day.mkdir(parents=True, exist_ok=True)
    number, target = 1, day / path.name
    while target.exists():
        number += 1
        target = day / f"{path.stem}-{number}{path.suffix}"
    path.rename(target)
    flush_folder(day)
    return target


def quarantined(folder: Path) -> tuple[QuarantinedFile, ...]:
    """What lies in quarantine, by day and name."""
    paths = sorted(_files(folder / QUARANTINE))
    return tuple(_told(folder, path) for path in paths if _day(path))


def unnamed_files(folder: Path, names: frozenset[str]) -> tuple[Path, ...]:
    """The Parquet files of uploads that no ledger names, among the uploads and in quarantine."""
    paths = (*_files(folder / "uploads"), *_files(folder / QUARANTINE))
    return tuple(sorted(p for p in paths if p.suffix == ".parquet" and p.name not in names))


def _told(folder: Path, path: Path) -> QuarantinedFile:
    day = _day(path)
    assert day
    return QuarantinedFile(path.relative_to(folder), day, path.stat().st_size, entry_in(path))


def _day(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.parent.name)
    except ValueError:
        return None


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in list(folder.rglob("*")) if path.is_file())


def _is_settled(path: Path) -> bool:
    """An hour old, and not the temporary file of a process that still runs."""
    writer = _WRITER.fullmatch(path.name)
    if writer and psutil.pid_exists(int(writer[1])):
        return False
    return time.time() - path.stat().st_mtime >= _SETTLED_SECONDS
