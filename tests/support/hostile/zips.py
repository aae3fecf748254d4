"""Hostile archives: bombs, sizes and names that lie, entries over entries, zips in zips."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Mapping

from tests.support import containers
from tests.support.builders import csv_bytes, xlsx_bytes
from tests.support.containers import PASSWORD, zipped
from tests.support.hostile import building
from tests.support.hostile.building import LIST, LIST_XLSX, SHEET, Kind, entries, stored

_SMALL = xlsx_bytes(LIST)
_LOCKED = containers.locked_xlsx(_SMALL)
_CENTRAL, _LOCAL, _END = b"PK\1\2", b"PK\3\4", b"PK\5\6"


def _with(parts: Mapping[str, str | bytes]) -> bytes:
    """The list as a workbook, with these entries besides or in place of its own."""
    return zipped(entries(_SMALL) | dict(parts))


def _without(name: str) -> bytes:
    """The list as an .xlsx without the entry of this name."""
    return zipped({n: part for n, part in entries(_SMALL).items() if n != name})


def _patched(signature: bytes, offset: int, value: bytes, name: str = SHEET) -> bytes:
    """The list as an .xlsx with `value` at an offset in an entry's local or central header."""
    head = {_CENTRAL: 46, _LOCAL: 30}[signature]
    content = bytearray(_SMALL)
    at = content.find(signature)
    while not content.startswith(name.encode(), at + head):
        at = content.index(signature, at + 4)
    content[at + offset : at + offset + len(value)] = value
    return bytes(content)


def _twice(name: str, other: bytes) -> bytes:
    """The list as an .xlsx with the entry of this name a second time, with `other` content."""
    out = io.BytesIO(_SMALL)
    with zipfile.ZipFile(out, "a") as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr(name, other)
    return out.getvalue()


def _listed(count: int) -> bytes:
    """A zip whose one entry stands `count` times in its directory."""
    content = zipped({"a.csv": b"a,b"})
    start, end = content.index(_CENTRAL), content.index(_END)
    listed = content[start:end] * count
    tail = struct.pack("<4sHHHHIIH", _END, 0, 0, 0xFFFF, 0xFFFF, len(listed), start, 0)
    return content[:start] + listed + tail


def _overlapping() -> bytes:
    """A zip of 400 entries that all lie over the same bytes."""
    content = zipped({"a.csv": random.Random(1).randbytes(9_999) + bytes(2**20), "b.csv": b""})
    start = content.index(_CENTRAL)
    size = struct.unpack_from("<H", content, start + 28)[0]
    first = content[start : start + 46 + size]
    listed = b"".join(first.replace(b"a.csv", b"%05d" % n) for n in range(400))
    tail = struct.pack("<4sHHHHIIH", _END, 0, 0, 400, 400, len(listed), start, 0)
    return content[:start] + listed + tail


def _nested(depth: int) -> bytes:
    """The list as a CSV in a zip in a zip, `depth` times."""
    content = csv_bytes(LIST)
    for level in range(depth):
        content = zipped({f"{level}.zip" if level else "a.csv": content})
    return content


def _with_password() -> bytes:
    """A zip of the list as a CSV, marked as encrypted."""
    content = bytearray(zipped({"a.csv": csv_bytes(LIST)}))
    content[content.index(_CENTRAL) + 8] |= 1
    return bytes(content)


