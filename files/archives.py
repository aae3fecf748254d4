"""A zip of many exports, taken apart in memory: nothing of it is ever written to a path.

What lies in it is named at once and inflated only when it is asked for, one file at a time.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from files.file_types import (
    BOMB,
    BROKEN,
    LARGEST_FILE,
    is_office_document,
    open_archive,
)
from files.refusal import Refused

MOST_MEMBERS = 500
_MOST_INFLATED = LARGEST_FILE  # bytes of all together
_LONGEST_NAME = 120
_INVISIBLE = re.compile("[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

NO_MEMBER = "Tệp nén không có tệp nào để nạp: hãy kiểm tra lại rồi nạp."
TOO_MANY = f"Tệp nén có quá {MOST_MEMBERS} tệp: hãy chia thành nhiều tệp nén rồi nạp."
MEMBERS_TOO_LARGE = "Các tệp trong tệp nén mở ra lớn quá 200 MB: hãy giải nén rồi nạp từng tệp."

# What a system keeps for itself beside the files of a folder, by how a part of the path begins.
_OF_SYSTEM = (
    ("__MACOSX", "tệp phụ của macOS"),
    ("~$", "tệp khóa tạm khi đang mở bằng Excel, Word"),
    (".", "tệp ẩn"),
)
_OF_WINDOWS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Member:
    """A file that was handed in: alone, or as the `entry` of a zip, whose folder is `folder`.

    `package` is what was handed in, with the zip's own bytes where it is one, held once for all of
    its members. `size` is that of the file, as far as the zip tells the truth.
    """

    name: str
    folder: str
    size: int
    package: bytes = field(repr=False)
    archive: zipfile.ZipFile | None = field(default=None, repr=False)
    entry: zipfile.ZipInfo | None = field(default=None, repr=False)

    def content(self) -> bytes:
        """The file's bytes, of an entry inflated anew; raises Refused where that is not sound.

        An entry is read no further than its own header says.
        """
        if self.archive is None or self.entry is None:
            return self.package
        try:
            with self.archive.open(self.entry) as stream:
                content = stream.read(self.entry.file_size + 1)
        except Exception as error:  # zipfile raises many kinds on torn or lying archives
            raise Refused(BROKEN) from error
        if len(content) != self.entry.file_size:
            raise Refused(BOMB)
        return content


@dataclass(frozen=True)
class LeftOutEntry:
    """An entry of a zip that is no file to load: its name, and in words what it is."""

    name: str
    kind: str


@dataclass(frozen=True)
class Package:
    """What was handed in as one file: the files to load, and what of a zip is left out."""

    members: tuple[Member, ...]
    left_out: tuple[LeftOutEntry, ...] = ()


def open_package(content: bytes, name: str) -> Package:
    """The files to load: those inside a zip of exports, else the file itself.

    A workbook is a file itself, though it is a zip. Names are bare, without folders; a zip
    inside the zip is given as it is, for `container_of` to refuse. Raises Refused where the
    archive cannot be read whole within its limits.
    """
    alone = Package((Member(name, "", len(content), content),))
    if not content.startswith(b"PK"):
        return alone
    if len(content) > LARGEST_FILE:
        raise Refused(MEMBERS_TOO_LARGE)
    archive = open_archive(content)
    if is_office_document(archive):
        return alone
    return _package_of(archive, content)


def _package_of(archive: zipfile.ZipFile, content: bytes) -> Package:
    """A zip's files to load, and its system's own entries left out; Refused beyond the limits."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    kinds = [_kind_of_system(_name_parts(entry)) for entry in entries]
    members = [entry for entry, kind in zip(entries, kinds, strict=True) if not kind]
    if not members:
        raise Refused(NO_MEMBER)
    if len(members) > MOST_MEMBERS:
        raise Refused(TOO_MANY)
    if sum(entry.file_size for entry in members) > _MOST_INFLATED:
        raise Refused(MEMBERS_TOO_LARGE)
    left_out = (
        LeftOutEntry(_shown_text(_name_parts(entry)[-1]), kind)
        for entry, kind in zip(entries, kinds, strict=True)
        if kind
    )
    return Package(tuple(_member(entry, archive, content) for entry in members), tuple(left_out))


def _member(entry: zipfile.ZipInfo, archive: zipfile.ZipFile, content: bytes) -> Member:
    """An entry of a zip as a file that was handed in."""
    *folders, name = _name_parts(entry)
    folder = "/".join(filter(None, map(_shown_text, folders)))
    return Member(
        _shown_text(name) or "tệp không tên", folder, entry.file_size, content, archive, entry
    )


def _name_parts(entry: zipfile.ZipInfo) -> list[str]:
    """The folders and the name of an entry, whichever slash its archiver writes."""
    name = entry.filename
    if not entry.flag_bits & 0x800:  # not said to be UTF-8, but often it is
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    return name.replace("\\", "/").split("/")


def _kind_of_system(parts: Sequence[str]) -> str:
    """In words what a system keeps an entry for ("__MACOSX/._a.csv"); "" for a file to load."""
    if parts[-1].lower() in _OF_WINDOWS:
        return "tệp phụ của Windows"
    return next(
        (
            kind
            for beginning, kind in _OF_SYSTEM
            for part in parts
            if part.startswith(beginning) and part not in (".", "..")
        ),
        "",
    )


def _shown_text(part: str) -> str:
    """A part of an entry's path in letters that can be shown, the last 120; "" for mere dots."""
    bare = _INVISIBLE.sub("", part).strip()
    return bare[-_LONGEST_NAME:] if bare.strip(". ") else ""
