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


def folder_of(database: Path) -> Path:
    """Where the record of a DuckDB file lies: `x/tthc/` for `x/tthc.duckdb`."""
    return database.with_suffix("")


def check_place(database: Path) -> None:
    """Raise UnusablePlace, with one sentence, where no cache and record can lie at a path."""
    folder = folder_of(database)
    if not database.suffix:
        raise UnusablePlace(f"“{database}” không có đuôi tên tệp: {_CHOOSE}.")
    if database.is_dir():
        raise UnusablePlace(f"“{database}” là một thư mục: {_CHOOSE}.")
    if folder.exists() and not folder.is_dir():
        raise UnusablePlace(f"“{folder}” là một tệp, kho số liệu không để vào đó được: {_CHOOSE}.")
    if kind := kind_of_others(database):
        raise not_ours(database, kind)
    if not (folder / LEDGER).exists() and not _may_be_made(folder):
        raise UnusablePlace(
            f"Không ghi được vào “{folder.parent}”: hãy cấp quyền ghi, hoặc {_CHOOSE}."
        )


def not_ours(database: Path, kind: str) -> UnusablePlace:
    """The file is somebody's own."""
    return UnusablePlace(f"“{database}” là {kind}, không phải kho của bảng theo dõi: {_CHOOSE}.")


def kind_of_others(path: Path) -> str:
    """What a file plainly is that is no cache of ours; empty where it may be one, or is missing."""
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
    """Whether a file's first bytes are text. A cache begins with eight bytes of any kind, of which
    one may be a line's end, but then it has NULs.
    """
    if b"\0" in start:
        return False
    try:
        text = start[: start.rfind(b"\n") + 1 or len(start)].decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text) and all(sign.isprintable() or sign in "\t\r\n" for sign in text)


def _may_be_made(folder: Path) -> bool:
    """Whether a folder is there, or can be made, to write in; nothing is made."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
