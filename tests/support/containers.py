"""The same cells in every container that a system may write."""

from __future__ import annotations

import hashlib
import io
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape

import xlsxwriter
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from xlwt.CompoundDoc import XlsDoc

from tests.support.builders import csv_bytes, xls_bytes, xlsx_bytes

Cells = Sequence[Sequence[str]]
PASSWORD = "mật khẩu 15"

# The letters of the .VnTime fonts as Windows-1252 shows them, in the order à á ả ã ạ.
_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ"
_VNTIME = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§"


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these entries (name → content), deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(sheets: Mapping[str, Cells], hidden: Sequence[str] = (), **options: object) -> bytes:
    """An .xlsx of several sheets (name → cells); those named in `hidden` are hidden."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(cells):
                for x, cell in enumerate(row):
                    if cell:
                        sheet.write_string(y, x, cell)
            if name in hidden:
                sheet.hide()
            elif book.worksheets_objs[0].hidden:  # the sheet that is shown first cannot be hidden
                sheet.activate()
                sheet.set_first_sheet()
    return out.getvalue()


def html_bytes(cells: Cells) -> bytes:
    """The cells as an HTML page: rows of one cell as titles above the table, the others in it."""
    titles = "".join(f"<p>{escape(row[0])}</p>" for row in cells if len(row) == 1)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in cells
        if len(row) > 1
    )
    head = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    return f"<html><head>{head}</head><body>{titles}<table>{lines}</table></body></html>".encode()


def xml_bytes(cells: Cells) -> bytes:
    """The cells as an Excel 2003 XML workbook with one sheet."""
    lines = "".join(
        "<Row>" + "".join(map(xml_cell, row)) + "</Row>" if row else "<Row/>" for row in cells
    )
    return xml_workbook(f"<Table>{lines}</Table>")


def xml_cell(text: str) -> str:
    """A text as a cell of an Excel 2003 XML workbook; an empty cell for ""."""
    return f'<Cell><Data ss:Type="String">{escape(text)}</Data></Cell>' if text else "<Cell/>"


def xml_workbook(inside: str, before: str = "") -> bytes:
    """An Excel 2003 XML workbook around a sheet's inner XML, with `before` ahead of the root."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n{before}'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<Worksheet ss:Name="Danh sách">{inside}</Worksheet></Workbook>'
    ).encode()


def ods_bytes(cells: Cells) -> bytes:
    """The cells as an .ods file with one sheet, blank rows repeated below them."""
    lines = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in cells
    )
    # What spreadsheets write after the last row: the rest of the sheet, blank.
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return ods_document(f'<table:table table:name="Danh sách">{lines}{rest}</table:table>')


def ods_cell(text: str) -> str:
    """A text as a cell of an OpenDocument table; an empty cell for ""."""
    if not text:
        return "<table:table-cell/>"
    value = f'office:value-type="string"><text:p>{escape(text)}</text:p>'
    return f"<table:table-cell {value}</table:table-cell>"


def ods_document(tables: str) -> bytes:
    """An .ods file around these tables' XML, with a style "hidden" for sheets."""
    base = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{n}="{base}:{n}:1.0"' for n in ("office", "table", "text", "style"))
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} {calc}>'
        '<office:automatic-styles><style:style style:name="hidden" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{base}:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def xlsb_bytes(
    cells: Cells,
    hidden: Collection[int] = (),
    merged: Collection[tuple[int, int, int, int]] = (),
) -> bytes:
    """The cells as an .xlsb file; one that begins with "=" is #N/A; `hidden` rows, `merged` spans.

    `hidden` are rows from 0, `merged` (top, left, bottom, right).
    """
    width = max(map(len, cells))
    rows = b"".join(
        _record(0, struct.pack("<IIHxBxI", y, 0, 300, 0x10 if y in hidden else 0, 0))
        + b"".join(_xlsb_cell(x, cell) for x, cell in enumerate(row) if cell)
        for y, row in enumerate(cells)
    )
    size = _record(148, struct.pack("<4I", 0, len(cells) - 1, 0, width - 1))
    spans = [_record(176, struct.pack("<4I", a, c, b, d)) for a, b, c, d in merged]
    merges = _record(177, struct.pack("<I", len(spans))) + b"".join(spans) + _record(178)
    sheet = _record(129) + size + _record(145) + rows + _record(146)
    sheet += (merges if spans else b"") + _record(130)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Danh sách")
    book = _record(131) + _record(153, bytes(12)) + _record(143) + _record(156, bundle)
    office = "http://schemas.openxmlformats.org"
    relation = f"{office}/officeDocument/2006/relationships/worksheet"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"/>',
            "xl/workbook.bin": book + _record(144) + _record(132),
            "xl/_rels/workbook.bin.rels": (
                f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship '
                f'Id="rId1" Type="{relation}" Target="worksheets/sheet1.bin"/></Relationships>'
            ),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _xlsb_cell(column: int, text: str) -> bytes:
    """An .xlsb record of a text in this column; one that begins with "=" is the error #N/A."""
    place = struct.pack("<II", column, 0)
    if text.startswith("="):
        return _record(3, place + b"\x2a")
    return _record(6, place + _wide(text))


