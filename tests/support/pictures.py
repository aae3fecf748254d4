"""`make pictures`: every page as readers see it, to be looked at one by one.

Each page of a dashboard full of the demonstration's figures, in five widths, light and dark, and
as it is printed (PDF, A4), in the folder `pictures/`; the README's picture is made anew.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser.driving import NO_CHROMIUM, chromium_path, launch, running, settle, visit
from tests.support.paths import ROOT
from ui.page_list import PAGES

WIDTHS = {1440: 900, 1024: 768, 768: 1024, 390: 844, 360: 740}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COMMUNE, PERIOD = "11203", "2026-09"
README_PICTURE = ROOT / "docs" / "tong-quan.png"  # as high as a screen
LOADING_MS = 300_000
# Streamlit scrolls a box of its own: the window is made as high as what stands in it.
HEIGHT = "() => Math.ceil(document.querySelector('[data-testid=stMain]').scrollHeight)"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running chromium of this machine, closed at the end; SystemExit if none is installed."""
    path = chromium_path()
    if path is None:
        raise SystemExit(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        yield browser
        browser.close()


def load_demonstration(browser: Browser, address: str) -> None:
    """Press the button that loads the demonstration data, and wait for the figures."""
    page = browser.new_page()
    visit(page, address)
    page.get_by_role("button", name="Nạp số liệu minh họa", exact=True).click()
    page.get_by_text("Số liệu giả định, chỉ để dùng thử").wait_for(timeout=LOADING_MS)
    settle(page, LOADING_MS)
    page.close()


def page_address(server: str, path: str) -> str:
    """The address of a page ("vi-sao") with the pictures' commune and month chosen."""
    return f"{server}/{path}?xa={COMMUNE}&ky={PERIOD}"


def show_whole_page(page: Page, width: int) -> None:
    """Make the window as high as the page, so that a picture holds all of it."""
    for _ in range(2):  # what comes into sight may be drawn only then, and be higher
        page.set_viewport_size(
            {"width": width, "height": max(WIDTHS[width], page.evaluate(HEIGHT))}
        )
        settle(page)


def take_pictures(
    browser: Browser, server: str, folder: Path, paths: list[str], widths: list[int]
) -> None:
    """Save every page in every width and theme as `<page>-<width>-<theme>.png` in the folder."""
    for theme in THEMES:
        for width in widths:
            reader = browser.new_context(
                viewport={"width": width, "height": WIDTHS[width]},
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                color_scheme=theme,
            )
            page = reader.new_page()
            for path in paths:
                page.set_viewport_size({"width": width, "height": WIDTHS[width]})
                visit(page, page_address(server, path))
                show_whole_page(page, width)
                page.screenshot(path=folder / f"{path}-{width}-{theme}.png")
            reader.close()


def print_pages(browser: Browser, server: str, folder: Path, paths: list[str]) -> None:
    """Save every page as it comes out of a printer as `<page>.pdf` in the folder."""
    page = browser.new_page()
    for path in paths:
        visit(page, page_address(server, path))
        page.pdf(path=folder / f"{path}.pdf", format="A4", print_background=True)
    page.close()


def main() -> None:
    """Save pictures as the command line asks, of a server given or one with demonstration data."""
    every_path = [path for _, _, path in PAGES]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "pictures")
    parser.add_argument("--pages", nargs="*", default=every_path, help="addresses, as in the bar")
    parser.add_argument("--widths", nargs="*", type=int, default=[*WIDTHS])
    parser.add_argument("--server", help="a dashboard that runs already")
    options = parser.parse_args()
    options.folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as home, chromium() as browser:
        if options.server:
            make(browser, options.server, options)
            return
        with running(Path(home)) as server:
            load_demonstration(browser, server)
            make(browser, server, options)


def make(browser: Browser, server: str, options: argparse.Namespace) -> None:
    """Save pictures and prints of these pages, and the README's picture, from a running server."""
    take_pictures(browser, server, options.folder, options.pages, options.widths)
    print_pages(browser, server, options.folder, options.pages)
    page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
    visit(page, page_address(server, "tong-quan"))
    page.screenshot(path=README_PICTURE)


if __name__ == "__main__":
    main()
