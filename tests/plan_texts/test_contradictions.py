"""Two lines of one text that ask for different figures of the same thing are both marked."""

from __future__ import annotations

import pytest

from plan_texts.contradictions import contradicting
from plan_texts.proposals import propose

HEAD = "UBND XÃ AN PHÚ\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"  # the text begins on 4
TABLE = "TT\tChỉ tiêu\tNăm 2026\n1\tTỷ lệ hồ sơ nộp trực tuyến\t95%\n2\tTỷ lệ số hóa hồ sơ\t90%"
QUARTERS = (
    "Chỉ tiêu\tQuý I\tQuý II\tQuý III\tQuý IV\nTỷ lệ hồ sơ nộp trực tuyến\t60%\t70%\t80%\t90%"
)
# A text, and for each proposal the lines that contradict it.
TEXTS: list[tuple[str, list[tuple[int, ...]]]] = [
    ("- Hồ sơ trực tuyến đạt 90%.\n- Hồ sơ trực tuyến đạt 95%.", [(5,), (4,)]),
    (f"- Hồ sơ trực tuyến đạt 90%.\n{TABLE}", [(6,), (4,), ()]),
    (
        "- Hồ sơ trực tuyến đạt 90%.\n- Hồ sơ trực tuyến đạt 95%.\n- Hồ sơ trực tuyến đạt 80%.",
        [(5, 6), (4, 6), (4, 5)],
    ),
    ("- Hồ sơ trễ hạn không quá 2%.\n- Không có hồ sơ trễ hạn.", [(5,), (4,)]),
    (
        "- Hồ sơ đúng hạn đạt 95% đối với hộ tịch.\n- Hồ sơ đúng hạn đạt 98% đối với hộ tịch.",
        [(5,), (4,)],
    ),
    ("- Đến hết năm 2026, hồ sơ trực tuyến đạt 90%.\n- Hồ sơ trực tuyến đạt 95%.", [(5,), (4,)]),
    # No contradictions: the same figure, and other fields, levels, times, or steps.
    ("- Hồ sơ trực tuyến đạt 90%.\n- Hồ sơ trực tuyến đạt từ 90% trở lên.", [(), ()]),
    ("- Hồ sơ đúng hạn đạt 95% đối với hộ tịch.\n- Hồ sơ đúng hạn đạt 98%.", [(), ()]),
    (
        "- Hồ sơ đúng hạn đạt 80% đối với đất đai, 95% đối với hộ tịch.\n- Hồ sơ số hóa đạt 90%.",
        [(), (), ()],
    ),
    ("- Hồ sơ trực tuyến đạt 90%.\n- Đến năm 2027, hồ sơ trực tuyến đạt 95%.", [(), ()]),
    ("- 6 tháng đầu năm đạt 80% hồ sơ trực tuyến, 6 tháng cuối năm đạt 90%.", [(), ()]),
    (QUARTERS, [(), (), (), ()]),
    ("- Hồ sơ trực tuyến đạt 90%.\n- Thanh toán trực tuyến đạt 95%.", [(), ()]),
]


@pytest.mark.parametrize(("text", "lines"), TEXTS)
def test_lines_that_contradict_each_other(text: str, lines: list[tuple[int, ...]]) -> None:
    assert [p.contradicts for p in propose(HEAD + text)] == lines


def test_the_proposals_that_contradict_one() -> None:
    text = f"{HEAD}- Hồ sơ trực tuyến đạt 90%; số hóa hồ sơ đạt 80%.\n- Hồ sơ trực tuyến đạt 95%."
    first, other_metric, second = propose(text)
    assert contradicting(propose(text), first) == [second]
    assert contradicting(propose(text), second) == [first]
    assert contradicting(propose(text), other_metric) == []
