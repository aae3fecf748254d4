"""A table whose cells a PDF put one below the other, a cell or a part of one on each line.

    STT                          the head, its cells wrapped
    Tên chỉ tiêu
    ĐVT
    Thực hiện
    năm 2025
    Kế hoạch
    năm 2026
    Bộ phận chủ trì
    1                            a row: its ordinal, words, unit, numbers, words
    Hồ sơ nộp trực tuyến trên
    tổng số hồ sơ
    %
    54,1
    70
    TT PVHCC
    2
    …

Only rows with numbers are read so: where a table has words alone, only what is known of its columns
tells where a cell ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from data.text import fold
from plan_texts.structure.number_cells import is_bare_number
from plan_texts.structure.passages import NO_PASSAGE, Passage
from plan_texts.structure.row_lines import row_lines

_UNIT = re.compile(r"%|tỷ lệ(?: %)?|phần trăm|[^\W\d_]+(?: [^\W\d_]+)?", re.IGNORECASE)
_UNIT_HEADING = re.compile(r"đvt|đv tính|đơn vị(?: tính| đo)?|đơn vị tính \(%\)")
# What stands for a number: none, a rise, a figure that others set, a share with a remark.
_NUMBER_LIKE = re.compile(
    r"[-–—x]|không|(?:tăng|giảm)[^;.]{0,20} \d[\d.,]* ?%[^;.]{0,40}"
    r"|(?:theo|bằng|đạt) (?:mức|chỉ tiêu|kế hoạch|số)[^;.]{0,30}(?:giao|đề ra|phân bổ)[^;.]{0,20}"
    r"|(?:tỉnh|thành phố|tp|cấp trên|sở) giao|[≥>≤<]?=? ?\d[\d.,]* ?%? \([^()]{1,60}\)"
)
_YEAR_LINE = re.compile(
    r"(?:năm |đến |quý |tháng )?(?:[ivx]+/)?(?:20\d\d|\d{1,2}/20\d\d)(?: \(.*\))?"
)
_FEWEST_ROWS = 3


@dataclass(frozen=True)
class CellLines:
    """The table on the lines up to position `end`: its head's cells, and each row's as many."""

    end: int
    head: tuple[Passage, ...]
    rows: tuple[tuple[Passage, ...], ...]


def cell_lines(lines: Sequence[str], start: int) -> CellLines | None:
    """The table, one cell a line, that begins at position `start`; None where none does.

    Lines are as the text has them: a number alone on its line is a cell or a page's number.
    """
    table = row_lines(lines, start)
    if table is None:
        return None
    all_rows = [passages_of_lines(lines, row) for row in table.rows]
    rows, end = _with_last_row_cut(all_rows, table.end)
    parts = [part for row in rows if (part := _parts_of(row))]
    if len(parts) < _FEWEST_ROWS or 2 * len(parts) < len(rows):
        return None
    head = _head(passages_of_lines(lines, table.head), parts)
    if not head:
        return None
    number_count = _usual_count(parts)
    cells = tuple(_cells(part, number_count, len(head)) for part in parts)
    return CellLines(end, head, cells)


def _with_last_row_cut(
    rows: list[tuple[Passage, ...]], end: int
) -> tuple[list[tuple[Passage, ...]], int]:
    """(rows, end), the last row cut to as many lines behind its numbers as any other row has."""
    most_words = max((len(_words_behind(row)) for row in rows[:-1]), default=0)
    if rows and (surplus := len(_words_behind(rows[-1])) - most_words) > 0:
        end = rows[-1][-surplus].marks[0][1] - 1
        rows[-1] = rows[-1][:-surplus]
    return rows, end


def _words_behind(row: Sequence[Passage]) -> list[Passage]:
    """The lines of a row behind its numbers; none where it has no number."""
    before = list(takewhile(lambda line: not _is_number(line), row[1:]))
    return list(dropwhile(_is_number, row[1 + len(before) :]))


def _is_number(line: Passage) -> bool:
    """Whether a line is a bare number, or stands for one that there is not ("-", "không")."""
    return is_bare_number(line.text) or bool(_NUMBER_LIKE.fullmatch(fold(line.text)))


@dataclass(frozen=True)
class _Parts:
    """A row's ordinal, subject, unit ("" for none), numbers, and the words behind them."""

    ordinal: Passage
    subject: Passage
    unit: Passage
    numbers: tuple[Passage, ...]
    rest: Passage


