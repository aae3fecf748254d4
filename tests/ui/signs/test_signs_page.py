"""The page Dấu hiệu bất thường over a small record: what it counts, lists and says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from data.record.settings import set_setting
from metrics.analysis.signs.sign import SignDossier
from reports.signs_workbook import HEADINGS, sign_rows, signs_workbook
from tests.support.builders import JANUARY, Desk, done, dossier, earlier, table
from tests.support.pages import pages_over, run
from tests.support.paths import ROOT

PAGE = ROOT / "pages" / "signs.py"
FEBRUARY = (*JANUARY[:2], "Từ ngày 01/02/2026 đến ngày 28/02/2026")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppTest]:
    """The page over January, where one of two dossiers was received after its due day."""
    desk = Desk(tmp_path)
    early = {"received": "15/01/2026", "due": "14/01/2026", "field": "Hộ tịch <b>"}
    rows = [earlier(), dossier("H24.91-260115-0001", **early), dossier(2, due="20/01/2026")]
    desk.stored("tháng 1.csv", table(rows))
    moved = done(2, "03/02/2026", due="05/02/2026")
    desk.stored("tháng 2.csv", table([earlier(), moved], FEBRUARY))
    set_setting(desk.record, "home_commune", "11203", "thử")
    with pages_over(desk.database):
        yield AppTest.from_file(str(PAGE), default_timeout=60)


def html(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def open_at(app: AppTest, period: str) -> AppTest:
    app.query_params["xa"], app.query_params["ky"] = "11203", period
    return run(app)


def test_what_wants_a_second_look_stands_first_with_its_dossiers(app: AppTest) -> None:
    page = open_at(app, "2026-01")
    assert "1 trong 9 dấu hiệu cần xem lại" in page.header[0].value
    text = html(page)
    assert "50,00% của 2 hồ sơ tiếp nhận có ngày hẹn trả" in text
    assert text.index("Tiếp nhận sau ngày hẹn trả") < text.index("Kết thúc dồn vào một ngày")
    assert page.dataframe[0].value["Mã hồ sơ"].tolist() == ["H24.91-260115-0001"]


def test_an_address_names_the_sign(app: AppTest) -> None:
    app.query_params["dau-hieu"] = "moved_day"
    page = open_at(app, "2026-02")
    assert page.selectbox(key="dau-hieu").value == "moved_day"
    (row,) = page.dataframe[0].value.to_dict("records")
    assert row["Mã hồ sơ"] == "H24.91-260105-0002"
    assert row["Ghi chú"] == "hẹn trả ở danh sách trước: 20/01/2026"


def test_the_workbook_has_a_row_a_dossier_with_what_its_days_do_not_say() -> None:
    dossiers = [
        SignDossier("shared_code", "=1+1", "Đất đai", None, None, None, other_commune="31393"),
        SignDossier("duplicate_code", "H24", "", None, None, None, upload_id=3, row=9),
    ]
    rows = sign_rows(dossiers, {3: "a.csv"}, lambda code: f"Xã {code}")
    book = openpyxl.load_workbook(io.BytesIO(signs_workbook("Tháng 1", rows)))
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    assert (lines[0][0], lines[2]) == ("Tháng 1", HEADINGS)
    assert lines[3] == (
        *("Mã hồ sơ có ở hai xã, phường", "=1+1", "Đất đai", None, None, None),
        "cũng có trong danh sách của Xã 31393",
    )
    assert lines[4][-1] == "lặp lại ở dòng 9 của tệp “a.csv”"
