"""Rows that a workbook hides are reported, however its writer says so."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from files.file_types import BOMB
from files.refusal import Refused
from loaders.reading import xlsx_parts, xlsx_scan
from loaders.reading.sheet_marks import SheetMarks
from loaders.reading.xlsx_scan import refuse_unreadable_workbook, xlsx_marks
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import drop_hidden_rows
from tests.support.builders import xlsx_bytes
from tests.support.containers import xlsb_bytes, zipped
from tests.support.hostile.building import LIST, SHEET, entries, workbook

MIB = 2**20


def hiding(change: Callable[[bytes], bytes]) -> bytes:
    """The list, whose sheet is changed."""
    return workbook(change(entries(xlsx_bytes(LIST))[SHEET]))


def row_6(tag: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: re.sub(rb'<row r="6"[^>]*>', tag, sheet)


def prefixed(sheet: bytes) -> bytes:
    names = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", sheet).replace(b'xmlns="', b'xmlns:x="')
    return names.replace(b'<x:row r="6"', b'<x:row hidden="1" r="6"')


def without_numbers(tag: bytes) -> Callable[[bytes], bytes]:
    """No row and no cell says where it stands; the sixth row has this tag."""

    def change(sheet: bytes) -> bytes:
        bare = re.sub(rb'<(row|c) r="\w+"', rb"<\1", sheet)
        start = [row.start() for row in re.finditer(rb"<row\b", bare)][5]
        return bare[:start] + re.sub(rb"<row[^>]*>", tag, bare[start:], count=1)

    return change


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "as Excel does": row_6(b'<row r="6" spans="1:20" hidden="1">'),
    "before the number": row_6(b'<row hidden="1" r="6">'),
    "in words": row_6(b'<row r="6" hidden="true">'),
    "in words with a capital": row_6(b'<row r="6" hidden="True">'),
    "single quotes": row_6(b"<row r='6' hidden='1'>"),
    "a line each": row_6(b'<row\n\tr="6"\r\n\thidden="1"\n>'),
    "spaces about the sign": row_6(b'<row r = "6" hidden = "1">'),
    "a prefix": prefixed,
    "no numbers": without_numbers(b'<row hidden="1">'),
    "numbers after one without": without_numbers(b'<row r="6" hidden="true">'),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_hide_a_row_of_xlsx(way: str) -> None:
    sheet = read_sheet(hiding(WAYS[way]))
    assert sheet.hidden_rows == (6,)
    assert drop_hidden_rows(sheet).cells.column("row").to_pylist() == [5, 7, 8]


@pytest.mark.parametrize(
    "tag",
    [
        b'<row r="6" hidden="0">',
        b'<row r="6" hidden="false">',
        b'<row r="6" x:hidden="1" xmlns:x="a">',
        b'<row r="6" collapsed="1">',
    ],
)
def test_rows_that_are_shown(tag: bytes) -> None:
    assert read_sheet(hiding(row_6(tag))).hidden_rows == ()


def test_hidden_columns_and_the_word_in_a_cell_hide_no_row() -> None:
    columns = b'<cols><col min="3" max="3" hidden="1"/></cols><sheetData>'
    content = hiding(lambda sheet: sheet.replace(b"<sheetData>", columns))
    assert xlsx_marks(content) == {}
    text = b'<c r="U6" t="inlineStr"><is><t>&lt;row r="6" hidden="1"></t></is></c></row>'
    content = hiding(lambda sheet: re.sub(rb'(<row r="6".*?)</row>', rb"\1" + text, sheet))
    assert b"hidden" in entries(content)[SHEET]
    assert xlsx_marks(content) == {}


@pytest.mark.parametrize("tag", [b'<row r="6" hidden="1">', b'<row hidden="1">'])
def test_a_row_at_every_place_of_a_chunk_s_edge(
    tag: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chunks of 3,000 bytes; blanks before the row move it over the edge byte by byte."""
    monkeypatch.setattr(xlsx_parts, "_CHUNK", 3_000)
    change = row_6(tag) if b"r=" in tag else without_numbers(tag)
    sheet = change(entries(xlsx_bytes(LIST))[SHEET])
    start = sheet.index(tag)
    before = 2_990 - len(tag) - start % 3_000
    for blanks in range(before, before + len(tag) + 20):
        moved = sheet[:start] + b" " * (blanks % 3_000) + sheet[start:]
        assert xlsx_marks(workbook(moved)) == {"Danh sách": SheetMarks((5,))}, blanks


def test_sheets_that_lie_elsewhere_and_a_strict_workbook() -> None:
    parts = entries(hiding(WAYS["as Excel does"]))
    moved = {
        name.replace("worksheets/sheet1", "Trang/Sheet1"): content.replace(
            b"worksheets/sheet1", b"Trang/Sheet1"
        )
        for name, content in parts.items()
    }
    base, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    relations = b"officeDocument/2006/relationships"
    strict_parts = {
        name: content.replace(base + relations, strict + b"officeDocument/relationships")
        for name, content in parts.items()
    }
    assert read_sheet(zipped(moved)).hidden_rows == (6,)
    assert read_sheet(zipped(strict_parts)).hidden_rows == (6,)


def test_hidden_rows_of_a_binary_workbook() -> None:
    sheet = read_sheet(xlsb_bytes(LIST, hidden=(0, 5, 7)))
    assert sheet.hidden_rows == (6, 8)
    assert read_sheet(xlsb_bytes(LIST)).hidden_rows == ()


def test_a_scan_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a limit of a tenth of a second: 400 MiB of rows take longer."""
    content = workbook(b"<sheetData>" + b"<row/>" * (400 * MIB // 6))
    monkeypatch.setattr(xlsx_scan, "SCAN_SECONDS", 0.1)
    for scan in (xlsx_marks, refuse_unreadable_workbook):
        began = time.monotonic()
        with pytest.raises(Refused) as refused:
            scan(content)
        assert refused.value.sentence == BOMB
        assert time.monotonic() - began < 5
