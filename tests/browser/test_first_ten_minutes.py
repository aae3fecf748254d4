"""A centre without a built-in plan comes to eight standings in one visit, by the keys alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.support.browser.driving import settle, visit
from tests.support.browser.samples import payload
from tests.support.browser.using import SIDEWAYS, card, choose_home, headline
from tests.support.builders import done, dossier, earlier, table, xlsx_bytes
from tests.support.long_runs import LONG

DAI_TU = "Xã Đại Từ, Tỉnh Thái Nguyên (05830)"
PLAN = """KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2026
1. Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 65%.
2. Tỷ lệ thanh toán trực tuyến đạt tối thiểu 80%.
3. Tỷ lệ số hóa hồ sơ đạt tối thiểu 100%.
4. Tỷ lệ số hóa kết quả giải quyết thủ tục hành chính đạt tối thiểu 90%.
5. Tỷ lệ cấp kết quả giải quyết thủ tục hành chính điện tử đạt tối thiểu 100%.
6. Tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu số hóa đạt tối thiểu 50%.
7. Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn đạt tối thiểu 95%.
8. Mức độ hài lòng của người dân, doanh nghiệp đạt tối thiểu 90%.
"""
# By hand from `dossiers`: ten received and one carried over, seven of the ten online, so that
# 7/10 would do for 65 % and 7/11 does not; five returned, none with an electronic result. What is
# set to rise over 2025 cannot be judged without that year.
STANDINGS = {
    "Hồ sơ nộp trực tuyến": ("63,64%", "Chưa đạt"),
    "Thanh toán trực tuyến": ("100,00%", "Đạt"),
    "Số hóa hồ sơ": ("100,00%", "Đạt"),
    "Số hóa kết quả": ("100,00%", "Đạt"),
    "Kết quả điện tử": ("0,00%", "Chưa đạt"),
    "Tái sử dụng dữ liệu": ("0,00%", "Thiếu số liệu"),
    "Giải quyết trước và đúng hạn": ("100,00%", "Đạt"),
    "Mức độ hài lòng": ("100,00%", "Đạt"),
}


def dossiers() -> FilePayload:
    """January 2026 of the commune: one carried over, seven online, three at the counter."""
    codes = [f"H55.91-260105-{number:04}" for number in range(1, 11)]
    unit = {"unit": "UBND xã Đại Từ"}
    good = {"result": "Có", "electronic": "Không", "rating": "Rất hài lòng"}
    rows = [
        earlier("H55.91-251220-9000", **unit),
        *(done(code, **unit, **good) for code in codes[:5]),
        *(dossier(code, **unit) for code in codes[5:7]),
        *(dossier(code, channel="Trực tiếp", **unit) for code in codes[7:]),
    ]
    above = ("UBND XÃ ĐẠI TỪ", "DANH SÁCH HỒ SƠ", "Từ ngày 01/01/2026 đến ngày 31/01/2026")
    return payload("tháng 1.xlsx", xlsx_bytes(table(rows, above)))


def tab_to(page: Page, target: Locator, most_steps: int = 250) -> None:
    """Press Tab until this box or button has the focus."""
    expect(target).to_be_visible()
    for _ in range(most_steps):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {target}")


def press_key_on(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go to a button or box by Tab, press a key on it, and wait for what comes of it."""
    expect(target).to_be_enabled()
    tab_to(page, target)
    page.keyboard.press(key)
    settle(page)


