"""An empty dashboard asks three things; each can wait, and each is asked again under Thiết lập."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import plan_versions
from data.record.settings import set_setting, setting
from tests.support.builders import Desk
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from ui.page_list import PAGES
from ui.setup.page_needs import PAGE_NEEDS

MAIN, SETUP = ROOT / "ui" / "main.py", ROOT / "pages" / "setup.py"
BA_DINH = "00004"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty record of the test's own."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        yield folder


def open_page(path: Path) -> AppTest:
    app = AppTest.from_file(str(path), default_timeout=60).run()
    assert not app.exception
    return app


def texts_on(app: AppTest) -> str:
    return "\n".join(block.value for block in (*app.markdown, *app.warning, *app.info))


def search(app: AppTest, text: str) -> AppTest:
    app.text_input(key="home_search").set_value(text).run()
    assert not app.exception
    return app


def test_the_first_step_is_open_and_each_can_be_left_for_later(folder: Path) -> None:
    app = open_page(MAIN)
    assert app.text_input(key="home_search")
    assert not app.text_area
    app.button(key="postpone_1").click().run()
    assert app.text_area(key="plan_pasted")
    app.button(key="postpone_2").click().run()
    assert app.button(key="open_uploads")
    app.button(key="postpone_3").click().run()
    assert not app.exception
    assert {str(b.key) for b in app.button} >= {"open_step_1", "open_step_2", "open_step_3"}
    app.button(key="open_step_2").click().run()
    assert app.text_area(key="plan_pasted")
    assert app.button(key="load_demonstration")


def test_a_text_pasted_in_a_step_is_there_when_the_step_is_opened_again(folder: Path) -> None:
    app = open_page(MAIN)
    app.button(key="open_step_2").click().run()
    app.text_area(key="plan_pasted").set_value("Kế hoạch của xã").run()
    app.button(key="open_step_3").click().run()
    assert not app.text_area
    app.button(key="open_step_2").click().run()
    assert app.text_area(key="plan_pasted").value == "Kế hoạch của xã"


@pytest.mark.parametrize("path", [MAIN, SETUP])
def test_a_centre_is_chosen_from_what_is_typed(folder: Path, path: Path) -> None:
    app = search(open_page(path), "ba dinh ha noi")
    (choice,) = app.radio
    assert choice.value == BA_DINH
    app.button(key="choose_home").click().run()
    assert not app.exception
    assert setting(folder, "home_commune") == BA_DINH
    assert "Phường Ba Đình, Thành phố Hà Nội" in texts_on(app)


def test_places_that_only_look_like_what_was_typed_are_headed_so(folder: Path) -> None:
    app = search(open_page(MAIN), "bảo hoà")
    assert app.radio[0].label == "Không có tên “bảo hoà”; gần giống:"


def test_a_name_that_is_none_is_answered_by_what_to_do(folder: Path) -> None:
    app = search(open_page(MAIN), "không có nơi này")
    assert "Hãy gõ lại một phần của tên" in app.warning[0].value
    assert not app.radio
    assert setting(folder, "home_commune") is None


def test_a_draft_begins_from_a_plan_of_the_same_province_and_is_not_saved(folder: Path) -> None:
    """Of Bắc Ninh one plan is built in, that of Đồng Nguyên."""
    set_setting(folder, "home_commune", "07210", "thử")
    app = open_page(MAIN)
    assert app.selectbox(key="plan_to_begin_from").options[0].startswith("Phường Đồng Nguyên")
    app.button(key="begin_from_plan").click().run()
    assert not app.exception
    table, _ = app.data_editor  # of targets, of tasks
    notes = set(table.value["Ghi chú"])
    assert len(table.value) > 10
    assert all("bản nháp từ kế hoạch của Phường Đồng Nguyên" in str(note) for note in notes)
    assert app.selectbox(key="plan_to_edit").value == ""
    assert plan_versions(folder) == []


@pytest.mark.parametrize(
    "file", ["trends", "causes", "comparison", "index_766", "reconciliation", "late"]
)
def test_a_page_without_figures_says_what_it_needs_and_leads_there(folder: Path, file: str) -> None:
    (title,) = [title for name, title, _ in PAGES if name == f"{file}.py"]
    text = texts_on(open_page(ROOT / "pages" / f"{file}.py"))
    assert f"Trang này cần {PAGE_NEEDS[title]}." in text
    assert "[Nạp số liệu](nap-so-lieu)" in text
    assert "[Thiết lập](thiet-lap)" in text


@pytest.mark.parametrize("file", ["plans", "tasks"])
def test_no_stranger_s_plan_stands_in_for_one_s_own(folder: Path, file: str) -> None:
    set_setting(folder, "home_commune", BA_DINH, "thử")
    text = texts_on(open_page(ROOT / "pages" / f"{file}.py"))
    assert "Chưa có kế hoạch nào của trung tâm mình" in text


def test_the_overview_opens_with_my_centre_though_others_have_figures(stocked: Desk) -> None:
    set_setting(stocked.record, "home_commune", BA_DINH, "thử")
    with pages_over(stocked.database):
        app = open_page(MAIN)
        assert app.selectbox(key="xa").value == BA_DINH
        assert "Chưa có số liệu của Phường Ba Đình" in app.info[0].value
        app.selectbox(key="xa").set_value("11203").run()
        assert not any("Chưa có số liệu của" in block.value for block in app.info)
