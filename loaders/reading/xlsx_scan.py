"""A zipped workbook looked at beside the reading process: what it hides, and why it cannot be read.

The reading process has limits of its own: `check` gives the reason a name once it has failed.
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from xml.etree import ElementTree

from files.file_types import BOMB, BROKEN, LARGEST_INFLATED
from files.refusal import Refused
from loaders.reading.grid import MOST_ROWS, SPREAD

SECONDS = 20  # of a wall clock: this runs in the server, not in the child with its limits
_CHUNK = 2**20
_OVERLAP = 64  # longer than any cell's reference and attributes that are looked for
_MAYBE_WIDE = re.compile(rb'="[A-Z]{3}\d')  # a plain start, many times faster to look for
_WIDE = re.compile(rb'<c\b[^>]{0,40}?\br="[A-Z]{3}\d')
_STRINGS = re.compile(rb'(?:uniqueCount|count)="(\d{9,})"')
_SHEETS, _TEXTS = "worksheets/", "sharedstrings"
_WORD = b"hidden"  # of columns, of protected cells or in a text too
_MAYBE_HIDDEN = re.compile(_WORD)  # half again as fast as `in`
_LONGEST_TAG = 2048
_ROW = re.compile(rb"<(?:[^\s<>/:]{1,40}+:)?+row(?=[\s/>])[^<>]{0,2000}+>")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["']\s*(?:1|(?i:true))\s*["']""")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']\s*(\d{1,7})\s*["']""")
_LARGEST_INDEX = 2**22
_MOST_HIDDEN = 2**20  # of all sheets together: their numbers are held here


def hidden_rows(content: bytes) -> Mapping[str, tuple[int, ...]]:
    """The numbers (Excel's own) of the hidden rows of each sheet that has any; raises Refused."""
    found: dict[str, set[int]] = {}
    uncounted: set[str] = set()
    until = time.monotonic() + SECONDS
    with _told(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        numbered = _numbered(archive, uncounted, until)
        for part, numbers in chain(numbered, _counted(archive, uncounted, until)):
            found.setdefault(part, set()).update(numbers)
            beyond = max(numbers, default=0) > MOST_ROWS
            if beyond or sum(map(len, found.values())) > _MOST_HIDDEN:
                raise Refused(SPREAD)
        return _by_sheet(
            archive, {part: tuple(sorted(rows)) for part, rows in found.items() if rows}
        )


def check(content: bytes) -> None:
    """Raises Refused where the workbook itself is the reason why it was not read."""
    until = time.monotonic() + SECONDS
    with _told(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part, before, chunk in _chunks(archive, lambda part: True, until):
            if _SHEETS in part and _is_wide(before[-_OVERLAP:] + chunk):
                raise Refused(SPREAD)
            if not before and _TEXTS in part and _STRINGS.search(chunk[:2048]):
                raise Refused(BOMB)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except Refused:
        raise
    except Exception as error:  # zipfile raises many kinds on torn or lying archives
        raise Refused(BROKEN) from error


def _chunks(
    archive: zipfile.ZipFile, wanted: Callable[[str], bool], until: float
) -> Iterator[tuple[str, bytes, bytes]]:
    """Name in small letters (as none tells parts apart), the chunk before (none at the start) and
    the chunk, of each XML part that is wanted; raises Refused, past the time `until` too.
    """
    inflated = 0
    for entry in archive.infolist():
        part = entry.filename.lower()
        if not part.endswith((".xml", ".bin")) or not wanted(part):
            continue
        before = b""
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                inflated += len(chunk)
                if inflated > LARGEST_INFLATED or time.monotonic() > until:
                    raise Refused(BOMB)
                yield part, before, chunk
                before = chunk


def _is_wide(part: bytes) -> bool:
    return bool(_MAYBE_WIDE.search(part) and _WIDE.search(part))


def _numbered(
    archive: zipfile.ZipFile, uncounted: set[str], until: float
) -> Iterator[tuple[str, list[int]]]:
    """Part and numbers of hidden rows by chunk; a part where one has no number is `uncounted`."""
    # A sheet may lie in any folder; the texts are large, and no sheet.
    for part, before, chunk in _chunks(archive, lambda part: _TEXTS not in part, until):
        edge = before[-_LONGEST_TAG:]
        there = _MAYBE_HIDDEN.search(chunk) or _MAYBE_HIDDEN.search(edge + chunk[: len(_WORD)])
        if not there or part in uncounted:
            continue
        numbers = [_ROW_NUMBER.search(row) for row in _hidden_tags(edge + chunk)]
        if not all(numbers):
            uncounted.add(part)
        yield part, [int(number[1]) for number in numbers if number]


def _hidden_tags(read: bytes) -> Iterator[bytes]:
    """The tags of hidden rows; looked for from the word, since rows are many and few are hidden."""
    at = read.find(_WORD)
    while at >= 0:
        start = read.rfind(b"<", max(0, at - _LONGEST_TAG), at)
        row = _ROW.match(read, start) if start >= 0 else None
        if row and _HIDDEN.search(row[0]):
            yield row[0]
        at = read.find(_WORD, max(at + 1, row.end() if row else 0))


def _counted(
    archive: zipfile.ZipFile, parts: set[str], until: float
) -> Iterator[tuple[str, list[int]]]:
    """The same of `parts` that leave numbers out: a row without one is next to the row before."""
    number = 0
    for part, before, chunk in _chunks(archive, lambda part: part in parts, until):
        edge = before[-_LONGEST_TAG:]
        number = number if before else 0
        hidden: list[int] = []
        for row in _ROW.finditer(edge + chunk):
            if row.end() > len(edge):  # else it was counted with the chunk before
                said = _ROW_NUMBER.search(row[0])
                number = int(said[1]) if said else number + 1
                hidden += [number] if _HIDDEN.search(row[0]) else []
        yield part, hidden


def _by_sheet(
    archive: zipfile.ZipFile, rows: Mapping[str, tuple[int, ...]]
) -> Mapping[str, tuple[int, ...]]:
    """The sheets' own names in place of their parts'; the index is opened only where it matters."""
    if not rows:
        return {}
    targets = parts_by_relation(archive, "xl/_rels/workbook.xml.rels")
    names: dict[str, tuple[int, ...]] = {}
    for sheet in _index(archive, "xl/workbook.xml").iter():
        if sheet.tag.endswith("}sheet"):
            # The name's space is another one in a strict workbook.
            relations = (value for name, value in sheet.items() if name.endswith("}id"))
            part = targets.get(next(relations, ""), "")
            if part in rows:
                names[str(sheet.get("name"))] = rows[part]
    return names


def parts_by_relation(archive: zipfile.ZipFile, name: str) -> Mapping[str, str]:
    """Relation → name of its part in small letters, by the workbook's list of relations `name`."""
    return {
        str(relation.get("Id")): _part_of(str(relation.get("Target")).lower())
        for relation in _index(archive, name)
    }


def _part_of(target: str) -> str:
    return f"xl/{target.removeprefix('/xl/').removeprefix('xl/')}"


def _index(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """A small part of the workbook; one that declares entities is no workbook's."""
    with archive.open(name) as stream:
        text = stream.read(_LARGEST_INDEX)
    plain = text.replace(b"\0", b"")  # of UTF-16 too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refused(BROKEN)
    return ElementTree.fromstring(text)
