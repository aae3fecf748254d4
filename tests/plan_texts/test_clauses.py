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
        "of quarters and the year the year counts, the quarter is a step to it",
        ["TT\tChỉ tiêu\tQuý I\tCả năm", "1\tHồ sơ trực tuyến\t60\t77"],
        [
            (2, "Hồ sơ trực tuyến (đến hết quý I): 60%"),
            (2, "Hồ sơ trực tuyến (Cả năm): 77%"),
            (2, "Hồ sơ trực tuyến"),
        ],
    ),
    (
        "of years to come each counts",
        [
            "TT\tChỉ tiêu\tNăm 2025 (thực hiện)\tNăm 2027\tNăm 2030",
            "1\tHồ sơ trực tuyến\t61\t77\t95",
        ],
        [
            (2, "Hồ sơ trực tuyến (đến năm 2027): 77%"),
            (2, "Hồ sơ trực tuyến (đến năm 2030): 95%"),
            (2, "Hồ sơ trực tuyến"),
        ],
    ),
    (
        "cells may be parted by semicolons",
        ["TT ; Chỉ tiêu ; ĐVT ; Năm 2026", "1 ; Hồ sơ trực tuyến ; % ; 77"],
        [(2, "Hồ sơ trực tuyến (đến năm 2026): 77%"), (2, "Hồ sơ trực tuyến")],
    ),
    (
        "the province's figure comes after the commune's own",
        ["TT\tChỉ tiêu\tTỉnh giao\tPhường phấn đấu", "1\tHồ sơ trực tuyến\t80\t86"],
        [
            (2, "Hồ sơ trực tuyến (Phường phấn đấu): 86%"),
            (2, "Hồ sơ trực tuyến (Tỉnh giao): 80%"),
            (2, "Hồ sơ trực tuyến"),
        ],
    ),
    (
        "where the rows are units the heading says what is counted",
        ["TT\tĐơn vị\tSố hồ sơ\tTỷ lệ hồ sơ trực tuyến (%)", "1\tCông an xã (cư trú)\t70\t85"],
        [
            (2, "Tỷ lệ hồ sơ trực tuyến (%) (Công an xã): 85%"),
            (2, "Công an xã (cư trú)"),
        ],
    ),
    (
        "points are asked for out of the most that a group gives",
        [
            "TT\tNhóm chỉ số\tĐiểm tối đa\tĐiểm năm 2025\tĐiểm phấn đấu năm 2026",
            "1\tMức độ hài lòng\t18\t17,2\t17,5",
        ],
        [
            (2, "Nhóm chỉ số hài lòng (Điểm phấn đấu năm 2026): đạt 17,5/18 điểm"),
            (2, "Mức độ hài lòng"),
        ],
    ),
    (
        "in a table of tasks a bare number is no share",
        ["TT\tNhiệm vụ\tChỉ số\tChủ trì\tThời hạn", "1\tDán mã QR tại quầy\t10\tPhòng\tQuý I"],
        [(2, "Dán mã QR tại quầy")],
    ),
    (
        "an item below a lead has what the lead counts",
        ["1. Hồ sơ nộp trực tuyến:", "a) Phường: 85%", "b) Xã: 75%"],
        [
            (1, "Hồ sơ nộp trực tuyến:"),
            (1, "Hồ sơ nộp trực tuyến: Phường: 85%"),
            (1, "Hồ sơ nộp trực tuyến: Xã: 75%"),
        ],
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
    ("I- TÌNH HÌNH", True),
    ("II- MỤC TIÊU", False),
    ("I/ ĐẶC ĐIỂM TÌNH HÌNH", True),
    ("1/ Kết quả năm 2025", True),
    ("2/ Những hạn chế chủ yếu:", True),
    ("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025", True),
    ("II. KẾT QUẢ NĂM 2025 VÀ NHIỆM VỤ NĂM 2026", False),
    ("1. Tình hình thực hiện năm trước", True),
    ("1.1. Số hóa", True),
    ("2. Chỉ tiêu", False),
]


# The first kind of ordinals is the highest: here letters are above Roman numbers.
HEADINGS_OF_OTHER_KINDS = [
    ("A. KẾT QUẢ 6 THÁNG ĐẦU NĂM", True),
    ("I. Tiếp nhận", True),
    ("1. Trực tuyến", True),
    ("II. Số hóa", True),
    ("B. NHIỆM VỤ 6 THÁNG CUỐI NĂM", False),
    ("I. Tiếp nhận", False),
    ("Điều 1. Đánh giá tình hình", True),
    ("Điều 2. Mục tiêu", False),
]
# Those of a press note have no ordinals.
TITLES = [
    ("Kết quả nổi bật", True),
    ("Những việc phải làm", False),
    ("Dấu ấn năm qua", True),
    ("I. MỤC TIÊU", False),
]


# Of past years, in a plan for 2026.
HEADINGS_OF_YEARS = [
    ("Phần I. Năm 2025", True),
    ("Phần II. Chỉ tiêu năm 2026", False),
    ("Phần III. Nâng cao chất lượng từ năm 2025", False),
]


@pytest.mark.parametrize("headings", [HEADINGS_OF_YEARS, HEADINGS, HEADINGS_OF_OTHER_KINDS, TITLES])
def test_what_looks_back_ends_with_the_next_heading_of_its_level(
    headings: list[tuple[str, bool]],
) -> None:
    text = "\n".join(f"{heading}\n- Hồ sơ trực tuyến đạt 80%." for heading, _ in headings)
    below = [clause.looks_back for clause in clauses(text, 2026) if "80%" in clause.text]
    assert below == [looks_back for _, looks_back in headings]
