"""What Streamlit itself writes is read in Vietnamese, also in a browser of another language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser.driving import settle, visit
from tests.support.long_runs import sample_of
from ui.page_list import PAGES

# Every name and text of the page that has no letter of Vietnamese in it and is not a file's,
# outside what the project writes.
ENGLISH = """() => {
    const vietnamese = /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]|[\u1ea0-\u1ef9]/i;
    const ours = [
        '[data-testid="stHtml"], [data-testid="stMarkdown"], [data-testid="stHeading"] span',
        'label, [data-testid="stAlert"], [data-testid$="Icon"], [data-testid="stIconMaterial"]',
        'script, style',
    ].join(', ');
    const english = text => /[a-z]{3,}/i.test(text) && !vietnamese.test(text);
    const texts = [];
    for (const element of document.body.querySelectorAll('*')) {
        if (element.closest(ours)) continue;
        for (const name of ['aria-label', 'title', 'alt']) {
            texts.push(element.getAttribute(name) ?? '');
        }
        for (const node of element.childNodes) if (node.nodeType === 3) texts.push(node.nodeValue);
    }
    return texts.map(text => text.trim()).filter(english);
}"""
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 768, "height": 900}


@pytest.fixture(scope="module")
def english_reader(browser: Browser, address: str) -> Iterator[Page]:
    """A tab of a browser that speaks English."""
    context = browser.new_context(locale="en-US", viewport=WIDE)
    page = context.new_page()
    yield page
    context.close()


def test_an_empty_record_speaks_vietnamese_alone(english_reader: Page, address: str) -> None:
    english_reader.set_viewport_size(NARROW)  # where the menu folds its last pages
    for page_file, _, path in sample_of(PAGES, 7, seed=5):
        visit(english_reader, f"{address}/{path}")
        words = {word for word in english_reader.evaluate(ENGLISH) if not word.startswith("•")}
        assert words <= {"Ghi", "Xem"}, page_file  # Vietnamese without accents


def test_a_calendar_and_a_list_without_a_match(english_reader: Page, address: str) -> None:
    english_reader.set_viewport_size(WIDE)
    visit(english_reader, f"{address}/nhiem-vu?ke-hoach-cua=11203-2026")
    english_reader.get_by_role("button", name="Chọn ngày").first.click()
    calendar = english_reader.get_by_test_id("stDateInputCalendar")
    expect(calendar).to_contain_text("tháng")
    expect(calendar.get_by_role("button", name="Tháng trước")).to_be_visible()
    english_reader.keyboard.press("Escape")
    settle(english_reader)
    box = english_reader.get_by_role("combobox", name="Kế hoạch").first
    box.click()
    box.fill("zzzz")
    expect(english_reader.get_by_text("Không tìm thấy")).to_be_visible()


def test_a_word_that_a_file_holds_is_left_alone(english_reader: Page, address: str) -> None:
    visit(english_reader, address)
    texts = english_reader.evaluate("""async () => {
        const main = document.querySelector('[data-testid="stMain"]');
        const box = document.createElement('div');
        box.innerHTML = '<p>Search</p><div data-testid="stHtml"><p>Search</p></div>'
            + '<div data-testid="stMarkdown"><p title="Open">None</p></div><p>Open Search</p>';
        main.append(box);
        await new Promise(requestAnimationFrame);
        const read = [...box.querySelectorAll('p')].map(p => p.textContent + (p.title ?? ''));
        box.remove();
        return read;
    }""")
    assert texts == ["Tìm", "Search", "NoneOpen", "Open Search"]


def test_no_page_asks_for_what_is_not_there(english_reader: Page, address: str) -> None:
    statuses: dict[str, int] = {}
    english_reader.on("response", lambda reply: statuses.update({reply.url: reply.status}))
    visit(english_reader, f"{address}/so-sanh")
    assert any(url.endswith("/_stcore/host-config") for url in statuses)
    assert [url for url, status in statuses.items() if status >= 400] == []
