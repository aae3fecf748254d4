"""Nothing personal leaves the file: not to the record, the cache, a message, an output or a log."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.comments import Comment

import loaders.__main__
from data.columns import Kind
from data.record import ledger
from loaders.answers import Answers
from loaders.layouts import mapping
from loaders.layouts.custom import custom_layout_folder
from loaders.load import read_and_stage
from loaders.validation.redaction import redacted_text
from metrics.counting.day_counts import open_warehouse
from reports.problems_workbook import upload_problems_workbook
from tests.support.builders import (
    HEADINGS,
    JANUARY,
    Desk,
    csv_bytes,
    done,
    dossier,
    earlier,
    xls_bytes,
    xlsx_bytes,
)
from tests.support.builders import table as cells_of
from tests.support.paths import ROOT

LAYOUT = ROOT / "loaders" / "formats" / "danh-sach-ho-so.toml"
# Letters only, so that a line that holds one looks like a name.
MARK = "Zqxkv"
PERSONAL = tomllib.loads(LAYOUT.read_text(encoding="utf-8"))["personal"]
UNMAPPED = ("Mã số thuế", "Tên doanh nghiệp", f"Cột {MARK}")


def marked(line: dict[str, str]) -> dict[str, str]:
    return line | {heading: f"{MARK} {i}" for i, heading in enumerate((*PERSONAL, *UNMAPPED))}


def a_list(good: bool = True) -> list[list[str]]:
    """A list with a mark wherever a name may stand; without `good` every row is set aside."""
    headings = [*dict.fromkeys((*HEADINGS, *PERSONAL, *UNMAPPED))]
    kept = [earlier(), dossier(1), done(2, rating="Hài lòng")] if good else []
    aside = [
        dossier(11, state="Đang bay", field=MARK),
        dossier(12, received="31/9/2025"),
        dossier(13, code=""),
        dossier(14, unit=f"{MARK} Văn Mẫu"),
        dossier(15, fee="hai nghìn"),
    ]
    signatures = [{heading: f"{MARK} Văn Mẫu"} for heading in headings]
    above = (f"Người xuất: {MARK} Văn Mẫu", *JANUARY, f"Cán bộ {MARK}, số điện thoại 0{MARK}")
    rows = [*map(marked, (*kept, *aside)), {"Mã hồ sơ": "NGƯỜI LẬP BIỂU"}, *signatures]
    return cells_of(rows, above, headings)


def with_more(content: bytes) -> bytes:
    """A workbook with the mark in its properties, a note, a hidden sheet and a sheet's name."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.properties.creator = MARK
    book.worksheets[0]["B6"].comment = Comment(MARK, MARK)
    hidden = book.create_sheet(f"{MARK} ẩn")
    hidden.sheet_state = "hidden"
    hidden["A1"] = hidden["XA9"] = MARK
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "a.csv": csv_bytes(a_list()),
    "b.xlsx": with_more(xlsx_bytes(a_list())),
    "c.xls": xls_bytes(a_list()),
    "d.csv": csv_bytes(a_list(good=False)),
    "e.xlsx": xlsx_bytes([[MARK, MARK], [MARK, "1"]]),
    "f.xlsx": with_more(xlsx_bytes(a_list()))[:-900],
    "g.xls": xls_bytes(a_list())[:-3000],
    "h.txt": f"{MARK}, {MARK}".encode(),
}


