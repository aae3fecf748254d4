"""What was begun and not saved is there again when the page is loaded anew, in the same browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.builders import csv_bytes, done, earlier, table
from tests.support.pages import pages_over, press, run
from tests.support.paths import ROOT
from ui.unsaved import kept_work
from ui.unsaved.browser_name import name_cookie

PAGE = """
import runpy
from ui.unsaved.kept_work import run_with_kept_work
run_with_kept_work(lambda: runpy.run_path({path!r}))
"""
MINE, ANOTHERS = "m" * 32, "a" * 32
TEXT = """KẾ HOẠCH
Năm 2026
- Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty record, and the pages over it."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        yield folder


def load_page(name: str, browser: str = MINE, **choices: str) -> AppTest:
    """A page loaded anew in this browser."""
    script = PAGE.format(path=str(ROOT / "pages" / f"{name}.py"))
    app = AppTest.from_string(script, default_timeout=120)
    app.session_state["browser_name"] = browser
    for key, choice in choices.items():
        app.query_params[key.replace("_", "-")] = choice
    return run(app)


def texts_on(app: AppTest) -> str:
    blocks = [*app.markdown, *app.info, *app.error]
    return "\n".join(block.value for block in blocks).replace("\\", "")


def hand_in_a_list(app: AppTest) -> AppTest:
    content = csv_bytes(table([earlier(), done(1, "20/01/2026")]))
    app.file_uploader[0].set_value([("tháng 1.csv", content, "")])
    return run(app)


def test_a_pasted_text_that_nobody_had_read_yet_is_there_again() -> None:
    app = load_page("plans", viec="sua")
    app.text_area(key="plan_pasted").set_value(TEXT)
    run(app)
    assert load_page("plans", viec="sua").text_area(key="plan_pasted").value == TEXT
    assert load_page("plans", ANOTHERS, viec="sua").text_area(key="plan_pasted").value == ""


def test_an_unsaved_preview_is_there_again_in_the_same_browser_alone() -> None:
    assert "đọc 2 dòng" in texts_on(hand_in_a_list(load_page("uploads")))
    again = load_page("uploads")
    assert "Những tệp đang xem dở vẫn còn ở dưới" in texts_on(again)
    assert "đọc 2 dòng" in texts_on(again)
    elsewhere = texts_on(load_page("uploads", ANOTHERS))
    assert "đọc 2 dòng" not in elsewhere
    assert "vẫn còn" not in elsewhere


def test_what_was_put_away_does_not_come_back() -> None:
    app = hand_in_a_list(load_page("uploads"))
    press(app, "drop-1")
    again = texts_on(load_page("uploads"))
    assert "đọc 2 dòng" not in again
    assert "vẫn còn" not in again


def test_ticked_and_corrected_proposals_are_there_again() -> None:
    app = load_page("plans", viec="sua")
    app.text_area(key="plan_pasted").set_value(TEXT)
    press(app, "propose").checkbox(key="proposal-0").check()
    run(app).text_input(key="proposal-value-0").set_value("87,5")
    box = next(box for box in run(app).text_input if box.label == "Tên kế hoạch")
    box.set_value("Kế hoạch của phường")
    run(app)
    again = load_page("plans", viec="sua", ke_hoach_cua="11203-2026")
    assert "Kế hoạch đang ghi dở và những đề xuất đã chọn vẫn còn" in texts_on(again)
    assert again.checkbox(key="proposal-0").value
    assert again.text_input(key="proposal-value-0").value == "87,5"
    assert "Kế hoạch của phường" in [box.value for box in again.text_input]
    assert "chọn “Thêm, sửa kế hoạch” để làm tiếp" in texts_on(load_page("plans"))


def test_an_opened_plan_in_which_nothing_was_typed_is_no_unsaved_work() -> None:
    load_page("plans", viec="sua")
    assert "vẫn còn" not in texts_on(load_page("plans", viec="sua"))


def test_a_common_document_typed_for_counts_is_there_again_and_can_be_dropped() -> None:
    app = load_page("entry", xa="11203", ky="2026-03")
    (box,) = (box for box in app.text_input if box.label == "Văn bản làm căn cứ chung")
    box.set_value("Báo cáo 12/BC-UBND")
    run(app)
    again = load_page("entry", xa="11203", ky="2026-03")
    assert "Những gì ghi dở từ trước vẫn còn" in texts_on(again)
    assert "Báo cáo 12/BC-UBND" in [box.value for box in again.text_input]
    next(button for button in again.button if button.label == "Bỏ phần chưa lưu").click()
    assert "Báo cáo 12/BC-UBND" not in [box.value for box in run(again).text_input]
    assert "vẫn còn" not in texts_on(load_page("entry", xa="11203", ky="2026-03"))


def test_work_left_for_half_a_day_lapses_and_its_reader_is_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hand_in_a_list(load_page("uploads"))
    later = SimpleNamespace(monotonic=lambda: time.monotonic() + 12 * 60 * 60)
    monkeypatch.setattr(kept_work, "time", later)
    again = texts_on(load_page("uploads"))
    assert "đọc 2 dòng" not in again
    assert "hãy chọn lại tệp chưa nạp" in again
    assert "hãy chọn lại" not in texts_on(load_page("uploads"))


def test_files_left_longest_make_room_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in_a_list(load_page("uploads"))
    monkeypatch.setattr(kept_work, "_MOST_BYTES", 100)
    hand_in_a_list(load_page("uploads", ANOTHERS))
    assert "đọc 2 dòng" in texts_on(load_page("uploads", ANOTHERS))
    assert "hãy chọn lại tệp chưa nạp" in texts_on(load_page("uploads"))


def test_a_browser_keeps_its_name_and_gets_a_new_one_for_a_garbled_one() -> None:
    assert name_cookie({"trinh-duyet": MINE}).startswith(f"trinh-duyet={MINE}; ")
    first, second = name_cookie({}), name_cookie({"trinh-duyet": "<b>"})
    assert "HttpOnly" in first
    assert first != second
    assert "<b>" not in second
