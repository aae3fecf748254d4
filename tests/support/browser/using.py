"""What a person does on the dashboard's pages, and what they read there."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.support.browser.driving import settle, visit
from ui.page_list import PAGES_BY_GROUP

MARK = "Số liệu giả định, chỉ để dùng thử"
READING_MS = 30_000
MENU_LINKS = '[data-testid="stTopNavLink"], [data-testid="stTopNavDropdownLink"]'
# A busy machine may need longer than playwright's own 5 seconds.
expect.set_options(timeout=15_000)

# Streamlit's page is a box that scrolls inside the document: both must be looked at.
SIDEWAYS = """() => {
    const boxes = [document.scrollingElement, document.querySelector('[data-testid="stMain"]')];
    return Math.max(...boxes.map(box => box.scrollWidth - box.clientWidth));
}"""


def percent(numerator: int, denominator: int) -> str:
    """Two counts as the pages write their rate, halves up: 275 of 347 is "79,25%"."""
    hundredths = (20_000 * numerator + denominator) // (2 * denominator)
    return f"{hundredths // 100},{hundredths % 100:02d}%"


def thousands(count: int) -> str:
    """A count as the pages write it: 1234 is "1.234"."""
    return f"{count:,}".replace(",", ".")


def go(page: Page, title: str) -> None:
    """Open the page of this title by the navigation, and wait until it has settled."""
    open_page(page, title)
    settle(page)


def open_page(page: Page, title: str) -> None:
    """Open the page of this title by the navigation, and wait for its heading."""
    group = next(name for name, pages in PAGES_BY_GROUP.items() if title in [p[1] for p in pages])
    if group:
        open_group(page, group)
    page.locator(MENU_LINKS).filter(has_text=re.compile(f"^{title}$")).click()
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()


def open_group(page: Page, group: str) -> None:
    """Unfold the navigation's group of this name, and wait for its list."""
    page.get_by_test_id("stTopNavSection").filter(has_text=group).click()
    expect(page.get_by_test_id("stTopNavPopover")).to_be_visible()


def page_addresses(page: Page) -> dict[str, str]:
    """Title → address, of every page in the menu and its groups."""
    expect(page.get_by_test_id("stTopNavLink").first).to_be_visible()
    links = page.get_by_test_id("stTopNavLink").all()
    addresses = {link.inner_text(): str(link.get_attribute("href")) for link in links}
    for group in page.get_by_test_id("stTopNavSection").all():
        open_group(page, group.inner_text().strip())
        for link in page.get_by_test_id("stTopNavDropdownLink").all():
            addresses[link.inner_text()] = str(link.get_attribute("href"))
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stTopNavPopover")).to_have_count(0)
    return addresses


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of the select box with this label, and wait until the page has settled."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def choose_home(page: Page, typed: str, commune: str) -> None:
    """Choose one's own centre by keyboard alone: type, take the match `commune`, confirm."""
    page.get_by_label("Tên xã, phường, đặc khu").focus()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name=commune)).to_be_checked()
    settle(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name=commune)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Chọn làm trung tâm của tôi")).to_be_focused()
    page.keyboard.press("Enter")
    settle(page)


def press(page: Page, name: str) -> None:
    """Press the button of this name once it is enabled, and wait until the page has settled."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled()
    button.scroll_into_view_if_needed()
    settle(page)  # what came into sight may have pushed it down
    button.click()
    settle(page)


def store_files(page: Page, count: int) -> None:
    """Press the button that stores `count` files, and wait until the page says it is done."""
    press(page, f"Nạp {count} tệp")
    expect(page.get_by_text(f"Đã nạp {count} tệp")).to_be_visible(timeout=READING_MS)
    settle(page)


def unfold(page: Page, title: str) -> None:
    """Unfold the box with this title, and wait until the page has settled."""
    page.locator("summary").filter(has_text=title).click()
    settle(page)


def hand_in(page: Page, files: Sequence[Path] | Sequence[FilePayload]) -> None:
    """Put files into the empty uploader, and wait until they have been read."""
    page.locator('input[type="file"]').set_input_files(files)
    expect(page.locator(".st-key-store button")).to_be_visible(timeout=READING_MS)
    expect(page.locator(".st-key-store button")).not_to_contain_text("Đang", timeout=READING_MS)
    settle(page)


def show_details(page: Page, number: int) -> None:
    """Choose the file of this number in "Xem kỹ một tệp", and wait until it is drawn."""
    box = page.get_by_role("combobox", name="Xem kỹ một tệp", exact=True)
    box.click()
    box.fill(f"{number}. ")
    page.keyboard.press("Enter")
    settle(page)


def alert_saying(page: Page, text: str) -> Locator:
    """The locator of the box (information, warning or error) that has this text."""
    return page.get_by_test_id("stAlert").filter(has_text=text)


def table_cells(page: Page, name: str) -> list[str]:
    """The cell texts, row by row, of the streamlit table whose spoken label ends in `name`."""
    table = page.get_by_test_id("stDataFrame").filter(
        has=page.locator(f'[aria-label$="{name}"]').first
    )
    cells = table.locator("canvas [role=gridcell]")
    expect(cells.first).to_be_attached()
    return cells.all_text_contents()


def card(page: Page, label: str) -> Locator:
    """The locator of the overview's card of the metric with this label, folded or not."""
    heading = page.get_by_role("heading", name=label, exact=True, include_hidden=True)
    # Streamlit's own frame is a section too; the card is the innermost.
    return page.locator("section").filter(has=heading).last


def expect_card(page: Page, label: str, numerator: int, denominator: int) -> None:
    """Assert that the metric's card has these two counts, and the rate of them where it is its own.

    They are the card's own, or where the plan names another denominator those of another line of
    what stands folded under “Cách tính”.
    """
    section = card(page, label)
    rate, counts = (
        percent(numerator, denominator),
        f"{thousands(numerator)}/{thousands(denominator)}",
    )
    line = section.locator("dd").filter(has_text=re.compile(rf"(^|\(){re.escape(counts)} "))
    expect(line).to_have_count(1)
    if not (line.text_content() or "").startswith("Theo mẫu số chung"):
        expect(section.locator(".rate b")).to_have_text(rate)
    else:
        expect(line).to_contain_text(rate)


def headline(page: Page, commune: str, period: str) -> Locator:
    """The locator of the sentence over the overview's cards, of this commune and period."""
    return page.get_by_text(re.compile(rf"{re.escape(f'{commune} · {period}')}(:|,| \()"))


def address_query(page: Page) -> dict[str, str]:
    """Name → its first value, of what the page's address has after "?"."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def overview_says(page: Page, address: str, commune: str, period: str, query: str = "") -> None:
    """Open the overview at `address` and `query`; assert its sentence's commune and period."""
    visit(page, f"{address}/{query}")
    expect(headline(page, commune, period)).to_be_visible()


def heard(page: Page) -> list[bytes]:
    """A list that fills with every message that the server sends to this page from now on."""
    messages: list[bytes] = []

    def keep(message: Any) -> None:
        """Add a websocket message to the list, a text as UTF-8 bytes."""
        messages.append(message if isinstance(message, bytes) else message.encode())

    page.on("websocket", lambda opened: opened.on("framereceived", keep))
    return messages
