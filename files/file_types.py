"""What kind of file it is, by its content alone, and whether it is safe to open at all."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from files.other_kinds import other_kind_sentence
from files.refusal import Refused

Container = Literal["xlsx", "xlsb", "ods", "xls", "html", "xml", "csv"]

LARGEST_FILE = 200 * 2**20  # bytes
LARGEST_INFLATED = 2**31  # bytes
_LARGEST_RATIO = 200  # of the inflated size to the file's
_SMALL = 50 * 2**20  # bytes; below this no ratio can hurt
_MOST_ENTRIES = 5_000
# What lists an entry of a zip; in a zip of workbooks their own entries are counted too.
_ENTRY_SIGN, _MOST_ENTRY_SIGNS = b"PK\1\2", 50_000
_START = 4096  # letters that tell a text's kind
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# In a workbook of the old kind the record after the first says that the rest is encrypted.
_FILEPASS = re.compile(rb"\x09\x08\x10\0\0\x06.{14}(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
_BLANK = re.compile(rb"[\0 \t\r\n]*+\Z")
# What no text holds: control characters but tabs and ends of lines and pages.
_CONTROL = re.compile(rb"[^\t\n\f\r\x20-\xff]")
# Nothing in it is tried twice: comments in a row could be parted in more ways than can be tried.
_HTML = re.compile(
    r"(?>\ufeff|\s|<\?xml[^>]*>|<!--.*?-->)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|style|table|thead|tr|div|p|center|font|b|h\d)\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE = re.compile(
    r"[\ufeff\s]*(?:MIME-Version|From|X-Document-Type|Content-Type|Snapshot-Content-Location|Subject)"
    r":.*?^Content-Type:\s*(?:multipart/related|text/html)",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_MARKUP = re.compile(r"[\ufeff\s]*<[?!a-z]", re.IGNORECASE)
_SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
_OFFICE_NAMES = {"[Content_Types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"}
# Other parts of the same documents: one without the names above has a damaged list of its parts.
_OFFICE_PARTS = {"content.xml", "META-INF/manifest.xml", "_rels/.rels"}
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"

EMPTY = "Tệp trống: hãy xuất lại từ hệ thống rồi nạp tệp mới."
TOO_LARGE = "Tệp lớn quá 200 MB: hãy xuất từng tháng một rồi nạp từng tệp."
BROKEN = "Tệp bị hỏng hoặc tải về chưa hết: hãy tải lại từ hệ thống rồi nạp."
LOCKED = "Tệp có mật khẩu: hãy nhập mật khẩu, hoặc bỏ mật khẩu trong Excel rồi nạp lại."
LOCKED_ZIP = "Tệp nén có mật khẩu: hãy giải nén rồi nạp từng tệp bên trong."
LOCKED_ODS = "Tệp .ods có mật khẩu: hãy mở ra, lưu lại không có mật khẩu rồi nạp."
NESTED = "Đây là tệp nén, không phải bảng tính: hãy giải nén rồi nạp từng tệp bên trong."
WEB_ARCHIVE = (
    "Tệp này là một trang web lưu thành một tệp (MHTML): hãy mở bằng Excel, lưu lại dạng .xlsx rồi "
    "nạp."
)
NO_TABLE = "Tệp này không phải bảng tính: hãy nạp tệp .xlsx, .xls hoặc .csv xuất từ hệ thống."
BOMB = "Tệp nén bất thường, mở ra sẽ quá lớn: hãy xuất lại từ hệ thống rồi nạp."


def container_of(content: bytes) -> Container:
    """The kind of a table's file, by its bytes alone; raises Refused for what cannot be a table.

    A locked workbook asks for its "password".
    """
    if _BLANK.match(content):
        raise Refused(EMPTY)
    if len(content) > LARGEST_FILE:
        raise Refused(TOO_LARGE)
    if content.startswith(b"PK"):
        return _zip_container(content)
    if content.startswith(CFB):
        if is_locked(content):
            raise Refused(LOCKED, "password")
        return "xls"
    if sentence := other_kind_sentence(content):
        raise Refused(sentence)
    return _text_container(content)


def is_locked(content: bytes) -> bool:
    """Whether bytes are a compound file that holds a workbook with a password, old or new."""
    package = "EncryptedPackage".encode("utf-16-le")
    return content.startswith(CFB) and (package in content or bool(_FILEPASS.search(content)))


def open_archive(content: bytes) -> zipfile.ZipFile:
    """A zip opened for reading; raises Refused where it is broken, locked or beyond the limits."""
    if (
        content.count(_ENTRY_SIGN) > _MOST_ENTRY_SIGNS
    ):  # each becomes an object before it can be counted
        raise Refused(BOMB)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:  # zipfile raises many kinds on torn or lying archives
        raise Refused(BROKEN) from error
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(LOCKED_ZIP)
    size = sum(entry.file_size for entry in entries)
    is_swollen = size > _SMALL and size > _LARGEST_RATIO * len(content)
    if size > LARGEST_INFLATED or is_swollen:
        raise Refused(BOMB)
    return archive


def is_office_document(archive: zipfile.ZipFile) -> bool:
    """Whether the archive is one document of an office program, of whatever kind, or was one."""
    return not (_OFFICE_NAMES | _OFFICE_PARTS).isdisjoint(archive.namelist())


def _zip_container(content: bytes) -> Container:
    """The kind of a workbook that is a zip; raises Refused for any other zip."""
    with open_archive(content) as archive:
        names = set(archive.namelist())
        if not is_office_document(archive):
            raise Refused(NESTED)
        if _OFFICE_NAMES.isdisjoint(names):
            raise Refused(BROKEN)
        if len(names) > _MOST_ENTRIES:
            raise Refused(BOMB)
        if "mimetype" in names:
            return _opendocument_container(archive)
    if "xl/workbook.bin" in names:
        return "xlsb"
    if not any(name.startswith("xl/") for name in names):
        raise Refused(NO_TABLE)
    return "xlsx"


def _opendocument_container(archive: zipfile.ZipFile) -> Container:
    """The kind “ods”; raises Refused for other OpenDocument files and for locked ones."""
    if not _read_start(archive, "mimetype", 200).startswith(_ODS):
        raise Refused(NO_TABLE)
    if b"encryption-data" in _read_start(archive, "META-INF/manifest.xml", 2**20):
        raise Refused(LOCKED_ODS)
    return "ods"


def _read_start(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    """The first `size` bytes of an archive's entry, b"" for no such entry; raises Refused."""
    try:
        with archive.open(name) as stream:
            return stream.read(size)
    except KeyError:
        return b""
    except Exception as error:  # as above
        raise Refused(BROKEN) from error


def _text_container(content: bytes) -> Container:
    """The kind of a text that may hold a table; raises Refused for what cannot."""
    if not _is_text(content[:65536]):
        raise Refused(NO_TABLE)
    start = _start_as_latin1(content)
    if _SPREADSHEETML in start and "<" in start[:2]:
        return "xml"
    if _WEB_ARCHIVE.match(start):
        raise Refused(WEB_ARCHIVE)
    if _HTML.match(start):
        return "html"
    if _MARKUP.match(start):
        raise Refused(NO_TABLE)
    return "csv"


def _start_as_latin1(content: bytes) -> str:
    """The beginning of a text's bytes as Latin-1, without NULs and byte-order mark."""
    start = content[: 2 * _START]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[2:].replace(b"\0", b"").decode("latin-1")
    return start.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip().decode("latin-1")


def _is_text(start: bytes) -> bool:
    """Whether a file's first bytes are text: no control signs, or UTF-16 by its mark or its NULs.

    That is: no control characters but tabs and line ends; in UTF-16 every second byte is a NUL.
    """
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in start:
        return max(start[::2].count(0), start[1::2].count(0)) > len(start) // 6
    return not _CONTROL.search(start)
