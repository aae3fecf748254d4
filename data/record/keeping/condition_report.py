"""What is wrong with a record while it is read all the same: each thing in one sentence."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path

from data.dates import HANOI
from data.record.connection import has_ledger, read_ledger
from data.record.faults import Fault, restoring_command
from data.record.keeping.condition import LEDGER, Condition, condition_of, settled_state_of
from data.record.keeping.copies import (
    kept_for_good_path,
    settled_folder_state,
    unrestored_copy_contents,
)
from data.record.keeping.missing_rows import missing_row_counts
from data.record.keeping.quarantine import (
    QUARANTINE,
    QuarantinedFile,
    quarantined_files,
    unnamed_files,
)
from data.record.keeping.sqlite_files import BUSY_SECONDS, open_in_memory
from data.record.ledger import parquet_names
from data.record.upload_files import entry_in

_MOST_NAMED = 5
_TABLE_LABELS = {
    "uploads": "lần nạp",
    "actions": "lần rút, đưa lại",
    "settings": "cài đặt",
    "tasks_done": "việc đã xong",
    "late_marks": "đánh dấu hồ sơ trễ",
    "plan_versions": "bản kế hoạch",
}


def record_faults(folder: Path) -> tuple[Fault, ...]:
    """The faults of a record's ledger and its files; () where there is no record.

    Raises LostLedger and DamagedLedger.
    """
    state = _settled_state(folder)
    return _faults_in_state(folder, state) if state else _faults_now(folder)


def _settled_state(folder: Path) -> tuple[object, ...] | None:
    """The state of a record's ledger and folders, which any change alters; None if just changed."""
    quarantine_folders = [Path(place) for place, _, _ in os.walk(folder / QUARANTINE)]
    places = [folder / "uploads", kept_for_good_path(folder, ""), *quarantine_folders]
    folder_states = [settled_folder_state(place) for place in places if place.exists()]
    ledger_state = settled_state_of(folder)
    return (ledger_state, *folder_states) if ledger_state and all(folder_states) else None


@lru_cache(maxsize=4)
def _faults_in_state(folder: Path, state: tuple[object, ...]) -> tuple[Fault, ...]:
    """The faults of a record, kept in memory for as long as `state` stays the same."""
    return _faults_now(folder)


def _faults_now(folder: Path) -> tuple[Fault, ...]:
    """The faults of a record, looked for in its ledger and folders."""
    if not folder.exists() or not has_ledger(folder):
        return ()
    with read_ledger(folder) as connection:
        ledger_names = parquet_names(connection)
        missing_counts = _missing_from_ledger(folder, connection)
    condition = condition_of(folder)
    missing_counts |= condition.missing_counts
    return (*_ledger_faults(folder, condition, missing_counts), *_file_faults(folder, ledger_names))


def _missing_from_ledger(folder: Path, connection: sqlite3.Connection) -> dict[str, int]:
    """By table, how many rows the copies kept for good have and the ledger lacks."""
    missing_counts: dict[str, int] = {}
    for content in unrestored_copy_contents(folder):
        with closing(open_in_memory(content)) as copy:
            for table, count in missing_row_counts(connection, copy).items():
                missing_counts[table] = max(count, missing_counts.get(table, 0))
    return missing_counts


def _ledger_faults(
    folder: Path, condition: Condition, missing_counts: Mapping[str, int]
) -> Iterator[Fault]:
    """A fault for a damaged ledger that a copy stands in for, and one for rows that it lacks."""
    if condition.cause and condition.copied_at:
        copied_at = condition.copied_at.astimezone(HANOI)
        sentence = (
            f"Sổ ledger.sqlite bị hỏng ({condition.cause}): đang đọc bản sao lúc "
            f"{copied_at:%H:%M ngày %d/%m/%Y} và chưa ghi thêm được, hãy chạy "
            f"“{restoring_command(folder)}”."
        )
        yield Fault("ledger", condition.cause, sentence)
    if missing_counts:
        counts = (
            f"{n} {_TABLE_LABELS[table]}"
            for table, n in missing_counts.items()
            if table in _TABLE_LABELS
        )
        sentence = (
            f"Sổ ledger.sqlite cũ hơn bản sao của nó, thiếu {', '.join(counts)}: hãy chạy "
            f"“{restoring_command(folder)}” để lấy lại."
        )
        yield Fault("older", ", ".join(sorted(missing_counts)), sentence)


def _file_faults(folder: Path, ledger_names: frozenset[str]) -> Iterator[Fault]:
    """A fault for uploads that the ledger does not name, and one for other quarantined files."""
    unnamed_paths = unnamed_files(folder, ledger_names)
    if unnamed_paths:  # some may be of uploads that are being stored just now
        names_by_now = _names_once_written(folder)
        unnamed_paths = tuple(path for path in unnamed_paths if path.name not in names_by_now)
    entries = [e for path in unnamed_paths if (e := entry_in(path))]
    useless_files = [file for file in quarantined_files(folder) if not file.entry]
    if entries:
        names_text = _names_text([f"“{entry.upload.file_name}”" for entry in entries])
        sentence = (
            f"{len(entries)} lần nạp nằm trong kho mà sổ không ghi ({names_text}) nên không tính: "
            f"nếu cần lấy lại, hãy chạy “{restoring_command(folder)}”."
        )
        yield Fault("quarantine", names_text, sentence)
    if useless_files:
        names_text = _names_text([_file_and_day(file) for file in useless_files])
        sentence = f"Thư mục quarantine giữ {len(useless_files)} tệp không dùng được: {names_text}."
        yield Fault("quarantine", names_text, sentence)


def _names_once_written(folder: Path) -> frozenset[str]:
    """The files that the ledger names once whoever writes into it now has finished."""
    address = f"{(folder / LEDGER).resolve().as_uri()}?mode=rw"
    with (
        suppress(sqlite3.Error),  # where it cannot be locked nobody writes either
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection,
    ):
        connection.execute("begin immediate")
        connection.execute("rollback")
    with read_ledger(folder) as connection:
        return parquet_names(connection)


def _file_and_day(file: QuarantinedFile) -> str:
    """A quarantined file's name and day: "x.parquet (từ ngày 01/12/2026)"."""
    return f"{file.path.name} (từ ngày {file.day:%d/%m/%Y})"


def _names_text(names: list[str]) -> str:
    """The first few names, and how many more files there are: "a, b và 3 tệp khác"."""
    more_count = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" và {more_count} tệp khác" if more_count > 0 else "")
