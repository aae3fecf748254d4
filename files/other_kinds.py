"""What a file is that cannot be a table, told by its first bytes: an archive, a picture, a PDF."""

from __future__ import annotations

from typing import NamedTuple


class OtherKind(NamedTuple):
    """A kind of file: the bytes it has from `place` on, what it is, and what to do instead."""

    sign: bytes
    place: int
    name: str
    remedy: str


_UNPACK = "hãy giải nén rồi nạp các tệp bên trong, hoặc nén lại thành tệp .zip"
_EXPORT = "hãy nạp tệp .xlsx, .xls hoặc .csv xuất từ hệ thống"
_KINDS = (
    OtherKind(b"Rar!\x1a\x07", 0, "tệp nén RAR", _UNPACK),
    OtherKind(b"7z\xbc\xaf\x27\x1c", 0, "tệp nén 7z", _UNPACK),
    OtherKind(b"\x1f\x8b", 0, "tệp nén gzip", _UNPACK),
    OtherKind(b"1AY&SY", 4, "tệp nén bzip2", _UNPACK),
    OtherKind(b"\xfd7zXZ\0", 0, "tệp nén xz", _UNPACK),
    OtherKind(b"ustar", 257, "tệp gói tar", _UNPACK),
    OtherKind(b"%PDF-", 0, "tệp PDF", _EXPORT),
    OtherKind(b"\x89PNG\r\n\x1a\n", 0, "ảnh", _EXPORT),
    OtherKind(b"\xff\xd8\xff", 0, "ảnh", _EXPORT),
    OtherKind(b"GIF8", 0, "ảnh", _EXPORT),
    OtherKind(b"II*\0", 0, "ảnh", _EXPORT),
    OtherKind(b"MM\0*", 0, "ảnh", _EXPORT),
    OtherKind(b"WEBP", 8, "ảnh", _EXPORT),
    OtherKind(b"ftyp", 4, "ảnh hoặc phim", _EXPORT),
)
_SENTENCE = "Đây là {}, không phải bảng tính: {}."


def other_kind_sentence(content: bytes) -> str | None:
    """The sentence that says what a file is and what to do; None where its bytes do not tell."""
    for kind in _KINDS:
        if content.startswith(kind.sign, kind.place):
            return _SENTENCE.format(kind.name, kind.remedy)
    return None
