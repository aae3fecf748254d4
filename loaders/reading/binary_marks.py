"""What an xlsb or old .xls says of its sheets beside their cells, and its reader leaves out.

Hidden rows, merged cells, formulas without results.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO

from loaders.reading.grid import MOST_ROWS, MergedDown
from loaders.reading.sheet_marks import SheetMarks
from loaders.reading.xlsx_parts import parts_by_relation

# Records of an old workbook (BIFF8), by their numbers.
_SHEET, _ROW, _END, _MERGED, _FORMULA = 0x85, 0x208, 0x0A, 0xE5, 0x06
_ROW_IS_HIDDEN = 0x20
_EMPTY_RESULT = (3, 0xFFFF)  # of a formula: first byte and last two of its eight
# Records of a binary workbook (MS-XLSB 2.4): number and size in 7 bits a byte, then content.
_BUNDLE, _ROW_HEAD, _MERGE = b"\x9c\1", b"\0", b"\xb0\1"
_ROW_HEAD_IS_HIDDEN = 0x10
# Cells of a fixed size, nearly all there are, are passed over without looking at each.
_CELLS = rb"(?:[\x02\x07]\x0c.{12}|\x05\x10.{16}|\x01\x08.{8}|[\x03\x04]\x09.{9})*+"
_HEAD = rb"([\0-\x7f]|[\x80-\xff][\0-\x7f])([\x80-\xff]{0,3}[\0-\x7f])"
_NEXT = re.compile(_CELLS + _HEAD, re.DOTALL)
_CHUNK, _LARGEST_RECORD = 2**22, 2**20

MarksBySheet = Mapping[str, SheetMarks]


def xls_marks(content: bytes) -> MarksBySheet:
    """The marks of each sheet of an old workbook; none where it is too old or too torn to tell."""
    import olefile  # type: ignore[import-untyped]  # only old workbooks need it

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            stream = file.openstream("Workbook").read()
        starts = [_xls_sheet(body) for kind, body in _xls_records(stream, 0) if kind == _SHEET]
        return {name: _xls_sheet_marks(stream, start) for start, name in starts}
    except (OSError, ValueError, IndexError, struct.error):
        return {}


def _xls_sheet(body: bytes) -> tuple[int, str]:
    """Where a sheet begins, and its name."""
    start, _, letters, wide = struct.unpack_from("<IHBB", body)
    encoding, size = ("utf-16-le", 2 * letters) if wide & 1 else ("latin-1", letters)
    return start, body[8 : 8 + size].decode(encoding)


def _xls_sheet_marks(stream: bytes, start: int) -> SheetMarks:
    hidden: list[int] = []
    merged: list[MergedDown] = []
    empty: list[tuple[int, int]] = []
    with_results: set[int] = set()
    for kind, body in _xls_records(stream, start):
        if kind == _ROW:
            row, options = struct.unpack_from("<H10xI", body)
            hidden += [row] if options & _ROW_IS_HIDDEN else []
        elif kind == _MERGED:
            merged += _xls_merged(body)
        elif kind == _FORMULA:
            row, column, first, last = struct.unpack_from("<HH2xB5xH", body)
            if (first, last) == _EMPTY_RESULT:
                empty.append((row, column))
            else:
                with_results.add(column)
    # An empty text may be a result too; not in a column where no formula has another.
    uncalculated = (cell for cell in empty if cell[1] not in with_results)
    return SheetMarks(tuple(hidden), tuple(merged), tuple(uncalculated))


def _xls_merged(body: bytes) -> Iterator[MergedDown]:
    (count,) = struct.unpack_from("<H", body)
    for place in range(count):
        first, last, column, _ = struct.unpack_from("<4H", body, 2 + 8 * place)
        if last > first:
            yield MergedDown(column, first, last)


def _xls_records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record up to the part's end."""
    at = start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def xlsb_marks(content: bytes) -> MarksBySheet:
    """The marks of each sheet of a binary workbook; none where it is too torn to tell."""
    marks: dict[str, SheetMarks] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = {entry.filename.lower(): entry for entry in archive.infolist()}
            parts = parts_by_relation(archive, "xl/_rels/workbook.bin.rels")
            with archive.open("xl/workbook.bin") as book:
                sheets = [
                    _xlsb_sheet(body) for kind, body in _xlsb_records(book) if kind == _BUNDLE
                ]
            for relation, name in sheets:
                with archive.open(entries[parts[relation]]) as sheet:
                    marks[name] = _xlsb_sheet_marks(sheet)
    except Exception:  # zipfile raises many kinds; the workbook's reader says what is wrong
        return {}
    return marks


def _xlsb_sheet(body: bytes) -> tuple[str, str]:
    """A sheet's relation and name: texts with their length before them, after two numbers."""
    texts, at = [], 8
    for _ in range(2):
        end = at + 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
        texts.append(body[at + 4 : end].decode("utf-16-le"))
        at = end
    return texts[0], texts[1]


def _xlsb_sheet_marks(sheet: IO[bytes]) -> SheetMarks:
    hidden: list[int] = []
    merged: list[MergedDown] = []
    for kind, body in _xlsb_records(sheet):
        if kind == _ROW_HEAD:
            row, flags = struct.unpack_from("<I7xB", body)
            if flags & _ROW_HEAD_IS_HIDDEN and row < MOST_ROWS:
                hidden.append(row)
        elif kind == _MERGE:
            first, last, column, _ = struct.unpack_from("<4I", body)
            if first < last < MOST_ROWS:
                merged.append(MergedDown(column, first, last))
    return SheetMarks(tuple(hidden), tuple(merged))


def _xlsb_records(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Number and content of each record but most cells', up to one of a size that none has."""
    buffer, at = b"", 0
    while chunk := stream.read(_CHUNK):
        buffer, at = buffer[at:] + chunk, 0
        while head := _NEXT.match(buffer, at):
            size = sum((byte & 127) << 7 * place for place, byte in enumerate(head[2]))
            end = head.end() + size
            if size > _LARGEST_RECORD:
                return
            if end > len(buffer):
                break
            yield head[1], buffer[head.end() : end]
            at = end
