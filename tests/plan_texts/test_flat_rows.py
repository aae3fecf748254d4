"""Tables whose cells a PDF put one behind the other on a line."""

from __future__ import annotations

import pytest

from plan_texts.structure.pasted.flat_rows import with_tabs_in_flat_tables

# Lines as a PDF gives them, and the same lines with tabs between cells.
TABLES: list[tuple[str, list[str], list[str]]] = [
    (
        "a head and rows with a unit",
        [
            "TT Chỉ tiêu ĐVT Thực hiện 2025 Kế hoạch 2026 Cơ quan theo dõi",
            "1 Hồ sơ trực tuyến % 72,5 ≥ 82 Trung tâm PVHCC",
            "2 Hồ sơ trả trước hạn % - 45 Các phòng",
            "3 Kết quả bản điện tử % 85 98 Các phòng",
        ],
        [
            "TT\tChỉ tiêu\tđvt\tThực hiện 2025\tKế hoạch 2026\tCơ quan theo dõi",
            "1\tHồ sơ trực tuyến\t%\t72,5\t≥ 82\tTrung tâm PVHCC",
            "2\tHồ sơ trả trước hạn\t%\t-\t45\tCác phòng",
            "3\tKết quả bản điện tử\t%\t85\t98\tCác phòng",
        ],
    ),
    (
        "a head and a row that go on in the next line",
        [
            "STT Nội dung Thực hiện Kế hoạch",
            "năm 2025 năm 2026",
            "1 Hồ sơ có phí, lệ phí",
            "thanh toán trực tuyến 58% 75%",
            "2 Hồ sơ trực tuyến 72% 82%",
            "3 Số hóa hồ sơ 93% 100%",
            "II. Nhiệm vụ",
        ],
        [
            "TT\tNội dung\t\tThực hiện năm 2025\tKế hoạch năm 2026\t",
            "",
            "",
            "1\tHồ sơ có phí, lệ phí thanh toán trực tuyến\t\t58%\t75%\t",
            "2\tHồ sơ trực tuyến\t\t72%\t82%\t",
            "3\tSố hóa hồ sơ\t\t93%\t100%\t",
            "II. Nhiệm vụ",
        ],
    ),
    (
        "gaps of two blanks",
        ["STT  Chỉ tiêu  Năm 2026", "1  Hồ sơ trực tuyến  82%"],
        ["STT\tChỉ tiêu\tNăm 2026", "1\tHồ sơ trực tuyến\t82%"],
    ),
]
# Lines that are left as they are.
NO_TABLES = [
    ["TT Chỉ tiêu Năm 2026", "1 Hồ sơ trực tuyến đạt 82%, thanh toán 75%"],
    ["TT Công việc Chủ trì", "1 Tập huấn Phòng", "2 Kiểm tra Phòng", "3 Báo cáo Phòng"],
    ["Từ ngày 15 đến 20 tháng 6, xã tiếp nhận 120 hồ sơ 45 trực tuyến"],
]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(lines, expected) for _, lines, expected in TABLES],
    ids=[name for name, _, _ in TABLES],
)
def test_cells_are_parted_by_tabs(lines: list[str], expected: list[str]) -> None:
    assert with_tabs_in_flat_tables(lines) == expected


@pytest.mark.parametrize("lines", NO_TABLES, ids=[lines[0] for lines in NO_TABLES])
def test_other_lines_stay(lines: list[str]) -> None:
    assert with_tabs_in_flat_tables(lines) == lines
