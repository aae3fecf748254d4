"""Hostile workbooks of the old kind (BIFF): chains in circles, lengths that lie."""

from __future__ import annotations

import struct
from collections.abc import Callable

from tests.support.builders import dossier, table, xls_bytes
from tests.support.containers import PASSWORD, locked_xls
from tests.support.hostile import building
from tests.support.hostile.building import LIST, LIST_XLS, Kind, stored

_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_SECTOR = 512


def _patched(offset: int, value: bytes, content: bytes = b"") -> bytes:
    """The content (the .xls list if none) with `value` written over its bytes at the offset."""
    out = bytearray(content or LIST_XLS)
    out[offset : offset + len(value)] = value
    return bytes(out)


def _place(sector: int) -> int:
    """Where a sector of the compound file begins; the first, 0, stands after the header."""
    return _SECTOR * (sector + 1)


def _word(offset: int, content: bytes = b"") -> int:
    """The four-byte number at an offset of the content (the .xls list if none)."""
    return int(struct.unpack_from("<I", content or LIST_XLS, offset)[0])


def _fat() -> int:
    """The offset of the .xls list's table of sectors."""
    return _place(_word(76))


def _directory() -> int:
    """The offset of the .xls list's directory."""
    return _place(_word(48))


def _circle() -> bytes:
    """The .xls list with the last sector of its stream pointing back to the first."""
    first = _word(_directory() + 128 + 116)  # the second entry is the workbook's
    content = bytearray(LIST_XLS)
    for sector in range(first, first + 200):
        if _word(_fat() + 4 * sector) == _END:
            struct.pack_into("<I", content, _fat() + 4 * sector, first)
            return bytes(content)
    raise AssertionError("no end of the stream")


def _record(kind: int, change: Callable[[bytes], bytes]) -> bytes:
    """The .xls list with its first record of a kind, head and body, as `change` makes it."""
    at = _place(_word(_directory() + 128 + 116))
    while struct.unpack_from("<H", LIST_XLS, at)[0] != kind:
        at += 4 + int(struct.unpack_from("<H", LIST_XLS, at + 2)[0])
    size = 4 + int(struct.unpack_from("<H", LIST_XLS, at + 2)[0])
    new = change(LIST_XLS[at : at + size])
    assert len(new) == size
    assert new != LIST_XLS[at : at + size]
    return _patched(at, new)


def _put(offset: int, value: bytes) -> Callable[[bytes], bytes]:
    """A change of a record that writes `value` over its bytes at the offset."""
    return lambda record: record[:offset] + value + record[offset + len(value) :]


def _noise(record: bytes) -> bytes:
    """A record with every byte of its body set to 255."""
    return record[:4] + b"\xff" * (len(record) - 4)


def _whole(make: Callable[[], bytes]) -> Kind:
    """A kind of .xls of which all 39 dossiers must be stored, whatever lies in it."""
    return stored(make, name="a.xls", rows=39, online=(39, 39))


_BOF, _SHEET, _SST, _SIZE, _LABEL = 0x809, 0x85, 0xFC, 0x200, 0xFD

KINDS: dict[str, Kind] = {
    "locked xls": Kind(building.locked_xls, "có mật khẩu", "a.xls"),
    "another password of old": Kind(
        lambda: locked_xls(LIST),
        "Mật khẩu không đúng",
        "a.xls",
        arguments=("--password", PASSWORD + "\0"),
    ),
    "a lock over noise": Kind(
        lambda: _patched(_place(40), b"\xff" * 900, locked_xls(LIST)),
        None,
        "a.xls",
        arguments=("--password", PASSWORD),
    ),
    "word of old": Kind(lambda: building.compound("WordDocument"), "bị hỏng", "a.xls"),
    "signature alone": Kind(lambda: LIST_XLS[:8] + b"x" * 4_000, "bị hỏng", "a.xls"),
    "header alone": Kind(lambda: LIST_XLS[:512], "bị hỏng", "a.xls"),
    "sectors in a circle": _whole(_circle),
    "a table of sectors in itself": Kind(
        lambda: _patched(_fat(), struct.pack("<128I", *range(128))), "", "a.xls"
    ),
    "a table of sectors that goes round": Kind(
        lambda: _patched(_fat(), struct.pack("<128I", *((n + 1) % 128 for n in range(128)))),
        "",
        "a.xls",
    ),
    "a directory in a circle": Kind(
        lambda: _patched(_fat() + 4 * _word(48), struct.pack("<I", _word(48))), "", "a.xls"
    ),
    "further tables in a circle": Kind(
        lambda: _patched(68, struct.pack("<II", 0, 2**31)), "", "a.xls"
    ),
    "sectors of two gibibytes": Kind(lambda: _patched(30, struct.pack("<H", 31)), "", "a.xls"),
    "sectors of one byte": Kind(lambda: _patched(30, struct.pack("<H", 0)), "", "a.xls"),
    "two billion sectors": Kind(lambda: _patched(44, struct.pack("<I", 2**31)), "", "a.xls"),
    "a directory beyond the file": Kind(
        lambda: _patched(48, struct.pack("<I", 2**30)), "", "a.xls"
    ),
    "a stream beyond the file": Kind(
        lambda: _patched(_directory() + 128 + 116, struct.pack("<I", 2**30)), "", "a.xls"
    ),
    "a stream of four gibibytes": _whole(
        lambda: _patched(_directory() + 128 + 120, struct.pack("<I", _FREE))
    ),
    "an entry's name without end": _whole(
        lambda: _patched(_directory() + 128 + 64, struct.pack("<H", 0xFFFF))
    ),
    "a record longer than the rest": Kind(
        lambda: _record(_SST, _put(2, struct.pack("<H", 0xFFFF))), "", "a.xls"
    ),
    "a first record without a body": Kind(lambda: _record(_BOF, _put(2, b"\0\0")), "", "a.xls"),
    "four billion strings": _whole(
        lambda: _record(_SST, _put(4, struct.pack("<II", _FREE, _FREE)))
    ),
    "strings of noise": Kind(lambda: _record(_SST, _noise), "", "a.xls"),
    "a sheet beyond the stream": Kind(
        lambda: _record(_SHEET, _put(4, struct.pack("<I", 2**31))), "", "a.xls"
    ),
    "an old sheet that is the book": Kind(lambda: _record(_SHEET, _put(4, bytes(4))), "", "a.xls"),
    "a sheet's name of noise": _whole(
        lambda: _record(_SHEET, lambda record: record[:12] + b"\xff" * (len(record) - 12))
    ),
    "a size of four billion rows": Kind(
        lambda: _record(_SIZE, _put(4, struct.pack("<IIHH", 0, _FREE, 0, 0xFFFF))), "", "a.xls"
    ),
    "a string that is not there": _whole(  # the title's, so that no row lacks anything
        lambda: _record(_LABEL, _put(10, struct.pack("<I", 2**31)))
    ),
    "a cell in the last column": stored(
        lambda: xls_bytes([*LIST, [""] * 255 + ["x"]]), name="a.xls"
    ),
    "a cell in the last row": stored(
        lambda: xls_bytes([*LIST, *[[""]] * 65_000, ["Người lập biểu"]]), name="a.xls"
    ),
    "texts of 32,767 letters": stored(
        lambda: xls_bytes(table([dossier(n, field="ấ" * 32_767) for n in range(1, 40)])),
        name="a.xls",
        rows=39,
        online=(39, 39),
        kept={"field": "ấ" * 1_000},
    ),
}
