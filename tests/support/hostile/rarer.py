"""Hostile workbooks of rarer kinds: xlsb and ods."""

from __future__ import annotations

import random
import struct

from tests.support import containers
from tests.support.builders import xls_bytes
from tests.support.containers import ods_document, zipped
from tests.support.hostile.building import LIST, Kind, entries, stored
from tests.support.hostile.markup import ENTITIES


def _ods(row: str, cell: str) -> bytes:
    """An .ods with one cell "x", and these attributes on its row and on the cell."""
    filled = f'<table:table-cell {cell} office:value-type="string"><text:p>x</text:p>'
    line = f"<table:table-row {row}>{filled}</table:table-cell></table:table-row>"
    return ods_document(f'<table:table table:name="A">{line}</table:table>')


def _ods_changed(old: str, new: str) -> bytes:
    """The list as an .ods, with `old` in its content replaced once by `new`."""
    parts = entries(containers.ods_bytes(LIST))
    content = parts["content.xml"].decode()
    assert old in content
    return zipped(parts | {"content.xml": content.replace(old, new, 1)})


def _xlsb(part: bytes, name: str = "xl/worksheets/sheet1.bin") -> bytes:
    """The list as an .xlsb, with this part in the place of the named entry."""
    return zipped(entries(containers.xlsb_bytes(LIST)) | {name: part})


def _xlsb_sheet() -> bytes:
    """The sheet's part of the list as an .xlsb."""
    return entries(containers.xlsb_bytes(LIST))["xl/worksheets/sheet1.bin"]


_MILLION_ROWS = 'table:number-rows-repeated="1000000000"'
_MILLION_COLUMNS = 'table:number-columns-repeated="1000000000"'

KINDS: dict[str, Kind] = {
    "ods of columns": Kind(lambda: _ods("", _MILLION_COLUMNS)),
    "ods of rows": Kind(lambda: _ods(_MILLION_ROWS, "")),
    "ods of both": Kind(lambda: _ods(_MILLION_ROWS, _MILLION_COLUMNS)),
    "ods of numbers that are none": Kind(
        lambda: _ods('table:number-rows-repeated="-1"', f'table:number-columns-repeated="{9**40}"')
    ),
    "ods of many rows": Kind(
        lambda: ods_document(
            '<table:table table:name="A">'
            + (
                '<table:table-row table:number-rows-repeated="1000000">'
                '<table:table-cell table:number-columns-repeated="16000" '
                'office:value-type="string">'
                "<text:p>x</text:p></table:table-cell></table:table-row>"
            )
            * 50
            + "</table:table>"
        )
    ),
    "ods that swells": Kind(
        lambda: zipped(entries(containers.ods_bytes(LIST)) | {"content.xml": bytes(80 * 2**20)})
    ),
    "ods without content": Kind(
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    ),
    "ods with a password": Kind(
        lambda: zipped(
            entries(containers.ods_bytes(LIST))
            | {"META-INF/manifest.xml": "<a><manifest:encryption-data/></a>"}
        ),
        "có mật khẩu",
    ),
    "text of opendocument": Kind(
        lambda: zipped(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
        ),
        "không phải bảng tính",
    ),
    "laughs in an ods": stored(lambda: _ods_changed("?>", f"?><!DOCTYPE a [{ENTITIES}]>")),
    "a file of the machine in an ods": stored(
        lambda: _ods_changed("<office:body>", '<office:body><x xlink:href="file:///etc/passwd"/>')
    ),
    "tables in tables of an ods": Kind(
        lambda: ods_document("<table:table><table:table-row><table:table-cell>" * 99_999)
    ),
    "error cells without end": stored(
        lambda: _ods_changed(
            "<table:table-cell ", "<table:table-cell " + 'calcext:value-type="error" ' * 40_000
        )
    ),
    "xlsb without sheets": Kind(lambda: _xlsb(b"", "xl/workbook.bin")),
    "xlsb of noise": Kind(lambda: _xlsb(random.Random(1).randbytes(99_999))),
    "xlsb of records without end": Kind(lambda: _xlsb(_xlsb_sheet()[:60] + b"\xff" * 9_999)),
    "xlsb of a text of four gibibytes": Kind(
        lambda: _xlsb(
            _xlsb_sheet().replace(
                struct.pack("<I", len("STT")) + "STT".encode("utf-16-le"),
                struct.pack("<I", 2**32 - 1) + "STT".encode("utf-16-le"),
            )
        )
    ),
    "xlsb of a far column": Kind(
        lambda: _xlsb(
            _xlsb_sheet().replace(struct.pack("<II", 19, 0), struct.pack("<II", 2**31, 0))
        )
    ),
    "xls in a zip's place": Kind(lambda: b"PK" + xls_bytes(LIST)),
}
