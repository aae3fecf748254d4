"""Demands with all that limits them: base year of a rise, scope, first and last day."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from plan_texts.proposals import Proposal, propose

HEAD = "UBND XÃ TÂN HÒA\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\nII. CHỈ TIÊU NĂM 2026\n"
# A rise by so much, what rises between its verb and "thêm".
RISES: Sequence[tuple[str, list[str]]] = [
    (
        "1. Phấn đấu tăng tỷ lệ hồ sơ nộp trực tuyến thêm ít nhất 5% so với năm 2024.",
        ["online_filing + 0.05 over 2024"],
    ),
    (
        "1. Nâng tỷ lệ hồ sơ giải quyết đúng hạn thêm tối thiểu 6% so với năm 2025.",
        ["on_time + 0.06 over 2025"],
    ),
    (
        "1. Nâng tỷ lệ số hóa kết quả giải quyết thêm khoảng 8 điểm phần trăm so với năm 2025.",
        ["digitised_results +pp 0.08 over 2025"],
    ),
    (
        "1. Tăng tỷ lệ thanh toán trực tuyến tối thiểu 7% so với cùng kỳ năm 2025.",
        ["online_payment + 0.07 over 2025"],
    ),
    (
        "1. Tăng tỷ lệ số hóa kết quả (năm 2025: 64%) thêm ít nhất 6% so với năm 2025.",
        ["digitised_results + 0.06 over 2025"],
    ),
    ("1. Nâng tỷ lệ thanh toán trực tuyến lên tối thiểu 35%.", ["online_payment >= 0.35"]),
    (
        "1. Tăng tỷ lệ hồ sơ trực tuyến lên tối thiểu 85% so với năm 2025.",
        ["online_filing >= 0.85"],
    ),
]
# A scope behind "trong đó", with the metric that was said before it.
SCOPES: Sequence[tuple[str, list[str]]] = [
    (
        "1. Ít nhất 60% hồ sơ được thanh toán trực tuyến, trong đó các thủ tục đất đai đạt 90%.",
        ["online_payment >= 0.6", "online_payment >= 0.9 for lĩnh vực đất đai"],
    ),
    (
        "1. Thanh toán trực tuyến đạt 60%, trong đó các thủ tục đất đai đạt 90%.",
        ["online_payment >= 0.6", "online_payment >= 0.9 for lĩnh vực đất đai"],
    ),
    (
        "1. Hồ sơ nộp trực tuyến đạt 80%, trong đó các hồ sơ thuộc lĩnh vực hộ tịch đạt 95%.",
        ["online_filing >= 0.8", "online_filing >= 0.95 for lĩnh vực hộ tịch"],
    ),
    (
        "1. Số hóa kết quả: 95%, trong đó các thủ tục chứng thực phải đạt 100%.",
        ["digitised_results >= 0.95", "digitised_results >= 1 for lĩnh vực chứng thực"],
    ),
    (
        "1. Tỷ lệ hồ sơ đúng hạn đạt 98%, trong đó thủ tục xây dựng phấn đấu đạt 96%.",
        ["on_time >= 0.98", "on_time >= 0.96 for lĩnh vực xây dựng"],
    ),
]
# What a share is taken of names no metric.
DENOMINATORS: Sequence[tuple[str, list[str]]] = [
    (
        "1. Tỷ lệ hồ sơ nộp trực tuyến đạt 80% trên tổng số hồ sơ tiếp nhận của các thủ tục đủ "
        "điều kiện cung cấp trực tuyến; riêng quý IV đạt 82%.",
        ["online_filing >= 0.8 for đủ điều kiện"],
    ),
    (
        "1. Thanh toán trực tuyến đạt 55% trên tổng số hồ sơ nộp trực tuyến có thu phí; đến cuối "
        "năm đạt 60%.",
        ["online_payment >= 0.55", "online_payment >= 0.6"],
    ),
]
# A comma inside a part of "A, B và C lần lượt đạt".
RESPECTIVE: Sequence[tuple[str, list[str]]] = [
    (
        "1. Tỷ lệ số hóa thành phần hồ sơ, số hóa kết quả giải quyết và khai thác, sử dụng lại dữ "
        "liệu số hóa lần lượt đạt 90%, 95% và 60%.",
        ["digitised_components >= 0.9", "digitised_results >= 0.95", "reused_data >= 0.6"],
    ),
    (
        "1. Khai thác, sử dụng lại dữ liệu số hóa, thanh toán trực tuyến lần lượt đạt 55%, 70%.",
        ["reused_data >= 0.55", "online_payment >= 0.7"],
    ),
    (
        "1. Mức độ hài lòng của người dân, doanh nghiệp và tỷ lệ hồ sơ đúng hạn lần lượt đạt 95%, "
        "98%.",
        ["satisfaction >= 0.95", "on_time >= 0.98"],
    ),
]
# A result in brackets of its own, before the demand.
RESULTS: Sequence[tuple[str, list[str]]] = [
    ("1. Tỷ lệ hồ sơ đúng hạn (kết quả năm 2025 đạt 97,4%): 98%.", ["on_time >= 0.98"]),
    ("1. Tỷ lệ số hóa hồ sơ (thực hiện năm 2025 là 64%) đạt 90%.", ["digitised_dossiers >= 0.9"]),
    ("1. Mức độ hài lòng (năm 2025: 93,5%) phấn đấu từ 95% trở lên.", ["satisfaction >= 0.95"]),
    ("1. Hồ sơ nộp trực tuyến (đã đạt 71,2% năm 2025): 80%.", ["online_filing >= 0.8"]),
]
# A row whose columns are levels: the commune's alone, whatever the number of its metrics.
LEVELS: Sequence[tuple[str, list[str]]] = [
    (
        "Nội dung\tThực hiện năm 2025\tCấp tỉnh\tCấp xã\n"
        "Tỷ lệ số hóa hồ sơ, kết quả\t64%\t100%\t100%",
        ["digitised_dossiers >= 1 for cấp xã", "digitised_results >= 1 for cấp xã"],
    ),
    (
        "Nội dung\tCấp tỉnh\tCấp xã\nTỷ lệ hồ sơ nộp trực tuyến, thanh toán trực tuyến\t80%\t80%",
        ["online_filing >= 0.8 for cấp xã", "online_payment >= 0.8 for cấp xã"],
    ),
]

# How many procedures are used; beside another deed that only says which procedures.
USED: Sequence[tuple[str, list[str]]] = [
    (
        "1. Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến toàn trình có phát sinh hồ sơ đạt tối "
        "thiểu 50%.",
        ["online_services_with_dossiers >= 0.5 for toàn trình"],
    ),
    ("1. Tỷ lệ TTHC có phát sinh hồ sơ đạt 51%.", ["online_services_with_dossiers >= 0.51"]),
    (
        "1. Tỷ lệ thủ tục (dịch vụ công trực tuyến toàn trình) có phát sinh hồ sơ đạt 52%.",
        ["online_services_with_dossiers >= 0.52 for toàn trình"],
    ),
    (
        "1. Ít nhất 53% số thủ tục hành chính được cung cấp trực tuyến một phần phát sinh hồ sơ "
        "trực tuyến.",
        ["online_services_with_dossiers >= 0.53"],
    ),
    (
        "1. 100% thủ tục hành chính có phát sinh hồ sơ được cung cấp dịch vụ công trực tuyến toàn "
        "trình.",
        ["eligible_procedures_online_end_to_end >= 1 for toàn trình"],
    ),
    (
        "1. 100% thủ tục hành chính có phát sinh hồ sơ được công khai.",
        ["procedures_disclosed >= 1"],
    ),
]
# A table that scores: its goals are asked for, and so is what an article below it asks for.
SCORED = (
    "PHỤ LỤC III. CHẤM ĐIỂM\n\n"
    "Tiêu chí\tĐiểm\tKết quả\t{}\nPhản ánh, kiến nghị xử lý đúng hạn\t5\t96%\t100%\n\n"
)
BELOW_SCORES: Sequence[tuple[str, list[str]]] = [
    (SCORED.format("Chỉ tiêu giao"), ["petitions_on_time >= 1"]),
    (SCORED.format("Mục tiêu năm"), ["petitions_on_time >= 1"]),
    (SCORED.format("Mức chấm"), []),
    (
        f"{SCORED.format('Mức chấm')}Điều 2. Tỷ lệ hồ sơ giải quyết đúng hạn phải đạt 99,5%.",
        ["on_time >= 0.995"],
    ),
    (
        f"{SCORED.format('Mức chấm')}Điều 3. Các đơn vị bảo đảm 80% hồ sơ nộp trực tuyến.",
        ["online_filing >= 0.8"],
    ),
]

# A rate for a quarter of its own; a deed is only due by its end, and steps stay steps.
PERIODS: Sequence[tuple[str, list[str]]] = [
    (
        "1. Tỷ lệ hồ sơ đúng hạn đạt 98%.\n"
        "2. Riêng tỷ lệ hồ sơ đúng hạn của Trung tâm phải đạt 99,5% trong quý IV.",
        ["on_time >= 0.98", "on_time >= 0.995 since 2026-10-01"],
    ),
    (
        "1. Tỷ lệ hồ sơ nộp trực tuyến đạt 85% trong quý III/2026.",
        ["online_filing >= 0.85 since 2026-07-01 until 2026-09-30"],
    ),
    (
        "1. Riêng trong tháng 6, thanh toán trực tuyến đạt 70%.",
        ["online_payment >= 0.7 since 2026-06-01 until 2026-06-30"],
    ),
    ("1. Số hóa 80% hồ sơ trong quý II.", ["digitised_dossiers >= 0.8 until 2026-06-30"]),
    (
        "1. Tỷ lệ hồ sơ trực tuyến đạt 70% trong quý II, 75% trong quý III, 80% cả năm.",
        ["online_filing >= 0.8"],
    ),
]
# The remark of a row that says from when.
FROM_A_DAY: Sequence[tuple[str, list[str]]] = [
    (
        "Nội dung\tCấp tỉnh\tCấp xã\tGhi chú\nBiên lai điện tử\t100%\t100%\ttừ 01/7/2026",
        ["electronic_receipts >= 1 for cấp xã since 2026-07-01"],
    ),
    (
        "Nội dung\tChỉ tiêu năm 2026\tGhi chú\n"
        "Tỷ lệ thanh toán trực tuyến\t65%\tÁp dụng từ quý III/2026\n"
        "Tỷ lệ hồ sơ nộp trực tuyến\t80%\tKhông tính chứng thực",
        ["online_payment >= 0.65 since 2026-07-01", "online_filing >= 0.8"],
    ),
]


def demand_of(proposal: Proposal) -> str:
    """A proposal in short: "online_filing + 0.05 over 2024", with its scope and days if any."""
    over = f" over {proposal.base_year}" if proposal.base_year else ""
    scope = f" for {proposal.scope}" if proposal.scope else ""
    since = f" since {proposal.since}" if proposal.since else ""
    until = f" until {proposal.until}" if proposal.until else ""
    demand = f"{proposal.metric} {proposal.comparator} {proposal.value}"
    return f"{demand}{over}{scope}{since}{until}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *RISES,
        *SCOPES,
        *DENOMINATORS,
        *RESPECTIVE,
        *RESULTS,
        *LEVELS,
        *USED,
        *BELOW_SCORES,
        *PERIODS,
        *FROM_A_DAY,
    ],
)
def test_a_demand(text: str, expected: list[str]) -> None:
    assert list(map(demand_of, propose(HEAD + text))) == expected
