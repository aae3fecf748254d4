"""A process that has done a script's imports and forks itself for each file.

A child from it begins in a few milliseconds, one from nothing in 200. The server has one thread,
since a fork copies one. Of a request it gets the script's arguments and three open files: the
content, the answer, and a socket of this request alone. On that the child says that it has come to
its end, or the server how it ended otherwise; where it is closed before, the child is killed.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import IO, NoReturn

from files.child import end_reports

CAN_FORK = sys.platform == "linux"  # what a server needs is there alone
_READY = b"ready"
_LARGEST_REQUEST = 2**16  # bytes, of the arguments
_END_REPORT = 3  # the requester's socket in a child
_START = "import sys; from files.fork_server import serve; serve(int(sys.argv[1]), *sys.argv[2:])"


@dataclass(frozen=True)
class ChildScript:
    """What a child runs: its code, and the imports that a server does before the child begins.

    The code begins with `files.child.begin_child` and ends with `files.child.end_child`.
    """

    code: str
    imports: str


@dataclass(frozen=True)
class ForkServer:
    """A server that was started, and this process's end of the socket to it."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    def is_running(self) -> bool:
        """Whether the server's process has not ended."""
        return self.process.poll() is None

    def is_ready(self) -> bool:
        """Whether the server's imports are done, so that a child begins at once."""
        if not self.is_running():
            return False
        try:
            seen = self.control.recv(len(_READY), socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        return seen == _READY

    def run(
        self, content: IO[bytes], answer: IO[bytes], arguments: Sequence[str], seconds: float
    ) -> int | None:
        """Run a child over open files; its exit status, or None after `seconds` without one.

        Raises OSError where the server is gone: whether a child began is not known then.
        """
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                files = [content.fileno(), answer.fileno(), theirs.fileno()]
                socket.send_fds(self.control, [json.dumps(arguments).encode()], files)
            ours.settimeout(seconds)
            try:
                status = ours.recv(16)
            except TimeoutError:
                return None
        if not status:
            raise ConnectionAbortedError("the server ended before its child")
        return int(status)


def start_fork_server(
    script: ChildScript, folder: Path, environment: Mapping[str, str]
) -> ForkServer:
    """Start a script's server in a folder with an environment; it ends when this process does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-c", _START, str(theirs.fileno()), script.code, script.imports],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
        )
    return ForkServer(process, ours)


@dataclass(frozen=True)
class _Child:
    """A child that runs, and the socket on which its exit status is waited for."""

    pid: int
    pidfd: int
    requester: socket.socket


def serve(control_fd: int, code: str, imports: str) -> NoReturn:
    """Run `imports`; fork a child to run `code` for each request on `control_fd`; end with that."""
    control = socket.socket(fileno=control_fd)
    compiled_code = compile(code, "<script>", "exec")
    exec(imports, {})
    gc.freeze()  # a collection in a child would copy every page
    control.send(_READY)
    selector = selectors.DefaultSelector()
    selector.register(control, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.data is None:
                _begin_child(selector, control, compiled_code)
            elif selector.get_map().get(key.fd) is key:  # not ended by its other file just now
                _end_child(selector, key.data)


def _begin_child(
    selector: selectors.BaseSelector, control: socket.socket, compiled_code: CodeType
) -> None:
    """Fork a child for the next request on `control`; where that is closed, kill all and end."""
    request, fds, _, _ = socket.recv_fds(control, _LARGEST_REQUEST, 3)
    if not request:
        _end_server(selector)
    content, answer, requester_fd = fds
    pid = os.fork()
    if pid == 0:
        _run_code(compiled_code, json.loads(request), (content, answer, requester_fd))
    os.close(content)
    os.close(answer)
    child = _Child(pid, os.pidfd_open(pid), socket.socket(fileno=requester_fd))
    selector.register(child.requester, selectors.EVENT_READ, child)
    selector.register(child.pidfd, selectors.EVENT_READ, child)


def _run_code(
    compiled_code: CodeType, arguments: Sequence[str], fds: tuple[int, int, int]
) -> NoReturn:
    """Run the script in this child with its request's three files: content, answer, socket."""
    content, answer, requester = fds
    os.dup2(content, 0)
    os.dup2(answer, 1)
    os.dup2(requester, _END_REPORT)
    os.closerange(_END_REPORT + 1, os.sysconf("SC_OPEN_MAX"))  # the server's, and other requests'
    end_reports.append(_END_REPORT)
    sys.argv = ["-c", *arguments]
    try:
        exec(compiled_code, {"__name__": "__main__"})
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def _end_child(selector: selectors.BaseSelector, child: _Child) -> None:
    """Send a child's exit status to its requester; kill the child where nobody waits for it."""
    for file in (child.requester, child.pidfd):
        selector.unregister(file)
    with suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)  # ended or no longer wanted
    status = os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1])
    os.close(child.pidfd)
    with child.requester, suppress(OSError):
        child.requester.send(str(status).encode())


def _end_server(selector: selectors.BaseSelector) -> NoReturn:
    """Kill all children and end this process."""
    for key in selector.get_map().values():
        if key.data is not None:
            with suppress(ProcessLookupError):
                os.kill(key.data.pid, signal.SIGKILL)
    os._exit(0)
