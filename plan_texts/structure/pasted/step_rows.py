"""Tables by quarter or by months without ordinals, flat on their lines or a cell on each.

    Chỉ tiêu Quý I Quý II Quý III Quý IV          Chỉ tiêu
    Hồ sơ nộp trực tuyến 60% 70% 75% 80%          Quý I
    Hồ sơ có phí, lệ phí                          …
    thanh toán trực tuyến 50% 55% 60% 65%         Hồ sơ nộp trực tuyến
                                                  60%
                                                  …

A row's line is that of its last number, which is the year's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_STEP = (
    r"(?:(?:hết |đến |cuối )*(?:quý (?:iv|iii|ii|i|[1-4])|(?:[369]|sáu|chín) tháng(?: đầu năm)?)"
    r"|(?:cả|hết|toàn) năm)(?:[ /-](?:năm )?20\d\d)?"
)
_EACH_STEP = re.compile(rf"{_STEP}(?!\w)", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:stt|tt|số tt|số thứ tự|đvt|đơn vị tính"
    r"|(?:tên )?(?:chỉ tiêu|chỉ số|nội dung|tiêu chí)[^\d%]{0,30})",
    re.IGNORECASE,
)
_FLAT_HEAD = re.compile(
    rf"(?P<subject>[^\d%:;]{{0,60}}?)\s+(?P<steps>{_STEP}(?:\s+{_STEP})+)", re.I
)
_NUMBER = r"(?:[≥>≤<]=?\s?)?\d{1,3}(?:[.,]\d{1,2})?\s?%?"
_BARE_NUMBER = re.compile(_NUMBER)
_ORDINAL = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]?")
_UNIT = re.compile(r"%|tỷ lệ|phần trăm|điểm", re.IGNORECASE)
_ITEM = re.compile(r"[-–+•*]\s|\d{1,2}[.)]\s|[a-zđ]\)\s|[IVX]+[./]")
_FEWEST_STEPS = 2
_MOST_HEADINGS, _MOST_WRAPPED = 3, 3  # lines of a head above its steps; of a row's words
_LONGEST_WORDS = 160  # letters of a row's words


@dataclass(frozen=True)
class _Row:
    """A row on the lines from position `begin` to `end`: its words and its numbers."""

    begin: int
    end: int
    words: str
    numbers: tuple[str, ...]


def with_tabs_in_step_tables(lines: Sequence[str]) -> list[str]:
    """The lines, those of tables by quarter put into one line a row with tabs; as many as before.

    Lines that have tabs or strokes already stay as they are.
    """
    tabbed_lines = list(lines)
    position = 0
    while position < len(lines):
        head = _flat_head(lines, position) or _head_of_cells(lines, position)
        next_position = position + 1
        if head and (rows := _rows_below(lines, head[1] + 1, len(head[2]))):
            _put_rows(tabbed_lines, head, rows)
            next_position = rows[-1].end + 1
        position = next_position
    return tabbed_lines


_Head = tuple[int, int, tuple[str, ...]]  # first and last position of its lines, its steps


def _flat_head(lines: Sequence[str], position: int) -> _Head | None:
    """The head that stands on one line, with its steps; None where the line is none."""
    match = _FLAT_HEAD.fullmatch(lines[position].strip()) if "\t" not in lines[position] else None
    if not match:
        return None
    steps = tuple(step[0] for step in _EACH_STEP.finditer(match["steps"]))
    return (position, position, steps) if len(steps) >= _FEWEST_STEPS else None


def _head_of_cells(lines: Sequence[str], position: int) -> _Head | None:
    """The head whose steps stand one a line from `position` on; None where they do not."""
    end = position
    while end < len(lines) and _EACH_STEP.fullmatch(lines[end].strip()):
        end += 1
    if end - position < _FEWEST_STEPS:
        return None
    begin = position
    while begin > max(0, position - _MOST_HEADINGS) and _HEADING.fullmatch(
        lines[begin - 1].strip()
    ):
        begin -= 1
    if begin == position:
        return None
    return begin, end - 1, tuple(line.strip() for line in lines[position:end])


def _rows_below(lines: Sequence[str], begin: int, count: int) -> list[_Row]:
    """The rows of `count` numbers each from position `begin` on, up to a line that fits none."""
    rows: list[_Row] = []
    while row := _flat_row(lines, begin, count) or _row_of_cells(lines, begin, count):
        rows.append(row)
        begin = row.end + 1
    return rows


def _flat_row(lines: Sequence[str], begin: int, count: int) -> _Row | None:
    """The row whose words and numbers stand on one line, or on a few where it wraps; or None."""
    pattern = re.compile(
        rf"(?:{_ORDINAL.pattern}\s+)?(?P<words>[^\W\d].{{3,{_LONGEST_WORDS}}}?)(?:\s+%)?"
        rf"(?P<numbers>(?:\s+{_NUMBER}){{{count}}})"
    )
    for end in range(begin, min(len(lines), begin + _MOST_WRAPPED)):
        text = " ".join(line.strip() for line in lines[begin : end + 1])
        if "\t" in text or "|" in text or text.endswith((".", ";", ":")):
            return None
        if match := pattern.fullmatch(text):
            return _Row(begin, end, match["words"], tuple(_numbers(match["numbers"])))
    return None


def _numbers(text: str) -> list[str]:
    """The numbers that a text names, each with its sign."""
    return [number.strip() for number in re.findall(_NUMBER, text)]


def _row_of_cells(lines: Sequence[str], begin: int, count: int) -> _Row | None:
    """The row whose cells stand one a line: at most an ordinal, words, a unit, numbers; or None."""
    position = begin
    while position < len(lines) and not lines[position].strip():
        position += 1
    cells = [line.strip() for line in lines[position : position + count + 2 + _MOST_WRAPPED]]
    start = 1 if cells and _ORDINAL.fullmatch(cells[0]) else 0
    first = start
    while first < len(cells) and not _BARE_NUMBER.fullmatch(cells[first]):
        first += 1
    words = [cell for cell in cells[start:first] if not _UNIT.fullmatch(cell)]
    numbers = cells[first : first + count]
    is_row = len(numbers) == count and all(map(_BARE_NUMBER.fullmatch, numbers))
    if not is_row or not words or not _are_words(words):
        return None
    return _Row(begin, position + first + count - 1, " ".join(words), tuple(numbers))


def _are_words(cells: Sequence[str]) -> bool:
    """Whether cells are the words of one row: few and short, neither items nor whole sentences."""
    has_items = any(_ITEM.match(cell) or cell.endswith((".", ";", ":")) for cell in cells)
    is_long = len(cells) > _MOST_WRAPPED or sum(map(len, cells)) > _LONGEST_WORDS
    return all(cells) and not (has_items or is_long)


def _put_rows(lines: list[str], head: _Head, rows: Sequence[_Row]) -> None:
    """Put a head and its rows, each on its last line, in place of theirs; blank what is over."""
    begin, end, steps = head
    lines[begin : end + 1] = [*[""] * (end - begin), "\t".join(("Chỉ tiêu", *steps))]
    for row in rows:
        text = "\t".join((row.words, *row.numbers))
        lines[row.begin : row.end + 1] = [*[""] * (row.end - row.begin), text]
