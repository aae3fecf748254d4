"""What a file is, told from its first bytes, and whether it is safe to open at all."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from loaders.problems import Refused

Container = Literal["xlsx", "xls", "csv"]

LARGEST_FILE = 200 * 2**20
_LARGEST_INFLATED = 2**31
_LARGEST_RATIO = 200
_SMALL = 50 * 2**20  # below this no ratio can hurt
_MOST_ENTRIES = 5_000
_CHUNK = 2**20
_OVERLAP = 64  # longer than any cell's reference and attributes that are looked for
_MAYBE_WIDE = re.compile(rb'="[A-Z]{3}\d')  # a plain start, many times faster to look for
_WIDE = re.compile(rb'<c\b[^>]{0,40}?\br="[A-Z]{3}\d')
_STRINGS = re.compile(rb'(?:uniqueCount|count)="(\d{9,})"')
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# In a workbook of the old kind the record after the first says that the rest is encrypted.
_FILEPASS = re.compile(rb"\x09\x08\x10\0\0\x06.{14}(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|head|body|meta|div)", re.IGNORECASE)

EMPTY = "Tệp trống: hãy xuất lại từ hệ thống rồi nạp tệp mới."
TOO_LARGE = "Tệp lớn quá 200 MB: hãy xuất từng tháng một rồi nạp từng tệp."
BROKEN = "Tệp bị hỏng hoặc tải về chưa hết: hãy tải lại từ hệ thống rồi nạp."
LOCKED = "Tệp có mật khẩu: hãy bỏ mật khẩu trong Excel (Lưu thành tệp mới) rồi nạp lại."
NO_TABLE = "Tệp này không phải bảng tính: hãy nạp tệp .xlsx, .xls hoặc .csv xuất từ hệ thống."
BOMB = "Tệp nén bất thường, mở ra sẽ quá lớn: hãy xuất lại từ hệ thống rồi nạp."
SPREAD = "Bảng trong tệp trải quá rộng so với số liệu: hãy chép bảng sang tệp mới rồi nạp."


def container_of(content: bytes) -> Container:
    """The kind of file, whatever its name says; raises Refused for what cannot be a table."""
    if not content.strip(b"\0 \t\r\n"):
        raise Refused(EMPTY)
    if len(content) > LARGEST_FILE:
        raise Refused(TOO_LARGE)
    if content.startswith(b"PK"):
        _check_zip(content)
        return "xlsx"
    if content.startswith(_CFB):
        if "EncryptedPackage".encode("utf-16-le") in content or _FILEPASS.search(content):
            raise Refused(LOCKED)
        return "xls"
    start = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(start) or not _is_text(content[:65536]):
        raise Refused(NO_TABLE)
    return "csv"


def scan(content: bytes) -> None:
    """Inflate a workbook's sheets, counting what truly comes out; raises Refused.

    Runs beside the reading process, which has limits of its own: this gives the reason a name.
    """
    inflated = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.filename.startswith("xl/") and entry.filename.endswith((".xml", ".bin")):
                    inflated = _scan_entry(archive, entry, inflated)
    except Refused:
        raise
    except Exception as error:  # zipfile raises many kinds on torn or lying archives
        raise Refused(BROKEN) from error


def _scan_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inflated: int) -> int:
    tail = b""
    is_sheet = "worksheets/" in entry.filename
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            inflated += len(chunk)
            if inflated > _LARGEST_INFLATED:
                raise Refused(BOMB)
            if is_sheet and _is_wide(tail + chunk):
                raise Refused(SPREAD)
            if not tail and "sharedStrings" in entry.filename and _STRINGS.search(chunk[:2048]):
                raise Refused(BOMB)
            tail = chunk[-_OVERLAP:]
    return inflated


def _is_wide(part: bytes) -> bool:
    return bool(_MAYBE_WIDE.search(part) and _WIDE.search(part))


def _check_zip(content: bytes) -> None:
    """What the archive says of itself; cheap, before anything is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except Exception as error:  # as above
        raise Refused(BROKEN) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(LOCKED)
    size = sum(entry.file_size for entry in entries)
    swollen = size > _SMALL and size > _LARGEST_RATIO * len(content)
    if len(entries) > _MOST_ENTRIES or size > _LARGEST_INFLATED or swollen:
        raise Refused(BOMB)
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise Refused(NO_TABLE)


def _is_text(start: bytes) -> bool:
    """Text has no control characters but tabs and line ends; UTF-16 text has every second NUL."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in start:
        return max(start[::2].count(0), start[1::2].count(0)) > len(start) // 6
    return not any(byte < 32 and byte not in b"\t\r\n\f" for byte in start)
