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
    """Follow the navigation to a page, and wait until it has settled."""
    open_page(page, title)
    settle(page)


def open_page(page: Page, title: str) -> None:
    """Follow the navigation to a page, through the group that it stands in."""
    group = next(name for name, pages in PAGES_BY_GROUP.items() if title in [p[1] for p in pages])
    if group:
        open_group(page, group)
    page.locator(MENU_LINKS).filter(has_text=re.compile(f"^{title}$")).click()
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()


def open_group(page: Page, group: str) -> None:
    """Unfold a group of the menu."""
    page.get_by_test_id("stTopNavSection").filter(has_text=group).click()
    expect(page.get_by_test_id("stTopNavPopover")).to_be_visible()


def page_addresses(page: Page) -> dict[str, str]:
    """Every page in the menu and its groups: its title and its address."""
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
    """Take one option of a select box."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def choose_home(page: Page, typed: str, commune: str) -> None:
    """Choose the reader's own centre by the keys: type, take the one that was meant, confirm."""
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
    """Press a button and wait for what comes of it."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled()
    button.scroll_into_view_if_needed()
    settle(page)  # what came into sight may have pushed it down
    button.click()
    settle(page)


def store_files(page: Page, count: int) -> None:
    """Store so many files, and wait until it is said."""
    press(page, f"Nạp {count} tệp")
    expect(page.get_by_text(f"Đã nạp {count} tệp")).to_be_visible(timeout=READING_MS)
    settle(page)


def unfold(page: Page, title: str) -> None:
    """Open what stands folded under a title."""
    page.locator("summary").filter(has_text=title).click()
    settle(page)


def hand_in(page: Page, files: Sequence[Path] | Sequence[FilePayload]) -> None:
    """Choose files in the empty uploader, and wait until they have been read."""
    page.locator('input[type="file"]').set_input_files(files)
    expect(page.locator(".st-key-store button")).to_be_visible(timeout=READING_MS)
    expect(page.locator(".st-key-store button")).not_to_contain_text("Đang", timeout=READING_MS)
    settle(page)


def show_details(page: Page, number: int) -> None:
    """Of several files in the table have one shown whole, by its number."""
    box = page.get_by_role("combobox", name="Xem kỹ một tệp", exact=True)
    box.click()
    box.fill(f"{number}. ")
    page.keyboard.press("Enter")
    settle(page)


def alert_saying(page: Page, text: str) -> Locator:
    """The box (of information, warning or error) that says this."""
    return page.get_by_test_id("stAlert").filter(has_text=text)


def table_cells(page: Page, name: str) -> list[str]:
    """The cells of a table that streamlit draws, row by row; `name` is said to screen readers."""
    table = page.get_by_test_id("stDataFrame").filter(
        has=page.locator(f'[aria-label$="{name}"]').first
    )
    cells = table.locator("canvas [role=gridcell]")
    expect(cells.first).to_be_attached()
    return cells.all_text_contents()


def card(page: Page, label: str) -> Locator:
    """The overview's card of one metric, folded or not."""
    heading = page.get_by_role("heading", name=label, exact=True, include_hidden=True)
    # Streamlit's own frame is a section too; the card is the innermost.
    return page.locator("section").filter(has=heading).last


def expect_card(page: Page, label: str, numerator: int, denominator: int) -> None:
    """A card shows this rate and the two counts that it comes from.

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
    """The sentence over the overview's cards."""
    return page.get_by_text(re.compile(rf"{re.escape(f'{commune} · {period}')}(:|,| \()"))


def address_query(page: Page) -> dict[str, str]:
    """What the address says after "?"."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def overview_says(page: Page, address: str, commune: str, period: str, query: str = "") -> None:
    """Open the overview; it is that commune's and that period's."""
    visit(page, f"{address}/{query}")
    expect(headline(page, commune, period)).to_be_visible()


def heard(page: Page) -> list[bytes]:
    """Every message that the server sends to this page from now on."""
    messages: list[bytes] = []

    def keep(message: Any) -> None:
        messages.append(message if isinstance(message, bytes) else message.encode())

    page.on("websocket", lambda opened: opened.on("framereceived", keep))
    return messages
