"""Tables whose cells a PDF put one behind the other, a blank between them, a row on each line.

    TT Chỉ tiêu ĐVT Thực hiện 2025 Kế hoạch 2026 Cơ quan theo dõi
    1 Hồ sơ tiếp nhận trực tuyến % 72,5 82 Trung tâm PVHCC
    2 Hồ sơ có phí, lệ phí
    thanh toán trực tuyến % 58 75 Trung tâm PVHCC

Their lines are given tabs between the cells, as tables from Word have them. A row's numbers, as
many in each row, part its words; the head's words are parted where usual headings begin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plan_texts.language.letters import lower_letters

_NUMBER = r"(?:[≥>≤<]=?\s?)?\d{1,3}(?:,\d{1,2})?\s?%?|-|–"
_ROW = re.compile(
    r"(?P<ordinal>\d{1,2}(?:\.\d)?)\.?\s+(?P<words>[^\W\d].{5,}?)\s+"
    r"(?:(?P<unit>%|điểm|lớp|lượt|phút|mô hình)\s+)?"
    rf"(?P<numbers>(?:{_NUMBER})(?:\s+(?:{_NUMBER}))*)"
    r"(?:\s+(?P<rest>[^\W\d].*))?"
)
_BEGUN = re.compile(r"\d{1,2}\.?\s+[^\W\d][^%]{5,}")  # a row that goes on below
_GROUP = re.compile(
    r"(?:[A-E]|[IVX]{1,4})[.)]?\s+[^%]{4,60}"
)  # "B Số hóa, dữ liệu", or a page's head
_LONGEST_ROW = 300  # letters
_ORDINAL_BEFORE_GAP = re.compile(r"\s*(?:STT|TT|\d{1,2})\.? {2,}\S")
_GAPS = re.compile(r"(?<=\S) {2,}(?=\S)")
_HEAD = re.compile(r"(?:stt|tt|số tt|số thứ tự)\s+(?P<headings>\S.*)")
_UNIT_HEADING = re.compile(
    r"(?<!\w)(?:đvt|đv tính|đơn vị tính|đơn vị(?= (?:thực hiện|kết quả|kế hoạch|năm)))(?!\w)"
)
_WHOSE = r"(?:(?:ubnd )?(?:tỉnh|thành phố|tp|xã|phường) )?"
_NUMBER_HEADING = re.compile(
    rf"(?<!\w)(?:(?:ước )?{_WHOSE}thực hiện|kết quả|điểm(?: tối đa| chuẩn)?|trọng số|tỷ trọng"
    r"|yêu cầu(?: của \w+)?|bình quân(?: (?:toàn|của|chung|các) \w+)?|hiện trạng"
    rf"|{_WHOSE}(?:giao|phấn đấu|đăng ký)"
    r"|kế hoạch|chỉ tiêu(?: giao)?|mục tiêu|(?:hết )?quý (?:iv|iii|ii|i|\d)|[369] tháng|cả năm"
    r"|đến \d\d?/\d\d?|năm 20\d\d|20\d\d)(?:\s+(?:năm\s+)?20\d\d)?"
)
_YEAR = re.compile(r"(?:năm )?20\d\d")
_FEWEST_ROWS = 3
_MOST_WRAPPED = 3  # lines of a head, or of a row


@dataclass(frozen=True)
class _FlatRow:
    """A row on the lines from position `begin` to `position`: its cells, how many are numbers."""

    begin: int
    position: int
    cells: tuple[str, ...]
    number_count: int


def with_tabs_in_flat_tables(lines: Sequence[str]) -> list[str]:
    """The lines, tabs put between the cells of tables that a PDF set flat; as many as before."""
    tabbed_lines = [_with_tabs_for_gaps(line) for line in lines]
    heads = [n for n, line in enumerate(tabbed_lines) if _HEAD.match(_trimmed_without_tabs(line))]
    for n, head in enumerate(heads):
        rows = _rows_below(tabbed_lines, head, [*heads, len(lines)][n + 1])
        if len(rows) >= _FEWEST_ROWS:
            _put_tabs(tabbed_lines, head, rows)
    return tabbed_lines


def _put_tabs(lines: list[str], head: int, rows: Sequence[_FlatRow]) -> None:
    """Put tabs between the cells of a table's head and rows, in place; blank the lines taken in.

    Where the head cannot be parted, numbers with a sign of percent are kept apart all the same.
    """
    headings = _headings(lines[head : rows[0].begin], rows[0].number_count)
    if not headings and not any("%" in cell for row in rows for cell in row.cells[2:]):
        return  # nothing tells what the numbers are
    lines[head : rows[0].begin] = ["\t".join(headings), *[""] * (rows[0].begin - head - 1)]
    for row in rows:
        lines[row.begin : row.position] = [""] * (row.position - row.begin)
        lines[row.position] = "\t".join(row.cells)


def _trimmed_without_tabs(line: str) -> str:
    """The line trimmed and in small letters; "" for one that has tabs already."""
    return "" if "\t" in line else lower_letters(line.strip())


def _with_tabs_for_gaps(line: str) -> str:
    """The line; where it begins with an ordinal and has several gaps, with tabs for them."""
    if "\t" in line or not _ORDINAL_BEFORE_GAP.match(line):
        return line
    return _GAPS.sub("\t", line.strip()) if len(_GAPS.findall(line)) > 1 else line


def _rows_below(lines: Sequence[str], head: int, end: int) -> list[_FlatRow]:
    """The rows between a flat table's head and `end` that have as many numbers as most of them."""
    rows: list[_FlatRow] = []
    begin = head + 1
    for position in range(head + 1, end):
        text = " ".join(line.strip() for line in lines[begin : position + 1])
        if row := _row(text, begin, position):
            rows.append(row)
        elif _BEGUN.fullmatch(text) and position < begin + _MOST_WRAPPED:
            continue
        elif (
            text.strip()
            and not _GROUP.fullmatch(lines[position].strip())
            and (rows or position > head + _MOST_WRAPPED)
        ):
            break
        begin = position + 1
    counts = Counter(row.number_count for row in rows)
    usual_count = counts.most_common(1)[0][0] if counts else 0
    return [row for row in rows if row.number_count == usual_count and usual_count > 1]


