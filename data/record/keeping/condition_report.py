"""What is wrong with a record while it is read all the same: each thing in one sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from data.dates import HANOI
from data.record.connection import is_begun, read_ledger
from data.record.faults import Fault, restoring_command
from data.record.keeping.condition import Condition, condition_of
from data.record.keeping.copies import kept_copies
from data.record.keeping.missing_rows import missing_rows
from data.record.keeping.quarantine import QuarantinedFile, quarantined, unnamed_files
from data.record.keeping.sqlite_files import opened_in_memory
from data.record.ledger import names_in
from data.record.upload_files import entry_in

_MOST_NAMED = 5
_CALLED = {
    "uploads": "lần nạp",
    "actions": "lần rút, đưa lại",
    "settings": "cài đặt",
    "tasks_done": "việc đã xong",
    "late_marks": "đánh dấu hồ sơ trễ",
    "plan_versions": "bản kế hoạch",
}


def record_faults(folder: Path) -> tuple[Fault, ...]:
    """Of the ledger and of what lies beside it; raises LostLedger and DamagedLedger."""
    if not folder.exists() or not is_begun(folder):
        return ()
    with read_ledger(folder) as connection:
        names = names_in(connection)
        lacking = _lacking(folder, connection)
    condition = condition_of(folder)
    lacking |= condition.lacking
    return (*_of_ledger(folder, condition, lacking), *_of_files(folder, names))


def _lacking(folder: Path, connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows of each table were in the ledger before an older one took its place."""
    lacking: dict[str, int] = {}
    for content in kept_copies(folder):
        with closing(opened_in_memory(content)) as copy:
            for table, count in missing_rows(connection, copy).items():
                lacking[table] = max(count, lacking.get(table, 0))
    return lacking


def _of_ledger(folder: Path, condition: Condition, lacking: Mapping[str, int]) -> Iterator[Fault]:
    if condition.cause and condition.copied_at:
        taken = condition.copied_at.astimezone(HANOI)
        sentence = (
            f"Sổ ledger.sqlite bị hỏng ({condition.cause}): đang đọc bản sao lúc "
            f"{taken:%H:%M ngày %d/%m/%Y} và chưa ghi thêm được, hãy chạy "
            f"“{restoring_command(folder)}”."
        )
        yield Fault("ledger", condition.cause, sentence)
    if lacking:
        counts = (f"{n} {_CALLED[table]}" for table, n in lacking.items() if table in _CALLED)
        sentence = (
            f"Sổ ledger.sqlite cũ hơn bản sao của nó, thiếu {', '.join(counts)}: hãy chạy "
            f"“{restoring_command(folder)}” để lấy lại."
        )
        yield Fault("older", ", ".join(sorted(lacking)), sentence)


def _of_files(folder: Path, names: frozenset[str]) -> Iterator[Fault]:
    """Uploads that the ledger does not name, offered; and what else lies in quarantine."""
    entries = [e for path in unnamed_files(folder, names) if (e := entry_in(path))]
    lying = [file for file in quarantined(folder) if not file.entry]
    if entries:
        named = _list([f"“{entry.upload.file_name}”" for entry in entries])
        sentence = (
            f"{len(entries)} lần nạp nằm trong kho mà sổ không ghi ({named}) nên không tính: nếu "
            f"cần lấy lại, hãy chạy “{restoring_command(folder)}”."
        )
        yield Fault("quarantine", named, sentence)
    if lying:
        named = _list([_where(file) for file in lying])
        sentence = f"Thư mục quarantine giữ {len(lying)} tệp không dùng được: {named}."
        yield Fault("quarantine", named, sentence)


def _where(file: QuarantinedFile) -> str:
    return f"{file.path.name} (từ ngày {file.day:%d/%m/%Y})"


def _list(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" và {more} tệp khác" if more > 0 else "")
