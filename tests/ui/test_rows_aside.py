"""Rows that were set aside are said on the pages whose figures lack them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.mapped_words import map_word
from tests.support.builders import JANUARY, Desk, dossier, earlier, table
from tests.support.pages import pages_over
from tests.support.records import copied
from tests.ui.test_waiting_rows import NINH_GIANG, STATE, page_text
from ui.display.words import escape_markdown

WAITING = [dossier(n, state=STATE) for n in (2, 3)]
PAGES = pytest.mark.parametrize("page", ["overview.py", "comparison.py"])
FILE, ASIDE = "tháng 1.csv", "Để lại xem xét, chưa tính vào số nào"


def store_january(desk: Desk) -> None:
    """A list of January: two rows wait for a word, in one the day is none."""
    without_day = dossier(4, received="32/01/2026")
    desk.stored(FILE, table([earlier(), dossier(1), *WAITING, without_day]))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A record with that January."""
    desk = copied(store_january, tmp_path)
    with pages_over(desk.database):
        yield desk


@PAGES
def test_the_pages_say_how_many_rows_of_which_file(desk: Desk, page: str) -> None:
    assert f"{ASIDE}: 3 dòng của “{escape_markdown(FILE)}”." in page_text(page, NINH_GIANG)


@PAGES
def test_rows_that_count_by_a_mapped_word_are_aside_no_more(desk: Desk, page: str) -> None:
    map_word(desk.record, "danh-sach-ho-so", "state", STATE, "open", "Lan")
    assert f"{ASIDE}: 1 dòng của “{escape_markdown(FILE)}”." in page_text(page, NINH_GIANG)


@PAGES
def test_nothing_is_said_of_a_list_that_was_replaced(desk: Desk, page: str) -> None:
    desk.stored("sửa.csv", table([earlier(), dossier(1), dossier(2), dossier(3), dossier(4)]))
    assert ASIDE not in page_text(page, NINH_GIANG)


def test_of_many_files_the_first_are_named_and_the_rest_added_up(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for day in range(1, 6):
        written = f"{day:02}/01/2026"
        title = (*JANUARY[:2], f"Từ ngày {written} đến ngày {written}")
        rows = [dossier(day, received=written), dossier(50 + day, received=written, state=STATE)]
        desk.stored(f"{day}.csv", table(rows, title))
    with pages_over(desk.database):
        text = page_text("overview.py", NINH_GIANG)
    named = ", ".join(f"1 dòng của “{escape_markdown(f'{day}.csv')}”" for day in (1, 2, 3))
    assert f"{ASIDE}: {named}, 2 dòng của 2 tệp khác." in text
