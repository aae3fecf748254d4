"""Hostile pages and XML: spans without end, depth, entities, scripts, encodings that lie."""

from __future__ import annotations

from tests.support import containers
from tests.support.hostile import building
from tests.support.hostile.building import LIST, Kind, stored

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))
_DECLARED = "tự khai báo"
_ONE_CELL = "<Table><Row><Cell><Data>{}</Data></Cell></Row></Table>"
_LINE = "".join(f"<td>{cell}</td>" for cell in LIST[5])
_SCRIPT = "<script>document.write('<tr><td>1')</script>"


def _page(between: str = "", before: str = "", field: str = "") -> bytes:
    """The list as an HTML page, with markup before it, between its rows, or as a field."""
    page = containers.html_bytes(LIST).decode().replace("<html>", f"{before}<html>", 1)
    if field:
        page = page.replace("<td>Chứng thực</td>", f"<td>{field}</td>", 1)
    return page.replace("<tr><td>", f"{between}<tr><td>").encode()


def _xml(inside: str, before: str = "") -> bytes:
    """An Excel 2003 XML workbook around a sheet's inner XML, with `before` ahead of the root."""
    return containers.xml_workbook(inside, before)


def _book(cell: str = "", before: str = "", row: str = "<Row>") -> bytes:
    """The list as Excel 2003 XML: `cell` for its first field, `before` the root, `row` as tag."""
    lines = ["".join(map(containers.xml_cell, line)) for line in LIST]
    if cell:
        lines[4] = lines[4].replace(containers.xml_cell("Chứng thực"), cell, 1)
    return _xml(f"<Table>{''.join(f'{row}{line}</Row>' for line in lines)}</Table>", before)


PAGES: dict[str, Kind] = {
    "page of a lost session": Kind(building.HTML.encode, "không phải bảng tính", "a.xls"),
    "page without a cell": Kind(lambda: b"<html><table></table></html>"),
    "page of other tables": Kind(lambda: b"<table><tr><td>x</table>" * 20_000),
    "colspan": Kind(lambda: f"<table><tr>{'<td colspan=1000000000>x' * 50}</table>".encode()),
    "colspan beyond numbers": Kind(lambda: f"<table><td colspan={'9' * 400}>x</table>".encode()),
    "colspan below nothing": stored(
        lambda: _page(field="Chứng thực").replace(b"<td>", b"<td colspan=-1 rowspan=0>")
    ),
    "rowspan over rowspan": Kind(
        lambda: (
            b"<table><tr>"
            + b"<td rowspan=65534 colspan=1000>x" * 16
            + b"<tr><td>y" * 500_000
            + b"</table>"
        )
    ),
    "rowspan of a billion": stored(
        lambda: (
            _page().replace(b"<td>STT", b"<td colspan=1 rowspan=1 id=1>STT")
            + b"<table><tr><td rowspan=1000000000>x</td></tr></table>"
        )
    ),
    "rows of a page": Kind(lambda: b"<table>" + b"<tr><td>x" * 1_100_000 + b"</table>"),
    "divs in divs": Kind(
        lambda: b"<table><tr><td>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000 + b"</table>"
    ),
    "tables in tables": Kind(lambda: b"<table><tr><td>" * 100_000 + b"x" + b"</table>" * 100_000),
    "ends without a start": stored(lambda: b"<html>" + b"</table></tr></td>" * 99_999 + _page()),
    "page that ends in a script": Kind(lambda: b"<table></table><table><script>" + b"<" * 100_000),
    "page of signs": Kind(
        lambda: b"<table><tr><td>" + b"&#0;&#1114112;&#x202e;&#xd800;&bogus;" * 9 + b"</table>"
    ),
    "comments before a page": stored(lambda: _page(before="<!---->" * 200)),
    "comments before nothing": Kind(lambda: b"<!---->" * 200 + b"x", "không phải bảng tính"),
    "comment without an end": Kind(lambda: _page(before="<table><!--"), ""),
    "lines in a comment": stored(lambda: _page(between=f"<!-- <tr>{_LINE}</tr> -->")),
    "lines in a script": stored(
        lambda: _page(between=f"<tr><script>'<tr>{_LINE}</tr>'</script></tr>")
    ),
    "lines in a style": stored(lambda: _page(between=f"<style>p::after{{'{_LINE}'}}</style>")),
    "lines in a template": stored(lambda: _page(between=f"<template><tr>{_LINE}</tr></template>")),
    "script in a cell": stored(
        lambda: _page(field=f"Đất đai{_SCRIPT}<img src=x onerror=alert(1)>"),
        kept={"field": "Đất đai"},
    ),
    "markup as text": stored(
        lambda: _page(field="&lt;img src=x onerror=alert(1)&gt; &amp;lt;"),
        kept={"field": "<img src=x onerror=alert(1)> &lt;"},
    ),
    "links and frames": stored(
        lambda: _page(
            field="<a href=javascript:alert(1)>Đất đai</a>"
            "<iframe src=file:///etc/passwd></iframe><object data=file:///etc/passwd></object>",
            before="<meta http-equiv=refresh content='0;url=file:///etc'><base href=file:///>",
        ),
        kept={"field": "Đất đai"},
    ),
    "entities in a page": stored(
        lambda: _page(field="Đất &e9;", before=f"<!DOCTYPE html [{ENTITIES}]>")
    ),
    "charset that lies": stored(lambda: _page().replace(b"charset=utf-8", b"charset=utf-16")),
    "charset that is a codec": stored(lambda: _page().replace(b"charset=utf-8", b"charset=zlib")),
    "charset of no page": stored(
        lambda: _page().replace(b"charset=utf-8", b"charset=utf-7") + b"\xff"
    ),
    "attributes without end": stored(
        lambda: _page().replace(b"<td>STT", b"<td " + b"a=1 " * 99_999 + b">STT", 1)
    ),
    "archive of a page": Kind(
        lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + _page()
    ),
    "long names of tags": stored(lambda: _page(before=f"<html><{'a' * 10**6}>")),
    "a heading of a megabyte": stored(
        lambda: _page().replace(b"<td>STT", b"<td>" + b"STT " * 250_000)
    ),
}

