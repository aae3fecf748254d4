"""Results of earlier years beside the plan's own target, in every order of the clauses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plan_texts.proposals import propose

HEAD = "UBND XÃ AN PHÚ\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
# A sentence, and the shares that it asks for.
SENTENCES: list[tuple[str, list[str]]] = [
    ("Tỷ lệ hồ sơ nộp trực tuyến năm 2025 đạt 85,3 %, năm 2026 phấn đấu 90 %.", ["0.9"]),
    ("Hồ sơ trực tuyến năm 2025 là 85,3%, mục tiêu năm 2026 là 90%.", ["0.9"]),
    ("Hồ sơ trực tuyến năm 2025 đạt 85%, năm 2026 phấn đấu từ 90% trở lên.", ["0.9"]),
    ("Hồ sơ trực tuyến năm 2025 đạt 85% – năm 2026 phấn đấu 90%.", ["0.9"]),
    ("Hồ sơ trực tuyến năm 2025 đạt 85% và năm 2026 phấn đấu 90%.", ["0.9"]),
    ("Hồ sơ trực tuyến năm 2024 đạt 70%, năm 2025 đạt 85%, năm 2026 phấn đấu 90%.", ["0.9"]),
    ("Hồ sơ trực tuyến năm 2026 phấn đấu 90%, năm 2025 đạt 85,3%.", ["0.9"]),
    ("Phấn đấu năm 2026 có 90% hồ sơ trực tuyến, kết quả năm 2025 là 85,3%.", ["0.9"]),
    ("85% hồ sơ nộp trực tuyến năm 2025, 90% năm 2026.", ["0.9"]),
    ("85% hồ sơ trực tuyến năm 2025, phấn đấu 90% hồ sơ trực tuyến năm 2026.", ["0.9"]),
    ("Hồ sơ trực tuyến: thực hiện 2025: 85,3%; kế hoạch 2026: 90%.", ["0.9"]),
    ("Hồ sơ trực tuyến đạt 90% (năm 2025 thực hiện được 85,3%).", ["0.9"]),
    ("Hồ sơ trực tuyến đạt 90% (kết quả năm 2025 là 85,3%).", ["0.9"]),
    ("Hồ sơ trực tuyến đạt 90%, so với 85,3% năm 2025.", ["0.9"]),
    ("Hồ sơ trực tuyến tăng từ 85,3% lên 90%.", ["0.9"]),
    ("Hồ sơ trực tuyến tăng từ 85,3% (2025) lên 90% (2026).", ["0.9"]),
    ("So với năm 2025 (85,3%), năm 2026 hồ sơ trực tuyến phấn đấu đạt 90%.", ["0.9"]),
    # Two targets, and none taken for a result.
    ("Hồ sơ trực tuyến năm 2026 đạt 90%, năm 2027 phấn đấu 95%.", ["0.9", "0.95"]),
    ("Năm 2026 hồ sơ trực tuyến đạt 90%, thanh toán trực tuyến phấn đấu 70%.", ["0.9", "0.7"]),
    ("100% hồ sơ tồn năm 2025 được giải quyết đúng hạn, phấn đấu số hóa 90% hồ sơ.", ["1", "0.9"]),
    # Results alone.
    ("Hồ sơ trực tuyến năm 2025 đạt 85%, thanh toán trực tuyến đạt 62%.", []),
]


@pytest.mark.parametrize(("sentence", "shares"), SENTENCES)
def test_only_the_plans_year_is_asked_for(sentence: str, shares: list[str]) -> None:
    assert [p.value for p in propose(f"{HEAD}- {sentence}")] == list(map(Decimal, shares))
