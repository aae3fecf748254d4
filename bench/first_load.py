"""A browser's first visit to each page, nothing kept: seconds and bytes, beside the least page."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bench.servers import OURS, serving, stock_command
from bench.timing import verdict_line
from ui.page_list import PAGES

LOADS = 5
FILES = tuple(file for file, _, _ in PAGES)
MOST_RATIO, MOST_MB = 1.5, 1.3
_LEAST_PAGE = Path(__file__).with_name("scripts") / "plotly.py"
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Drawn: connected, the script ended, no part greyed or still waited for. Gives the milliseconds
# since the visit began, and 0 before that.
_DRAWN = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const isDrawn = app !== null
        && app.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid="stMarkdown"], [data-testid="stHeading"]') !== null
        && document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]') === null;
    return isDrawn ? performance.now() : 0;
}"""


@dataclass(frozen=True)
class Visit:
    """A first visit: seconds until all is drawn, and the bytes that came over the wire."""

    seconds: float
    byte_count: int


def report_lines(
    database: Path, loads: int = LOADS, files: Collection[str] = FILES
) -> Iterator[str]:
    """Report lines: seconds and MB of first visits to pages by chromium, beside the least page."""
    yield f"\nFirst visits in chromium, nothing kept (median of {loads}, beside the least page)"
    judgements: list[str] = []
    with ExitStack() as stack:
        ours = stack.enter_context(serving(OURS, database))
        least = stack.enter_context(serving(stock_command(_LEAST_PAGE), database))
        browser = _launch(stack.enter_context(sync_playwright()))
        for file, _, address in PAGES:
            if file not in files:
                continue
            page_address = f"{ours.address}/{address if file != PAGES[0][0] else ''}"
            _visit(browser, page_address)  # the server reads once what all readers share
            pairs = [
                (_visit(browser, least.address), _visit(browser, page_address))
                for _ in range(loads)
            ]
            yield _page_line(file, pairs)
            judgements += _judgements(file, pairs)
        browser.close()
    yield from judgements


def _page_line(file: str, pairs: Sequence[tuple[Visit, Visit]]) -> str:
    """The report's line of a page from pairs of visits (to the least page, to this one)."""
    least_seconds, seconds = (median(pair[side].seconds for pair in pairs) for side in (0, 1))
    return (
        f"  {file:20}{1000 * seconds:7.0f} ms, the least page {1000 * least_seconds:5.0f} ms,"
        f"{_ratio(pairs):6.2f} ×{_megabytes(pairs):7.2f} MB"
    )


def _judgements(file: str, pairs: Sequence[tuple[Visit, Visit]]) -> Iterator[str]:
    """Two lines of verdict on a page's first visits: the ratio to the least page, the megabytes."""
    yield verdict_line(f"{file}, × the least page", _ratio(pairs), MOST_RATIO)
    yield verdict_line(f"{file}, MB", _megabytes(pairs), MOST_MB)


def _ratio(pairs: Sequence[tuple[Visit, Visit]]) -> float:
    """The median of a page's seconds as multiples of the least page's, visited just before it."""
    return median(page.seconds / least.seconds for least, page in pairs)


def _megabytes(pairs: Sequence[tuple[Visit, Visit]]) -> float:
    """The median megabytes that a page brought over the wire."""
    return median(page.byte_count for _, page in pairs) / 1e6


def _launch(playwright: Playwright) -> Browser:
    """Start a headless chromium that calls nobody itself; RuntimeError if none is installed."""
    path = next((path for path in map(shutil.which, _CHROMIUM_NAMES) if path), None)
    if path is None:
        raise RuntimeError("no chromium: install the operating system's")
    quiet = ("background-networking", "component-update", "sync", "gpu", "quic", "dev-shm-usage")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    return playwright.chromium.launch(executable_path=path, args=arguments)


def _visit(browser: Browser, address: str) -> Visit:
    """Visit an address with nothing kept in the browser: seconds until drawn, bytes received."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page = context.new_page()
    byte_counts = _byte_counts_of(page)
    page.goto(address, wait_until="commit")
    drawn = page.wait_for_function(_DRAWN, timeout=120_000, polling="raf").json_value()
    context.close()
    return Visit(drawn / 1000, sum(byte_counts))


def _byte_counts_of(page: Page) -> list[int]:
    """A list that fills with the bytes of each answer and websocket message of the page."""
    byte_counts: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.loadingFinished",
        lambda answer: byte_counts.append(int(answer["encodedDataLength"])),
    )
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: byte_counts.append(len(frame))),
    )
    return byte_counts