def _record(kind: int, content: bytes = b"") -> bytes:
    """An .xlsb record: its kind and length as variable-length numbers, then the content."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    length, size = b"", len(content)
    while size > 127:
        length += bytes([size & 127 | 128])
        size >>= 7
    return head + length + bytes([size]) + content


def _wide(text: str) -> bytes:
    """A text as .xlsb has it: its length in letters, then UTF-16."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def delimited(cells: Cells, sign: str) -> str:
    """The cells as text with `sign` between them, quoted only where a cell needs it."""
    special = (sign, '"', "\n")
    return "".join(
        sign.join(
            '"' + c.replace('"', '""') + '"' if any(s in c for s in special) else c for c in row
        )
        + "\r\n"
        for row in cells
    )


def windows_1258(text: str) -> bytes:
    """A text in Windows-1258 as Windows writes it: a letter's tone as a byte of its own."""
    out = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
            shape = "".join(m for m in marks if m in "\u0302\u0306\u031b")
            tone = "".join(m for m in marks if m not in "\u0302\u0306\u031b")
            out += (unicodedata.normalize("NFC", base + shape) + tone).encode("cp1258")
    return out


def tcvn3(text: str) -> bytes:
    """A text in the bytes of the .VnTime fonts (TCVN3)."""
    return in_vntime(text).encode("cp1252")


def in_vntime(text: str) -> str:
    """A text as the letters that look right in .VnTime fonts; capitals with tones become small."""
    sign_of = dict(zip(_VIETNAMESE, _VNTIME, strict=True))
    plain = unicodedata.normalize("NFC", text)
    return "".join(sign_of.get(c, sign_of.get(c.lower(), c)) for c in plain)


# A letter's hat and tone in the VNI fonts: a sign after it, one for both where there are two.
_VNI_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "ùøûõï", strict=True))
_VNI_HATS = {"\u0302": ("â", "áàåãä"), "\u0306": ("ê", "éèúüë")}
_VNI_ALONE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "Đ": "Ñ"}
_VNI_HORN = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}


def in_vni(text: str) -> str:
    """A text as the letters that look right in VNI fonts."""
    return "".join(map(_in_vni, unicodedata.normalize("NFC", text)))


def _in_vni(letter: str) -> str:
    """One letter as its one or two letters of the VNI fonts."""
    if alone := _VNI_ALONE.get(letter) or _VNI_ALONE.get(letter.lower()):
        return alone
    base, *marks = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in marks if mark in _VNI_TONES]
    if "\u031b" in marks:
        base = _VNI_HORN[base]
    for mark, (bare, toned) in _VNI_HATS.items():
        if mark in marks:
            return base + (toned[list(_VNI_TONES).index(tones[0])] if tones else bare)
    return base + "".join(_VNI_TONES[tone] for tone in tones)


def locked_xlsx(content: bytes, password: str = PASSWORD) -> bytes:
    """An .xlsx encrypted with the password, as Excel does."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


def locked_xls(cells: Cells, password: str = PASSWORD) -> bytes:
    """The cells as an .xls with the old lock: RC4 with 40 bits, a new key every 1,024 bytes."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Danh sách")
    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            if cell:
                sheet.write(y, x, cell)
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    first = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    secret = hashlib.md5((first + salt) * 16).digest()[:5]
    told = _rc4(_block_key(secret, 0), verifier + hashlib.md5(verifier).digest())
    lock = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + salt + told
    stream = _locked_records(book.get_biff_data(), lock, secret)
    rest = -len(stream) % 4096 or 4096  # the writer fills up with zeros, which are no record
    stream += struct.pack("<HH", 1, rest - 4) + bytes(rest - 4)
    out = io.BytesIO()
    XlsDoc().save(out, stream)
    return out.getvalue()


