"""What a child process that opens a file answers: one JSON line, then whatever bytes belong to it.

Both ends stand here. A refusal is an answer too: its JSON line holds "refused" (the sentence),
"asks" and "details" (`files/refusal.py`), and no bytes follow.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from files.refusal import Refused


class RelayedRefusal(Refused):
    """A refusal as it came out of the child; its details are plain JSON."""

    def __init__(self, sentence: str, asks: str | None, details: Any) -> None:
        super().__init__(sentence, asks)
        self._details = details

    def details(self) -> Any:
        return self._details


def write_head(out: IO[bytes], head: Mapping[str, Any]) -> None:
    """The answer's JSON line."""
    out.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")


def write_refusal(out: IO[bytes], refused: Refused) -> None:
    """The whole answer where nothing of the file can be had."""
    refusal = {"refused": refused.sentence, "asks": refused.asks, "details": refused.details()}
    write_head(out, refusal)


def parse_answer(answer: bytes) -> tuple[dict[str, Any], memoryview]:
    """The JSON line and the bytes after it; raises RelayedRefusal, and ValueError where there is
    no such line.
    """
    end = answer.index(b"\n") + 1
    head: dict[str, Any] = json.loads(answer[:end])
    if "refused" in head:
        raise RelayedRefusal(head["refused"], head["asks"], head["details"])
    return head, memoryview(answer)[end:]
