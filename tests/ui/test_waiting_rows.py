"""A commune whose every row waits for the meaning of a word: pages say so, not that nothing is
loaded, and not that there was nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.record.mapped_words import map_word, mapped_words, unmap_word
from tests.support.builders import JANUARY, Desk, dossier, earlier, table
from tests.support.pages import pages_over
from tests.support.paths import ROOT

NINH_GIANG, HAI_AN = "11203", "11413"
OTHER, STATE = "UBND Phường Hải An", "Mã 17"
WAITS = "chờ chọn nghĩa của từ chưa biết ở trang Nạp số liệu"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A record that holds a list of one commune and, with a strange state in each row, another."""
    desk = Desk(tmp_path)
    others = [earlier(9001, unit=OTHER, state=STATE), dossier(7, unit=OTHER, state=STATE)]
    desk.stored("a.csv", table([earlier(), dossier(1), *others], JANUARY[1:]))
    with pages_over(desk.database):
        yield desk


def page_text(page: str, commune: str = HAI_AN) -> str:
    app = AppTest.from_file(str(ROOT / "pages" / page), default_timeout=60)
    app.query_params["xa"], app.query_params["ky"] = commune, "2026-01"
    app.query_params["cac-xa"] = f"{NINH_GIANG},{HAI_AN}"
    app.run()
    assert not app.exception
    kinds = (app.markdown, app.info, app.warning, app.caption, app.get("html"))
    return " ".join(
        str(getattr(block, "value", None) or block.proto.body) for k in kinds for block in k
    )


@pytest.mark.parametrize("page", ["overview.py", "comparison.py", "late.py"])
def test_pages_say_that_its_rows_wait(desk: Desk, page: str) -> None:
    text = page_text(page)
    assert WAITS in text
    assert "chưa nạp" not in text
    map_word(desk.record, "danh-sach-ho-so", "state", STATE, "open", "Lan")
    assert WAITS not in page_text(page)


def test_the_other_communes_page_says_nothing_of_it(desk: Desk) -> None:
    assert WAITS not in page_text("overview.py", NINH_GIANG)


def test_where_nothing_else_is_there_no_first_visit_is_greeted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    map_word(desk.record, "danh-sach-ho-so", "state", STATE, "open", "Lan")
    desk.stored("a.csv", table([earlier(state=STATE), dossier(1, state=STATE)]))
    unmap_word(desk.record, mapped_words(desk.record)[0], "Lan")
    with pages_over(desk.database):
        text = page_text("overview.py", NINH_GIANG)
    assert WAITS in text
    assert "Bắt đầu bằng" not in text