def _locked_records(stream: bytes, lock: bytes, secret: bytes) -> bytes:
    """An .xls stream with all records encrypted but those that Excel leaves readable."""
    plain, hide = bytearray(), bytearray()
    at = 0
    while at + 4 <= len(stream) and stream[at : at + 4] != bytes(4):
        kind, size = struct.unpack_from("<HH", stream, at)
        body = bytearray(stream[at + 4 : at + 4 + size])
        mask = bytes(size) if kind == 0x809 else b"\1" * size
        if kind == 0x85:  # where a sheet begins: further on by the lock's length
            struct.pack_into("<I", body, 0, struct.unpack_from("<I", body)[0] + len(lock))
            mask = bytes(4) + mask[4:]
        plain += stream[at : at + 4] + body
        hide += bytes(4) + mask
        if at == 0:
            plain, hide = plain + lock, hide + bytes(len(lock))
        at += 4 + size
    whole = b"".join(
        _rc4(_block_key(secret, start // 1024), bytes(plain[start : start + 1024]))
        for start in range(0, len(plain), 1024)
    )
    return bytes(w if h else p for p, w, h in zip(plain, whole, hide, strict=True))


def _block_key(secret: bytes, block: int) -> bytes:
    """The RC4 key of an old workbook's block of 1,024 bytes, counted from 0."""
    return hashlib.md5(secret + struct.pack("<I", block)).digest()


def _rc4(key: bytes, content: bytes) -> bytes:
    """The content encrypted, or decrypted, by RC4 with this key."""
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


CONTAINERS: dict[str, Callable[[Cells], bytes]] = {
    "xlsx": xlsx_bytes,
    "xls": xls_bytes,
    "xlsb": xlsb_bytes,
    "ods": ods_bytes,
    "html": html_bytes,
    "html of utf-16": lambda cells: html_bytes(cells).decode().encode("utf-16"),
    "html of windows-1258": lambda cells: windows_1258(
        html_bytes(cells).decode().replace("utf-8", "windows-1258")
    ),
    "html of tcvn3": lambda cells: tcvn3(html_bytes(cells).decode().replace("utf-8", "x-user")),
    "html of tcvn3 that says latin": lambda cells: tcvn3(
        html_bytes(cells).decode().replace("utf-8", "iso-8859-1")
    ),
    "spreadsheetml": xml_bytes,
    "spreadsheetml of utf-16": lambda cells: xml_bytes(cells).decode().encode("utf-16"),
    "csv with a mark": csv_bytes,
    "csv without": lambda cells: delimited(cells, ",").encode(),
    "csv of lone returns": lambda cells: delimited(cells, ",").replace("\r\n", "\r").encode(),
    "csv of nfd": lambda cells: unicodedata.normalize("NFD", delimited(cells, ",")).encode(),
    "semicolons": lambda cells: delimited(cells, ";").encode(),
    "tabs": lambda cells: delimited(cells, "\t").encode(),
    "bars": lambda cells: delimited(cells, "|").encode(),
    "sep=": lambda cells: ("sep=;\r\n" + delimited(cells, ";")).encode(),
    "utf-16 with a mark": lambda cells: delimited(cells, "\t").encode("utf-16"),
    "utf-16-be with a mark": lambda cells: ("\ufeff" + delimited(cells, ",")).encode("utf-16-be"),
    "utf-16-le without": lambda cells: delimited(cells, ",").encode("utf-16-le"),
    "utf-16-be without": lambda cells: delimited(cells, ",").encode("utf-16-be"),
    "windows-1258": lambda cells: windows_1258(delimited(cells, ",")),
    "tcvn3": lambda cells: tcvn3(delimited(cells, ",")),
    "tcvn3 with tabs": lambda cells: tcvn3(delimited(cells, "\t")),
    "locked xlsx": lambda cells: locked_xlsx(xlsx_bytes(cells)),
    "locked xls": locked_xls,
}
