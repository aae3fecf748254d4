"""axe-core finds nothing of our making on any page, in either theme, wide or on a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
    # Of what it finds right, it need not say where that stands.
    options = {"runOnly": TAGS, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options).response["violations"]
    pairs = [(rule["id"], node["html"]) for rule in results for node in rule["nodes"]]
    return [f"{rule}: {html}" for rule, html in pairs if STREAMLITS_OWN.get(rule, "\n") not in html]


# The seeds draw thirteen different pages for the three walks.
@pytest.mark.parametrize(("scheme", "width", "seed"), [("light", 1440, 0), ("dark", 390, 3)])
def test_every_page_with_figures(
    page: Page, january: str, scheme: str, width: int, seed: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for _, title, path in sample_of(PAGES, 5, seed):
        visit(page, f"{january}/{path}?xa=11203&ky=2026-01")
        assert violations(page) == [], title


def test_every_page_without_figures(page: Page, address: str) -> None:
    for _, title, path in sample_of(PAGES, 3, seed=12):
        visit(page, f"{address}/{path}")
        assert violations(page) == [], title


def test_a_fault_of_ours_would_be_told(page: Page, address: str) -> None:
    visit(page, address)
    page.evaluate(
        "document.querySelector('[data-testid=stMain]').insertAdjacentHTML('beforeend', "
        "'<img src=\"app/static/icon.png\"><button></button>')"
    )
    assert {text.split(":")[0] for text in violations(page)} >= {"image-alt", "button-name"}