def _row(text: str, begin: int, position: int) -> _FlatRow | None:
    """The lines `begin` to `position`, as one text, as a row; None where they read like none."""
    match = _ROW.fullmatch(text) if len(text) <= _LONGEST_ROW else None
    if not match:
        return None
    numbers = [number.strip() for number in re.findall(_NUMBER, match["numbers"])]
    cells = (match["ordinal"], match["words"], match["unit"] or "", *numbers, match["rest"] or "")
    return _FlatRow(begin, position, cells, len(numbers))


def _headings(lines: Sequence[str], count: int) -> tuple[str, ...]:
    """The head's cells for rows of `count` numbers; () where it has fewer headings for them.

    Years on the lines that it goes on with belong to the numbers in turn.
    """
    text, *further_lines = (line.strip() for line in lines)
    lowercase = lower_letters(text)
    head = _HEAD.match(lowercase)
    start = head.start("headings") if head else 0
    unit = _UNIT_HEADING.search(lowercase)
    matches = list(_NUMBER_HEADING.finditer(lowercase, unit.end() if unit else start))
    if matches and matches[0].start() == start:  # "Chỉ tiêu" over the indicators
        matches = matches[1:]
    if len(matches) < count:
        return ()
    subject_end = unit.start() if unit else matches[0].start()
    years = _YEAR.findall(" ".join(further_lines))
    years = years if len(years) == count else [""] * count
    headings = (
        f"{text[match.start() : match.end()]} {year}".strip()
        for match, year in zip(matches, years, strict=False)
    )
    rest = text[matches[count - 1].end() :].strip()
    return ("TT", text[start:subject_end].strip(), unit[0] if unit else "", *headings, rest)
