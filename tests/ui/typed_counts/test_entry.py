"""The page Nhập số liệu: filled with what is in force, and what it refuses to store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.periods import parse_period
from data.record import ledger
from data.record.settings import set_setting
from loaders.load import store_staged
from reports import typed_counts
from reports.typed_counts_template import DocumentedCount, counts_by_topic
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from ui.typed_counts.entry_changes import changes_in_words, complaint, problem_sentences
from ui.typed_counts.entry_tables import counts_in_tables, number_complaints, rows_to_edit

PAGES = ROOT / "pages"
CODE = "11203"
MONTH = parse_period("2026-03")
REPORT = "Báo cáo 12/BC-UBND"
COUNTS = {
    "procedures_to_disclose": DocumentedCount(410, REPORT),
    "procedures_disclosed": DocumentedCount(409, REPORT),
    "transactions": DocumentedCount(200, REPORT),
    "transactions_online": DocumentedCount(151, "Báo cáo 13/BC-UBND"),
}
NOW = datetime(2026, 4, 2, 9, 0)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Path]:
    """A record in which March's counts were typed."""
    folder = tmp_path / "tthc"
    store_staged(folder, typed_counts.stage_counts(CODE, MONTH, COUNTS, NOW), "thử")
    set_setting(folder, "home_commune", CODE, "thử")
    with pages_over(tmp_path / "tthc.duckdb"):
        yield folder


def run_page(page: str) -> AppTest:
    app = AppTest.from_file(str(PAGES / page), default_timeout=60).run()
    assert not app.exception
    return app


def tables(stored: dict[str, DocumentedCount]) -> list[pd.DataFrame]:
    return [rows_to_edit(counts, stored) for _, counts in counts_by_topic()]


def test_the_page_opens_with_what_is_in_force(record: Path) -> None:
    app = run_page("entry.py")
    titles = [box.label for box in app.expander]
    assert "Thủ tục hành chính, có đến ngày cuối kỳ: 2/15 số" in titles
    assert "Thanh toán: 2/6 số" in titles
    assert len(titles) == len(counts_by_topic())
    (pressed,) = [button for button in app.button if button.label == "Lưu"]
    pressed.click().run()
    assert [error.value for error in app.error] == ["Không có gì thay đổi so với số đang áp dụng."]
    assert len(ledger.uploads(record)) == 1


def test_another_period_begins_blank_and_names_the_one_that_is_there(record: Path) -> None:
    app = AppTest.from_file(str(PAGES / "entry.py"), default_timeout=60)
    app.query_params["ky"] = "2026-Q1"
    app.run()
    assert next(box.label for box in app.expander) == counts_by_topic()[0][0]
    assert "Kỳ khác đã có số nhập tay: 01/03–31/03/2026." in [c.value for c in app.caption]


def test_what_stands_in_the_tables_comes_out_of_them() -> None:
    assert counts_in_tables(tables(COUNTS), "") == COUNTS
    assert counts_in_tables(tables({}), REPORT) == {}


@pytest.mark.parametrize("text", ["-3", "1.5", "2,5", "1e3", "98,5", "1.23", "abc", "1" * 16])
def test_what_is_no_whole_number_is_told_and_not_taken_for_another(text: str) -> None:
    edited = tables(COUNTS)
    edited[0].iloc[0, 1] = text
    (sentence,) = number_complaints(edited)
    assert f"“{text}”" in sentence
    assert len(counts_in_tables(edited, REPORT)) == len(COUNTS) - 1 + (
        edited[0].index[0] not in COUNTS
    )


def test_a_number_may_be_written_with_its_points() -> None:
    edited = tables({})
    edited[0].iloc[0, 1] = " 1.234.567 "
    assert number_complaints(edited) == []
    assert [count.number for count in counts_in_tables(edited, REPORT).values()] == [1234567]


def test_a_line_without_a_document_rests_on_the_common_one() -> None:
    without_document = {
        "tasks_due": DocumentedCount(4, ""),
        "transactions": DocumentedCount(9, "Báo cáo 9"),
    }
    assert counts_in_tables(tables(without_document), "  Báo cáo   20 ") == {
        "tasks_due": DocumentedCount(4, "Báo cáo 20"),
        "transactions": DocumentedCount(9, "Báo cáo 9"),
    }


