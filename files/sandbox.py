"""Opens a file in a child process with limits, and turns whatever happens to it into an answer.

The child runs a script of a few lines, which the caller gives: this module knows no reader. From
a script's third file on, a server that has done its imports forks the child where it can.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import psutil

from files.answer import ProgramFault, failure_in, parse_answer
from files.child import MEMORY, SECONDS
from files.fork_server import CAN_FORK, ChildScript, ForkServer, start_fork_server
from files.refusal import Refused

_PROJECT = Path(__file__).resolve().parents[1]
_LOG = logging.getLogger(__name__)
_WATCH_EVERY = 0.05  # seconds
_SERVERS: dict[ChildScript, ForkServer] = {}
_RUN_BEFORE: set[ChildScript] = set()
_LOCK = threading.Lock()
HARMFUL = (
    "Tệp này bị hỏng hoặc vượt giới hạn đọc an toàn: hãy xuất lại từ hệ thống, "
    "từng tháng một, rồi nạp."
)


@dataclass(frozen=True)
class Reply:
    """What a child wrote, and whether it came to its end."""

    answer: bytes | mmap
    has_ended_well: bool

    def answer_parts(self) -> tuple[dict[str, Any], memoryview]:
        """(head, bytes after it) of the child's answer; raises Refused or ProgramFault.

        Raises Refused where the child refused the file or did not come to its end, ProgramFault
        where that was the program's own fault.
        """
        if not self.has_ended_well:
            self._raise_program_fault()
            raise Refused(HARMFUL)
        try:
            return parse_answer(self.answer)
        except ValueError as error:
            raise Refused(HARMFUL) from error

    def _raise_program_fault(self) -> None:
        """Raise ProgramFault where the child names a fault of the program; log any other."""
        failure = failure_in(self.answer)
        if failure and failure.is_program_fault:
            raise ProgramFault(f"{failure.kind}, {failure.place}: {failure.message}")
        if failure:
            _LOG.warning("A file ended its reading: %s, %s", failure.kind, failure.place)


def run_child(script: ChildScript, content: bytes, *arguments: str) -> Reply:
    """Run a script in a child process over a file's bytes; its reply, whatever became of it."""
    forked_reply = _reply_of_fork(script, content, arguments)
    return forked_reply or _reply_of_new_process(script, content, arguments)


def prepare_child(script: ChildScript) -> None:
    """Start the script's fork server where there is none, so that its next child begins sooner."""
    if CAN_FORK:
        with _LOCK:
            server = _SERVERS.get(script)
            if server is None or not server.is_running():
                _SERVERS[script] = start_fork_server(script, _PROJECT, _environment())


def _reply_of_fork(script: ChildScript, content: bytes, arguments: Sequence[str]) -> Reply | None:
    """The reply of a child of the script's fork server; None where no server is ready.

    A script's first file starts no server: often none comes after it.
    """
    server = _SERVERS.get(script)
    if server and server.is_ready():
        with suppress(OSError), _files_of(content) as (source, answer):
            status = server.run(source, answer, arguments, SECONDS)
            return Reply(_mapped_content(answer), status == 0)
    if script in _RUN_BEFORE:
        prepare_child(script)
    _RUN_BEFORE.add(script)
    return None


def _reply_of_new_process(script: ChildScript, content: bytes, arguments: Sequence[str]) -> Reply:
    """The reply of a child that is started from nothing."""
    with _files_of(content) as (source, answer):
        child = subprocess.Popen(
            [sys.executable, "-c", script.code, *arguments],
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,  # a reader's panic may quote cells
            cwd=_PROJECT,
            env=_environment(),
        )
        _wait_within_limits(child)
        return Reply(_mapped_content(answer), child.returncode == 0)


@contextmanager
def _files_of(content: bytes) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """A file with a content, and an empty one for the answer; nobody else has them open.

    Files, not pipes: as many bytes take a tenth of the time, and the answer is not copied.
    """
    with _nameless_file() as source, _nameless_file() as answer:
        source.write(content)
        source.seek(0)  # which writes all out
        yield source, answer


def _environment() -> dict[str, str]:
    """The environment variables of a child: those of this process, and two of its own."""
    return {**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system", "PYTHONIOENCODING": "utf-8"}


def _nameless_file() -> IO[bytes]:
    """A new file without a name, in memory where the system can, gone once nobody has it open.

    What it holds is personal.
    """
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("tthc"), "w+b")
    return TemporaryFile()


def _mapped_content(file: IO[bytes]) -> bytes | mmap:
    """A file's content without a copy, to be used after its closing too; b"" where it is empty."""
    return mmap(file.fileno(), 0, access=ACCESS_READ) if os.fstat(file.fileno()).st_size else b""


def _wait_within_limits(child: subprocess.Popen[bytes]) -> None:
    """Wait for a child's end, or kill it at its limits; an exception in between kills it too."""
    end_event = threading.Event()
    watcher = threading.Thread(target=_kill_beyond_limits, args=(child, end_event), daemon=True)
    watcher.start()
    try:
        child.wait()
    finally:
        child.kill()
        child.wait()
        end_event.set()
        watcher.join()


def _kill_beyond_limits(child: subprocess.Popen[bytes], end_event: threading.Event) -> None:
    """Kill a child past its time, and past its memory where the system has no rlimits."""
    deadline = time.monotonic() + SECONDS
    while not end_event.wait(_WATCH_EVERY):
        if time.monotonic() > deadline or (
            os.name != "posix" and _memory_in_bytes(child.pid) > MEMORY
        ):
            child.kill()
            return


def _memory_in_bytes(pid: int) -> int:
    """How many bytes a process has in memory; 0 where it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
