"""Hostile workbooks (xlsx): what their parts say of themselves, and of other places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.support.builders import dossier, table, xlsx_bytes
from tests.support.containers import workbook, zipped
from tests.support.hostile import building
from tests.support.hostile.building import LIST, SHEET, Kind, entries, stored
from tests.support.hostile.markup import ENTITIES

_SMALL = xlsx_bytes(LIST)
_PARTS = entries(_SMALL)
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_LAUGHS = f"<!DOCTYPE a [{ENTITIES}]>".encode()
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY e11 SYSTEM "file:///etc/hostname">]>'
_SPREAD = "trải quá rộng"


def _changed(part: str, old: bytes, new: bytes, more: Mapping[str, str | bytes] = {}) -> bytes:
    """The list as an .xlsx with `old` replaced once in a part, and `more` entries."""
    assert old in _PARTS[part], (part, old)
    return zipped(_PARTS | {part: _PARTS[part].replace(old, new, 1)} | dict(more))


def _declaring(part: str, declared: bytes) -> bytes:
    """The list as an .xlsx whose part declares entities and uses one in its first text or name."""
    text = _PARTS[part].replace(b"?>\n", b"?>\n" + declared, 1)
    return zipped(_PARTS | {part: re.sub(rb'(<t>|name=")', rb"\1&e11;", text, count=1)})


def _cell(place: str, inner: bytes, kind: bytes = b"") -> bytes:
    """The list as an .xlsx with this XML in the cell at `place`, `kind` as its attributes."""
    styles = _PARTS[_STYLES].replace(
        b'<cellXfs count="1">', b'<cellXfs count="2"><xf numFmtId="0"/>', 1
    )
    styles = styles.replace(
        b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
        b'<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    )
    old = rb'<c r="%s"[^>]*>.*?</c>' % place.encode()
    new = b'<c r="%s" %s>%s</c>' % (place.encode(), kind, inner)
    sheet, count = re.subn(old, lambda _: new, _PARTS[SHEET], count=1)
    assert count == 1
    return zipped(_PARTS | {_STYLES: styles, SHEET: sheet})


def _day(value: str) -> bytes:
    """The list as an .xlsx with this number as the third dossier's day of receipt."""
    return _cell("I8", f"<v>{value}</v>".encode(), b's="1"')


def _text(text: str) -> bytes:
    """The list as an .xlsx with this text as the third dossier's field."""
    return _cell("E8", f"<is><t>{text}</t></is>".encode(), b't="inlineStr"')


def _named(name: str) -> bytes:
    """The list as an .xlsx whose sheet has this name."""
    return _changed(_BOOK, 'name="Danh sách"'.encode(), f'name="{name}"'.encode())


