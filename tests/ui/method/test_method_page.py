"""The page Cách tính: every metric by its address, looked up by words, with the reader's counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.record.settings import set_setting
from metrics.catalogue.limits import LIMITS
from metrics.catalogue.metrics import ALL_METRICS, METRICS, METRICS_BY_NAME
from metrics.catalogue.topics import TOPICS
from tests.support.builders import Desk, done, dossier, earlier, table
from tests.support.pages import pages_over, run
from tests.support.paths import ROOT
from tests.support.records import copied
from ui.method.metric_entry import entries_of_version

PAGE = ROOT / "pages" / "method.py"


def store_january(desk: Desk) -> None:
    """January of Ninh Giang, the reader's own, where two of three dossiers came online."""
    rows = [earlier(), dossier(1), done(2), dossier(3, channel="Trực tiếp")]
    desk.stored("tháng 1.csv", table(rows))
    set_setting(desk.record, "home_commune", "11203", "thử")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppTest]:
    """The page over that January."""
    desk = copied(store_january, tmp_path)
    with pages_over(desk.database):
        app = AppTest.from_file(str(PAGE), default_timeout=60)
        app.query_params["xa"], app.query_params["ky"] = "11203", "2026-01"
        yield app


def html(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def anchors(app: AppTest) -> list[str]:
    return [heading.proto.anchor for heading in app.subheader]


def look_for(app: AppTest, query: str) -> AppTest:
    app.text_input(key="tim").set_value(query)
    return run(app)


def test_every_metric_has_its_place(app: AppTest) -> None:
    page = run(app)
    names = {metric.name for metric in ALL_METRICS}
    assert names <= set(anchors(page))
    assert {metric.name for _, metrics in TOPICS for metric in metrics} == names


def test_an_example_with_the_readers_counts_or_said_to_be_invented(app: AppTest) -> None:
    text = html(run(app))
    # The plan of the commune counts what was carried over too: four, of which two came online.
    assert "Xã Ninh Giang, tháng 1/2026: 2 ÷ 4 = 50,00%" in text
    assert "Ví dụ với số giả định: 84 ÷ 120 = 70,00%" in text


@pytest.mark.parametrize("query", ["xin loi ho so", "XIN LỖI hồ sơ", "lỗi xin"])
def test_words_without_accents_in_any_order(app: AppTest, query: str) -> None:
    page = look_for(run(app), query)
    names = anchors(page)
    assert "late_apologised" in names
    assert "online_filing" not in names
    assert page.query_params["tim"] in (query, [query])


def test_words_of_a_plan_and_of_a_rule_are_looked_up_too(app: AppTest) -> None:
    assert "procedures_paid_online" in anchors(look_for(run(app), "giao dịch có thanh toán"))
    assert "ba-lich" in anchors(look_for(app, "kỳ báo cáo ngày 15"))


def test_what_nothing_has_is_said(app: AppTest) -> None:
    page = look_for(run(app), "không-có-từ-này-đâu")
    assert "Hãy thử ít từ hơn" in page.info[0].value
    assert not anchors(page)


def test_without_figures_all_is_there_but_the_readers_counts(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        page = run(AppTest.from_file(str(PAGE), default_timeout=60))
        assert "online_filing" in anchors(page)
        assert "Xã Ninh Giang, tháng" not in html(page)


def test_the_ten_say_what_they_cannot_tell() -> None:
    assert {metric.name for metric in METRICS} <= LIMITS.keys() <= METRICS_BY_NAME.keys()


def test_petitions_name_the_form_that_gives_them(app: AppTest) -> None:
    run(app)
    entries = entries_of_version("")
    needed = {entry.metric.name: dict(entry.lines).get("Cần", ()) for entry in entries}
    assert any("II.05a" in file for file in needed["petitions_on_time"])
    assert not any("danh sách hồ sơ" in file for file in needed["petitions_on_time"])
    assert any("danh sách hồ sơ" in file for file in needed["online_filing"])
