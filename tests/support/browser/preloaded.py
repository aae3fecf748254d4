"""A process that has done the dashboard's imports and forks itself for each dashboard of a test.

Imports are most of what a dashboard's start and its first page cost. What runs in a fork is app.py
from its first line; nothing of the pages is imported before.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT

CAN_FORK = sys.platform == "linux"  # what waits for a process that is no child is there alone
IMPORTS = (
    *("streamlit.web.server.starlette.starlette_app", "streamlit.web.bootstrap", "uvicorn"),
    *("uvicorn.protocols.http.auto", "uvicorn.protocols.websockets.websockets_sansio_impl"),
    *("brotli_asgi", "numpy", "pandas", "pyarrow.parquet", "duckdb", "plotly.graph_objects"),
    *("loaders.load", "metrics.judged_plans", "plan_texts.proposals"),
)


@dataclass(frozen=True)
class Fork:
    """A dashboard's process, of which this process is no parent; `pidfd` tells its end."""

    pid: int
    pidfd: int

    def poll(self) -> int | None:
        """None while it runs."""
        return 0 if select.select([self.pidfd], [], [], 0)[0] else None

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def wait(self, seconds: float) -> None:
        """Wait until it has ended; TimeoutExpired where it does not."""
        if not select.select([self.pidfd], [], [], seconds)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), seconds)

    def _send(self, number: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self.pidfd, number)


@cache
def _forker() -> subprocess.Popen[str]:
    """The process that forks, begun with the first dashboard; it ends when this one does."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.browser.preloaded"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def forked_dashboard(folder: Path, log: Path, environment: Mapping[str, str]) -> Fork:
    """`python app.py` in a folder with an environment, begun; what it prints goes to `log`."""
    forker = _forker()
    assert forker.stdin
    assert forker.stdout
    request = {"folder": str(folder), "log": str(log), "environment": dict(environment)}
    print(json.dumps(request), file=forker.stdin, flush=True)
    pid = int(forker.stdout.readline())
    return Fork(pid, os.pidfd_open(pid))


def _run_dashboard(request: Mapping[str, Any]) -> None:
    """Be a dashboard, as if this process had begun as one."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(request["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for ours, standard in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(ours, standard)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = [str(ROOT / "app.py")]
    sys.path[0] = str(ROOT)
    runpy.run_path(sys.argv[0], run_name="__main__")


def main() -> None:
    """Import, then fork for every line of stdin and print the new process's number."""
    for name in IMPORTS:
        importlib.import_module(name)
    running = 0
    for line in sys.stdin:
        while running and os.waitpid(-1, os.WNOHANG)[0]:
            running -= 1
        pid = os.fork()
        if pid == 0:
            _run_dashboard(json.loads(line))
            return
        running += 1
        print(pid, flush=True)


if __name__ == "__main__":
    main()
