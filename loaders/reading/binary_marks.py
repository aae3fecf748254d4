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

from loaders.reading.grid import MOST_ROWS, MergedCell
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
    """Sheet name → marks of an old workbook; {} where it is too old or too torn to tell."""
    import olefile  # type: ignore[import-untyped]  # only old workbooks need it

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            stream = file.openstream("Workbook").read()
        starts = [
            _xls_start_and_name(body) for kind, body in _xls_records(stream, 0) if kind == _SHEET
        ]
        return {name: _xls_sheet_marks(stream, start) for start, name in starts}
    except (OSError, ValueError, IndexError, struct.error):
        return {}


def _xls_start_and_name(body: bytes) -> tuple[int, str]:
    """(position in the stream where a sheet's records begin, its name) from a sheet's record."""
    start, _, letter_count, flags = struct.unpack_from("<IHBB", body)
    encoding, size = ("utf-16-le", 2 * letter_count) if flags & 1 else ("latin-1", letter_count)
    return start, body[8 : 8 + size].decode(encoding)


def _xls_sheet_marks(stream: bytes, start: int) -> SheetMarks:
    """The marks of the .xls sheet whose records begin at position `start` of the stream."""
    hidden_rows: list[int] = []
    merged_cells: list[MergedCell] = []
    empty_results: list[tuple[int, int]] = []
    result_columns: set[int] = set()
    for kind, body in _xls_records(stream, start):
        if kind == _ROW:
            row, options = struct.unpack_from("<H10xI", body)
            hidden_rows += [row] if options & _ROW_IS_HIDDEN else []
        elif kind == _MERGED:
            merged_cells += _xls_merged_cells(body)
        elif kind == _FORMULA:
            row, column, first, last = struct.unpack_from("<HH2xB5xH", body)
            if (first, last) == _EMPTY_RESULT:
                empty_results.append((row, column))
            else:
                result_columns.add(column)
    # An empty text may be a result too; not in a column where no formula has another.
    uncalculated_cells = (cell for cell in empty_results if cell[1] not in result_columns)
    return SheetMarks(tuple(hidden_rows), tuple(merged_cells), tuple(uncalculated_cells))


def _xls_merged_cells(body: bytes) -> Iterator[MergedCell]:
    """The cells merged over several rows in the body of a record of merged cells."""
    (count,) = struct.unpack_from("<H", body)
    for index in range(count):
        first, last, column, _ = struct.unpack_from("<4H", body, 2 + 8 * index)
        if last > first:
            yield MergedCell(column, first, last)


def _xls_records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """(kind, body) of each .xls record from `start` up to the record that ends the sheet."""
    position = start
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        if kind == _END:
            return
        yield kind, stream[position + 4 : position + 4 + size]
        position += 4 + size


def xlsb_marks(content: bytes) -> MarksBySheet:
    """Sheet name → marks of a binary workbook; {} where it is too torn to tell."""
    marks: dict[str, SheetMarks] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = {entry.filename.lower(): entry for entry in archive.infolist()}
            parts = parts_by_relation(archive, "xl/_rels/workbook.bin.rels")
            with archive.open("xl/workbook.bin") as book:
                sheets = [
                    _xlsb_relation_and_name(body)
                    for kind, body in _xlsb_records(book)
                    if kind == _BUNDLE
                ]
            for relation, name in sheets:
                with archive.open(entries[parts[relation]]) as sheet:
                    marks[name] = _xlsb_sheet_marks(sheet)
    except Exception:  # zipfile raises many kinds; the workbook's reader says what is wrong
        return {}
    return marks


def _xlsb_relation_and_name(body: bytes) -> tuple[str, str]:
    """(id of a sheet's relation, its name) from the body of a sheet's .xlsb record."""
    texts, position = [], 8
    for _ in range(2):
        end = position + 4 + 2 * int(struct.unpack_from("<I", body, position)[0])
        texts.append(body[position + 4 : end].decode("utf-16-le"))
        position = end
    return texts[0], texts[1]


def _xlsb_sheet_marks(sheet: IO[bytes]) -> SheetMarks:
    """The hidden rows and merged cells of an .xlsb sheet, from the stream of its part."""
    hidden_rows: list[int] = []
    merged_cells: list[MergedCell] = []
    for kind, body in _xlsb_records(sheet):
        if kind == _ROW_HEAD:
            row, flags = struct.unpack_from("<I7xB", body)
            if flags & _ROW_HEAD_IS_HIDDEN and row < MOST_ROWS:
                hidden_rows.append(row)
        elif kind == _MERGE:
            first, last, column, _ = struct.unpack_from("<4I", body)
            if first < last < MOST_ROWS:
                merged_cells.append(MergedCell(column, first, last))
    return SheetMarks(tuple(hidden_rows), tuple(merged_cells))


def _xlsb_records(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """(kind, body) of each .xlsb record in a stream, those of most cells left out.

    Ends at a record of a size that none has: the file is torn there.
    """
    buffer, position = b"", 0
    while chunk := stream.read(_CHUNK):
        buffer, position = buffer[position:] + chunk, 0
        while head := _NEXT.match(buffer, position):
            size = sum((byte & 127) << 7 * place for place, byte in enumerate(head[2]))
            end = head.end() + size
            if size > _LARGEST_RECORD:
                return
            if end > len(buffer):
                break
            yield head[1], buffer[head.end() : end]
            position = end
