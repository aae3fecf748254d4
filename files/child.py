"""The first and the last step of a process that opens a file: limits and bytes, then its answer.

Its script (`files/sandbox.py`) begins with `begin` and ends with `finish`.
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
SECONDS = 120  # of the processor's time here, of the clock in `files/sandbox.py`


def begin() -> bytes:
    """Set the limits, then take the file from standard input. An exception that ends the process
    is its answer.
    """
    sys.excepthook = _answer_failure
    _set_limits()
    return sys.stdin.buffer.read()


def finish(write_answer: Callable[[IO[bytes]], None]) -> NoReturn:
    """Write the answer and end the process; a refusal is an answer too."""
    out = sys.stdout.buffer
    try:
        write_answer(out)
    except Refused as refused:
        write_refusal(out, refused)
    out.flush()
    os._exit(0)  # what was read is not taken apart cell by cell: the process ends anyway


def _answer_failure(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """As Python's own `sys.excepthook`, but in the answer."""
    write_failure(sys.stdout.buffer, error, traceback)
    sys.stdout.buffer.flush()


def _set_limits() -> None:
    """Memory, processor time, and the answer's size; where the system has no rlimits the parent
    watches the first two instead.
    """
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_ANSWER, LARGEST_ANSWER))
