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

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.comments import Comment

import loaders.__main__
from metrics.counts import open_warehouse
from tests.loaders.making import (
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
from tests.loaders.making import table as cells_of

ROOT = Path(__file__).resolve().parents[2]
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
        dossier(14, unit=f"Sở {MARK}"),
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


def decoded(desk: Desk) -> str:
    """What the record and the caches hold, read as tables: files are compressed."""
    found = [
        str(pq.read_table(path)) + str(pq.read_table(path).to_pylist())
        for path in (desk.record / "uploads").glob("*.parquet")
    ]
    with sqlite3.connect(desk.record / "ledger.sqlite") as ledger:
        found += ledger.iterdump()
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