def type_into(page: Page, target: Locator, text: str) -> None:
    """Go to a box by Tab, put a text in the place of what stands there, and leave it."""
    tab_to(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Tab")
    settle(page)


def pick(page: Page, box: Locator, text: str) -> None:
    """Go to a select box by Tab, type, and take the first option that fits."""
    tab_to(page, box)
    page.keyboard.type(text)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    settle(page)


def proposed(page: Page, number: int) -> Locator:
    """The frame of a proposal, counted from 0."""
    return page.locator(f".st-key-proposal-{number}").locator(
        "xpath=ancestor::*[@data-testid='stVerticalBlock'][1]"
    )


def confirm_proposals(page: Page) -> None:
    """Tick all eight; set the first's denominator, and have the sixth rise over 2025."""
    expect(page.get_by_text("Đề xuất 8 chỉ tiêu")).to_be_visible()
    for number in range(8):
        press_key_on(page, proposed(page, number).get_by_role("checkbox").first, "Space")
    variant = proposed(page, 0).get_by_role("combobox", name="Mẫu số tính")
    pick(page, variant, "hồ sơ tiếp nhận trong kỳ và kỳ trước")
    pick(page, proposed(page, 5).get_by_role("combobox", name="So sánh"), "tăng")
    expect(page.get_by_text("mức tăng so với năm nào thì ghi vào ô Năm gốc")).to_be_visible()
    type_into(page, proposed(page, 5).get_by_role("textbox", name="Năm gốc"), "2025")
    press_key_on(page, page.get_by_role("button", name="Đưa 8 chỉ tiêu đã xác nhận vào bảng"))


def type_day(page: Page, label: str, digits: str) -> None:
    """Type a day's eight digits into the box of this label."""
    tab_to(page, page.get_by_role("spinbutton", name=f"day, {label}"))
    page.keyboard.type(digits)
    page.keyboard.press("Tab")  # to the button of the calendar, which still belongs to the box
    page.keyboard.press("Tab")
    settle(page)


def save_plan(page: Page) -> None:
    """Fill in what stands above the table, and save."""
    title = "Kế hoạch kiểm soát TTHC năm 2026, xã Đại Từ"
    type_into(page, page.get_by_role("textbox", name="Tên kế hoạch"), title)
    type_day(page, "Có hiệu lực từ ngày", "01012026")
    type_day(page, "Có hiệu lực đến hết ngày", "31122026")
    press_key_on(page, page.get_by_role("button", name="Lưu phiên bản"))
    expect(page.get_by_text("Đã lưu phiên bản mới, 8 chỉ tiêu.")).to_be_visible()


def load_list(page: Page) -> None:
    """From the third step to the page that loads files; hand one in and store it."""
    press_key_on(page, page.get_by_role("button", name="Mở trang Nạp số liệu"))
    with page.expect_file_chooser() as chooser:
        tab_to(page, page.get_by_test_id("stFileUploaderDropzone").locator("button"))
        page.keyboard.press("Enter")
    chooser.value.set_files([dossiers()])
    press_key_on(page, page.get_by_role("button", name="Nạp 1 tệp", exact=True))
    expect(page.get_by_text("Đã nạp 1 tệp")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390] if LONG else [390])
def test_a_stranger_comes_to_eight_standings_by_the_keys(
    serve: Callable[..., str], page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    address = serve()
    visit(page, address)
    choose_home(page, "dai tu thai nguyen", DAI_TU)
    expect(page.get_by_text(f"1. Trung tâm của tôi: {DAI_TU}")).to_have_count(0)
    type_into(page, page.get_by_role("textbox", name="Hoặc dán nội dung vào đây"), PLAN)
    press_key_on(page, page.get_by_role("button", name="Đọc và đề xuất"))
    confirm_proposals(page)
    assert page.evaluate(SIDEWAYS) <= 1
    save_plan(page)
    visit(page, address)
    load_list(page)

    visit(page, address)
    expect(headline(page, DAI_TU, "Tháng 1/2026")).to_be_visible()
    expect(page.locator("section.card").filter(visible=True)).to_have_count(len(STANDINGS))
    for label, (rate, status) in STANDINGS.items():
        expect(card(page, label).locator(".rate b")).to_have_text(rate)
        expect(card(page, label).locator(".status")).to_contain_text(status)
    assert page.evaluate(SIDEWAYS) <= 1
