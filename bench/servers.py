"""Servers of a record's pages, in processes of their own: ours, and by Streamlit's own settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil

_PROJECT = Path(__file__).resolve().parents[1]
_START_SECONDS = 120
OURS = (sys.executable, str(_PROJECT / "app.py"))
EMPTY_PAGE = (sys.executable, "-m", "bench.empty_page")


@dataclass(frozen=True)
class Server:
    """A server that answers: its address, and its process."""

    address: str
    process: psutil.Process

    def cpu_seconds(self) -> float:
        """The seconds of processor that the server has taken so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> int:
        """The bytes of memory that the server's process shares with no other."""
        return int(self.process.memory_full_info().uss)


def stock_command(script: Path) -> tuple[str, ...]:
    """The command that serves a script by Streamlit's own settings; the port is set outside."""
    return (sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true")


STOCK = stock_command(_PROJECT / "ui" / "main.py")


@contextmanager
def serving(command: Sequence[str], database: Path) -> Iterator[Server]:
    """Start a server by this command on a record's cache, give it once it answers, end it after."""
    port = str(_free_port())
    settings = {
        "TTHC_DATABASE": str(database),
        "TTHC_PORT": port,
        "STREAMLIT_SERVER_PORT": port,
        # With an address of its own Streamlit asks no outside service for this machine's.
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "PYTHONPATH": str(_PROJECT),
    }
    # In another folder than the project's, where Streamlit would read our settings.
    with subprocess.Popen(
        command,
        cwd=database.parent,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for_answer(f"{address}/_stcore/health", process)
            yield Server(address, psutil.Process(process.pid))
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for_answer(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until an address answers; RuntimeError where its server ends or takes too long."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
