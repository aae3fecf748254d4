"""Why a disk refuses to be written or read, in one sentence that says what to do."""

from __future__ import annotations

import errno
import sqlite3

from data.record.faults import NotWritten, RecordFault

DISK_FAULTS = (OSError, sqlite3.Error, RecordFault)
_FULL = "ổ đĩa của kho số liệu đã đầy; hãy giải phóng chỗ rồi làm lại."
_LOCKED = "kho số liệu không cho ghi; hãy kiểm tra quyền ghi vào thư mục của kho rồi làm lại."
_BUSY = "chương trình khác đang ghi vào kho số liệu; hãy làm lại sau ít phút."
_OTHER = "không ghi được vào kho số liệu; hãy kiểm tra ổ đĩa và quyền ghi rồi làm lại."
_DAMAGED = "sổ ledger.sqlite của kho số liệu bị hỏng; hãy báo người quản trị khôi phục."
_BY_NUMBER = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), _FULL),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), _LOCKED),
}
_BY_NAME = {
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _LOCKED,
    "SQLITE_CANTOPEN": _LOCKED,
    "SQLITE_PERM": _LOCKED,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
}


def disk_fault_sentence(error: BaseException) -> str:
    """Why the disk refused (OSError, sqlite3.Error, RecordFault) and what to do, in Vietnamese."""
    if isinstance(error, RecordFault):
        cause = error.__cause__
        has_better_cause = isinstance(error, NotWritten) and isinstance(
            cause, (OSError, sqlite3.Error)
        )
        return disk_fault_sentence(cause) if has_better_cause and cause else error.sentence
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0, _OTHER)
    name = str(getattr(error, "sqlite_errorname", "")) if isinstance(error, sqlite3.Error) else ""
    return next((words for start, words in _BY_NAME.items() if name.startswith(start)), _OTHER)
