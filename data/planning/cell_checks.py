"""What keeps any text of a draft from being stored: its length, and signs that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from data.planning.text_limits import LONGEST, PRINTABLE

CONTROL_SIGNS = "có ký tự điều khiển không nhìn thấy: hãy xóa ô này rồi gõ lại."
NO_DAY = "hãy ghi ngày như 28/02/2026, hoặc để trống."
_TOO_LONG = f"dài quá {LONGEST} chữ."


def text_faults(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Faults (cell's name, message) of a row's texts that are too long or hold control signs."""
    for name, text in texts.items():
        if len(text) > LONGEST:
            yield name, _TOO_LONG
        if not is_printable(text):
            yield name, CONTROL_SIGNS


def is_printable(text: str) -> bool:
    """Whether a text has no control sign other than line ends and tabs, which become spaces."""
    return re.fullmatch(PRINTABLE, one_line(text)) is not None


def one_line(text: str) -> str:
    """A text with each run of spaces, tabs and line ends as one space, and none at its ends."""
    return " ".join(text.split())