def _sheets(count: int, *, alike: bool = False) -> bytes:
    """An .xlsx of `count` sheets, the first with the list; others blank, or `alike` the first."""
    empty = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    ids = range(2, count + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="s{n}"/>' for n in ids)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    target = "worksheets/sheet1.xml" if alike else "worksheets/empty.xml"
    relations = "".join(f'<Relationship Id="s{n}" Type="{kind}" Target="{target}"/>' for n in ids)
    return zipped(
        _PARTS
        | {
            _BOOK: _PARTS[_BOOK].replace(b"</sheets>", f"{listed}</sheets>".encode()),
            _RELATIONS: _PARTS[_RELATIONS].replace(
                b"</Relationships>", f"{relations}</Relationships>".encode()
            ),
            "xl/worksheets/empty.xml": empty,
        }
    )


def _long_name() -> bytes:
    """An .xlsx of two sheets of bad rows, one with a name of a megabyte."""
    halves = {n: table([dossier(9 * n + i, state="x") for i in range(500)]) for n in (1, 2)}
    parts = entries(workbook({f"S{n}": cells for n, cells in halves.items()}))
    book = parts[_BOOK].replace(b'name="S1"', b'name="%s"' % (b"x" * 10**6))
    return zipped(parts | {_BOOK: book})


def _target(target: str, mode: str = "") -> bytes:
    """The list as an .xlsx whose sheet is said to lie at `target`."""
    new = f'Target="{target}"{mode}'.encode()
    return _changed(_RELATIONS, b'Target="worksheets/sheet1.xml"', new)


KINDS: dict[str, Kind] = {
    "no sheet": Kind(lambda: xlsx_bytes([]), "không có trang tính nào"),
    "two far cells": Kind(lambda: building.two_cells("A1", "XFD1048576"), _SPREAD),
    "two cells down": Kind(lambda: building.two_cells("A1", "A1048576")),
    "wide and long": Kind(lambda: building.two_cells("A1", "ZZ1048576")),
    "a row of zero": Kind(lambda: building.two_cells("A0", "B0")),
    "a row beyond numbers": Kind(lambda: building.two_cells("A1", "A99999999999999999999")),
    "a column of seven letters": Kind(lambda: building.two_cells("A1", "ZZZZZZZ1")),
    "places of no cell": Kind(lambda: building.two_cells("A1", "1A", "é9")),
    "20,000 columns": Kind(lambda: building.two_cells("A1", "ACOF1")),
    "sheet of noise": Kind(lambda: building.workbook(b"<worksheet><row" * 9)),
    "sheet that is a picture": Kind(lambda: building.workbook(building.PNG)),
    "strings that lie": Kind(
        lambda: building.workbook(
            b"<worksheet/>", {_STRINGS: b'<sst count="4294967295" uniqueCount="1"/>'}
        )
    ),
    "fewer strings than cells": Kind(
        lambda: zipped(_PARTS | {_STRINGS: b'<sst count="1"><si><t>x</t></si></sst>'})
    ),
    "a million strings": stored(
        lambda: _changed(_STRINGS, b"</sst>", b"<si><t>x</t></si>" * 10**6 + b"</sst>")
    ),
    "a million styles": stored(
        lambda: _changed(_STYLES, b"</cellXfs>", b'<xf numFmtId="14"/>' * 10**6 + b"</cellXfs>")
    ),
    "100,000 formats": stored(
        lambda: _changed(
            _STYLES,
            b"<fonts ",
            b"<numFmts>"
            + b"".join(b'<numFmt numFmtId="%d" formatCode="[h]yyyy"/>' % n for n in range(10**5))
            + b"</numFmts><fonts ",
        )
    ),
    "100,000 merged ranges": stored(
        lambda: _changed(
            SHEET,
            b"</sheetData>",
            b'</sheetData><mergeCells count="9">'
            + b'<mergeCell ref="A1:XFD1048576"/>' * 10**5
            + b"</mergeCells>",
        )
    ),
    "a size of the whole sheet": stored(lambda: _changed(SHEET, b"A1:T8", b"A1:XFD1048576")),
    "a size of one cell": stored(lambda: _changed(SHEET, b"A1:T8", b"A1")),
    "a size of no sheet": Kind(lambda: _changed(SHEET, b"A1:T8", b"A1:A0")),
    "two rows of one number": stored(lambda: _changed(SHEET, b'<row r="8"', b'<row r="5"')),
    "rows without numbers": stored(
        lambda: zipped(
            _PARTS | {SHEET: re.sub(rb'(<row) r="\d+" spans="\S+"', rb"\1", _PARTS[SHEET])}
        )
    ),
    "rows that say and say": stored(
        lambda: _changed(
            SHEET,
            b"</sheetData>",
            (b"<row " + b'a="hidden" ' * 60 + b"/>") * 20_000 + b"</sheetData>",
        )
    ),
    "hidden rows by the million": Kind(
        lambda: _changed(
            SHEET,
            b"</sheetData>",
            b"".join(b'<row r="%d" hidden="1"/>' % n for n in range(9, 1_200_000))
            + b"</sheetData>",
        ),
        _SPREAD,
    ),
    "rows that never end": Kind(
        lambda: _changed(SHEET, b"<sheetData>", b"<sheetData>" + b'<row hidden="1" ' * 999_999),
        None,
    ),
    "elements in elements of a sheet": stored(
        lambda: _changed(SHEET, b"<sheetData>", b"<a>" * 300_000 + b"<sheetData>")
    ),
    "an attribute of ten megabytes": stored(
        lambda: _changed(SHEET, b"<sheetData>", b'<sheetData a="' + b"x" * 10**7 + b'">')
    ),
    "laughs in the sheet": stored(lambda: _declaring(SHEET, _LAUGHS)),
    "laughs in the book": Kind(lambda: _declaring(_BOOK, _LAUGHS), ""),
    "laughs in the strings": Kind(lambda: _declaring(_STRINGS, _LAUGHS)),
    "laughs in the styles": stored(lambda: _declaring(_STYLES, _LAUGHS)),
    "a file of the machine in the strings": Kind(lambda: _declaring(_STRINGS, _OUTSIDE)),
    "a file of the machine in the book": Kind(lambda: _declaring(_BOOK, _OUTSIDE), ""),
    "laughs behind a hidden row": Kind(
        lambda: zipped(
            entries(_declaring(_BOOK, _LAUGHS))
            | {SHEET: _PARTS[SHEET].replace(b'<row r="8"', b'<row r="8" hidden="1"')}
        )
    ),
    "an included file of a sheet": stored(
        lambda: _changed(
            SHEET,
            b"<sheetData>",
            b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" '
            b'href="file:///etc/passwd"/><sheetData>',
        )
    ),
    "a sheet of the machine": Kind(lambda: _target("file:///etc/passwd", ' TargetMode="External"')),
    "a sheet of another machine": Kind(
        lambda: _target("http://127.0.0.1:9/a.xml", ' TargetMode="External"')
    ),
    "a sheet outside of the zip": Kind(lambda: _target("../../../../etc/passwd")),
    "a sheet that is the book": Kind(lambda: _target("workbook.xml")),
    "a sheet that is its relations": Kind(lambda: _target("_rels/workbook.xml.rels")),
    "a sheet without a target": Kind(lambda: _target("")),
    "links to other books": stored(
        lambda: _changed(
            _BOOK,
            b"</sheets>",
            b'</sheets><externalReferences><externalReference r:id="rId9"/></externalReferences>',
            {"xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd"/>'},
        )
    ),
    "300 sheets": stored(lambda: _sheets(300)),
    "300 sheets that are one": stored(lambda: _sheets(300, alike=True)),
    "30,000 sheets": Kind(lambda: _sheets(30_000, alike=True), "trang tính"),
    "a sheet's name of a megabyte": stored(lambda: _named("x" * 10**6)),
    "problems on a sheet whose name is a megabyte": Kind(_long_name, "xem từng lỗi"),
    "a sheet's name of markup": stored(lambda: _named("&lt;img src=x onerror=alert(1)>")),
    "a sheet's name of a path": stored(lambda: _named("../../etc/passwd")),
    "a sheet's name turned round": stored(lambda: _named("\u202exslx.\u202c\u200b")),
    "a sheet's name of nul": Kind(lambda: _named("a&#0;b")),
    "a sheet without a name": stored(lambda: _named("")),
    "book in utf-16": Kind(
        lambda: zipped(
            _PARTS | {_BOOK: _PARTS[_BOOK].decode().replace("UTF-8", "UTF-16").encode("utf-16")}
        )
    ),
    "day 0": stored(lambda: _day("0"), rows=3, aside=1, online=(2, 2)),
    "day 60 of 1900": stored(lambda: _day("60"), rows=3, aside=1, online=(2, 2)),
    "a day before days": stored(lambda: _day("-1"), rows=3, aside=1, online=(2, 2)),
    "a day of 1e308": stored(lambda: _day("1e308"), rows=3, aside=1, online=(2, 2)),
    "a day that is none": stored(lambda: _day("NaN"), rows=3, aside=1, online=(2, 2)),
    "a day without end": stored(lambda: _day("Infinity"), rows=3, aside=1, online=(2, 2)),
    "a day and almost another": stored(lambda: _day("46027.9999999999")),
    "a fee of 1e999": stored(lambda: _cell("M8", b"<v>1e999</v>"), rows=3, aside=1, online=(2, 2)),
    "a fee that is none": stored(lambda: _cell("M8", b"<v>NaN</v>")),
    "a fee below nothing": stored(
        lambda: _cell("M8", b"<v>-9223372036854775808</v>"), rows=3, aside=1, online=(2, 2)
    ),
    "a formula's text": stored(
        lambda: _cell("E8", b"<f>cmd|' /C calc'!A0</f><v>=cmd|' /C calc'!A0</v>", b't="str"'),
        kept={"field": "=cmd|' /C calc'!A0"},
    ),
    "a link's text": stored(
        lambda: _cell("E8", b'<f>HYPERLINK("http://a","x")</f><v>=HYPERLINK(1)</v>', b't="str"'),
        kept={"field": "=HYPERLINK(1)"},
    ),
    "a text of 32,768 letters": stored(lambda: _text("a" * 32_768), kept={"field": "a" * 1_000}),
    "a text turned round": stored(lambda: _text("\u202eĐất\u202c"), kept={"field": "Đất"}),
    "a text that counts": stored(lambda: _text("@SUM(1)"), kept={"field": "@SUM(1)"}),
    "a text of a path": stored(
        lambda: _text("../../etc/passwd"), kept={"field": "../../etc/passwd"}
    ),
    "a text of sql": stored(
        lambda: _text("'; drop table dossiers; --"), kept={"field": "'; drop table dossiers; --"}
    ),
    "a text of escapes": stored(lambda: _text("_x0000_{0}%s\\n${x}")),
}
