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
    content_before: bytes
    content: bytes


@contextmanager
def refuse_broken_archive() -> Iterator[None]:
    """Raise Refused(BROKEN) for any exception that ends the `with`, Refused ones aside."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:  # zipfile raises many kinds on torn or lying archives
        raise Refused(BROKEN) from error


def xml_chunks(
    archive: zipfile.ZipFile, is_wanted: Callable[[str], bool], deadline: float
) -> Iterator[Chunk]:
    """The chunks of each part `is_wanted` accepts; raises Refused if too large or past `deadline`.

    Parts are XML or binary; it gets their names in small letters. `deadline` is one of
    `time.monotonic`.
    """
    inflated_size = 0
    for entry in archive.infolist():
        part = entry.filename.lower()
        if not part.endswith((".xml", ".bin")) or not is_wanted(part):
            continue
        content_before = b""
        with archive.open(entry) as stream:
            while content := stream.read(_CHUNK):
                inflated_size += len(content)
                if inflated_size > LARGEST_INFLATED or time.monotonic() > deadline:
                    raise Refused(BOMB)
                yield Chunk(part, content_before, content)
                content_before = content


def parts_by_relation(archive: zipfile.ZipFile, part_name: str) -> Mapping[str, str]:
    """Relation id → its part's name in small letters, from the list in `part_name`."""
    return {
        str(relation.get("Id")): _part_name(str(relation.get("Target")).lower())
        for relation in read_small_part(archive, part_name)
    }


def read_small_part(archive: zipfile.ZipFile, part_name: str) -> ElementTree.Element:
    """The XML of a small part; raises Refused where it declares entities, as no workbook's does."""
    with archive.open(part_name) as stream:
        text = stream.read(_LARGEST_INDEX)
    ascii_text = text.replace(b"\0", b"")  # of UTF-16 too
    if b"<!DOCTYPE" in ascii_text or b"<!ENTITY" in ascii_text:
        raise Refused(BROKEN)
    return ElementTree.fromstring(text)


def _part_name(target: str) -> str:
    """A part's name from a relation's target: "worksheets/sheet1.xml" lies in "xl/"."""
    return f"xl/{target.removeprefix('/xl/').removeprefix('xl/')}"
