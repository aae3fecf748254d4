"""Texts with the clauses that they should be read as, line by line."""

from __future__ import annotations

import pytest

from plan_texts.structure.clauses import clauses

# What the text is an example of, its lines, and its clauses as (line, text).
TEXTS: list[tuple[str, list[str], list[tuple[int, str]]]] = [
    (
        "semicolons and full stops part sentences",
        ["- Hồ sơ trực tuyến đạt 80%; số hóa đạt 90%. Hài lòng đạt 95%"],
        [
            (1, "Hồ sơ trực tuyến đạt 80%"),
            (1, "số hóa đạt 90%"),
            (1, "Hài lòng đạt 95%"),
        ],
    ),
    (
        "a line that a page's width cut goes on",
        ["- Tỷ lệ hồ sơ tiếp nhận", "trực tuyến đạt 80%", "- Số hóa đạt 90%"],
        [(1, "Tỷ lệ hồ sơ tiếp nhận trực tuyến đạt 80%"), (3, "Số hóa đạt 90%")],
    ),
    (
        "a page number between is left out",
        ["- Tỷ lệ hồ sơ tiếp nhận", "- 2 -", "trực tuyến đạt 80%"],
        [(1, "Tỷ lệ hồ sơ tiếp nhận trực tuyến đạt 80%")],
    ),
    (
        "a share alone on its line belongs to the line that names what it counts",
        ["- Hồ sơ nộp trực tuyến", "≥ 80%"],
        [(1, "Hồ sơ nộp trực tuyến"), (1, "Hồ sơ nộp trực tuyến: ≥ 80%")],
    ),
    (
        "what a plan is based on is no clause",
        ["Căn cứ Quyết định số 1 giao 80% hồ sơ;", "- Số hóa đạt 90%"],
        [(2, "Số hóa đạt 90%")],
    ),
    (
        "a cell that names no count is read after what its row is about",
        ["Việc\tChỉ tiêu\tChủ trì", "Chi phí tuân thủ\tGiảm từ 30%\tXã"],
        [(2, "Chi phí tuân thủ"), (2, "Chi phí tuân thủ: Giảm từ 30%")],
    ),
    (
        "a bare number is read as a share of what its row is about",
        ["TT\tChỉ tiêu\tThực hiện 2025\tNăm 2026", "1\tHồ sơ trực tuyến\t61,2\t77"],
        [(2, "Hồ sơ trực tuyến (đến năm 2026): 77%"), (2, "Hồ sơ trực tuyến")],
    ),
    (
        "of quarters and the year the year counts",
        ["TT\tChỉ tiêu\tQuý I\tCả năm", "1\tHồ sơ trực tuyến\t60\t77"],
        [(2, "Hồ sơ trực tuyến (Cả năm): 77%"), (2, "Hồ sơ trực tuyến")],
    ),
    (
        "a number of dossiers is no share",
        ["TT\tChỉ tiêu\tĐơn vị tính\tNăm 2026", "1\tHồ sơ trực tuyến\thồ sơ\t77"],
        [(2, "Hồ sơ trực tuyến")],
    ),
]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(lines, expected) for _, lines, expected in TEXTS],
    ids=[name for name, _, _ in TEXTS],
)
def test_the_clauses_of_a_text(lines: list[str], expected: list[tuple[int, str]]) -> None:
    parts = clauses("\n".join(lines))
    assert [(clause.line_at(0), clause.text) for clause in parts] == expected


# Headings with a line below each, and whether that line stands where the plan looks back.
HEADINGS = [
    ("I. KẾT QUẢ THỰC HIỆN NĂM 2025", True),
    ("1. Số hóa", True),
    ("2. Thanh toán", True),
    ("II. MỤC TIÊU", False),
    ("1. Tình hình thực hiện năm trước", True),
    ("1.1. Số hóa", True),
    ("2. Chỉ tiêu", False),
]


def test_what_looks_back_ends_with_the_next_heading_of_its_level() -> None:
    text = "\n".join(f"{heading}\n- Hồ sơ trực tuyến đạt 80%." for heading, _ in HEADINGS)
    below = [clause.looks_back for clause in clauses(text) if "80%" in clause.text]
    assert below == [looks_back for _, looks_back in HEADINGS]
