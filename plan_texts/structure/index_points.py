"""The points that a table asks of each group of an index, beside the most that the group gives.

Nhóm chỉ số            | Điểm tối đa | Điểm năm 2025 | Điểm phấn đấu năm 2026
Công khai, minh bạch   | 18          | 14,80         | 16,5
Tổng cộng              | 100         | 79,36         | từ 91 trở lên
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.text import fold
from plan_texts.structure.heading_words import names_goal
from plan_texts.structure.number_cells import NumberSentence
from plan_texts.structure.passages import Passage
from plan_texts.structure.table_row import TableRow

_MOST = re.compile(r"tối đa|điểm chuẩn|thang điểm")
_POINTS = re.compile(r"(?<!\w)điểm(?!\w)")
_GROUPS = (
    ("công khai", "18"),
    ("tiến độ", "20"),
    ("dịch vụ", "12"),
    ("thanh toán", "10"),
    ("số hóa", "22"),
    ("hài lòng", "18"),
)
_ANY = re.compile("")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_MEASURE = re.compile(r"^(?:mức độ|tỷ lệ|tỉ lệ|chỉ số|nhóm) ", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng|cộng|chung)(?!\w)")


def point_sentences(row: TableRow, heading_above: str) -> Iterator[NumberSentence]:
    """The sentence of the index points that a row asks for, "…: đạt 16,5/18 điểm", or none.

    `heading_above` is that above the table: there or in the table's own an index is named.
    """
    headings = [fold(column.heading) for _, column in row.cells]
    most = next((cell for cell, _ in _cells_under(row, _MOST)), None)
    if not row.subject or not (
        any("chỉ số" in text or "766" in text for text in (*headings, fold(heading_above)))
        or (most is not None and _is_group(row.subject.text, most.text))
    ):
        return
    all_goals = [
        (cell, heading)
        for cell, heading in _cells_under(row, _ANY)
        if names_goal(heading) and not _MOST.search(fold(heading))
    ]
    goals = [pair for pair in all_goals if _POINTS.search(fold(pair[1]))] or all_goals
    if most is None or not _NUMBER.fullmatch(most.text) or len(goals) != 1:
        return
    ((cell, heading),) = goals
    if not _NUMBER.search(cell.text):
        return
    subject = _MEASURE.sub("", row.subject.text).rstrip(" .;:")
    name = "Tổng điểm bộ chỉ số" if _TOTAL.match(fold(subject)) else f"Nhóm chỉ số {subject}"
    points = _NUMBER.sub(lambda number: f"{number[0]}/{most.text} điểm", cell.text, count=1)
    yield NumberSentence(f"{name} ({heading}): đạt {points}", cell.first_line)


def _is_group(subject: str, most: str) -> bool:
    """Whether a row is a group of index 766, by its name and the most points that it gives."""
    name = fold(subject)
    return any(fold(words) in name and most.strip() == points for words, points in _GROUPS)


def _cells_under(row: TableRow, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, str]]:
    """(cell, heading) of each filled cell whose column's heading the pattern finds."""
    return (
        (cell, column.heading)
        for cell, column in row.cells
        if pattern.search(fold(column.heading)) and cell.text
    )