def texts_of(folder: Path) -> str:
    """Every byte of every file in the folder, as any of the ways that text is written."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert contents
    return "".join(
        content.decode(encoding, errors="ignore")
        for content in contents
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    )


def recorded(desk: Desk) -> list[str]:
    """What the record holds, read as tables: files are compressed."""
    found = [
        str(pq.read_table(path)) + str(pq.read_table(path).to_pylist())
        for path in (desk.record / "uploads").glob("*.parquet")
    ]
    with sqlite3.connect(desk.record / "ledger.sqlite") as connection:
        return [*found, *connection.iterdump()]


def decoded(desk: Desk) -> str:
    """The same, and what the caches hold."""
    found = recorded(desk)
    for path in (desk.database, desk.record / "command-line.duckdb"):
        with duckdb.connect(str(path)) as cache:
            tables = cache.execute("select table_name from duckdb_tables()").fetchall()
            found += [str(cache.execute(f"from {name}").fetchall()) for (name,) in tables]
    return "\n".join(found)


def test_nothing_personal_leaves_the_file(desk: Desk) -> None:
    exports = desk.path / "tệp"
    exports.mkdir()
    for name, content in FILES.items():
        (exports / name).write_bytes(content)
    told = subprocess.run(
        [sys.executable, "-m", "loaders", "--database", str(desk.database), "--json-lines"]
        + [str(exports / name) for name in FILES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    assert [answer["stored"] for answer in answers] == [True] * 3 + [False] * 5
    assert [answer["rows_stored"] for answer in answers[:3]] == [3, 3, 3]
    assert all(answer["rows_set_aside"] == 5 for answer in answers[:4])
    desk.figures()
    warehouse = open_warehouse(desk.record, desk.database)
    warehouse.refresh()
    warehouse.close()
    for path in exports.iterdir():
        path.unlink()
    exports.rmdir()
    assert MARK.casefold() not in (told.stdout + told.stderr).casefold()
    assert "H24.91-260105-0001" in decoded(desk)
    assert MARK.casefold() not in decoded(desk).casefold()
    assert MARK.casefold() not in texts_of(desk.path).casefold()


@pytest.mark.parametrize("name", FILES)
def test_nothing_personal_is_logged_or_printed(
    desk: Desk, name: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    path = desk.file(name, FILES[name])
    loaders.__main__.main(["--database", str(desk.database), path])
    out, err = capfd.readouterr()
    assert out
    assert MARK.casefold() not in (out + err + caplog.text).casefold()


# As above, with columns of persons on both sides of those that are read.
SHIFTED = (
    "CCCD",
    *HEADINGS[1:7],
    "Địa chỉ",
    "Số điện thoại",
    *HEADINGS[7:],
    "Cán bộ đang xử lý",
    "Ghi chú",
)
PERSON = {
    "CCCD": "030085123456",
    "Chủ hồ sơ": "TRẦN THỊ BÍ MẬT",
    "Địa chỉ": "Số 12 phố Kín, xã Khuất Nẻo",
    "Số điện thoại": "0912345678",
    "Cán bộ đang xử lý": "Lê Văn Giấu",
    "Ghi chú": "gọi chị Lan Giấu 0912 345 678",
}
SECRETS = ("bí mật", "kín", "khuất nẻo", "giấu", "0912345678", "0912 345", "030085123456")
WHOLE, MOVED = 3, 4  # of the lines; several are moved, so that each secret stands often


def moved(at: str, right: int) -> list[list[str]]:
    """A list of whole lines, and of some whose cells from a heading on stand elsewhere."""
    lines = [done(n, "15/01/2026", rating="Hài lòng") | PERSON for n in range(WHOLE + MOVED)]
    cells = table_of_lines(lines)
    place = SHIFTED.index(at)
    for row in cells[-MOVED:]:
        row[place:] = [""] * right + row[place:] if right > 0 else row[place - right :]
        row[:] = (row + [""] * len(SHIFTED))[: len(SHIFTED)]
    return cells


def table_of_lines(lines: list[dict[str, str]]) -> list[list[str]]:
    return cells_of(lines, JANUARY, SHIFTED)


def unquoted() -> bytes:
    """A CSV whose addresses have commas and no quotes in some lines."""
    lines = [done(n) | PERSON for n in range(WHOLE + MOVED)]
    head, rows = table_of_lines(lines)[:-MOVED], table_of_lines(lines)[-MOVED:]
    return csv_bytes(head) + "".join(",".join(row) + "\r\n" for row in rows).encode()


MOVES: dict[str, tuple[str, int]] = {
    "by one, behind the name": ("Địa chỉ", 1),
    "by one, before the code": ("CCCD", 1),
    "by three": ("Mã thủ tục", 3),
    "by two, before the days": ("Hình thức nộp", 2),
    "back by one": ("Cơ quan thực hiện", -1),
    "back by two": ("Lĩnh vực", -2),
    "back by four": ("Mã thủ tục", -4),
    "back by one, at the end": ("Đánh giá", -1),
    "back by two, at the end": ("Thư xin lỗi", -2),
}


def assert_no_secret(desk: Desk, answer: dict[str, Any]) -> None:
    """Not in the answer, the record's files and tables, or the workbook of problems."""
    assert (answer["rows_stored"], answer["rows_set_aside"]) == (WHOLE, MOVED)
    (upload,) = ledger.uploads(desk.record)
    book = openpyxl.load_workbook(io.BytesIO(upload_problems_workbook(desk.record, upload)))
    redacted = [str(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    held = [
        json.dumps(answer, ensure_ascii=False),
        *redacted,
        *recorded(desk),
        texts_of(desk.record),
    ]
    assert len(redacted) > MOVED
    for secret in SECRETS:
        assert not [one[:300] for one in held if secret in one.casefold()], secret


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("name", MOVES)
def test_cells_of_another_column_carry_nobody(desk: Desk, name: str, suffix: str) -> None:
    answer = desk.stored(f"a.{suffix}", moved(*MOVES[name]))
    assert_no_secret(desk, answer)


def test_a_comma_without_quotes_carries_nobody(desk: Desk) -> None:
    assert_no_secret(desk, desk.stored("a.csv", unquoted()))


def test_a_person_is_no_unit_that_is_asked_about() -> None:
    lines = [dossier(1), dossier(2, unit="Lê Văn Giấu"), dossier(3, unit="Sở Tư pháp")]
    found = read_and_stage("a", csv_bytes(cells_of(lines)), Answers())
    assert found.open_units == ("Sở Tư pháp",)
    assert [(one.row, one.value) for one in found.problems] == [(6, "…"), (7, "…")]
    assert "Giấu" not in found.problems[0].message
    assert "Sở Tư pháp" in found.problems[1].message


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("date", "2026-01-20 09:30:00", "20/01/2026 09:30"),
        ("date", "2026-01-20 00:00:00", "20/01/2026"),
        ("date", "31/9/2025 07:15", "31/9/2025 07:15"),
        ("date", "46043.25", "46043.25"),
        ("date", "0912.345.678", "…"),
        ("date", "0912 345 678", "…"),
        ("date", "030085123456", "…"),
        ("date", "hôm qua", "…"),
        ("number", "-2.000", "-2.000"),
        ("number", "12.000.000 đồng", "12.000.000 đồng"),
        ("number", "0912345678", "…"),
        ("number", "024 3822 1234", "…"),
        ("number", "số 12", "…"),
        ("code", "000.00.14.H56-200203-0118", "000.00.14.H56-200203-0118"),
        ("code", "1.001193", "1.001193"),
        ("code", "Ｈ２４．９１－２６０１０５－０００１", "H24.91-260105-0001"),
        ("code", "H24.91–260105—0001", "H24.91-260105-0001"),
        ("code", "H24.91 - 260105 - 0001", "H24.91-260105-0001"),
        ("code", "H24.91-2601\u200b05-0001", "H24.91-260105-0001"),
        ("code", "'H24.91-260105-0001", "H24.91-260105-0001"),
        ("code", "０９１２３４５６７８", "…"),
        ("code", "Ｌê Ｖăn ２", "…"),
        ("code", "NGUYENVANAN - 2", "…"),
        ("code", "0912 - 345 - 678", "…"),
        ("date", "３１/９/２０２５", "31/9/2025"),
        ("number", "２.０００", "2.000"),
        ("number", "０９１２３４５６７８", "…"),
        ("code", "0912345678", "…"),
        ("code", "0912-345-678", "…"),
        ("code", "SĐT:0912345678", "…"),
        ("code", "LÊ VĂN 2", "…"),
        ("code", "le.2@thu.vn", "…"),
        ("word", "TRỰC TIẾP", "TRỰC TIẾP"),
        ("word", "Đã trả hồ sơ", "Đã trả hồ sơ"),
        ("word", "Hồ Thanh Toàn", "…"),
        ("word", "Chờ Lê Văn Giấu ký", "…"),
        ("word", "Đang bay", "…"),
        ("unit", "Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội"),
        ("unit", "Uỷ ban nhân dân xã A", "Uỷ ban nhân dân xã A"),
        ("unit", "xã A, thôn B", "…"),
        ("unit", "Phòng 0912345678", "…"),
        ("text", "Đất đai", "…"),
    ],
)
def test_what_of_a_shifted_row_is_shown(kind: Kind, text: str, wanted: str) -> None:
    assert redacted_text(kind, text, is_shifted=True) == wanted


