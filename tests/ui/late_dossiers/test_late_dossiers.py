"""The page Hồ sơ trễ hạn: one share a demand, with the marks in it, as the plan's page has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.periods import parse_period
from data.record.late_marks import Mark, set_marks
from loaders.load import store_staged
from reports import typed_counts
from reports.typed_counts_template import DocumentedCount
from tests.support.builders import Desk, done, earlier, table
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from tests.support.records import copied

PAGE = ROOT / "pages" / "late.py"
DONG_NGUYEN = "09385"  # its plan asks for both
ABOVE = ("DANH SÁCH HỒ SƠ", "Từ ngày 01/01/2026 đến ngày 31/01/2026")
FIRST, SECOND, THIRD = (f"H05.84-260105-{number:04}" for number in (1, 2, 3))
OPEN = "H05.84-251220-9000"
OF_LATE_ONES = "hồ sơ quá hạn, cả đã trả và đang giải quyết"


def store_january(desk: Desk) -> None:
    """Three returned late in January, of which the list has a letter for one; one open and late."""
    rows = [
        earlier(OPEN, due="30/01/2026", unit=""),
        done(FIRST, "21/01/2026", unit="") | {"Thư xin lỗi": "Có"},
        done(SECOND, "26/01/2026", due="23/01/2026", unit=""),
        done(THIRD, "27/01/2026", due="23/01/2026", unit=""),
    ]
    desk.stored("tháng 1.csv", table(rows, ABOVE), "--commune", DONG_NGUYEN)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A record with that January."""
    desk = copied(store_january, tmp_path)
    with pages_over(desk.database):
        yield desk


def page_text(**state: int) -> str:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["xa"], app.query_params["ky"] = DONG_NGUYEN, "2026-01"
    for key, number in state.items():
        app.session_state[key] = number
    app.run()
    assert not app.exception
    return " ".join(block.value for block in (*app.markdown, *app.success))


def test_without_marks_it_says_what_is_missing_and_where_to_tell_it(desk: Desk) -> None:
    text = page_text()
    assert f"Xin lỗi hồ sơ quá hạn: **25,00%** (1/4 {OF_LATE_ONES})" in text
    assert "Giải trình và xin lỗi hồ sơ quá hạn: **thiếu số liệu**" in text
    assert "[Nhập số liệu](nhap-so-lieu)" in text
    assert "Số nhập tay" not in text  # nobody typed any
    assert "Đã lưu" not in text


def test_marks_are_in_the_one_share_and_in_its_status(desk: Desk) -> None:
    set_marks(desk.record, DONG_NGUYEN, {FIRST: Mark(True, False), SECOND: Mark(True, True)}, "thử")
    text = page_text()
    assert (
        f"Xin lỗi hồ sơ quá hạn: **50,00%** (2/4 {OF_LATE_ONES}): 1 theo danh sách, "
        "1 theo đánh dấu. Kế hoạch 100%: ✘ Chưa đạt, còn thiếu 2 hồ sơ."
    ) in text
    assert (
        f"Giải trình và xin lỗi hồ sơ quá hạn: **50,00%** (2/4 {OF_LATE_ONES}): giải trình theo "
        "đánh dấu, xin lỗi 1 theo danh sách, 1 theo đánh dấu. Kế hoạch 100%: ✘ Chưa đạt"
    ) in text


def test_an_open_late_dossier_is_owed_an_apology_like_a_returned_one(desk: Desk) -> None:
    returned = {FIRST: Mark(True, False), SECOND: Mark(True, True), THIRD: Mark(True, True)}
    set_marks(desk.record, DONG_NGUYEN, returned, "thử")
    assert page_text().count("✘ Chưa đạt, còn thiếu 1 hồ sơ.") == 2
    set_marks(desk.record, DONG_NGUYEN, {OPEN: Mark(True, True)}, "thử")
    text = page_text()
    assert text.count("1 theo danh sách, 3 theo đánh dấu. Kế hoạch 100%: ✔ Đạt.") == 2


def test_the_plan_judges_by_the_same_figure(desk: Desk) -> None:
    ticked = {code: Mark(True, True) for code in (SECOND, THIRD, OPEN)}
    set_marks(desk.record, DONG_NGUYEN, {FIRST: Mark(True, False)} | ticked, "thử")
    figures = desk.figures(commune=DONG_NGUYEN)
    for name in ("late_apologised", "late_explained_and_apologised"):
        assert figures[name]["status"] == "met"
        assert (figures[name]["numerator"], figures[name]["denominator"]) == (4, 4)


def test_typed_counts_are_named_as_what_stands_instead_of_marks(desk: Desk) -> None:
    set_marks(desk.record, DONG_NGUYEN, {FIRST: Mark(True, False)}, "thử")
    typed = {
        "late_dossiers": DocumentedCount(5, "Báo cáo 12/BC-UBND"),
        "late_explained_apologised": DocumentedCount(4, "Báo cáo 12/BC-UBND"),
    }
    january = parse_period("2026-01")
    store_staged(
        desk.record,
        typed_counts.stage_counts(DONG_NGUYEN, january, typed, datetime(2026, 2, 2)),
        "thử",
    )
    text = page_text()
    assert "**80,00%** (4/5 " in text
    assert "Số nhập tay có văn bản làm căn cứ nên được dùng thay đánh dấu" in text


def test_it_says_how_many_marks_were_saved(desk: Desk) -> None:
    assert "Đã lưu đánh dấu của 4 hồ sơ." in page_text(late_saved=4)
