"""Cells and sentences with the offices that they name."""

from __future__ import annotations

import pytest

from plan_texts.tasks.organisations import leading_offices, offices


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trung tâm Phục vụ hành chính công", ["Trung tâm Phục vụ hành chính công"]),
        (
            "- Phòng Kinh tế, Hạ tầng và Đô thị; - Văn phòng; - Phòng Văn hóa – Xã hội.",
            ["Phòng Kinh tế, Hạ tầng và Đô thị", "Văn phòng", "Phòng Văn hóa – Xã hội"],
        ),
        ("Trung tâm PVHCC xã. Phòng Kinh tế", ["Trung tâm PVHCC xã", "Phòng Kinh tế"]),
        ("Trung tâm, Phòng Kinh tế, Công an xã", ["Trung tâm", "Phòng Kinh tế", "Công an xã"]),
        ("Các phòng, ban, cơ quan, đơn vị thuộc xã", ["Các phòng, ban, cơ quan, đơn vị thuộc xã"]),
        ("Các phòng • Bưu điện", ["Các phòng", "Bưu điện"]),
        ("Phòng Văn hóa • - Xã hội", ["Phòng Văn hóa - Xã hội"]),
        ("Bà Lan; bà Lan; Bà Lan", ["Bà Lan", "bà Lan"]),
        (" - ", []),
        ("", []),
    ],
)
def test_a_cell_lists_these_offices(text: str, names: list[str]) -> None:
    assert list(offices(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phòng Kinh tế chủ trì, tổng hợp báo cáo", ["Phòng Kinh tế"]),
        ("Giao Trung tâm Phục vụ hành chính công theo dõi", ["Trung tâm Phục vụ hành chính công"]),
        ("Các phòng, ban chuyên môn gửi kết quả", ["Các phòng, ban chuyên môn"]),
        ("Văn phòng HĐND và UBND xã:", ["Văn phòng HĐND và UBND xã"]),
        ("Trung tâm (08 công chức) là đầu mối", ["Trung tâm"]),
        ("Ban hành kế hoạch", []),
        ("Tổ chức tập huấn tại Phòng Kinh tế", []),
        ("Hội nghị tổng kết", []),
        ("Trường hợp có vướng mắc", []),
    ],
)
def test_a_sentence_begins_with_these_offices(text: str, names: list[str]) -> None:
    assert list(leading_offices(text)) == names
