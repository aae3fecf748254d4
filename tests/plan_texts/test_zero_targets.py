"""Zero as a target: no dossier late, said with a percentage, with a number or with "không"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plan_texts.proposals import propose

HEAD = "UBND XÃ AN PHÚ\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
NONE_LATE = [
    "Không có hồ sơ trễ hạn.",
    "0 % hồ sơ trễ hạn.",
    "0 hồ sơ trễ hạn.",
    "Không để xảy ra hồ sơ quá hạn.",
    "Giảm tỷ lệ trễ hạn xuống 0 %.",
    "Tỷ lệ hồ sơ trễ hạn giảm từ 2% xuống 0%.",
    "Đưa tỷ lệ hồ sơ quá hạn về mức 0.",
    "Tỷ lệ hồ sơ trễ hẹn bằng 0.",
    "Số hồ sơ trễ hạn: 0 hồ sơ.",
    "Phấn đấu năm 2026 không còn hồ sơ giải quyết chậm hạn.",
    "Không phát sinh hồ sơ trễ hẹn; giữ vững kết quả này.",
    "Tuyệt đối không để xảy ra tình trạng hồ sơ giải quyết quá thời hạn quy định.",
    "Không hồ sơ nào trễ hẹn trong năm 2026.",
    "Về tiến độ: không để hồ sơ quá hạn, tồn đọng.",
]
# What is done, was so, is a condition, or limits the delay asks for no zero.
NO_ZERO = [
    "Rà soát hồ sơ đang giải quyết, không để phát sinh hồ sơ quá hạn.",
    "Năm 2025 không có hồ sơ trễ hạn.",
    "Không có hồ sơ trễ hạn trong năm 2025.",
    "Tiếp nhận 1.250 hồ sơ, giải quyết 1.240 hồ sơ, 0 hồ sơ trễ hạn.",
    "Nếu không có hồ sơ trễ hạn thì được khen thưởng.",
    "Đơn vị không có hồ sơ trễ hạn được cộng điểm thi đua.",
    "Không để hồ sơ quá hạn kéo dài trên 10 ngày.",
    "Không để hồ sơ trễ hạn mà không có thư xin lỗi.",
    "Không để xảy ra hồ sơ trễ hạn do nguyên nhân chủ quan.",
    "Không để phản ánh, kiến nghị quá hạn.",
    "Không để nhiệm vụ nào quá hạn.",
    "0% hồ sơ thiếu giấy tờ.",
]


@pytest.mark.parametrize("sentence", NONE_LATE)
def test_no_dossier_may_be_late(sentence: str) -> None:
    demands = [(p.metric, p.comparator, p.value) for p in propose(f"{HEAD}- {sentence}")]
    assert demands == [("late_dossiers", "<=", Decimal(0))]


@pytest.mark.parametrize("sentence", NO_ZERO)
def test_what_asks_for_no_zero(sentence: str) -> None:
    assert propose(f"{HEAD}- {sentence}") == ()


def test_a_limit_above_zero_stays_itself() -> None:
    for sentence in ("Không để hồ sơ trễ hạn quá 2%.", "Tỷ lệ hồ sơ trễ hạn không quá 2%."):
        assert [p.value for p in propose(f"{HEAD}- {sentence}")] == [Decimal("0.02")]


def test_a_zero_has_its_field_and_its_day() -> None:
    text = f"{HEAD}- Lĩnh vực đất đai: đến hết quý II/2026 không còn hồ sơ trễ hạn."
    assert [(p.scope, p.until) for p in propose(text)] == [("lĩnh vực đất đai", date(2026, 6, 30))]


def test_a_zero_in_a_table() -> None:
    rows = "TT | Chỉ tiêu | Đơn vị tính | Kế hoạch 2026\n1 | Tỷ lệ hồ sơ trễ hạn | % | 0\n"
    assert [(p.metric, p.comparator, p.value) for p in propose(HEAD + rows)] == [
        ("late_dossiers", "<=", Decimal(0))
    ]


def test_what_says_how_many_are_on_time_is_not_said_again() -> None:
    text = f"{HEAD}- 100% hồ sơ được giải quyết đúng hạn, không để xảy ra hồ sơ quá hạn."
    assert [(p.metric, p.value) for p in propose(text)] == [("on_time", Decimal(1))]
