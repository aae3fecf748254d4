"""The lines of a table whose cells a PDF put one below the other: those of its head, of each row.

A row ends where the next ordinal stands before words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.text import fold

_ORDINAL_HEADING = re.compile(r"stt|tt|số tt|số thứ tự")
_ORDINAL = re.compile(r"(?P<number>\d{1,2})(?:\.\d{1,2})?|[IVX]{1,4}|[A-E]")
_UNIT_HEADING = re.compile(r"đvt|đv tính|đơn vị(?: tính| đo)?|đơn vị tính \(%\)")
_PAGE_MARK = re.compile(r"(?:trang|page)?\s*-?\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*-?", re.IGNORECASE)
_MOST_HEAD_LINES, _MOST_ROW_LINES = 24, 24
_LONGEST_LINE = 90  # letters; a longer one is no part of a cell
_FEWEST_ROWS = 3


@dataclass(frozen=True)
class RowLines:
    """A table on the lines up to position `end`, its cells one below the other.

    `head` are the positions of its head's lines behind "STT", `rows` those of each row's lines,
    its ordinal's first; blank lines and the numbers of pages are left out.
    """

    end: int
    head: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]


def row_lines(lines: Sequence[str], start: int) -> RowLines | None:
    """The table, one cell a line, whose head begins at position `start`; None where none does.

    Lines are as the text has them. Where its rows have no numbers, the last one goes on with what
    stands below the table.
    """
    if not _ORDINAL_HEADING.fullmatch(fold(lines[start])):
        return None
    head_end = _head_end(lines, start)
    rows, end = _row_lines(lines, head_end)
    head = tuple(n for n in range(start + 1, head_end) if lines[n].strip())
    if len(rows) < _FEWEST_ROWS or not head:
        return None
    return RowLines(end, head, tuple(map(tuple, rows)))


def _head_end(lines: Sequence[str], start: int) -> int:
    """The position of the first row's ordinal below the head at `start`; `start` without one."""
    for position in range(start + 1, min(len(lines), start + _MOST_HEAD_LINES)):
        if _begins_row(lines, position, 0):
            return position
    return start


def _begins_row(lines: Sequence[str], position: int, last_number: int) -> bool:
    """Whether an ordinal that may follow `last_number` stands at `position`, and words below it."""
    ordinal = _ORDINAL.fullmatch(lines[position].strip().rstrip("."))
    if not ordinal or (
        ordinal["number"] and int(ordinal["number"]) not in (last_number, last_number + 1)
    ):
        return False
    next_lines = (line.strip() for line in lines[position + 1 : position + 3])
    next_line = next(filter(None, next_lines), "")
    return _has_words(next_line) and not _UNIT_HEADING.fullmatch(fold(next_line))


def _has_words(line: str) -> bool:
    """Whether a line has more than three letters and is no longer than a cell's."""
    return sum(map(str.isalpha, line)) > 3 and len(line) <= _LONGEST_LINE


def _row_lines(lines: Sequence[str], start: int) -> tuple[list[list[int]], int]:
    """(positions of each row's lines, position behind the last row) from position `start` on."""
    rows: list[list[int]] = []
    number, position = 0, start
    while position < len(lines):
        text = lines[position].strip()
        if _begins_row(lines, position, number):
            ordinal = _ORDINAL.fullmatch(text.rstrip("."))
            number = int(ordinal["number"]) if ordinal and ordinal["number"] else number
            rows.append([])
        if not rows or len(text) > _LONGEST_LINE or len(rows[-1]) >= _MOST_ROW_LINES:
            break
        if text and not (rows[-1] and _is_page_mark(lines, position)):
            rows[-1].append(position)
        position += 1
    return rows, position


def _is_page_mark(lines: Sequence[str], position: int) -> bool:
    """Whether a page's number stands on a line: between blank lines, or called so."""
    text = lines[position].strip()
    around = [lines[n].strip() for n in (position - 1, position + 1) if 0 <= n < len(lines)]
    is_called = fold(text).startswith(("trang", "page")) or text.startswith("-")
    return bool(_PAGE_MARK.fullmatch(text)) and (is_called or not any(around))
