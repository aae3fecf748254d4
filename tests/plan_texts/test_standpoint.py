"""The years, the day and the commune that a text speaks for, and what is past from there."""

from __future__ import annotations

from datetime import date

import pytest

from plan_texts.task_proposals import propose_tasks
from plan_texts.tense.clause_tense import looks_ahead, tells_past
from plan_texts.tense.past_periods import named_periods
from plan_texts.tense.standpoint import Standpoint, standpoint

# The beginning of a text, and the point from which it speaks.
HEADS: list[tuple[str, Standpoint]] = [
    (
        "ỦY BAN NHÂN DÂN  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n PHƯỜNG CẦU DÂU   Độc lập - Tự do\n"
        "Cầu Dâu, ngày 12 tháng 01 năm 2026\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026",
        Standpoint(2026, 2026, date(2026, 1, 12), "cầu dâu"),
    ),
    (
        "ĐẢNG ỦY XÃ TIÊN HỮU\nTiên Hữu, ngày    tháng 3 năm 2026\nCHƯƠNG TRÌNH HÀNH ĐỘNG\n"
        "về cải cách thủ tục hành chính giai đoạn 2026 - 2030\nCăn cứ Nghị quyết năm 2025",
        Standpoint(2026, 2030, date(2026, 3, 1), "tiên hữu"),
    ),
    (
        "Xã Yên Hạ công bố kế hoạch\nThứ Sáu, 15/01/2027 | 09:42\nUBND xã Yên Hạ vừa ban hành",
        Standpoint(2027, None, date(2027, 1, 15), "yên hạ"),
    ),
    (
        "BÁO CÁO\nKết quả năm 2025, nhiệm vụ năm 2026\nUBND các xã, phường",
        Standpoint(2026, 2026, None, ""),
    ),
    (
        "Đài Truyền thanh phường Vạn Xuân\nBản tin ngày 18/3/2026\nNăm 2025 đạt 58%",
        Standpoint(2026, 2026, date(2026, 3, 18), "vạn xuân"),
    ),
    (
        "Lào Cai: về đích sớm\n27/10/2026 14:05\nMục tiêu năm 2026; sang năm 2027",
        Standpoint(2026, 2026, date(2026, 10, 27), ""),
    ),
    (
        "Tỉnh nâng chất lượng\nNgày 24/02/2026, Chủ tịch tỉnh ký Chỉ thị.\n"
        "Chỉ thị nêu rõ, năm 2025 hồ sơ trực tuyến đạt 67%",
        Standpoint(2026, 2026, date(2026, 2, 24), ""),
    ),
    ("Kính gửi: UBND các xã\nPhòng Kinh tế báo cáo", Standpoint(None, None, None, "")),
    ("Hồ sơ trực tuyến đạt 80%", Standpoint(None, None, None, "")),
]


@pytest.mark.parametrize(("head", "expected"), HEADS, ids=[head[:40] for head, _ in HEADS])
def test_from_where_a_text_speaks(head: str, expected: Standpoint) -> None:
    assert standpoint(head) == expected


# Periods as named in a text of 22 April 2026, and whether they were over.
PERIODS = [
    ("quý i năm 2026", True),
    ("quý ii/2026", False),
    ("tháng 3/2026", True),
    ("tháng 01, 02/2026", True),
    ("tháng 1, 2, 12/2026", False),
    ("tháng 4/2026", False),
    ("02 tháng đầu năm 2026", True),
    ("sáu tháng đầu năm 2026", False),
    ("nửa đầu năm 2026", False),
]


@pytest.mark.parametrize(("period", "is_over"), PERIODS)
def test_which_periods_are_over(period: str, is_over: bool) -> None:
    (named,) = named_periods(f"trong {period} đạt 70%", date(2026, 4, 22))
    assert named.is_over == is_over


def test_without_the_day_of_writing_no_period_is_over() -> None:
    assert named_periods("quý i năm 2026", None) == []


def test_a_quarter_of_the_plans_own_year_is_past_once_it_is_over() -> None:
    sentence = "Quý I năm 2026, tỷ lệ hồ sơ trực tuyến đạt "
    assert tells_past(sentence, 2026, date(2026, 4, 22))
    assert not looks_ahead(sentence, 2026, date(2026, 4, 22))
    assert not tells_past(sentence, 2026, date(2026, 1, 22))
    assert looks_ahead(sentence, 2026, date(2026, 1, 22))


@pytest.mark.parametrize(
    "line",
    [
        "1. Rà soát TTHC, hoàn thành trước ngày 30/6/2026.",
        "1. Rà soát TTHC; hạn ngày 30/6/2026",
        "1. Rà soát TTHC, hoàn thành đến hết ngày 30/6/2026",
    ],
)
def test_a_deadline_at_a_lines_end_is_not_the_documents_own_day(line: str) -> None:
    (task,) = propose_tasks(f"III. NHIỆM VỤ\n{line}\n")
    assert task.last in (date(2026, 6, 29), date(2026, 6, 30))
