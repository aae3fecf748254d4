"""The first and the last step of a process that opens a file: limits and bytes, then its answer.

The answer is one JSON line, then whatever bytes belong to it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import IO, Any, NoReturn

from files.refusal import Refused

MEMORY = 3 * 2**30
SECONDS = 120


def begin() -> bytes:
    """Set the limits, then take the file from standard input."""
    _limit()
    return sys.stdin.buffer.read()


def finish(write_answer: Callable[[IO[bytes]], None]) -> NoReturn:
    """Write the answer and end the process; a refusal is an answer too."""
    out = sys.stdout.buffer
    try:
        write_answer(out)
    except Refused as refused:
        refusal = {"refused": refused.sentence, "asks": refused.asks, "details": refused.details()}
        write_line(out, refusal)
    out.flush()
    os._exit(0)  # what was read is not taken apart cell by cell: the process ends anyway


def write_line(out: IO[bytes], head: Mapping[str, Any]) -> None:
    """The answer's JSON line."""
    out.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")


def _limit() -> None:
    """Memory and processor time; where the system has no rlimits the parent watches instead."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
