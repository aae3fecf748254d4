"""Files whose letters or cells are not what they seem: a sound table, spoilt on the way."""

from __future__ import annotations

import base64
import quopri
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tests.support.containers import delimited, in_vni, in_vntime
from tests.support.invented.dossiers import PROCEDURES, Dossier
from tests.support.invented.listing import Listing
from tests.support.invented.spelling import AS_WRITTEN, Reading, Spelling
from tests.support.workbook_writers import html_page, spreadsheetml, xls, xlsx
from tests.support.workbooks import Book, Cell, Row, as_text

LETTERS = "mất dấu|tiếng việt|bảng mã|mã hóa|phông|font|unicode|utf-8|hỏng chữ|lỗi chữ|chữ bị"
SHIFTED = "dấu phẩy|lệch cột|lệch ô|cột bị lệch|ô bị lệch|dòng bị lệch|nhiều ô hơn|thừa ô|dấu ngăn"
WEB_PAGE = "trang web|mhtml|mht"
Write = Callable[[Book], bytes]


@dataclass(frozen=True)
class Spoilt:
    """A container that spoils what is in it; `refusal` are the words of a sentence about it.

    `lost`: nothing can bring the letters back, so it must be refused.
    """

    write: Write
    refusal: str
    lost: bool = False


def _text(book: Book, sign: str = ",") -> str:
    return delimited([[as_text(cell) for cell in row] for row in book.page.rows], sign)


def _each_text(book: Book, change: Callable[[str], str]) -> Book:
    def changed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(tuple(change(c) if isinstance(c, str) else c for c in row) for row in rows)

    page = book.page
    parts = {part: changed(getattr(page, part)) for part in ("above", "head", "body", "below")}
    return book.with_page(replace(page, **parts))


def _typed_for(change: Callable[[str], str], write: Write) -> Write:
    return lambda book: write(_each_text(book, change))


def _single_file(encode: Callable[[bytes], bytes], named: str) -> Write:
    """A web page as a browser saves it in one file."""

    def write(book: Book) -> bytes:
        boundary = "----=_Part_7"
        head = (
            *("MIME-Version: 1.0", f'Content-Type: multipart/related; boundary="{boundary}"', ""),
            *(f"--{boundary}", 'Content-Type: text/html; charset="utf-8"'),
            *(f"Content-Transfer-Encoding: {named}", "Content-Location: file:///C:/bang.htm", ""),
        )
        body = encode(html_page(book)).decode("ascii").replace("\n", "\r\n")
        return "\r\n".join((*head, body, f"--{boundary}--", "")).encode("ascii")

    return write


def _unquoted(book: Book) -> bytes:
    lines = (",".join(as_text(cell) for cell in row) for row in book.page.rows)
    return "\r\n".join((*lines, "")).encode("utf-8-sig")


SPOILT: Mapping[str, Spoilt] = {
    "question marks": Spoilt(lambda b: _text(b).encode("cp1252", "replace"), LETTERS, lost=True),
    "question marks, ascii": Spoilt(
        lambda b: _text(b, ";").encode("ascii", "replace"), LETTERS, lost=True
    ),
    "utf-8 twice": Spoilt(lambda b: _text(b).encode().decode("latin-1").encode(), LETTERS),
    "utf-8 twice, with a mark": Spoilt(
        lambda b: _text(b, ";").encode().decode("latin-1").encode("utf-8-sig"), LETTERS
    ),
    "utf-8 twice in cells": Spoilt(
        _typed_for(lambda text: text.encode().decode("latin-1"), xlsx), LETTERS
    ),
    "tcvn3 in xlsx": Spoilt(_typed_for(in_vntime, xlsx), LETTERS),
    "tcvn3 in xls": Spoilt(_typed_for(in_vntime, xls), LETTERS),
    "tcvn3 in a page": Spoilt(_typed_for(in_vntime, html_page), LETTERS),
    "vni in xlsx": Spoilt(_typed_for(in_vni, xlsx), LETTERS),
    "vni in spreadsheetml": Spoilt(_typed_for(in_vni, spreadsheetml), LETTERS),
    "mhtml": Spoilt(_single_file(quopri.encodestring, "quoted-printable"), WEB_PAGE),
    "mhtml in base64": Spoilt(_single_file(base64.encodebytes, "base64"), WEB_PAGE),
    "csv without quotes": Spoilt(_unquoted, SHIFTED),
}


def _has_comma(dossier: Dossier) -> bool:
    return dossier.number % 4 == 0


def _commas(listing: Listing, dice: random.Random) -> Listing:
    """A comma in the names of some procedures, and none in any heading."""

    def procedure(dossier: Dossier) -> Cell:
        name = PROCEDURES[dossier.field][1]
        return f"{name}, cấp lần hai" if _has_comma(dossier) else name

    headed = listing.headed(fee="Lệ phí") if "fee" in listing.columns else listing
    return headed.written(procedure=procedure)


# Written by `SPOILT["csv without quotes"]`: the cells of some lines are moved to the right.
COMMAS = Spelling(
    "commas in some lines",
    frozenset({"procedure", "fee"}),
    _commas,
    (AS_WRITTEN, Reading(keeps=lambda d: not _has_comma(d), telling=(SHIFTED,))),
    SHIFTED,
)
