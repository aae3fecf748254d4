"""A file that cannot be loaded is refused in one sentence, and leaves everything as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.loaders import hostile
from tests.loaders.making import (
    JANUARY,
    Desk,
    assert_refused,
    csv_bytes,
    done,
    dossier,
    table,
    xlsx_bytes,
)

ROOT = Path(__file__).resolve().parents[2]
STRANGE = [["Tên tài sản", "Số lượng", "Đơn giá"], ["Máy in", "3", "4500000"], ["Ghế", "20", "1"]]
NO_STATE = [[cell for cell in row if cell != "Trạng thái"] for row in table([dossier(1)])]

FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.xlsx", lambda: b"", "Tệp trống"),
    "spaces": ("a.csv", lambda: b" \r\n\t \n" * 50, "Tệp trống"),
    "zeros": ("a.xls", lambda: bytes(5000), "Tệp trống"),
    "one byte": ("a.xlsx", lambda: b"P", ""),
    "png": ("a.xlsx", lambda: hostile.PNG, "không phải bảng tính"),
    "pdf": ("a.pdf", lambda: hostile.PDF, "không phải bảng tính"),
    "docx": ("a.docx", lambda: hostile.other_zip(word__document=b"<w/>"), "không phải bảng tính"),
    "another zip": ("a.zip", lambda: hostile.other_zip(doc=b"1"), "không phải bảng tính"),
    "prose": ("a.txt", hostile.PROSE.encode, "Chưa nhận ra mẫu bảng"),
    "prose of old": ("a.txt", lambda: hostile.PROSE.encode("utf-16"), "Chưa nhận ra mẫu bảng"),
    "json": ("a.json", lambda: json.dumps({"a": [1, 2], "b": "c"}).encode(), "Chưa nhận ra"),
    "html": ("a.xls", hostile.HTML.encode, "không phải bảng tính"),
    "one column": ("a.csv", "Mã hồ sơ\r\nH24.1\r\nH24.2\r\n".encode, "không có cột"),
    "unknown csv": ("a.csv", lambda: csv_bytes(STRANGE), "Chưa nhận ra mẫu bảng"),
    "unknown xlsx": ("a.xlsx", lambda: xlsx_bytes(STRANGE), "Chưa nhận ra mẫu bảng"),
    "unknown xls": ("a.xls", lambda: hostile.xls_bytes(STRANGE), "Chưa nhận ra mẫu bảng"),
    "no state": ("a.csv", lambda: csv_bytes(NO_STATE), "Chưa nhận ra mẫu bảng"),
    "no sheet": ("a.xlsx", lambda: xlsx_bytes([]), "không có trang tính nào"),
    "headings alone": ("a.csv", lambda: csv_bytes(table([])), "Không có dòng nào"),
    "locked xlsx": ("a.xlsx", lambda: hostile.compound("EncryptedPackage"), "có mật khẩu"),
    "locked zip": ("a.xlsx", hostile.locked_zip, "có mật khẩu"),
    "locked xls": ("a.xls", hostile.locked_xls, "có mật khẩu"),
    "word of old": ("a.xls", lambda: hostile.compound("WordDocument"), "bị hỏng"),
    "signature alone": ("a.xls", lambda: hostile.LIST_XLS[:8] + b"x" * 4000, "bị hỏng"),
    "bomb": ("a.xlsx", lambda: hostile.bomb(declared=3 * 2**30), "nén bất thường"),
    "lying bomb": ("a.xlsx", lambda: hostile.bomb(declared=4000), ""),
    "two far cells": ("a.xlsx", lambda: hostile.two_cells("A1", "XFD1048576"), "trải quá rộng"),
    "two cells down": ("a.xlsx", lambda: hostile.two_cells("A1", "A1048576"), ""),
    "wide and long": ("a.xlsx", lambda: hostile.two_cells("A1", "ZZ1048576"), ""),
    "sheet of noise": ("a.xlsx", lambda: hostile.workbook(b"<worksheet><row" * 9), ""),
    "strings that lie": (
        "a.xlsx",
        lambda: hostile.workbook(
            b"<worksheet/>", {"xl/sharedStrings.xml": b'<sst count="4294967295" uniqueCount="1"/>'}
        ),
        "",
    ),
    "cell too long": ("a.csv", lambda: b"a,b\r\n" + b"x" * 300_000 + b",y\r\n", ""),
    "torn quotes": ("a.csv", lambda: b'a,b\r\n"x' + b",y\r\n" * 100_000, ""),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file(kept: Desk, name: str) -> None:
    file, make, words = FILES[name]
    assert words in kept.refused(file, make())["refused"]


@pytest.mark.parametrize("share", [0.001, 0.01, 0.2, 0.5, 0.9, 0.99])
def test_a_torn_xlsx(kept: Desk, share: float) -> None:
    kept.refused("a.xlsx", hostile.LIST_XLSX[: int(len(hostile.LIST_XLSX) * share)])


@pytest.mark.parametrize("share", [0.001, 0.03, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_torn_xls(kept: Desk, share: float) -> None:
    kept.refused("a.xls", hostile.LIST_XLS[: int(len(hostile.LIST_XLS) * share)])


def test_a_sheet_with_another_checksum(kept: Desk) -> None:
    at = hostile.LIST_XLSX.index(b"PK\x01\x02")
    for _ in range(hostile.LIST_XLSX.count(b"PK\x01\x02")):
        if hostile.LIST_XLSX[at + 46 :].startswith(hostile.SHEET.encode()):
            break
        at = hostile.LIST_XLSX.index(b"PK\x01\x02", at + 4)
    content = bytearray(hostile.LIST_XLSX)
    content[at + 16] ^= 255
    assert "hỏng" in kept.refused("a.xlsx", bytes(content))["refused"]


def test_no_such_file_and_a_folder(kept: Desk) -> None:
    before = kept.state()
    (kept.path / "thư mục").mkdir()
    missing, folder = str(kept.path / "không có.xlsx"), str(kept.path / "thư mục")
    code, answers = kept.load(missing, folder)
    assert code == 1
    for answer in answers:
        assert_refused(answer)
        assert "Không mở được tệp" in answer["refused"]
    assert [answer["file"] for answer in answers] == [missing, folder]
    assert kept.state() == before


def test_a_bad_file_between_good_ones(kept: Desk) -> None:
    february = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
    paths = [
        kept.file("1.csv", table([dossier(7, received="03/02/2026")], february)),
        kept.file("2.xlsx", hostile.LIST_XLSX[:3000]),
        kept.file("3.xlsx", hostile.two_cells("A1", "XFD1048576")),
        kept.file("4.xlsx", table([done(8)], (*JANUARY[:2], "Từ ngày 01/01/2026 đến 20/01/2026"))),
    ]
    code, answers = kept.load(*paths)
    assert code == 1
    assert [answer["stored"] for answer in answers] == [True, False, False, True]
    assert [answer["file"] for answer in answers] == paths
    assert len(kept.parquet()) == 3


@pytest.mark.parametrize(
    ("file", "make"),
    [
        ("a.xlsx", lambda: hostile.two_cells("A1", "XFD1048576")),
        ("b.xlsx", lambda: hostile.bomb(declared=3 * 2**30)),
        ("c.xlsx", lambda: hostile.LIST_XLSX[:4000]),
        ("d.xls", lambda: hostile.compound("EncryptedPackage")),
        ("e.csv", lambda: b""),
    ],
)
def test_as_a_process(kept: Desk, file: str, make: Callable[[], bytes]) -> None:
    """As a user runs it: no traceback, nothing on stderr, the answer as JSON, exit code 1."""
    path, before = kept.file(file, make()), kept.state()
    done = subprocess.run(
        [sys.executable, "-m", "loaders", "--database", str(kept.database), "--json", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert_refused(json.loads(done.stdout)[0])
    assert kept.state() == before
