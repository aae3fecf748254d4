"""The first and the last step of a process that opens a file: limits and bytes, then its answer.

Its script (`files/sandbox.py`) begins with `begin_child` and ends with `end_child`.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from types import TracebackType
from typing import IO, NoReturn

from files.answer import write_failure, write_refusal
from files.refusal import Refused

MEMORY = 3 * 2**30  # bytes of address space
LARGEST_ANSWER = 2**30  # bytes
# Where to write "0" at the script's end: whoever waits need not wait until a large process is taken
# apart (`files/fork_server.py`).
end_reports: list[int] = []
SECONDS = 120  # of the processor's time here, of the clock in `files/sandbox.py`


def begin_child() -> bytes:
    """Set this process's limits and read all of standard input: the bytes of the file.

    From then on an exception that ends the process is written as its answer.
    """
    sys.excepthook = _write_failure_answer
    _set_limits()
    return sys.stdin.buffer.read()


def end_child(write_answer: Callable[[IO[bytes]], None]) -> NoReturn:
    """Write this process's answer and end it; a Refused from `write_answer` is the answer then."""
    out = sys.stdout.buffer
    try:
        write_answer(out)
    except Refused as refused:
        write_refusal(out, refused)
    out.flush()
    for file in end_reports:
        os.write(file, b"0")
    os._exit(0)  # what was read is not taken apart cell by cell: the process ends anyway


def _write_failure_answer(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Write an uncaught exception as the answer, in the place of `sys.excepthook`."""
    write_failure(sys.stdout.buffer, error, traceback)
    sys.stdout.buffer.flush()


def _set_limits() -> None:
    """Limit memory, processor time and the answer's size, where the system has rlimits.

    Elsewhere the parent watches the first two instead.
    """
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_ANSWER, LARGEST_ANSWER))
