"""The parts of a zipped workbook: read piece by piece within limits, and by their relations."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree

from files.file_types import BOMB, BROKEN, LARGEST_INFLATED
from files.refusal import Refused

_CHUNK = 2**20
_LARGEST_INDEX = 2**22


@dataclass(frozen=True)
class Chunk:
    """A piece of a part, with the piece before it (empty at the part's start).

    `part` is the part's name in small letters, since none tells parts apart by its letters' size.
    """

    part: str
    before: bytes
    content: bytes


@contextmanager
def refuse_broken_archive() -> Iterator[None]:
    """Whatever goes wrong with the archive inside is raised as Refused."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:  # zipfile raises many kinds on torn or lying archives
        raise Refused(BROKEN) from error


def xml_chunks(
    archive: zipfile.ZipFile, is_wanted: Callable[[str], bool], deadline: float
) -> Iterator[Chunk]:
    """Every piece of the XML parts (binary ones too) that are wanted by name, in small letters.

    Raises Refused for too many bytes, and past the deadline (of `time.monotonic`).
    """
    inflated = 0
    for entry in archive.infolist():
        part = entry.filename.lower()
        if not part.endswith((".xml", ".bin")) or not is_wanted(part):
            continue
        before = b""
        with archive.open(entry) as stream:
            while content := stream.read(_CHUNK):
                inflated += len(content)
                if inflated > LARGEST_INFLATED or time.monotonic() > deadline:
                    raise Refused(BOMB)
                yield Chunk(part, before, content)
                before = content


def parts_by_relation(archive: zipfile.ZipFile, name: str) -> Mapping[str, str]:
    """Relation → name of its part in small letters, by the workbook's list of relations `name`."""
    return {
        str(relation.get("Id")): _part_of(str(relation.get("Target")).lower())
        for relation in read_index(archive, name)
    }


def read_index(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """A small part of the workbook; one that declares entities is no workbook's (Refused)."""
    with archive.open(name) as stream:
        text = stream.read(_LARGEST_INDEX)
    ascii_text = text.replace(b"\0", b"")  # of UTF-16 too
    if b"<!DOCTYPE" in ascii_text or b"<!ENTITY" in ascii_text:
        raise Refused(BROKEN)
    return ElementTree.fromstring(text)


def _part_of(target: str) -> str:
    return f"xl/{target.removeprefix('/xl/').removeprefix('xl/')}"
