"""Files made to hurt, in every container: refused in a sentence, or read, within the limits."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from loaders.isolation import read_sheet
from loaders.problems import Refused
from tests.loaders import containers, hostile
from tests.loaders.containers import PASSWORD, ods_document
from tests.loaders.making import HEADINGS, assert_refused, done, dossier, earlier, table

LIST = table([earlier(), dossier(1), done(2), dossier(3, channel="")])

_HEAD = "".join(f"<td>{heading}</td>" for heading in HEADINGS)
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))


def _ods_cells(row: str, cell: str, before: str = "") -> bytes:
    filled = f'<table:table-cell {cell} office:value-type="string"><text:p>x</text:p>'
    line = f"<table:table-row {row}>{before}{filled}</table:table-cell></table:table-row>"
    return ods_document(f'<table:table table:name="A">{line}</table:table>')


def _xlsb_noise(seed: int) -> bytes:
    chance = random.Random(seed)
    whole = bytearray(hostile.entries(containers.xlsb_bytes(LIST))["xl/worksheets/sheet1.bin"])
    for _ in range(40):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    return _with(containers.xlsb_bytes(LIST), "xl/worksheets/sheet1.bin", bytes(whole))


def _with(content: bytes, name: str, part: bytes) -> bytes:
    return containers.zipped(hostile.entries(content) | {name: part})


HURTFUL: dict[str, Callable[[], bytes]] = {
    "colspan": lambda: f"<table><tr>{'<td colspan=1000000000>x' * 50}</table>".encode(),
    "colspan beyond numbers": lambda: f"<table><tr><td colspan={'9' * 400}>x</table>".encode(),
    "rowspan over rowspan": lambda: (
        "<table><tr>" + "<td rowspan=65534 colspan=1000>x" * 16 + "<tr><td>y" * 500_000 + "</table>"
    ).encode(),
    "rows of a page": lambda: b"<table>" + b"<tr><td>x" * 1_100_000 + b"</table>",
    "divs in divs": lambda: (
        b"<table><tr><td>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000 + b"</table>"
    ),
    "tables in tables": lambda: b"<table><tr><td>" * 100_000 + b"x" + b"</table>" * 100_000,
    "page that ends in a script": lambda: b"<table></table><table><script>" + b"<" * 100_000,
    "page without a cell": lambda: b"<html><table></table></html>",
    "page of signs": lambda: (
        b"<table><tr><td>" + b"&#0;&#1114112;&#x202e;&bogus;" * 9 + b"</table>"
    ),
    "billion laughs": lambda: containers.xml_workbook(
        "<Table><Row><Cell><Data>&e11;</Data></Cell></Row></Table>",
        f"<!DOCTYPE Workbook [{_ENTITIES}]>",
    ),
    "billion laughs in an attribute": lambda: containers.xml_workbook(
        '<Table ss:Name="&e11;"/>', f"<!DOCTYPE Workbook [{_ENTITIES}]>"
    ),
    "a file of the machine": lambda: containers.xml_workbook(
        "<Table><Row><Cell><Data>&f;</Data></Cell></Row></Table>",
        '<!DOCTYPE Workbook [<!ENTITY f SYSTEM "file:///etc/hostname">]>',
    ),
    "elements in elements": lambda: containers.xml_workbook("<a>" * 100_000 + "</a>" * 100_000),
    "index beyond the sheet": lambda: containers.xml_workbook(
        '<Table><Row ss:Index="1048577"><Cell><Data>x</Data></Cell></Row></Table>'
    ),
    "index beyond numbers": lambda: containers.xml_workbook(
        f'<Table><Row ss:Index="{"9" * 5000}"><Cell><Data>x</Data></Cell></Row></Table>'
    ),
    "index that is none": lambda: containers.xml_workbook('<Table><Row ss:Index="-1"/></Table>'),
    "far cells of xml": lambda: containers.xml_workbook(
        '<Table><Row ss:Index="1048576"><Cell ss:Index="16384"><Data>x</Data></Cell></Row></Table>'
    ),
    "merged over merged": lambda: containers.xml_workbook(
        '<Table><Row><Cell ss:MergeAcross="16383" ss:MergeDown="1048575"/></Row>'
        + "<Row><Cell/></Row>" * 200_000
        + "</Table>"
    ),
    "xml of another kind": lambda: b"<?xml version='1.0'?><feed><entry/></feed>",
    "ods of columns": lambda: _ods_cells("", 'table:number-columns-repeated="1000000000"'),
    "ods of rows": lambda: _ods_cells('table:number-rows-repeated="1000000000"', ""),
    "ods of both": lambda: _ods_cells(
        'table:number-rows-repeated="1000000000"', 'table:number-columns-repeated="1000000000"'
    ),
    "ods of many rows": lambda: ods_document(
        '<table:table table:name="A">'
        + (
            '<table:table-row table:number-rows-repeated="1000000">'
            '<table:table-cell table:number-columns-repeated="16000" office:value-type="string">'
            "<text:p>x</text:p></table:table-cell></table:table-row>"
        )
        * 50
        + "</table:table>"
    ),
    "ods that swells": lambda: _with(containers.ods_bytes(LIST), "content.xml", bytes(80 * 2**20)),
    "ods without content": lambda: containers.zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    ),
    "text of opendocument": lambda: containers.zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
    ),
    "xlsb without sheets": lambda: _with(containers.xlsb_bytes(LIST), "xl/workbook.bin", b""),
    "xlsb of noise": lambda: _with(
        containers.xlsb_bytes(LIST), "xl/worksheets/sheet1.bin", random.Random(1).randbytes(99_999)
    ),
    "csv of columns": lambda: b"a" + b",b" * 20_000 + b"\n1" + b",2" * 20_000,
    "csv of ten million columns": lambda: b"," * 10_000_000,
    "zip in a zip": lambda: containers.zipped({"a.zip": containers.zipped({"b.csv": b"a,b"})}),
    "locked without a key": lambda: hostile.compound("EncryptedPackage"),
}


@pytest.mark.parametrize("name", HURTFUL)
def test_a_hurtful_file(name: str) -> None:
    content, began = HURTFUL[name](), time.monotonic()
    with pytest.raises(Refused) as refused:
        read_sheet(content, PASSWORD)
    assert_refused(
        {"stored": False, "already": False, "upload": None, "rows_stored": 0}
        | {"refused": refused.value.sentence}
    )
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("seed", range(6))
def test_an_xlsb_of_noise_is_read_or_refused(seed: int) -> None:
    content = _xlsb_noise(seed)
    with suppress(Refused):  # anything else that is raised fails the test
        assert read_sheet(content).cells.num_rows < 1_000_000


def test_a_page_of_fifty_megabytes_is_read() -> None:
    line = "<tr>" + "".join(f"<td>{LIST[5][i]}{' ' * 60}</td>" for i in range(len(HEADINGS)))
    count = 50_000_000 // len(line.encode())
    page = f"<table><tr>{_HEAD}</tr>{f'{line}</tr>' * count}</table>"
    sheet = read_sheet(page.encode())
    assert sheet.cells.num_rows == count
    assert sheet.cells.column("row").to_pylist()[-1] == count + 1
