"""What a child process that opens a file answers: one JSON line, then whatever bytes belong to it.

Both ends stand here. A refusal is an answer too: its JSON line holds "refused" (the sentence),
"asks" and "details" (`files/refusal.py`), and no bytes follow. Of a child that an exception ended
the answer is a line with "failed" (what kind of exception), "place" and "message".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from mmap import mmap
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import IO, Any, NamedTuple

from files.refusal import Refused

_PROJECT = Path(__file__).resolve().parents[1]
# Exceptions that say what is wrong with the program, whatever file it reads. What others say may
# quote the file's cells, so it stays in the child.
_PROGRAM_FAULTS = frozenset(
    {"MalformedFile", "ImportError", "ModuleNotFoundError", "NameError", "UnboundLocalError"}
)


class Failure(NamedTuple):
    """The exception that ended a child: its kind, its `place` in our code, and its message.

    `message` is "" where the exception is not the program's own fault.
    """

    kind: str
    place: str
    message: str

    @property
    def is_program_fault(self) -> bool:
        """Whether the exception's kind shows the program at fault (NameError, …), not the file."""
        return self.kind in _PROGRAM_FAULTS


class ProgramFault(Exception):
    """A child ended by a fault of the program: no other file will do better."""


class RelayedRefusal(Refused):
    """A refusal as it came out of a child; its details are plain JSON."""

    def __init__(self, sentence: str, asks: str | None, details: Any) -> None:
        """Keep the sentence, what it asks for and the details, as the child wrote them."""
        super().__init__(sentence, asks)
        self._details = details

    def details(self) -> Any:
        """The details that the child wrote with its refusal, as plain JSON."""
        return self._details


def write_head(out: IO[bytes], head: Mapping[str, Any]) -> None:
    """Write an answer's head as one JSON line."""
    out.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")


def write_refusal(out: IO[bytes], refused: Refused) -> None:
    """Write a refusal as a child's whole answer."""
    refusal = {"refused": refused.sentence, "asks": refused.asks, "details": refused.details()}
    write_head(out, refusal)


def write_failure(out: IO[bytes], error: BaseException, traceback: TracebackType | None) -> None:
    """Write the exception that ended a child as its whole answer."""
    kind = type(error).__name__
    message = str(error) if kind in _PROGRAM_FAULTS else ""
    write_head(out, {"failed": kind, "place": _place_in_project(traceback), "message": message})


def _place_in_project(traceback: TracebackType | None) -> str:
    """The innermost project line of a traceback, "loaders/reading/html.py:40"; "" for none."""
    for frame in reversed(extract_tb(traceback)):
        path = Path(frame.filename)
        if path.is_relative_to(_PROJECT) and ".venv" not in path.parts:
            return f"{path.relative_to(_PROJECT).as_posix()}:{frame.lineno}"
    return ""


def failure_in(answer: bytes | mmap) -> Failure | None:
    """The exception that ended a child, from its answer; None where the answer names none."""
    try:
        head = json.loads(answer[:])
        return Failure(head["failed"], head["place"], head["message"])
    except (ValueError, LookupError, TypeError):
        return None


def parse_answer(answer: bytes | mmap) -> tuple[dict[str, Any], memoryview]:
    """(head, bytes after it) of a child's answer; raises RelayedRefusal or ValueError.

    Raises RelayedRefusal where the answer is a refusal, ValueError where it has no JSON line.
    """
    head_end = answer.find(b"\n") + 1
    head: dict[str, Any] = json.loads(answer[:head_end])
    if "refused" in head:
        raise RelayedRefusal(head["refused"], head["asks"], head["details"])
    return head, memoryview(answer)[head_end:]
