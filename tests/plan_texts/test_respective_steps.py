"""Figures that "lần lượt" gives to times, levels and one thing: each in a clause of its own."""

from __future__ import annotations

import pytest

from plan_texts.structure.clauses import clauses
from plan_texts.targets.respective_steps import with_steps_apart

# A line and its clauses.
LINES: list[tuple[str, list[str]]] = [
    (
        "Tỷ lệ hồ sơ trực tuyến quý II, III và IV lần lượt đạt 75%, 80%, 85%",
        [
            "Tỷ lệ hồ sơ trực tuyến quý II: 75%",
            "Tỷ lệ hồ sơ trực tuyến quý III: 80%",
            "Tỷ lệ hồ sơ trực tuyến quý IV: 85%",
        ],
    ),
    (
        "Tỷ lệ thanh toán trực tuyến lần lượt là 60%, trên 70% vào các năm 2026, 2027",
        [
            "Tỷ lệ thanh toán trực tuyến đến năm 2026: 60%",
            "Tỷ lệ thanh toán trực tuyến đến năm 2027: trên 70%",
        ],
    ),
    (
        "Đến 30/6 hồ sơ trực tuyến đạt 70%, cuối năm 80%; thanh toán trực tuyến tương ứng 60%, 65%",
        [
            "Đến 30/6 hồ sơ trực tuyến đạt 70%, cuối năm 80%",
            "thanh toán trực tuyến: 65%",
        ],
    ),
    (
        "Hồ sơ trực tuyến, thanh toán trực tuyến ở cấp xã lần lượt đạt 75%, 65%; ở cấp sở 95%, 85%",
        [
            "Hồ sơ trực tuyến, thanh toán trực tuyến ở cấp xã lần lượt đạt 75%, 65%",
            "Hồ sơ trực tuyến, thanh toán trực tuyến lần lượt ở cấp sở 95%, 85%",
        ],
    ),
    (
        "Hồ sơ đúng hạn của cấp tỉnh, cấp xã lần lượt đạt 98%, 99%",
        ["Hồ sơ đúng hạn của cấp tỉnh, cấp xã lần lượt đạt 98%, 99%"],
    ),
    (
        "Nâng tỷ lệ thanh toán trực tuyến lên 70%. Đối với hộ tịch, tỷ lệ này không dưới 80%",
        [
            "Nâng tỷ lệ thanh toán trực tuyến lên 70%",
            "Đối với hộ tịch, tỷ lệ thanh toán trực tuyến lên không dưới 80%",
        ],
    ),
    ("Hồ sơ trực tuyến tương ứng đạt 80%", ["Hồ sơ trực tuyến tương ứng đạt 80%"]),
]


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line[:50] for line, _ in LINES])
def test_each_figure_has_a_clause_of_its_own(line: str, expected: list[str]) -> None:
    apart = [" ".join(clause.text.split()) for clause in with_steps_apart(clauses(line))]
    assert apart == expected
