"""Starting the dashboard, driving it in a real chromium, and waiting until it has settled."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Playwright

from tests.support.browser.preloaded import CAN_FORK, Fork, forked_dashboard
from tests.support.paths import ROOT

SCREENSHOTS = Path(__file__).parent / "screenshots"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = "Không có chromium: cài gói chromium của hệ điều hành rồi chạy lại."
APP = (sys.executable, str(ROOT / "app.py"))
STREAMLIT_RUN = (
    *(sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")),
    *("--server.port", "0"),
)
START_SECONDS = 60

# Settled: connected, no run under way, nothing greyed out, and nothing that moves (what is unfolded
# glides open, and a table comes later: a click could fall beside a button on its way down). All of
# it for 250 ms on end, since a click reaches the server only some milliseconds after it was made.
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const height = document.querySelector('[data-testid="stMain"]')?.scrollHeight;
    const glides = animation => animation.playState === 'running'
        && animation.effect?.getComputedTiming().iterations !== Infinity;
    const quiet = app !== null
        && app.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-stale="true"]') === null
        && height === window.quietHeight
        && !document.getAnimations().some(glides);
    window.quietHeight = height;
    if (!quiet) { window.quietSince = null; return false; }
    window.quietSince ??= performance.now();
    return performance.now() - window.quietSince > 250;
}"""


def chromium_path() -> str | None:
    """The path of the first chromium on PATH; None if none is installed."""
    return next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), None)


def launch(playwright: Playwright, path: str) -> Browser:
    """Start the chromium at `path`, headless and without calls of its own to the network."""
    quiet = ("background-networking", "component-update", "sync", "gpu", "quic", "dev-shm-usage")
    # Streamlit's scripts are compiled once for all tabs of a context, not for each.
    arguments = ["--no-sandbox", "--no-first-run", "--process-per-site"]
    arguments += [f"--disable-{name}" for name in quiet]
    return playwright.chromium.launch(executable_path=path, args=arguments)


@contextmanager
def running(
    folder: Path,
    command: Sequence[str] | None = None,
    environment: Mapping[str, str] | None = None,
    may_fail: bool = False,
) -> Iterator[str]:
    """Run a dashboard on `folder`'s data in a process; give its address, stop it at the end.

    It is app.py in a fork of a process that has done the imports, or a `command`. What it prints
    goes to `folder`/server.log. A traceback in there fails the test at the end, unless the test
    `may_fail` on purpose.
    """
    log = folder / "server.log"
    settings = {
        "TTHC_DATABASE": str(folder / "tthc.duckdb"),
        "TTHC_PORT": "0",
        "PYTHONUNBUFFERED": "1",
    }
    process = begun(folder, log, command, {**os.environ, **settings, **(environment or {})})
    try:
        yield address_when_up(process, log)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
    assert may_fail or "Traceback" not in log.read_text(), log.read_text()


def begun(
    folder: Path, log: Path, command: Sequence[str] | None, environment: Mapping[str, str]
) -> subprocess.Popen[bytes] | Fork:
    """A dashboard's process, not in the project's folder: it must start from anywhere."""
    log.touch()
    if command is None and CAN_FORK:
        return forked_dashboard(folder, log, environment)
    with log.open("w") as output:
        return subprocess.Popen(
            command or APP, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )


def address_when_up(process: subprocess.Popen[bytes] | Fork, log: Path) -> str:
    """The address that the server printed in `log`, once it answers; AssertionError after 60 s."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        printed = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
        if printed and answers(f"{printed[0]}/healthz"):
            return printed[0]
        time.sleep(0.1)
    raise AssertionError(f"The dashboard did not start:\n{log.read_text()}")


def answers(address: str) -> bool:
    """Whether a GET of this address gives status 200 within five seconds."""
    try:
        with urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def settle(page: Page, timeout_ms: float = 30_000) -> None:
    """Wait until streamlit has finished its rerun and drawn it; raises after `timeout_ms`."""
    page.wait_for_selector('[data-testid="stApp"]', timeout=timeout_ms)
    page.evaluate("window.quietSince = null")
    page.wait_for_function(SETTLED, timeout=timeout_ms, polling=50)


def visit(page: Page, address: str) -> None:
    """Open an address and wait until its page has settled."""
    page.goto(address)
    settle(page)


def screenshot(page: Page, name: str) -> Path:
    """Save the whole page as `name`.png in the git-ignored folder screenshots; give its path."""
    SCREENSHOTS.mkdir(exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
