"""A zipped workbook looked at beside the reading process: what it hides, and why it cannot be read.

The reading process has limits of its own: `check` gives the reason a name once it has failed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from xml.etree import ElementTree

from loaders.gate import BOMB, BROKEN, LARGEST_INFLATED, SPREAD
from loaders.problems import Refused

_CHUNK = 2**20
_OVERLAP = 64  # longer than any cell's reference and attributes that are looked for
_MAYBE_WIDE = re.compile(rb'="[A-Z]{3}\d')  # a plain start, many times faster to look for
_WIDE = re.compile(rb'<c\b[^>]{0,40}?\br="[A-Z]{3}\d')
_STRINGS = re.compile(rb'(?:uniqueCount|count)="(\d{9,})"')
_HIDDEN = b' hidden="1"'
_ROW = re.compile(rb"<row\b[^<>]{0,800}+>")
_ROW_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_ROW_OVERLAP = 1024
_SHEETS, _PARTS = "worksheets/", ""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LARGEST_INDEX = 2**22
_MOST_HIDDEN = 2**20  # of all sheets together: their numbers are held here


def hidden_rows(content: bytes) -> Mapping[str, tuple[int, ...]]:
    """The numbers (Excel's own) of the hidden rows of each sheet that has any; raises Refused."""
    found: dict[str, set[int]] = {}
    with _told(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry, last, chunk in _chunks(archive, _SHEETS):
            if _HIDDEN in chunk:
                found.setdefault(entry, set()).update(_rows(last[-_ROW_OVERLAP:] + chunk))
                if sum(map(len, found.values())) > _MOST_HIDDEN:
                    raise Refused(SPREAD)
        return _by_sheet(archive, {entry: tuple(sorted(rows)) for entry, rows in found.items()})


def check(content: bytes) -> None:
    """Raises Refused where the workbook itself is the reason why it was not read."""
    with _told(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry, last, chunk in _chunks(archive, _PARTS):
            if _SHEETS in entry and _is_wide(last[-_OVERLAP:] + chunk):
                raise Refused(SPREAD)
            if not last and "sharedStrings" in entry and _STRINGS.search(chunk[:2048]):
                raise Refused(BOMB)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except Refused:
        raise
    except Exception as error:  # zipfile raises many kinds on torn or lying archives
        raise Refused(BROKEN) from error


def _chunks(archive: zipfile.ZipFile, within: str) -> Iterator[tuple[str, bytes, bytes]]:
    """Name, last chunk (none at the start) and chunk of each XML part; raises Refused."""
    inflated = 0
    for entry in archive.infolist():
        if within not in entry.filename or not entry.filename.endswith((".xml", ".bin")):
            continue
        last = b""
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                inflated += len(chunk)
                if inflated > LARGEST_INFLATED:
                    raise Refused(BOMB)
                yield entry.filename, last, chunk
                last = chunk


def _is_wide(part: bytes) -> bool:
    return bool(_MAYBE_WIDE.search(part) and _WIDE.search(part))


def _rows(part: bytes) -> list[int]:
    rows = (row[0] for row in _ROW.finditer(part))
    numbers = (_ROW_NUMBER.search(row) for row in rows if _HIDDEN in row)
    return [int(number[1]) for number in numbers if number]


def _by_sheet(
    archive: zipfile.ZipFile, rows: Mapping[str, tuple[int, ...]]
) -> Mapping[str, tuple[int, ...]]:
    """The sheets' own names in place of their parts'; the index is opened only where it matters."""
    if not rows:
        return {}
    targets = {
        relation.get("Id"): str(relation.get("Target")).removeprefix("/xl/").removeprefix("xl/")
        for relation in _index(archive, "xl/_rels/workbook.xml.rels")
    }
    names: dict[str, tuple[int, ...]] = {}
    for sheet in _index(archive, "xl/workbook.xml").iter():
        part = targets.get(sheet.get(_RELATION)) if sheet.tag.endswith("}sheet") else None
        if part and f"xl/{part}" in rows:
            names[str(sheet.get("name"))] = rows[f"xl/{part}"]
    return names


def _index(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """A small part of the workbook; one that declares entities is no workbook's."""
    with archive.open(name) as stream:
        text = stream.read(_LARGEST_INDEX)
    plain = text.replace(b"\0", b"")  # of UTF-16 too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refused(BROKEN)
    return ElementTree.fromstring(text)
