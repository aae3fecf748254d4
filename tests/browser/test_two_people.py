"""Two browsers at one record: nothing that either typed is dropped in silence, or written over."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from data.columns import NUMBER
from data.record import ledger
from data.record.late_marks import newest_marks
from data.record.mapped_words import counting_rows_of
from tests.support.browser.driving import settle, visit
from tests.support.browser.samples import load, small_list
from tests.support.browser.using import alert_saying, press
from tests.support.builders import done, earlier, table, xlsx_bytes

NINH_GIANG = "11203"
TYPED_COUNTS = f"/nhap-so-lieu?xa={NINH_GIANG}&ky=2026-01"
LATE = f"/tre-han?xa={NINH_GIANG}&ky=2026-01"
ROW_HEIGHT = 35


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """Another person's browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    yield context.new_page()
    context.close()


def first_table(page: Page) -> Locator:
    return page.get_by_test_id("stDataFrame").first


def cell(page: Page, column: int, row: int) -> Locator:
    """A cell of the first table as screen readers meet it."""
    return first_table(page).get_by_test_id(f"glide-cell-{column}-{row}")


def select(page: Page, column: int, row: int, x: int) -> None:
    """Click into a cell until the table, which is drawn in its own time, has taken it."""
    for _ in range(30):
        # What stands above may still be coming and push the row out of the window.
        first_table(page).evaluate("table => table.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(100)
        box = first_table(page).bounding_box()
        assert box
        page.mouse.click(box["x"] + x, box["y"] + ROW_HEIGHT * (row + 1.5))
        page.wait_for_timeout(400)
        chosen = cell(page, column, row)
        if chosen.count() and chosen.get_attribute("aria-selected") == "true":
            return
    raise AssertionError("no cell took the click")


def type_count(page: Page, row: int, number: str) -> None:
    """Type a number into a line of the page's first table, its row from 0."""
    first_table(page).scroll_into_view_if_needed()
    select(page, 1, row, 500)
    page.keyboard.press("Enter")  # opens the cell's editor, which comes in its own time
    page.locator(".gdg-input").fill(number)
    page.keyboard.press("Enter")
    expect(cell(page, 1, row)).to_have_text(number)
    settle(page)


def type_document(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Văn bản làm căn cứ chung", exact=True)
    box.fill(text)
    box.press("Tab")


def stored_counts(folder: Path) -> list[int]:
    """The numbers of the newest sheet of typed counts in the record, the smallest first."""
    newest = ledger.uploads(folder / "tthc")[-1]
    return sorted(counting_rows_of(folder / "tthc", newest).column(NUMBER).to_pylist())


def test_counts_that_two_people_type_are_all_kept(
    serve: Callable[..., str], page: Page, other: Page, tmp_path: Path
) -> None:
    """Each types another line; the one who saves second keeps the line of the first."""
    address = serve()
    for browser_page, row, number in ((page, 0, "407"), (other, 1, "12")):
        visit(browser_page, address + TYPED_COUNTS)
        type_count(browser_page, row, number)
        type_document(browser_page, "BC 1")
    press(page, "Lưu")
    expect(alert_saying(page, "đã lưu 1 số")).to_be_visible()
    press(other, "Lưu")
    expect(alert_saying(other, "đã lưu 2 số")).to_be_visible(timeout=30_000)
    assert stored_counts(tmp_path) == [12, 407]


@pytest.mark.parametrize(("choice", "kept"), [("Giữ của tôi", 500), ("Lấy của người kia", 407)])
def test_one_count_that_two_people_type_is_asked_about(
    serve: Callable[..., str],
    page: Page,
    other: Page,
    tmp_path: Path,
    choice: str,
    kept: int,
) -> None:
    address = serve()
    for browser_page, number in ((page, "407"), (other, "500")):
        visit(browser_page, address + TYPED_COUNTS)
        type_count(browser_page, 0, number)
        type_document(browser_page, "BC 1")
    press(page, "Lưu")
    expect(alert_saying(page, "đã lưu 1 số")).to_be_visible()
    press(other, "Lưu")
    asked = alert_saying(other, "Người khác vừa lưu khác")
    expect(asked).to_contain_text("bạn ghi 500, BC 1, người kia đã lưu 407, BC 1")
    assert stored_counts(tmp_path) == [407]  # nothing is written over before that is chosen
    press(other, choice)
    expect(asked).to_have_count(0)
    settle(other)
    assert stored_counts(tmp_path) == [kept]


def test_what_is_typed_outlives_an_upload_of_somebody_else(
    serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    visit(page, serve() + TYPED_COUNTS)
    type_count(page, 0, "407")
    type_document(page, "BC 1")
    (tmp_path / "a.xlsx").write_bytes(small_list()["buffer"])
    load(tmp_path, str(tmp_path / "a.xlsx"))
    press(page, "Lưu")
    expect(alert_saying(page, "đã lưu 1 số")).to_be_visible()


def late_record(folder: Path) -> None:
    """Three dossiers of January that were returned late."""
    rows = [earlier(), *(done(n, "30/01/2026", due="20/01/2026") for n in (1, 2, 3))]
    (folder / "tre.xlsx").write_bytes(xlsx_bytes(table(rows)))
    load(folder, str(folder / "tre.xlsx"))


def explained(folder: Path) -> list[bool]:
    by_code = newest_marks(folder / "tthc", NINH_GIANG)
    return [by_code[code].explained for code in sorted(by_code)]


def tick_explained(page: Page, row: int) -> None:
    """Tick the box "Đã giải trình" of a row."""
    select(page, 2, row, 470)
    page.keyboard.press("Enter")
    settle(page)


def test_marks_that_two_people_set_are_all_kept(
    serve: Callable[..., str], page: Page, other: Page, tmp_path: Path
) -> None:
    late_record(tmp_path)
    address = serve()
    for browser_page, row in ((page, 0), (other, 1)):
        visit(browser_page, address + LATE)
        tick_explained(browser_page, row)
    press(page, "Ghi 1 thay đổi")
    press(other, "Ghi 1 thay đổi")
    expect(alert_saying(other, "Đã lưu đánh dấu của 1 hồ sơ")).to_be_visible()
    assert explained(tmp_path) == [True, True]
