"""What is wrong with a record: what stops its reading, and what is only set aside by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FaultKind = Literal["ledger", "older", "upload", "quarantine"]
NOT_READ = "Không đọc được kho số liệu: hãy kiểm tra ổ đĩa và quyền đọc rồi làm lại."


class RecordFault(Exception):
    """The record cannot be read or written as asked; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence in Vietnamese, which is the exception's message too."""
        super().__init__(sentence)
        self.sentence = sentence


class LostLedger(RecordFault):
    """Uploads lie there, but no ledger that names them."""


class DamagedLedger(RecordFault):
    """The ledger is damaged: without a copy it is not read, and in no case written."""


class NotWritten(RecordFault):
    """Nothing was written: the disk is full, read-only or failing."""


class DamagedFile(RecordFault):
    """An upload's file is missing, or is no longer what was stored."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong while the rest is shown; `subject` is what it is about, by name.

    Of an upload the subject is its id, of a setting or plan its name.
    """

    kind: FaultKind
    subject: str
    sentence: str


def restoring_command(folder: Path) -> str:
    """The command line, as it is typed, that restores the ledger of the record in a folder."""
    return f"python -m loaders --database {folder}.duckdb --restore-record"


def lost_ledger_error(folder: Path) -> LostLedger:
    """The exception for a ledger that is missing or empty, while its uploads are there."""
    return LostLedger(
        f"Thư mục {folder.name} có các lần nạp nhưng sổ ledger.sqlite đã mất hoặc trống: hãy chạy "
        f"“{restoring_command(folder)}” để lập lại sổ."
    )


def damaged_ledger_error(folder: Path, cause: str) -> DamagedLedger:
    """The exception for a damaged ledger that cannot be read or may not be written."""
    return DamagedLedger(
        f"Sổ ledger.sqlite của kho số liệu bị hỏng ({cause}), chưa ghi gì vào: hãy chạy "
        f"“{restoring_command(folder)}” để khôi phục rồi làm lại."
    )


def not_written_error() -> NotWritten:
    """The exception for a record that the disk does not let the program write to."""
    return NotWritten(
        "Không ghi được vào kho số liệu, chưa lưu gì: hãy kiểm tra chỗ trống của ổ đĩa và quyền "
        "ghi rồi làm lại."
    )


def damaged_file_error(file_name: str, upload_id: int, cause: str) -> DamagedFile:
    """The exception for an upload whose Parquet file is missing or not what was written."""
    return DamagedFile(
        f"Lần nạp số {upload_id} (“{file_name}”) bị hỏng trong kho ({cause}), không tính vào số "
        "liệu: hãy rút lần nạp này rồi nạp lại tệp gốc."
    )
