"""A proposal that is unticked and ticked again still holds what was typed."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from tests.support.browser.driving import settle, visit
from tests.support.browser.using import press, unfold

PLAN = """KẾ HOẠCH
Năm 2026
1. Tỷ lệ hồ sơ nộp trực tuyến đạt 80%.
2. Tỷ lệ số hóa hồ sơ đạt 75%.
"""


def entries(boxes: Locator) -> list[str]:
    return [box.input_value() for box in boxes.all()]


def test_a_proposal_ticked_again_holds_what_was_typed(
    serve: Callable[..., str], page: Page
) -> None:
    visit(page, serve() + "/ke-hoach?viec=sua")
    unfold(page, "Lấy chỉ tiêu, nhiệm vụ từ văn bản kế hoạch")
    page.get_by_role("textbox", name="Hoặc dán nội dung vào đây").fill(PLAN)
    press(page, "Đọc và đề xuất")
    tick = page.locator('[class*="st-key-proposal-1"] label').first
    tick.click()
    settle(page)
    boxes = page.locator(
        '[class*="st-key-proposal-"] :is(input[type="text"], input[role="combobox"])'
    )
    page.get_by_label("Mức (%)").fill("77")
    page.keyboard.press("Tab")
    settle(page)
    typed = entries(boxes)
    assert typed[:3] == ["Số hóa hồ sơ", "tối thiểu", "77"]
    for _ in range(2):
        tick.click()
        settle(page)
        assert entries(boxes) == []
        tick.click()
        settle(page)
        assert entries(boxes) == typed
