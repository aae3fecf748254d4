"""Reads a file in a child process with limits, and turns whatever happens to it into an answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psutil
import pyarrow as pa

from loaders.child import MEMORY, SECONDS
from loaders.gate import Container, container_of, scan
from loaders.layouts import ExportFormat, layouts
from loaders.problems import Refused
from loaders.recognising import Heading

_PROJECT = Path(__file__).resolve().parents[1]
_WATCH_EVERY = 0.05
HARMFUL = (
    "Tệp này bị hỏng hoặc vượt giới hạn đọc an toàn: hãy xuất lại từ hệ thống, "
    "từng tháng một, rồi nạp."
)


@dataclass(frozen=True)
class Sheet:
    """A file as read: its layout, headings, the texts above them, and the mapped cells as text."""

    layout: ExportFormat
    name: str
    headings: tuple[Heading, ...]
    above: tuple[str, ...]
    cells: pa.Table

    @cached_property
    def heading_of(self) -> Mapping[str, str]:
        """The file's own heading of each mapped column."""
        return {h.column: h.text for h in self.headings if h.column}


def read_sheet(content: bytes) -> Sheet:
    """Gate, read and recognise a file; raises Refused with the sentence to show."""
    container = container_of(content)
    answer = _ask_child(content, container)
    end = answer.find(b"\n") + 1
    try:
        head = json.loads(answer[:end])
        if "refused" in head:
            raise Refused(head["refused"])
        cells = pa.ipc.open_stream(pa.py_buffer(answer).slice(end)).read_all()
    except (ValueError, pa.ArrowInvalid) as error:  # the child ended in the middle
        raise Refused(HARMFUL) from error
    layout = next(layout for layout in layouts() if layout.name == head["layout"])
    headings = tuple(Heading(*heading) for heading in head["headings"])
    return Sheet(layout, head["sheet"], headings, tuple(head["above"]), cells)


def _ask_child(content: bytes, container: Container) -> bytes:
    """What the child says; the workbook's insides are scanned here meanwhile."""
    child = subprocess.Popen(
        [sys.executable, "-m", "loaders.child", container],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a reader's panic may quote cells
        cwd=_PROJECT,
        env={**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system", "PYTHONIOENCODING": "utf-8"},
    )
    watcher = threading.Thread(target=_watch, args=(child,), daemon=True)
    watcher.start()
    scanned = _Scan(content) if container == "xlsx" else None
    try:
        answer, _ = child.communicate(content)
    finally:
        child.kill()
        child.wait()
    if scanned:
        scanned.check()
    if child.returncode != 0 or not answer:
        raise Refused(HARMFUL)
    return answer


class _Scan(threading.Thread):
    """The scan of a workbook beside the child (zlib leaves the other core free to it)."""

    def __init__(self, content: bytes) -> None:
        super().__init__(daemon=True)
        self._content = content
        self._refused: Refused | None = None
        self.start()

    def run(self) -> None:
        try:
            scan(self._content)
        except Refused as refused:
            self._refused = refused

    def check(self) -> None:
        self.join()
        if self._refused:
            raise self._refused


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
