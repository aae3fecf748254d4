"""Where a cache and its record may lie; a file that the program did not make is never touched."""

from __future__ import annotations

import os
from pathlib import Path

from data.record.faults import RecordFault
from data.record.keeping.condition import LEDGER

_START = 4096
_KINDS = (
    (b"SQLite format 3\0", "một kho SQLite (như sổ ledger.sqlite)"),
    (b"PK\3\4", "bảng tính hoặc tệp nén"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bảng tính hoặc văn bản Office kiểu cũ"),
    (b"%PDF", "tệp PDF"),
    (b"PAR1", "tệp Parquet (như số liệu của một lần nạp)"),
)
_CHOOSE = (
    "hãy đặt TTHC_DATABASE (hoặc --database) thành một tệp .duckdb khác, ví dụ var/tthc.duckdb"
)


class UnusablePlace(RecordFault):
    """No cache can lie there; nothing was made or changed."""


def record_folder(database: Path) -> Path:
    """The folder of a DuckDB file's record: `x/tthc/` for `x/tthc.duckdb`."""
    return database.with_suffix("")


def check_place(database: Path) -> None:
    """Raise UnusablePlace where `database` cannot be a cache with its record beside it."""
    folder = record_folder(database)
    if not database.suffix:
        raise UnusablePlace(f"“{database}” không có đuôi tên tệp: {_CHOOSE}.")
    if database.is_dir():
        raise UnusablePlace(f"“{database}” là một thư mục: {_CHOOSE}.")
    if folder.exists() and not folder.is_dir():
        raise UnusablePlace(f"“{folder}” là một tệp, kho số liệu không để vào đó được: {_CHOOSE}.")
    if kind := foreign_file_kind(database):
        raise foreign_file_error(database, kind)
    if not (folder / LEDGER).exists() and not _is_usable_folder(folder):
        raise UnusablePlace(
            f"Không ghi được vào “{folder.parent}”: hãy cấp quyền ghi, hoặc {_CHOOSE}."
        )


def foreign_file_error(database: Path, kind: str) -> UnusablePlace:
    """The exception for a path where another program's file of this kind lies."""
    return UnusablePlace(f"“{database}” là {kind}, không phải kho của bảng theo dõi: {_CHOOSE}.")


def foreign_file_kind(path: Path) -> str:
    """What kind of foreign file a path holds, in Vietnamese; "" for none or perhaps a cache."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return ""
    for sign, kind in _KINDS:
        if start.startswith(sign):
            return kind
    return "tệp chữ" if _is_text(start) else ""


def _is_text(start: bytes) -> bool:
    """Whether a file's first bytes are printable UTF-8, without a NUL.

    A cache begins with eight bytes of any kind, of which one may be a line's end, but then it has
    NULs.
    """
    if b"\0" in start:
        return False
    try:
        text = start[: start.rfind(b"\n") + 1 or len(start)].decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text) and all(sign.isprintable() or sign in "\t\r\n" for sign in text)


def _is_usable_folder(folder: Path) -> bool:
    """Whether a folder can be written in, or made where it is missing."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
