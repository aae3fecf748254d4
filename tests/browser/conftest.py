"""Fixtures of the browser tests: a chromium, dashboards on free ports, fresh pages."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.browser.driving import NO_CHROMIUM, chromium_path, launch, running

# What the browser tests of this process share, as long as they follow each other.
_SHARED = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """Close the chromium behind the last browser test.

    While playwright runs, asyncio counts the main thread as taken, and other tests of the same
    process could not use it.
    """
    yield
    if nextitem is None or not nextitem.get_closest_marker("browser"):
        _SHARED.close()
        _chromium.cache_clear()
        _reader.cache_clear()


@cache
def _chromium() -> Browser:
    path = chromium_path()
    if path is None:
        pytest.fail(NO_CHROMIUM, pytrace=False)
    chromium = launch(_SHARED.enter_context(sync_playwright()), path)
    _SHARED.callback(chromium.close)
    return chromium


@cache
def _reader() -> BrowserContext:
    reader = _chromium().new_context(
        viewport={"width": 1440, "height": 900},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        color_scheme="light",
    )
    # A tab that stays open keeps the process of all others, and with it Streamlit's compiled
    # scripts: chromium takes every port of 127.0.0.1 for one site.
    keeper = reader.new_page()
    keeper.route("**", lambda route: route.fulfill(body=""))
    keeper.goto("http://127.0.0.1/")
    return reader


@pytest.fixture(scope="module")
def browser() -> Browser:
    """The chromium. Without one each test fails with one line."""
    return _chromium()


@pytest.fixture(scope="module")
def context() -> BrowserContext:
    """One reader in Vietnam, 1440 × 900, light, for all tests: what was fetched is kept."""
    return _reader()


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


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A new tab of a reader of whom no dashboard knows anything."""
    tab = context.new_page()
    yield tab
    if not tab.is_closed():
        tab.evaluate("() => { try { localStorage.clear() } catch { /* a page of no site */ } }")
        tab.close()
    context.clear_cookies()
