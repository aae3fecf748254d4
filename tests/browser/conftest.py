"""Fixtures of the browser tests: a chromium, dashboards on free ports, fresh pages."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.browser.driving import NO_CHROMIUM, chromium_path, launch, running


# One for each module, not for the session: while playwright runs, asyncio counts the main thread
# as taken, and other tests of the same worker could not use it.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A chromium. Without one each test fails with one line."""
    path = chromium_path()
    if path is None:
        pytest.fail(NO_CHROMIUM, pytrace=False)
    with sync_playwright() as playwright:
        chromium = launch(playwright, path)
        yield chromium
        chromium.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Starts a dashboard of the test's own: `serve()`, `serve(command)`; gives its address."""
    with ExitStack() as dashboards:
        yield lambda *arguments, **options: dashboards.enter_context(
            running(tmp_path, *arguments, **options)
        )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one dashboard for all tests of a module that only look."""
    with running(tmp_path_factory.mktemp("dashboard")) as shared:
        yield shared


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One reader in Vietnam, 1440 × 900, light, for a module: what was fetched is kept."""
    reader = browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        color_scheme="light",
    )
    yield reader
    reader.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A new tab of a reader of whom no dashboard knows anything."""
    tab = context.new_page()
    yield tab
    if not tab.is_closed():
        tab.evaluate("() => { try { localStorage.clear() } catch { /* a page of no site */ } }")
        tab.close()
    context.clear_cookies()