KINDS: dict[str, Kind] = {
    "docx": Kind(lambda: building.other_zip(word__document=b"<w/>"), "không phải bảng tính"),
    "another zip": Kind(lambda: building.other_zip(doc=b"1"), "không phải bảng tính", "a.zip"),
    "bomb": Kind(lambda: building.bomb(declared=3 * 2**30), "nén bất thường"),
    "lying bomb": Kind(lambda: building.bomb(declared=4000)),
    "bomb in a zip of exports": Kind(
        lambda: zipped({"a.xlsx": building.bomb(declared=4000, real=2**28)}), "", "a.zip"
    ),
    "bomb behind a password": Kind(
        lambda: containers.locked_xlsx(building.bomb(declared=3 * 2**30, real=2**28)),
        "nén bất thường",
        arguments=("--password", PASSWORD),
    ),
    "another password": Kind(
        lambda: containers.locked_xlsx(_SMALL),
        "Mật khẩu không đúng",
        arguments=("--password", "=1+1<b>"),
    ),
    "a lock of a billion turns": Kind(
        lambda: re.sub(
            rb'spinCount="100000"(.*?\n) {10}', rb'spinCount="9999999999999999"\1', _LOCKED, count=1
        ),
        "kiểu mã hóa chưa hỗ trợ",
        arguments=("--password", PASSWORD),
    ),
    "locked without a key": Kind(
        lambda: building.compound("EncryptedPackage"), arguments=("--password", PASSWORD)
    ),
    "locked xlsx": Kind(lambda: building.compound("EncryptedPackage"), "có mật khẩu"),
    "locked zip": Kind(building.locked_zip, "có mật khẩu"),
    "zip with a password": Kind(_with_password, "có mật khẩu", "a.zip"),
    "zip in a zip": Kind(lambda: _nested(2), "giải nén", "a.zip"),
    "zip in a zip in a zip": Kind(lambda: _nested(40), "giải nén", "a.zip"),
    "zip of one export": stored(lambda: _nested(1), name="a.zip"),
    "zip of itself": Kind(lambda: zipped({"a.zip": _listed(9)}), "giải nén", "a.zip"),
    "zip of nothing": Kind(lambda: _END + bytes(18), "", "a.zip"),
    "an entry a million times": Kind(lambda: _listed(10**6), "nén bất thường", "a.zip"),
    "an entry a thousand times": Kind(lambda: _listed(1_000), "quá 500 tệp", "a.zip"),
    "entries over entries": Kind(_overlapping, "", "a.zip"),
    "names that climb": stored(
        lambda: _with({"../../../tmp/a.xml": "x", "/etc/passwd": "x", "xl/..\\..\\a.xml": "x"})
    ),
    "names of nothing": stored(lambda: _with({" ": "x", "xl/worksheets/": "", "xl/\u202e": "x"})),
    "a folder of every name": Kind(lambda: _with({f"xl/{n}.xml": b"" for n in range(6_000)})),
    "two sheets of one name": Kind(lambda: _twice(SHEET, entries(LIST_XLSX)[SHEET])),
    "a checksum that lies": Kind(lambda: _patched(_CENTRAL, 16, b"\1\2\3\4"), "bị hỏng"),
    "a size that lies": Kind(lambda: _patched(_CENTRAL, 24, struct.pack("<I", 9)), ""),
    "a packed size that lies": Kind(lambda: _patched(_CENTRAL, 20, struct.pack("<I", 9)), ""),
    "a packed size beyond the file": stored(  # what comes out is whole, and has its checksum
        lambda: _patched(_CENTRAL, 20, struct.pack("<I", 2**31))
    ),
    "a size of four gibibytes": Kind(
        lambda: _patched(_CENTRAL, 24, struct.pack("<I", 2**32 - 2)), "nén bất thường"
    ),
    "a size of 64 bits": Kind(
        lambda: zipped({"a.csv": b"a,b"}).replace(_CENTRAL, _CENTRAL[:2] + b"\1\3"), "", "a.zip"
    ),
    "a way of packing that is none": Kind(lambda: _patched(_CENTRAL, 10, b"\x63\0"), "bị hỏng"),
    "an offset beyond the file": Kind(
        lambda: _patched(_CENTRAL, 42, struct.pack("<I", 2**31)), "bị hỏng"
    ),
    "another name at the entry": Kind(lambda: _patched(_LOCAL, 30, b"xl/worksheetz"), "bị hỏng"),
    "a comment with an end in it": Kind(
        lambda: _SMALL[:-2] + struct.pack("<H", 22) + _END + bytes(18), "", "a.xlsx"
    ),
    "something before the zip": Kind(
        lambda: b"MZ\x90\0" + bytes(999) + _SMALL, "không phải bảng tính"
    ),
    "something after the zip": stored(lambda: _SMALL + bytes(999)),
    "no book": Kind(lambda: _without("xl/workbook.xml")),
    "no relations": Kind(lambda: _without("xl/_rels/workbook.xml.rels")),
    "no sheet's part": Kind(lambda: _without(SHEET)),
    "no strings": Kind(lambda: _without("xl/sharedStrings.xml")),
    "no kinds of content": stored(lambda: _without("[Content_Types].xml")),
    "an office file in a zip's place": Kind(
        lambda: zipped({"mimetype": "application/zip", "xl/workbook.xml": "<a/>"}),
        "không phải bảng tính",
    ),
}
