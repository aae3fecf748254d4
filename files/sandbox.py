"""Opens a file in a child process with limits, and turns whatever happens to it into an answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa

from files.child import MEMORY, SECONDS
from files.refusal import Refused

_PROJECT = Path(__file__).resolve().parents[1]
_WATCH_EVERY = 0.05
HARMFUL = (
    "Tệp này bị hỏng hoặc vượt giới hạn đọc an toàn: hãy xuất lại từ hệ thống, "
    "từng tháng một, rồi nạp."
)


class WorkerRefused(Refused):
    """A refusal as the child told it; `told` is what its kind carries, as plain JSON."""

    def __init__(self, sentence: str, asks: str | None, told: Any) -> None:
        super().__init__(sentence, asks)
        self._told = told

    def details(self) -> Any:
        return self._told


@dataclass(frozen=True)
class Reply:
    """What a child wrote, and whether it came to its end."""

    content: bytes
    ended_well: bool

    def parts(self) -> tuple[dict[str, Any], pa.Buffer]:
        """The child's JSON line, and what follows it; raises Refused where it ended otherwise."""
        end = self.content.find(b"\n") + 1
        if not self.ended_well or not end:
            raise Refused(HARMFUL)
        try:
            head: dict[str, Any] = json.loads(self.content[:end])
        except ValueError as error:
            raise Refused(HARMFUL) from error
        if "refused" in head:
            raise WorkerRefused(head["refused"], head["asks"], head["details"])
        return head, pa.py_buffer(self.content).slice(end)


def run(worker: str, content: bytes, *options: str) -> Reply:
    """The reply of a child that runs the script `worker` with these options over the bytes.

    The script begins with `files.child.begin` and ends with `files.child.finish`.
    """
    child = subprocess.Popen(
        [sys.executable, "-c", worker, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a reader's panic may quote cells
        cwd=_PROJECT,
        env={**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system", "PYTHONIOENCODING": "utf-8"},
    )
    watcher = threading.Thread(target=_watch, args=(child,), daemon=True)
    watcher.start()
    try:
        answer, _ = child.communicate(content)
    finally:
        child.kill()
        child.wait()
    return Reply(answer, child.returncode == 0)


def _watch(child: subprocess.Popen[bytes]) -> None:
    """End the child past its time; past its memory too where the system has no rlimits."""
    deadline = time.monotonic() + SECONDS
    while child.poll() is None:
        if time.monotonic() > deadline or (os.name != "posix" and _memory(child.pid) > MEMORY):
            child.kill()
            return
        time.sleep(_WATCH_EVERY)


def _memory(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