@pytest.mark.parametrize("kind", ["date", "number", "code", "word"])
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hôm qua", "hôm qua"),
        ("Đang bay", "Đang bay"),
        ("Chờ LĐ ký", "Chờ LĐ ký"),
        ("Lê Văn Giấu", "…"),
        ("lê văn giấu", "…"),
        ("ｌê văn giấu", "…"),
        ("BÍ MẬT", "…"),
        ("Số 12 thôn Đông", "…"),
        ("gọi 0912.345.678", "…"),
        ("lan@thu.vn", "…"),
    ],
)
def test_what_of_a_strange_cell_is_shown(kind: Kind, text: str, wanted: str) -> None:
    assert redacted_text(kind, text) == wanted


def mapped_list(record: Path, procedures: list[str]) -> bytes:
    """A list of headings that a person maps, a column of these texts as the procedure."""
    headings = ["Mã số phiếu", "Ngày vào", "Bước", "Đương sự"]
    columns = ["dossier_code", "received_on", "state", "procedure"]
    mapping.save_layout(
        custom_layout_folder(record),
        mapping.HeadingMapping(
            "Sổ theo dõi", "dossiers", dict(zip(headings, columns, strict=True))
        ),
    )
    lines = [
        [f"H24.91-260105-{n:04}", "05/01/2026", "Đang xử lý", text]
        for n, text in enumerate(procedures)
    ]
    return csv_bytes([*([text] for text in JANUARY), headings, *lines])


def test_names_mapped_as_procedures_are_refused(desk: Desk) -> None:
    content = mapped_list(desk.record, [f"{MARK} thứ {n}" for n in range(19)] + ["A"] * 11)
    sentence = desk.refused("a.csv", content)["refused"]
    assert "Cột “Đương sự” có vẻ là tên người" in sentence
    assert "xóa mẫu “Sổ theo dõi” ở mục Mẫu bảng riêng" in sentence
    assert MARK.casefold() not in texts_of(desk.record).casefold()


@pytest.mark.parametrize("procedures", [["A", "B", "C"] * 10, [f"Thủ tục {n}" for n in range(29)]])
def test_procedures_that_a_person_mapped_load(desk: Desk, procedures: list[str]) -> None:
    content = mapped_list(desk.record, procedures)
    assert desk.stored("a.csv", content)["rows_stored"] == len(procedures)
