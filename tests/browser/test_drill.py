"""From a card to its causes, from a field to its dossiers, and back, each an address."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.browser.driving import settle, visit
from tests.support.browser.samples import payload
from tests.support.browser.using import address_query, hand_in, store_files, table_cells
from tests.support.builders import done, dossier, earlier, table, xlsx_bytes


def test_a_card_leads_to_a_field_and_its_dossiers_and_back(
    serve: Callable[..., str], page: Page
) -> None:
    """Of certification one of two came in at the counter, of land both."""
    counter = {"channel": "Trực tiếp"}
    land = {"field": "Đất đai"}
    rows = [
        earlier(),
        done(1),
        dossier(2, **counter),
        dossier(3, **land, **counter),
        dossier(4, **land, **counter),
    ]
    address = serve()
    visit(page, address + "/nap-so-lieu")
    hand_in(page, [payload("tháng 1.xlsx", xlsx_bytes(table(rows)))])
    store_files(page, 1)
    # The browser was here a day before: since then one file was stored.
    day_before = int(time.time()) - 24 * 60 * 60
    cookie = {"name": "lan-xem", "value": f"0-{day_before}", "url": address}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    visit(page, f"{address}/?xa=11203&ky=2026-01")
    changes = page.get_by_role("link", name=re.compile("Từ lần xem trước"))
    expect(changes).to_contain_text("Nạp 1 tệp")
    assert address_query(page)["xa"] == "11203"

    card_link = page.get_by_role("link", name="Hồ sơ nộp trực tuyến", exact=True).first
    card_link.focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page).to_have_url(re.compile(r"/vi-sao\?xa=11203&ky=2026-01&chi-so=online_filing"))
    field = page.get_by_role("link", name="Đất đai", exact=True)
    field.focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page).to_have_url(re.compile("linh-vuc="))
    codes = [text for text in table_cells(page, "Hồ sơ đứng sau con số") if text.startswith("H24")]
    assert codes == ["H24.91-260105-0003", "H24.91-260105-0004"]

    page.get_by_role("link", name="‹ Về mọi phần của Hồ sơ nộp trực tuyến").click()
    settle(page)
    expect(page).not_to_have_url(re.compile("linh-vuc="))
    expect(page.get_by_role("link", name="Đất đai", exact=True)).to_be_visible()
    page.go_back()
    settle(page)
    expect(page).to_have_url(re.compile("linh-vuc="))
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Tổng quan", exact=True, level=1)).to_be_visible()
