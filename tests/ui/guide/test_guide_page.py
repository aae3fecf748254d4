"""The page Hướng dẫn: every page, layout and message is there, and is found by words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.layouts.layout import layouts
from loaders.validation.problems import MESSAGES
from tests.support.pages import pages_over, run
from tests.support.paths import ROOT
from ui.guide.page_questions import PAGE_QUESTIONS
from ui.guide.sections import guide_sections
from ui.page_list import PAGES

PAGE = ROOT / "pages" / "guide.py"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppTest]:
    with pages_over(tmp_path / "tthc.duckdb"):
        yield AppTest.from_file(str(PAGE), default_timeout=60)


def texts(app: AppTest) -> str:
    return "\n".join(block.value for block in app.markdown)


def look_for(app: AppTest, query: str) -> AppTest:
    run(app)
    app.text_input(key="tim-huong-dan").set_value(query)
    return run(app)


def test_every_page_has_its_question() -> None:
    assert PAGE_QUESTIONS.keys() == {title for _, title, _ in PAGES}


def test_every_layout_and_message_is_there(app: AppTest) -> None:
    text = texts(run(app)).replace("\\", "")
    assert [layout.title for layout in layouts() if layout.title not in text] == []
    faults = [f"**{message.partition(': ')[0]}**: " for message in MESSAGES.values()]
    assert [fault for fault in faults if fault not in text] == []
    assert "\\**: " not in texts(app)  # the signs of bold letters are not escaped themselves


def test_links_lead_to_pages() -> None:
    addresses = {address for _, _, address in PAGES}
    items = [item for section in guide_sections() for item in section.items]
    links = {
        link for item in items for link in re.findall(r"\]\(([^)]+)\)", item.title + item.text)
    }
    assert links <= addresses


def test_a_message_is_found_by_its_words_without_accents(app: AppTest) -> None:
    page = look_for(app, "thieu trang thai")
    assert [heading.proto.anchor for heading in page.header] == ["thong-bao"]
    assert "Thiếu trạng thái hồ sơ" in texts(page)
    assert not page.expander


def test_a_step_is_found_with_the_steps_around_it(app: AppTest) -> None:
    page = look_for(app, "họp tháng")
    assert "1. **Ngày 1 đến ngày 3: lấy tệp**" in texts(page)


def test_a_sections_title_brings_all_of_it(app: AppTest) -> None:
    page = look_for(app, "ban phim")
    assert "Shift+Tab" in texts(page)
    assert "Ctrl+P" in texts(page)


def test_what_nothing_has_is_said(app: AppTest) -> None:
    assert "Hãy thử ít từ hơn" in look_for(app, "xyzw").info[0].value
