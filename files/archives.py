"""A zip of many exports, taken apart in memory: nothing of it is ever written to a path."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence

from files.file_types import BOMB, BROKEN, LARGEST_FILE, is_office_document, open_archive
from files.refusal import Refused

MOST_MEMBERS = 500
_MOST_INFLATED = LARGEST_FILE  # bytes of all together: they are in memory at once
_LONGEST_NAME = 120
_INVISIBLE = re.compile("[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NOT_EXPORTS = frozenset({"thumbs.db", "desktop.ini"})

NO_MEMBER = "Tệp nén không có tệp nào để nạp: hãy kiểm tra lại rồi nạp."
TOO_MANY = f"Tệp nén có quá {MOST_MEMBERS} tệp: hãy chia thành nhiều tệp nén rồi nạp."
MEMBERS_TOO_LARGE = "Các tệp trong tệp nén mở ra lớn quá 200 MB: hãy giải nén rồi nạp từng tệp."


def files_in(content: bytes, name: str) -> Sequence[tuple[str, bytes]]:
    """The files to load, as (name, bytes): those inside a zip of exports, else the file itself.

    A workbook is a file itself, though it is a zip. Names are bare, without folders; a zip
    inside the zip is given as it is, for `container_of` to refuse. Raises Refused where the
    archive cannot be read whole within its limits.
    """
    if not content.startswith(b"PK"):
        return [(name, content)]
    if len(content) > LARGEST_FILE:
        raise Refused(MEMBERS_TOO_LARGE)
    with open_archive(content) as archive:
        if is_office_document(archive):
            return [(name, content)]
        members = [entry for entry in archive.infolist() if _is_export_entry(entry)]
        if not members:
            raise Refused(NO_MEMBER)
        if len(members) > MOST_MEMBERS:
            raise Refused(TOO_MANY)
        return _inflate_members(archive, members)


def _inflate_members(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]
) -> list[tuple[str, bytes]]:
    """(name, bytes) of each member; raises Refused where all together inflate too far.

    Members are read no further than the limit, whatever their headers say.
    """
    files: list[tuple[str, bytes]] = []
    bytes_left = _MOST_INFLATED
    for entry in members:
        try:
            with archive.open(entry) as stream:
                member = stream.read(bytes_left + 1)
        except Exception as error:  # zipfile raises many kinds on torn or lying archives
            raise Refused(BROKEN) from error
        bytes_left -= len(member)
        if bytes_left < 0:
            raise Refused(MEMBERS_TOO_LARGE)
        if len(member) < entry.file_size:
            raise Refused(BOMB)
        files.append((_shown_name(entry), member))
    return files


def _is_export_entry(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry of a zip is a file to load.

    Not a folder, nor what a system keeps for itself ("__MACOSX/._a.csv", "~$a.xlsx").
    """
    parts = entry.filename.replace("\\", "/").split("/")
    is_of_system = any(
        part.startswith((".", "__MACOSX", "~$")) and part not in (".", "..") for part in parts
    )
    return not (entry.is_dir() or is_of_system or parts[-1].lower() in _NOT_EXPORTS)


def _shown_name(entry: zipfile.ZipInfo) -> str:
    """The last part of an entry's name in letters that can be shown, the last 120 at most."""
    name = entry.filename
    if not entry.flag_bits & 0x800:  # not said to be UTF-8, but often it is
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    bare = _INVISIBLE.sub("", name.replace("\\", "/").rpartition("/")[2]).strip()
    return bare[-_LONGEST_NAME:] if bare.strip(". ") else "tệp không tên"
