"""axe-core finds nothing of our making on any page, in either theme, wide or on a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support.browser.driving import running, visit
from tests.support.browser.samples import CSV, XLSX, load
from tests.support.long_runs import sample_of
from ui.page_list import PAGES

# Streamlit's own elements, by the rules that they break: the place where files are dropped, and the
# menu's lists on a phone, whose parts it gives other roles.
STREAMLITS_OWN = {
    "presentation-role-conflict": "stFileUploaderDropzone",
    "list": "stSidebarNavItems",
    "listitem": "<li class=",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def january(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with a January of two communes."""
    folder = tmp_path_factory.mktemp("january")
    load(folder, str(XLSX))
    load(folder, str(CSV), "--period", "2026-01")
    with running(folder) as address:
        yield address


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it is, "rule: element", without Streamlit's own."""
    results = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    pairs = [(rule["id"], node["html"]) for rule in results for node in rule["nodes"]]
    return [f"{rule}: {html}" for rule, html in pairs if STREAMLITS_OWN.get(rule, "\n") not in html]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_every_page_with_figures(browser: Browser, january: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    for _, title, path in sample_of(PAGES, 6, seed=width):
        visit(page, f"{january}/{path}?xa=11203&ky=2026-01")
        assert violations(page) == [], title
    context.close()


def test_every_page_without_figures(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for _, title, path in sample_of(PAGES, 4, seed=3):
        visit(page, f"{address}/{path}")
        assert violations(page) == [], title
    page.close()


def test_a_fault_of_ours_would_be_told(page: Page, address: str) -> None:
    visit(page, address)
    page.evaluate(
        "document.querySelector('[data-testid=stMain]').insertAdjacentHTML('beforeend', "
        "'<img src=\"app/static/icon.png\"><button></button>')"
    )
    assert {text.split(":")[0] for text in violations(page)} >= {"image-alt", "button-name"}
