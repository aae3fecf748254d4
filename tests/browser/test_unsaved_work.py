"""F5, or a visit elsewhere: what was typed, ticked and looked at is there again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_two_people import TYPED_COUNTS, cell, type_count, type_document
from tests.support.browser.driving import settle, visit
from tests.support.browser.samples import small_list
from tests.support.browser.using import alert_saying, go, press

TEXT = "Năm 2026\n- Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%.\n"


def load_anew(page: Page) -> None:
    page.reload()
    settle(page)


def test_nothing_unsaved_is_lost_with_the_page(serve: Callable[..., str], page: Page) -> None:
    address = serve()
    visit(page, address + "/nap-so-lieu")
    page.locator('input[type="file"]').set_input_files(small_list())
    expect(page.get_by_role("button", name="Nạp 1 tệp")).to_be_enabled()
    load_anew(page)
    expect(page.get_by_text("Những tệp đang xem dở vẫn còn ở dưới")).to_be_visible()
    expect(page.get_by_role("button", name="Nạp 1 tệp")).to_be_enabled()

    visit(page, address + TYPED_COUNTS)
    type_count(page, 0, "407")
    type_document(page, "BC 1")
    go(page, "Nhiệm vụ")
    visit(page, address + TYPED_COUNTS)
    expect(page.get_by_text("Những gì ghi dở từ trước vẫn còn ở dưới")).to_be_visible()
    expect(cell(page, 1, 0)).to_have_text("407")
    press(page, "Lưu")
    expect(alert_saying(page, "đã lưu 1 số")).to_be_visible()

    visit(page, address + "/ke-hoach?viec=sua")
    page.get_by_text("Lấy chỉ tiêu, nhiệm vụ từ văn bản kế hoạch").click()
    pasted = page.get_by_label("Hoặc dán nội dung vào đây")
    pasted.fill(TEXT)
    go(page, "Nhiệm vụ")
    visit(page, address + "/ke-hoach?viec=sua")
    expect(pasted).to_have_value(TEXT)
    press(page, "Đọc và đề xuất")
    page.get_by_test_id("stCheckbox").filter(has_text="tối thiểu 85%").click()
    confirmed = page.get_by_role("button", name="Đưa 1 chỉ tiêu đã xác nhận")
    expect(confirmed).to_be_enabled()
    settle(page)
    load_anew(page)
    expect(
        page.get_by_text("Kế hoạch đang ghi dở và những đề xuất đã chọn vẫn còn")
    ).to_be_visible()
    expect(confirmed).to_be_enabled()


def test_a_count_typed_last_is_saved_at_the_first_press(
    serve: Callable[..., str], page: Page
) -> None:
    """The press that ends the typing in a box is no press lost."""
    visit(page, serve() + TYPED_COUNTS)
    type_count(page, 0, "407")
    page.get_by_role("textbox", name="Văn bản làm căn cứ chung", exact=True).fill("BC 1")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(alert_saying(page, "đã lưu 1 số")).to_be_visible()


def test_a_text_pasted_last_is_read_at_the_first_press(
    serve: Callable[..., str], page: Page
) -> None:
    visit(page, serve() + "/ke-hoach?viec=sua")
    page.get_by_text("Lấy chỉ tiêu, nhiệm vụ từ văn bản kế hoạch").click()
    page.get_by_label("Hoặc dán nội dung vào đây").fill(TEXT)
    page.get_by_role("button", name="Đọc và đề xuất").click()
    expect(page.get_by_test_id("stCheckbox").filter(has_text="tối thiểu 85%")).to_be_visible()