def _parts_of(row: Sequence[Passage]) -> _Parts | None:
    """A row's ordinal, subject, unit, numbers and rest; None without numbers or words before."""
    ordinal, *lines = row
    first = next((n for n, line in enumerate(lines) if _is_number(line)), 0)
    if not first:
        return None
    numbers = tuple(takewhile(_is_number, lines[first:]))
    words = lines[:first]
    unit = words[-1] if len(words) > 1 and _is_unit(words[-1]) else NO_PASSAGE
    subject = words[:-1] if unit.text else words
    return _Parts(ordinal, _joined(subject), unit, numbers, _joined(lines[first + len(numbers) :]))


def _is_unit(line: Passage) -> bool:
    """Whether a line before numbers is their unit: a sign, or one or two words of their own."""
    return bool(_UNIT.fullmatch(line.text)) and (
        line.text[:1].isupper() or not line.text[:1].isalpha()
    )


def _joined(lines: Sequence[Passage]) -> Passage:
    """The lines as one passage, blanks between them."""
    passage = NO_PASSAGE
    for line in lines:
        passage = passage.with_following(line)
    return passage


def _usual_count(parts: Sequence[_Parts]) -> int:
    """How many numbers most rows have; `parts` are the rows."""
    return Counter(len(part.numbers) for part in parts).most_common(1)[0][0]


def head_cells(lines: Sequence[Passage]) -> list[Passage]:
    """A head's lines as cells; one with a small first letter, or a year, goes on with the last."""
    cells: list[Passage] = []
    for line in lines:
        is_continued = (
            line.text[:1].islower()
            or line.text[:1] in "(%"
            or _continues_with_year(line.text, cells[-1].text if cells else "")
        )
        if cells and is_continued:
            cells[-1] = cells[-1].with_following(line)
        else:
            cells.append(line)
    return cells


def _continues_with_year(text: str, text_above: str) -> bool:
    """Whether a head's line is the year of the heading above ("Kế hoạch", "2026").

    Below a unit or another year "Năm 2026" heads a column of its own.
    """
    if not _YEAR_LINE.fullmatch(fold(text)):
        return False
    above = fold(text_above)
    has_column_above = _UNIT_HEADING.fullmatch(above) or _YEAR_LINE.fullmatch(above)
    return not (text[:1].isupper() and has_column_above)


def passages_of_lines(lines: Sequence[str], positions: Sequence[int]) -> tuple[Passage, ...]:
    """Each of the lines at these positions (from 0) as a passage."""
    return tuple(Passage(lines[n].strip(), ((0, n + 1),)) for n in positions)


def _head(lines: Sequence[Passage], parts: Sequence[_Parts]) -> tuple[Passage, ...]:
    """The head's cells: ordinal, subject, unit, numbers, the rest as one; () if they do not fit."""
    cells = head_cells(lines)
    has_units = sum(bool(part.unit.text) for part in parts) * 2 > len(parts)
    number_count = _usual_count(parts)
    first_number = 1 + has_units
    if len(cells) < first_number + number_count:
        return ()
    if has_units and not _UNIT_HEADING.fullmatch(fold(cells[1].text)):
        return ()
    unit = cells[1] if has_units else NO_PASSAGE
    numbers = cells[first_number : first_number + number_count]
    rest = _joined(cells[first_number + number_count :])
    return (Passage("STT", ((0, lines[0].marks[0][1]),)), cells[0], unit, *numbers, rest)


def _cells(parts: _Parts, number_count: int, cell_count: int) -> tuple[Passage, ...]:
    """A row's cells, as many as the head has; numbers that are more or fewer are left out."""
    numbers = parts.numbers if len(parts.numbers) == number_count else ()
    blanks = (NO_PASSAGE,) * (number_count - len(numbers))
    cells = (parts.ordinal, parts.subject, parts.unit, *numbers, *blanks, parts.rest)
    return cells[:cell_count]