def test_what_is_stored_is_told_line_by_line_with_what_stood_there() -> None:
    stored = {
        "tasks_due": DocumentedCount(4, "Báo cáo 20"),
        "transactions": DocumentedCount(9, "Báo cáo 9"),
    }
    typed = {**stored, "tasks_due": DocumentedCount(1205, "Báo cáo 21")} | {
        "procedures": DocumentedCount(407, "QĐ 1")
    }
    del typed["transactions"]
    changes = changes_in_words(typed, stored)
    assert changes.count(" → ") == 3
    assert "“Nhiệm vụ cấp trên giao, đến hạn trong kỳ” 4 → 1.205" in changes
    assert "trống → 407" in changes
    assert "9 → trống" in changes
    other_document = {**stored, "tasks_due": DocumentedCount(4, "Báo cáo 21")}
    assert changes_in_words(other_document, stored).endswith(
        "đến hạn trong kỳ” 4, đổi văn bản làm căn cứ"
    )


def test_nothing_new_nothing_at_all_and_no_document_are_told_apart() -> None:
    assert complaint(COUNTS, {}) is None
    assert "Không có gì thay đổi" in str(complaint(COUNTS, COUNTS))
    assert "Chưa ghi số nào" in str(complaint({}, COUNTS))
    sentence = complaint({"tasks_due": DocumentedCount(4, "")}, {})
    assert sentence == "Hãy ghi văn bản làm căn cứ cho “Nhiệm vụ cấp trên giao, đến hạn trong kỳ”."


def test_a_part_that_exceeds_its_whole_is_told_by_the_names_of_the_lines() -> None:
    too_many = {**COUNTS, "procedures_disclosed": DocumentedCount(411, REPORT)}
    (sentence,) = problem_sentences(typed_counts.stage_counts(CODE, MONTH, too_many, NOW))
    assert sentence.startswith("“Trong đó: đã công khai đầy đủ, đúng hạn”")
    assert "không quá phải công khai" in sentence


def test_a_part_without_its_whole_is_told_by_the_names_of_both_and_sets_nothing_aside() -> None:
    staged = typed_counts.stage_counts(
        CODE, MONTH, {"transactions_online": DocumentedCount(151, REPORT)}, NOW
    )
    (sentence,) = problem_sentences(staged)
    assert sentence.startswith(
        "“Trong đó: giao dịch trực tuyến (chỉ trên Cổng DVCQG nếu kế hoạch nêu)” (151)"
    )
    assert "“Giao dịch thanh toán của dịch vụ công trong kỳ”" in sentence
    assert staged.set_aside == ()


def test_the_plan_shows_every_line_with_its_standing_and_marks_what_was_typed(
    record: Path,
) -> None:
    app = AppTest.from_file(str(PAGES / "plans.py"), default_timeout=60)
    app.query_params["ky-xet"] = "2026-03"
    app.run()
    assert not app.exception
    (sheet,) = [html.proto.body for html in app.get("html") if "NG-01" in html.proto.body]
    assert all(f">NG-{number:02}<" in sheet for number in range(1, 28))
    rows = {row.split(">")[1].split("<")[0]: row for row in sheet.split("<th scope='row'")[1:]}
    assert "Chưa đạt" in rows["NG-01"]
    assert "409/410 thủ tục phải công bố, công khai, nhập tay" in rows["NG-01"]
    assert "75,50%" in rows["NG-15"]
    assert (
        "151/200 giao dịch thanh toán, chỉ tính thanh toán qua Cổng DVCQG, nhập tay"
        in rows["NG-15"]
    )
    assert "kế hoạch không nêu năm gốc" in rows["NG-02"]
    assert "chưa nhập số liệu" in rows["NG-04"]
    results = next(box for box in app.selectbox if box.label == "Kết quả")
    results.set_value("chua-dat").run()
    assert not app.exception
    (sheet,) = [html.proto.body for html in app.get("html") if "NG-01" in html.proto.body]
    assert ">NG-15<" in sheet
    assert ">NG-04<" not in sheet
    assert sheet.count("<th scope='row'") == sheet.count("Chưa đạt")
    assert app.query_params["ket-qua"] == "chua-dat"
