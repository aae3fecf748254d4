"""What limits a demand to a field or to people, amended figures, and figures that only count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plan_texts.proposals import propose

HEAD = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
# A sentence, and each share with its scope.
SCOPES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Lĩnh vực hộ tịch: 100% hồ sơ nộp trực tuyến; lĩnh vực đất đai: 60% hồ sơ nộp trực tuyến.",
        [("1", "lĩnh vực hộ tịch"), ("0.6", "lĩnh vực đất đai")],
    ),
    (
        "Hồ sơ trực tuyến của doanh nghiệp đạt 100%, của người dân đạt 75%.",
        [("1", "doanh nghiệp"), ("0.75", "người dân")],
    ),
    ("Hồ sơ lĩnh vực tư pháp, hộ tịch số hóa đạt 99%.", [("0.99", "lĩnh vực tư pháp - hộ tịch")]),
    ("80% hồ sơ phi địa giới được nộp trực tuyến.", [("0.8", "phi địa giới")]),
    ("Hồ sơ trực tuyến ở các lĩnh vực đạt 85%.", [("0.85", "")]),
    ("Mức độ hài lòng của người dân đạt 95%.", [("0.95", "")]),
]
# A sentence of an amendment or about counts, and the shares that it sets.
FIGURES: list[tuple[str, list[str]]] = [
    ("Tái sử dụng dữ liệu: điều chỉnh từ 60% xuống còn 55%.", ["0.55"]),
    ("Điều chỉnh giảm tỷ lệ tái sử dụng dữ liệu từ 60% xuống 55%.", ["0.55"]),
    ("Điều chỉnh chỉ tiêu số hóa hồ sơ từ 100% còn 95%.", ["0.95"]),
    ("Hồ sơ nộp trực tuyến: từ 80% lên 85%.", ["0.85"]),
    ("Sửa đổi tỷ lệ thanh toán trực tuyến “70%” thành “75%”.", ["0.75"]),
    ("Bãi bỏ chỉ tiêu hồ sơ giải quyết trước hạn đạt 45%.", []),
    ("Bãi bỏ chỉ tiêu hồ sơ trực tuyến đạt chỉ tiêu tỉnh giao.", []),
    ("Hủy bỏ chỉ tiêu 45% hồ sơ giải quyết trước hạn.", []),
    ("Bãi bỏ chỉ tiêu số hóa hồ sơ 90%, thay bằng chỉ tiêu số hóa hồ sơ 95%.", ["0.95"]),
    ("Hồ sơ trực tuyến từ 70% đến dưới 90% tính 50% số điểm.", []),
    ("Tỷ lệ hồ sơ trực tuyến = (số hồ sơ trực tuyến / tổng số hồ sơ) x 100%.", []),
    ("Thủ tướng Chính phủ đã yêu cầu các địa phương đạt 80% hồ sơ trực tuyến.", []),
    ("Công bố danh mục dịch vụ công toàn trình, một phần năm 2026.", []),
    ("Hoàn thành 100% chỉ tiêu về hồ sơ trực tuyến do tỉnh giao.", []),
    ("Giảm 50% số hồ sơ trễ hạn so với năm 2025.", []),
    ("50% dịch vụ công có phát sinh hồ sơ (năm 2023: 28/97 dịch vụ, 28,9%).", ["0.5"]),
    ("Tỷ lệ giải quyết trước hạn đạt 40%.", ["0.4"]),
]


@pytest.mark.parametrize(("sentence", "expected"), SCOPES)
def test_what_limits_a_demand(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.value, p.scope) for p in propose(f"{HEAD}- {sentence}")] == [
        (Decimal(share), scope) for share, scope in expected
    ]


@pytest.mark.parametrize(("sentence", "shares"), FIGURES)
def test_which_figures_set_a_target(sentence: str, shares: list[str]) -> None:
    assert [p.value for p in propose(f"{HEAD}- {sentence}")] == list(map(Decimal, shares))


def test_demands_of_two_fields_are_no_repetition() -> None:
    text = "- 90% hồ sơ lĩnh vực {} nộp trực tuyến.\n"
    fields = ("chứng thực", "hộ tịch", "hộ tịch")
    proposals = propose(HEAD + "".join(map(text.format, fields)))
    assert [p.repeats for p in proposals] == [None, None, 4]


def test_a_quotation_begins_with_a_word() -> None:
    text = f"{HEAD}- Làm tốt công tác. Đến năm 2026 số hóa hồ sơ đạt 90%; năm 2027 đạt 95%."
    assert [p.words[0] for p in propose(text)] == ["Đ", "Đ"]