XML: dict[str, Kind] = {
    "billion laughs": Kind(
        lambda: _xml(_ONE_CELL.format("&e11;"), f"<!DOCTYPE Workbook [{ENTITIES}]>"), _DECLARED
    ),
    "billion laughs in an attribute": Kind(
        lambda: _xml('<Table ss:Name="&e11;"/>', f"<!DOCTYPE Workbook [{ENTITIES}]>"), _DECLARED
    ),
    "billion laughs in utf-16": Kind(
        lambda: (
            _xml(_ONE_CELL.format("&e11;"), f"<!DOCTYPE Workbook [{ENTITIES}]>")
            .decode()
            .encode("utf-16")
        ),
        _DECLARED,
    ),
    "a file of the machine": Kind(
        lambda: _xml(
            _ONE_CELL.format("&f;"),
            '<!DOCTYPE Workbook [<!ENTITY f SYSTEM "file:///etc/hostname">]>',
        ),
        _DECLARED,
    ),
    "an address in a declaration": Kind(
        lambda: _book(before='<!DOCTYPE Workbook SYSTEM "http://127.0.0.1:9/a.dtd">'), _DECLARED
    ),
    "entities by a parameter": Kind(
        lambda: _book(before='<!DOCTYPE W [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'),
        _DECLARED,
    ),
    "an entity that nobody declared": Kind(lambda: _book(containers.xml_cell("x") + "&e;"), ""),
    "an included file": stored(
        lambda: _book(
            '<Cell><Data ss:Type="String">Đất <xi:include parse="text" href="file:///etc/passwd"'
            ' xmlns:xi="http://www.w3.org/2001/XInclude"/></Data></Cell>'
        ),
        kept={"field": "Đất"},
    ),
    "a stylesheet to fetch": stored(
        lambda: _book(before='<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/a.xsl"?>')
    ),
    "elements in elements": Kind(lambda: _xml("<a>" * 100_000 + "</a>" * 100_000)),
    "attributes of xml": Kind(lambda: _xml("<a " + "".join(f'b{n}="" ' for n in range(50_000)))),
    "spaces of names": Kind(
        lambda: _xml("<a " + "".join(f'xmlns:b{n}="u" ' for n in range(30_000)) + "/>")
    ),
    "index of a billion": Kind(
        lambda: _xml('<Table><Row ss:Index="1000000000"><Cell><Data>x</Data></Cell></Row></Table>'),
        "trải quá rộng",
    ),
    "index beyond the sheet": Kind(
        lambda: _xml('<Table><Row ss:Index="1048577"><Cell><Data>x</Data></Cell></Row></Table>'),
        "trải quá rộng",
    ),
    "index beyond numbers": Kind(
        lambda: _xml(f'<Table><Row ss:Index="{"9" * 5000}"><Cell/></Row></Table>'), "trải quá rộng"
    ),
    "index that is none": Kind(lambda: _xml('<Table><Row ss:Index="-1"/></Table>')),
    "index that goes back": Kind(
        lambda: _book('<Cell ss:Index="1"><Data ss:Type="String">x</Data></Cell>')
    ),
    "far cells of xml": Kind(
        lambda: _xml(
            '<Table><Row ss:Index="1048576"><Cell ss:Index="16384"><Data>x</Data></Cell></Row>'
            "</Table>"
        ),
        "trải quá rộng",
    ),
    "merged over merged": Kind(
        lambda: _xml(
            '<Table><Row><Cell ss:MergeAcross="16383" ss:MergeDown="1048575"/></Row>'
            + "<Row><Cell/></Row>" * 200_000
            + "</Table>"
        )
    ),
    "sizes that lie": stored(
        lambda: _book().replace(
            b"<Table>", b'<Table ss:ExpandedColumnCount="999999999" ss:ExpandedRowCount="1">'
        )
    ),
    "a span of rows": stored(lambda: _book(row='<Row ss:Span="2">')),
    "a formula of xml": stored(
        lambda: _book(
            '<Cell ss:Formula="=cmd|\' /C calc\'!A0" ss:HRef="javascript:alert(1)">'
            "<Data ss:Type=\"String\">=cmd|' /C calc'!A0</Data></Cell>"
        ),
        kept={"field": "=cmd|' /C calc'!A0"},
    ),
    "sections of characters": stored(
        lambda: _book("<Cell><Data ss:Type='String'><![CDATA[<b>Đất</b>]]></Data></Cell>"),
        kept={"field": "<b>Đất</b>"},
    ),
    "letters that xml forbids": Kind(lambda: _book(containers.xml_cell("x") + "&#0;")),
    "xml of another kind": Kind(lambda: b"<?xml version='1.0'?><feed><entry/></feed>"),
    "xml that breaks off": Kind(lambda: _book()[:-40], "bị hỏng"),
    "300 sheets of xml": stored(
        lambda: _book().replace(
            b"</Workbook>", b'<Worksheet ss:Name="B"><Table/></Worksheet>' * 300 + b"</Workbook>"
        )
    ),
    "encoding of no xml": stored(
        lambda: _book().replace(b'version="1.0"?>', b'version="1.0" encoding="utf-7"?>', 1)
    ),
}

KINDS = PAGES | XML
