"""Hostile text files: bytes that are no text, quotes that swallow, cells without end."""

from __future__ import annotations

import json

from tests.support import containers
from tests.support.builders import csv_bytes, dossier, table
from tests.support.hostile import building
from tests.support.hostile.building import LIST, Kind, stored

_STRANGE = [["Tên tài sản", "Số lượng", "Đơn giá"], ["Máy in", "3", "4500000"], ["Ghế", "2", "1"]]
_NO_STATE = [[cell for cell in row if cell != "Trạng thái"] for row in LIST]
_NOT = "không phải bảng tính"
_UNKNOWN = "Chưa nhận ra mẫu bảng"
_MARKS = "\u0301\u0323"  # of two classes: put in order by comparing each with all before it
_MILLION = 10**6
_FIELD = 'Chứng thực","UBND'.encode()


def _text(field: str) -> bytes:
    """The list with this text as the third dossier's field."""
    return csv_bytes([*LIST[:-1], [field if i == 4 else c for i, c in enumerate(LIST[-1])]])


def _utf_16(end: bytes = b"", field: str = "Chứng thực") -> bytes:
    """The list as UTF-16 text with this as a dossier's field, and `end` after it."""
    text = containers.delimited(LIST, ",").replace(",Chứng thực,", f",{field},", 1)
    return b"\xff\xfe" + text.encode("utf-16-le", errors="surrogatepass") + end


def _mixed() -> bytes:
    """The list five times over as text, every second line with semicolons for commas."""
    signs = (",", ";")
    return "".join(
        containers.delimited([row], signs[i % 2]) for i, row in enumerate(LIST * 5)
    ).encode()


KINDS: dict[str, Kind] = {
    "empty": Kind(lambda: b"", "Tệp trống"),
    "spaces": Kind(lambda: b" \r\n\t \n" * 50, "Tệp trống", "a.csv"),
    "zeros": Kind(lambda: bytes(5000), "Tệp trống", "a.xls"),
    "one byte": Kind(lambda: b"P"),
    "png": Kind(lambda: building.PNG, _NOT),
    "pdf": Kind(lambda: building.PDF, _NOT, "a.pdf"),
    "program": Kind(lambda: b"MZ\x90\0" + bytes(range(256)) * 99, _NOT, "a.exe.xlsx"),
    "prose": Kind(building.PROSE.encode, _UNKNOWN, "a.txt"),
    "prose of old": Kind(lambda: building.PROSE.encode("utf-16"), _UNKNOWN, "a.txt"),
    "json": Kind(lambda: json.dumps({"a": [1, 2], "b": "c"}).encode(), "Chưa nhận ra", "a.json"),
    "one column": Kind("Mã hồ sơ\r\nH24.1\r\nH24.2\r\n".encode, "không có cột", "a.csv"),
    "unknown csv": Kind(lambda: csv_bytes(_STRANGE), _UNKNOWN, "a.csv"),
    "unknown xlsx": Kind(lambda: building.xlsx_bytes(_STRANGE), _UNKNOWN),
    "unknown xls": Kind(lambda: building.xls_bytes(_STRANGE), _UNKNOWN, "a.xls"),
    "no state": Kind(lambda: csv_bytes(_NO_STATE), "thiếu cột", "a.csv"),
    "headings alone": Kind(lambda: csv_bytes(table([])), "Không có dòng nào", "a.csv"),
    "cell too long": Kind(lambda: b"a,b\r\n" + b"x" * 300_000 + b",y\r\n", "", "a.csv"),
    "cell of 100 MB": Kind(lambda: b"a,b\r\n" + b"x" * 100 * 2**20 + b",y\r\n", "", "a.csv"),
    "quoted cell of 100 MB": Kind(lambda: b'a,b\r\n"' + b"x,\n" * 34 * 2**20, "", "a.csv"),
    "torn quotes": Kind(lambda: b'a,b\r\n"x' + b",y\r\n" * 100_000, "", "a.csv"),
    "nothing but quotes": Kind(lambda: b'"' * 999_999, "", "a.csv"),
    "csv of columns": Kind(lambda: b"a" + b",b" * 20_000 + b"\n1" + b",2" * 20_000, "", "a.csv"),
    "csv of ten million columns": Kind(lambda: b"," * 10_000_000, "", "a.csv"),
    "csv of 16,000 headings": Kind(
        lambda: (b"STT" + b",STT" * 16_000 + b"\n") * 60 + b"1,2\n", _UNKNOWN, "a.csv"
    ),
    "two signs between cells": Kind(_mixed, "bằng dấu khác", "a.csv"),
    "an early nul": Kind(lambda: csv_bytes(LIST).replace(b"H24", b"H\x0024"), _NOT, "a.csv"),
    "an early bell": Kind(lambda: csv_bytes(LIST).replace(b"H24", b"H\x0724"), _NOT, "a.csv"),
    "utf-16 of an odd length": stored(lambda: _utf_16(b"x"), name="a.csv"),
    "utf-16 of half a letter": stored(
        lambda: _utf_16(field="Chứng\ud800 thực"),
        name="a.csv",
        kept={"field": "Chứng\ufffd thực"},
    ),
    "utf-16 that is not": Kind(lambda: b"\xff\xfe" + csv_bytes(LIST), "", "a.csv"),
    "utf-32": Kind(lambda: containers.delimited(LIST, ",").encode("utf-32"), "", "a.csv"),
    "utf-8 with a byte too many": stored(lambda: csv_bytes(LIST) + b"\xff", name="a.csv"),
    "a million empty lines": stored(
        lambda: csv_bytes(LIST[:5]) + b"\r\n" * _MILLION + csv_bytes(LIST[5:])[3:], name="a.csv"
    ),
    "more lines than a sheet": Kind(lambda: csv_bytes(LIST) + b",\r\n" * 1_100_000, "", "a.csv"),
    "a storm of marks": stored(lambda: _text("Đất " + "a" + _MARKS * 10_000), name="a.csv"),
    "letters of two parts": stored(
        lambda: _text("e\u0302\u0301"), name="a.csv", kept={"field": "ế"}
    ),
    "letters beyond the first plane": stored(
        lambda: _text("Đất 🏠𝒜"), name="a.csv", kept={"field": "Đất 🏠𝒜"}
    ),
    "a text of control signs": stored(
        lambda: (
            csv_bytes(table([dossier(n) for n in range(4, 999)]))
            + csv_bytes(LIST[4:])[3:].replace(_FIELD, b"\0\x01\x1b[31m" + _FIELD[14:], 1)
        ),
        name="a.csv",
        kept={"field": "[31m"},  # signs that nobody sees are no part of a field's name
        rows=999,
        online=(997, 998),
    ),
}
