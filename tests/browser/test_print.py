"""A page on paper: the figures and bars of the screen, choices as words, nothing to press."""

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser.driving import settle, visit
from tests.support.browser.samples import small_list
from tests.support.browser.using import hand_in, store_files

ADDRESS = "dien-bien?xa=11203&ky=2026-01"
# The width of each drawing and of the page's text, as they are laid out on paper.
WIDTHS = """() => {
    dispatchEvent(new Event('beforeprint'));
    const width = element => element.getBoundingClientRect().width;
    const drawings = [...document.querySelectorAll('.js-plotly-plot .main-svg')].map(width);
    const text = width(document.querySelector('[data-testid="stMainBlockContainer"]'));
    dispatchEvent(new Event('afterprint'));
    return [drawings, text];
}"""
LANDSCAPE_WIDTH = 1032  # of A4 between its margins, in CSS pixels


def printed(page: Page) -> list[str]:
    """The text of each page that a printer would give, without any blanks.

    Letters with accents come from a font of their own, and pypdf puts blanks before and after them.
    """
    content = page.pdf(prefer_css_page_size=True, print_background=True)
    sheets = pypdf.PdfReader(io.BytesIO(content)).pages
    return ["".join(sheet.extract_text().split()) for sheet in sheets]


@pytest.fixture
def trends(serve: Callable[..., str], page: Page) -> Page:
    """The months of a commune with one small list, the chart drawn."""
    address = serve()
    visit(page, f"{address}/nap-so-lieu")
    hand_in(page, [small_list()])
    store_files(page, 1)
    visit(page, f"{address}/{ADDRESS}")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    return page


def test_a_page_on_paper(trends: Page) -> None:
    whole_screen = trends.locator("body").inner_text()
    sheets = printed(trends)
    text = "".join(sheets)
    assert "Xã,phường:XãNinhGiang" in text
    assert "Dươnglịch" in text
    assert "Báocáo(15–14)" not in text  # the calendar that was not chosen
    assert "Xemhồsơ" not in text  # what can only be pressed
    for number, sheet in enumerate(sheets, start=1):
        assert f"Trang{number}/{len(sheets)}" in sheet
        assert re.search(r"inngày\d\d/\d\d/\d{4}", sheet)
    rates = re.findall(r"\d+,\d\d%", whole_screen)
    assert rates
    assert set(rates) <= set(re.findall(r"\d+,\d\d%", text))
    settle(trends)
    assert trends.locator("body").inner_text() == whole_screen  # nothing stays of the printing


def test_drawings_shrink_with_the_paper(trends: Page) -> None:
    wide = trends.locator(".js-plotly-plot .main-svg").first.evaluate(
        "drawing => drawing.getBoundingClientRect().width"
    )
    assert wide > LANDSCAPE_WIDTH
    trends.emulate_media(media="print")
    trends.set_viewport_size({"width": LANDSCAPE_WIDTH, "height": 700})
    drawings, text = trends.evaluate(WIDTHS)
    assert drawings
    assert all(0.9 * text < width <= text for width in drawings)


def test_what_was_drawn_for_the_dark_is_light_on_paper(
    browser: Browser, serve: Callable[..., str]
) -> None:
    page = browser.new_context(color_scheme="dark").new_page()
    visit(page, serve())
    page.emulate_media(media="print", color_scheme="dark")
    filters = """() => {
        const app = document.querySelector('[data-testid="stApp"]');
        const before = getComputedStyle(app).filter;
        dispatchEvent(new Event('beforeprint'));
        const during = getComputedStyle(app).filter;
        dispatchEvent(new Event('afterprint'));
        return [before, during, getComputedStyle(document.body).backgroundColor];
    }"""
    assert page.evaluate(filters) == ["none", "invert(1) hue-rotate(180deg)", "rgb(255, 255, 255)"]
    page.context.close()
