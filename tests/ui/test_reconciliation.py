"""The page Đối chiếu: what to load where there is nothing to compare, else line by line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from streamlit.testing.v1 import AppTest

from data.record import ledger
from data.record.settings import set_setting
from loaders.answers import Answers
from loaders.load import read_and_stage, store_staged
from tests.support.builders import csv_bytes, done, dossier, earlier, table
from tests.support.pages import pages_over
from tests.support.paths import ROOT

PAGE = ROOT / "pages" / "reconciliation.py"


def put(folder: Path, name: str, content: bytes) -> None:
    answers = Answers(home_code="11203")
    store_staged(folder, read_and_stage(name, content, answers), "thử")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppTest]:
    """The page over a record that holds a list of January: two paid online of three that owe."""
    rows = table([earlier(), dossier(1), done(2), dossier(3, payment="Trực tiếp")])
    put(tmp_path / "tthc", "tháng 1.csv", csv_bytes(rows))
    set_setting(tmp_path / "tthc", "home_commune", "11203", "thử")
    with pages_over(tmp_path / "tthc.duckdb"):
        yield AppTest.from_file(str(PAGE), default_timeout=60)


def payment_form(payable: int, online: int) -> bytes:
    """The payment table of one commune."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "THỐNG KÊ THANH TOÁN TRỰC TUYẾN")
        sheet.write(1, 0, "Từ ngày 01/01/2026 đến ngày 31/01/2026")
        for x, text in ((0, "STT"), (1, "Tên đơn vị"), (2, "Hồ sơ thu phí")):
            sheet.merge_range(2, x, 3, x, text)
        sheet.merge_range(2, 3, 2, 4, "Thanh toán")
        sheet.write_row(3, 3, ("Trực tiếp", "Trực tuyến"))
        sheet.write_row(4, 0, (1, "UBND Xã Ninh Giang", payable, payable - online, online))
    return out.getvalue()


def page(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return " ".join(block.value for block in app.markdown)


def test_without_a_form_it_says_what_to_load(app: AppTest) -> None:
    assert "hãy nạp biểu tổng hợp của kỳ này" in page(app).info[0].value


def test_a_form_that_agrees(app: AppTest, tmp_path: Path) -> None:
    put(tmp_path / "tthc", "thanh toán.xlsx", payment_form(3, 2))
    assert "Cả **3** số so được đều khớp" in texts(page(app))


def test_a_form_that_differs(app: AppTest, tmp_path: Path) -> None:
    put(tmp_path / "tthc", "thanh toán.xlsx", payment_form(5, 2))
    assert "**2** trong 3 số so được lệch nhau" in texts(page(app))


def test_without_a_list_of_the_days_it_says_so(app: AppTest, tmp_path: Path) -> None:
    put(tmp_path / "tthc", "thanh toán.xlsx", payment_form(3, 2))
    folder = tmp_path / "tthc"
    ledger.withdraw(folder, [ledger.uploads(folder)[0].id], "thử")
    assert "hãy nạp danh sách hồ sơ" in page(app).info[0].value
