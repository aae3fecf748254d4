"""Which rows an ODS, xlsb or old .xls hides: its reader does not say, and a person should know."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from typing import IO

from loaders.reading.grid import MOST_ROWS
from loaders.reading.xlsx_parts import parts_by_relation

_ODS_TAG = re.compile(rb"<table:table(?:-row)?(?=[\s/>])[^<>]*>")  # of a table or of a row
_ODS_ROW = b"<table:table-row"
_ODS_NAME = re.compile(rb'\btable:name="([^"]*)"')
_ODS_REPEATED = re.compile(rb'\btable:number-rows-repeated="(\d{1,9})"')
_ODS_HIDDEN = re.compile(rb'\btable:visibility="(?:collapse|filter)"')
# Records of an old workbook (BIFF8), by their numbers.
_SHEET, _ROW, _END = 0x85, 0x208, 0x0A
_ROW_IS_HIDDEN = 0x20
# Records of a binary workbook (MS-XLSB 2.4): number and size in 7 bits a byte, then content.
_BUNDLE, _ROW_HEAD = b"\x9c\1", b"\0"
_ROW_HEAD_IS_HIDDEN = 0x10
# Cells of a fixed size, nearly all there are, are passed over without looking at each.
_CELLS = rb"(?:[\x02\x07]\x0c.{12}|\x05\x10.{16}|\x01\x08.{8}|[\x03\x04]\x09.{9})*+"
_HEAD = rb"([\0-\x7f]|[\x80-\xff][\0-\x7f])([\x80-\xff]{0,3}[\0-\x7f])"
_NEXT = re.compile(_CELLS + _HEAD, re.DOTALL)
_CHUNK, _LARGEST_RECORD = 2**22, 2**20

RowsBySheet = Mapping[str, tuple[int, ...]]


def ods_hidden_rows(content: bytes) -> RowsBySheet:
    """The hidden rows, from 0, of each sheet of an ODS that has any."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cells = archive.read("content.xml")
    if not _ODS_HIDDEN.search(cells):
        return {}
    rows_by_sheet: dict[str, list[int]] = {}
    name, row = "", 0
    for match in _ODS_TAG.finditer(cells):
        tag = match[0]
        if not tag.startswith(_ODS_ROW):  # the next sheet begins
            name, row = _ods_name(tag), 0
            continue
        repeated = _ODS_REPEATED.search(tag)
        end = min(row + (int(repeated[1]) if repeated else 1), MOST_ROWS)
        if _ODS_HIDDEN.search(tag):
            rows_by_sheet.setdefault(name, []).extend(range(row, end))
        row = end
    return {name: tuple(rows) for name, rows in rows_by_sheet.items()}


def _ods_name(tag: bytes) -> str:
    name = _ODS_NAME.search(tag)
    return unescape(name[1].decode("utf-8", "replace")) if name else ""


def xls_hidden_rows(content: bytes) -> RowsBySheet:
    """The hidden rows, from 0, of each sheet of an old workbook that has any; none where it is
    too old or too torn to tell.
    """
    import olefile  # type: ignore[import-untyped]  # only old workbooks need it

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            stream = file.openstream("Workbook").read()
        starts = [_xls_sheet(body) for kind, body in _xls_records(stream, 0) if kind == _SHEET]
        hidden = {name: tuple(_xls_sheet_hidden_rows(stream, start)) for start, name in starts}
    except (OSError, ValueError, IndexError, struct.error):
        return {}
    return {name: rows for name, rows in hidden.items() if rows}


def _xls_sheet(body: bytes) -> tuple[int, str]:
    """Where a sheet begins, and its name."""
    start, _, letters, wide = struct.unpack_from("<IHBB", body)
    encoding, size = ("utf-16-le", 2 * letters) if wide & 1 else ("latin-1", letters)
    return start, body[8 : 8 + size].decode(encoding)


def _xls_sheet_hidden_rows(stream: bytes, start: int) -> Iterator[int]:
    for kind, body in _xls_records(stream, start):
        if kind == _ROW:
            row, options = struct.unpack_from("<H10xI", body)
            if options & _ROW_IS_HIDDEN:
                yield row


def _xls_records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record up to the part's end."""
    at = start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def xlsb_hidden_rows(content: bytes) -> RowsBySheet:
    """The hidden rows, from 0, of each sheet of a binary workbook that has any; none where it is
    too torn to tell.
    """
    hidden: dict[str, tuple[int, ...]] = {}
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
                    hidden[name] = tuple(_xlsb_sheet_hidden_rows(sheet))
    except Exception:  # zipfile raises many kinds; the workbook's reader says what is wrong
        return {}
    return {name: rows for name, rows in hidden.items() if rows}


def _xlsb_sheet(body: bytes) -> tuple[str, str]:
    """A sheet's relation and name: texts with their length before them, after two numbers."""
    texts, at = [], 8
    for _ in range(2):
        end = at + 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
        texts.append(body[at + 4 : end].decode("utf-16-le"))
        at = end
    return texts[0], texts[1]


def _xlsb_sheet_hidden_rows(sheet: IO[bytes]) -> Iterator[int]:
    for kind, body in _xlsb_records(sheet):
        if kind == _ROW_HEAD:
            row, flags = struct.unpack_from("<I7xB", body)
            if flags & _ROW_HEAD_IS_HIDDEN and row < MOST_ROWS:
                yield row


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
