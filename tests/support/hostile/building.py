"""What hostile files are made of, and what a kind of them is; the kinds are in hostile_*.py."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.builders import done, dossier, earlier, table, xls_bytes, xlsx_bytes

# Four dossiers, carried over one, received three: two of them online. In rows 5 to 8.
LIST = table([earlier(), dossier(1), done(2), dossier(3, channel="")])
LIST_XLSX = xlsx_bytes(table([dossier(n) for n in range(1, 40)]))
LIST_XLS = xls_bytes(table([dossier(n) for n in range(1, 40)]))
SHEET = "xl/worksheets/sheet1.xml"
_HEAD = (
    b'<?xml version="1.0"?><worksheet xmlns='
    b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)


@dataclass(frozen=True)
class Kind:
    """A sort of file, and what must become of it.

    `words` are of the sentence that refuses it; None where it is stored: then `rows` and `aside`
    are its rows, `online` its dossiers filed online in January of all, and `kept` says of a
    column which texts its rows hold unchanged.
    """

    make: Callable[[], bytes]
    words: str | None = ""
    name: str = "a.xlsx"
    rows: int = 4
    aside: int = 0
    online: tuple[int | None, int | None] = (2, 3)
    kept: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()


def stored(make: Callable[[], bytes], **told: Any) -> Kind:
    """A kind of file that is odd but must be stored, with these expectations (fields of `Kind`)."""
    return Kind(make, None, **told)


def workbook(sheet: bytes, more: Mapping[str, bytes] | None = None) -> bytes:
    """A workbook whose only sheet is this XML; `more` puts other entries in place of its own."""
    parts = entries(LIST_XLSX) | {SHEET: sheet} | dict(more or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def two_cells(*places: str) -> bytes:
    """A workbook with "x" at each place ("A1") and nothing between."""
    rows = b"".join(
        b'<row r="%s"><c r="%s" t="inlineStr"><is><t>x</t></is></c></row>'
        % ("".join(filter(str.isdigit, place)).encode(), place.encode())
        for place in places
    )
    return workbook(_HEAD + rows + b"</sheetData></worksheet>")


def bomb(declared: int, real: int = 3 * 2**30) -> bytes:
    """A workbook whose sheet inflates to `real` zero bytes, but declares `declared` bytes."""
    deflated, crc = _deflated_zeros(real)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries(LIST_XLSX).items():
            if name != SHEET:
                archive.writestr(name, content)
        _append_raw(archive, SHEET, deflated, crc, declared)
    return out.getvalue()


def _deflated_zeros(size: int) -> tuple[bytes, int]:
    """(so many zero bytes deflated without a header, 0 for their checksum)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.flush(zlib.Z_FINISH)
    return first * (size // 2**20) + last, 0


def _append_raw(
    archive: zipfile.ZipFile, name: str, deflated: bytes, crc: int, declared: int
) -> None:
    """Append to the archive an entry of deflated bytes with this checksum and declared size."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.header_offset = archive.start_dir
    info.CRC, info.compress_size, info.file_size = crc, len(deflated), declared
    assert archive.fp is not None
    archive.fp.seek(archive.start_dir)
    archive.fp.write(info.FileHeader(zip64=False))
    archive.fp.write(deflated)
    archive.start_dir = archive.fp.tell()
    archive.filelist.append(info)
    archive.NameToInfo[name] = info


def locked_zip() -> bytes:
    """A workbook whose every entry is marked as encrypted, as archivers with a password do."""
    content = bytearray(LIST_XLSX)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            (value,) = struct.unpack_from("<H", content, at + flags)
            struct.pack_into("<H", content, at + flags, value | 1)
            at = content.find(signature, at + 4)
    return bytes(content)


def compound(stream: str) -> bytes:
    """The old workbook with its stream renamed: "EncryptedPackage" looks like a locked .xlsx."""
    content = LIST_XLS
    old, new = _directory_entry("Workbook"), _directory_entry(stream)
    assert content.count(old) == 1
    return content.replace(old, new)


def locked_xls() -> bytes:
    """An old workbook whose second record, of the same length, is the one of a password."""
    interface, filepass = b"\xe1\0\x02\0", b"\x2f\0\x02\0"
    assert LIST_XLS.count(interface) == 1
    return LIST_XLS.replace(interface, filepass)


def _directory_entry(name: str) -> bytes:
    """A stream's name as a compound file's directory has it: 64 bytes and its length."""
    text = (name + "\0").encode("utf-16-le")
    return text.ljust(64, b"\0") + struct.pack("<H", len(text))


def other_zip(**entries: bytes) -> bytes:
    """An archive that is no workbook; "__" in a name stands for "/"."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def entries(content: bytes) -> dict[str, bytes]:
    """Name → content, of an archive's entries."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type /Catalog>>\nstream\n" + bytes(range(256)) * 8
HTML = "<!DOCTYPE html><html><body><p>Phiên làm việc đã hết, hãy đăng nhập lại.</p></body></html>"
PROSE = """Kính gửi: Ủy ban nhân dân xã

Thực hiện kế hoạch số 15, Trung tâm báo cáo kết quả tháng 1, cụ thể như sau: hồ sơ tiếp nhận
đạt yêu cầu, không có hồ sơ quá hạn; đề nghị các bộ phận tiếp tục thực hiện.
"""
