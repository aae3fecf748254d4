"""Targets read from single sentences and small tables: figures, synonyms, orders of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from plan_texts.proposals import Proposal, propose
from plan_texts.targets.examples import example_metric
from tests.support.plan_scoring import Score, report

SENTENCES_FILE = Path(__file__).with_name("variations") / "sentences.txt"
HEAD = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n\n"


def demands(text: str) -> list[str]:
    """The proposals as "metric comparator value", in the order of the text."""
    return [f"{p.metric} {p.comparator} {p.value}" for p in propose(text)]


# One sentence each, and what it sets: figures, synonyms and orders of words that no plan here has.
SENTENCES: Sequence[tuple[str, list[str]]] = [
    ("Phấn đấu từ 85% trở lên hồ sơ được nộp qua mạng.", ["online_filing >= 0.85"]),
    ("Số hồ sơ tiếp nhận trực tuyến chiếm hơn 70% tổng lượng hồ sơ.", ["online_filing > 0.7"]),
    ("Tỷ lệ hồ sơ nộp trực tuyến không thấp hơn 75,5 %.", ["online_filing >= 0.755"]),
    ("Xử lý trực tuyến ít nhất 83% hồ sơ.", ["online_processing >= 0.83"]),
    ("Thu phí, lệ phí không dùng tiền mặt đạt ≥ 90%.", ["online_payment >= 0.9"]),
    (
        "Hồ sơ nộp trực tuyến và thanh toán trực tuyến mỗi loại ít nhất 85%.",
        ["online_filing >= 0.85", "online_payment >= 0.85"],
    ),
    (
        "Số hóa thành phần hồ sơ đạt 95%, số hóa kết quả giải quyết đạt 100%.",
        ["digitised_components >= 0.95", "digitised_results >= 1"],
    ),
    (
        "Hồ sơ và kết quả giải quyết TTHC được số hóa 98%.",
        ["digitised_dossiers >= 0.98", "digitised_results >= 0.98"],
    ),
    (
        "Trên 97% hồ sơ được trả đúng hẹn hoặc sớm hơn, riêng hồ sơ trả trước hẹn trên 40%.",
        ["on_time > 0.97", "early > 0.4"],
    ),
    (
        "Mức độ hài lòng đạt 94% (lĩnh vực đất đai, xây dựng, đầu tư: 89%).",
        ["satisfaction >= 0.94", "satisfaction_land_construction_investment >= 0.89"],
    ),
    ("Ít nhất chín mươi lăm phần trăm người dân hài lòng.", ["satisfaction >= 0.95"]),
    (
        "Thời gian giải quyết và chi phí tuân thủ giảm tối thiểu 45% so với năm 2025.",
        ["processing_time_cut >= 0.45", "compliance_cost_cut >= 0.45"],
    ),
    ("Công bố, niêm yết kịp thời 100% thủ tục.", ["procedures_disclosed >= 1"]),
    ("Toàn bộ phản ánh, kiến nghị phải được xử lý đúng hạn.", ["petitions_on_time >= 1"]),
    (
        "Cung cấp toàn trình đối với 100% thủ tục đủ điều kiện.",
        ["eligible_procedures_online_end_to_end >= 1"],
    ),
    ("85% hồ sơ có sử dụng lại giấy tờ đã số hóa.", ["reused_data >= 0.85"]),
    (
        "Hồ sơ bị chậm, muộn: 100% phải giải trình và xin lỗi người dân.",
        ["late_explained_and_apologised >= 1"],
    ),
    ("Chứng thực bản sao điện tử từ bản chính: 60%.", ["electronic_certified_copies >= 0.6"]),
    ("Hoàn thành đúng hạn ít nhất 98% nhiệm vụ được giao.", ["tasks_on_time >= 0.98"]),
    ("Hồ sơ tiếp nhận qua Công Dịch vụ công quôc gia đạt 80%.", ["online_filing >= 0.8"]),
    ("Nâng tỷ lệ hồ sơ trực tuyến từ 60% lên 75%.", ["online_filing >= 0.75"]),
    (
        "Năm 2025 tỷ lệ hồ sơ trực tuyến đạt 78%, phấn đấu năm 2026 đạt 88%.",
        ["online_filing >= 0.88"],
    ),
    ("Tỷ lệ hồ sơ nộp trực tuyến đạt và vượt chỉ tiêu thành phố giao.", ["online_filing >= None"]),
    ("Hoàn thành mức thanh toán trực tuyến do UBND tỉnh giao.", ["online_payment >= None"]),
    ("Điểm Bộ chỉ số 766 của xã đạt trên 90 điểm.", ["index_766 > 0.9"]),
    ("Nhóm chỉ số công khai, minh bạch đạt tối thiểu 16 điểm.", ["index_766_disclosure >= 0.16"]),
    ("100% biên lai thu phí, lệ phí là biên lai điện tử.", ["electronic_receipts >= 1"]),
    (
        "Ít nhất 90% phản ánh, kiến nghị đã xử lý được người dân đánh giá hài lòng.",
        ["petition_satisfaction >= 0.9"],
    ),
    ("Tỷ lệ hồ sơ quá hạn dưới 2%.", ["late_dossiers < 0.02"]),
    (
        "Tỷ lệ hồ sơ trực tuyến tăng 10% so với cùng kỳ năm 2025.",
        ["online_filing + 0.1"],
    ),
    (
        "Tỷ lệ thanh toán trực tuyến tăng ít nhất 5 điểm phần trăm so với năm 2025.",
        ["online_payment +pp 0.05"],
    ),
]
NO_TARGETS = [
    "Năm 2025, tỷ lệ hồ sơ giải quyết đúng hạn đạt 96,2%.",
    "Căn cứ Quyết định số 12/QĐ-UBND giao chỉ tiêu 80% hồ sơ trực tuyến;",
    "Tăng 5% số hồ sơ trực tuyến so với năm 2025.",
    "100% cán bộ được tập huấn kỹ năng tiếp nhận hồ sơ trực tuyến.",
    "Kinh phí thực hiện: 30% từ ngân sách xã.",
    "Báo cáo kết quả thực hiện các chỉ tiêu được giao trước ngày 15 hằng tháng.",
    "Đơn vị nào có trên 2% hồ sơ quá hạn thì bị phê bình.",
    "Tỷ lệ hồ sơ trực tuyến không quá 2%.",
    "Bộ chỉ số 766 gồm nhóm công khai, minh bạch (18 điểm), nhóm số hóa (22 điểm).",
    "Lũy kế đến ngày 14/8/2026, tỷ lệ hồ sơ trực tuyến của xã đạt 74,6%.",
    "6 tháng đầu năm 2026, tỷ lệ hồ sơ trực tuyến của xã đạt 74,6%.",
    "Đẩy mạnh nộp hồ sơ trực tuyến, thanh toán trực tuyến.",
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_a_sentence(sentence: str, expected: list[str]) -> None:
    assert demands(f"{HEAD}- {sentence}") == expected


@pytest.mark.parametrize("sentence", NO_TARGETS)
def test_no_target(sentence: str) -> None:
    assert demands(f"{HEAD}- {sentence}") == []


def test_further_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    """Whole percents that were reached over single sentences and what they set."""
    total = Score(0, 0, 0)
    for line in SENTENCES_FILE.read_text(encoding="utf-8").splitlines():
        sentence, _, targets = line.partition(" =>")
        expected = [target.strip() for target in targets.split("|") if target.strip()]
        proposed = demands(f"{HEAD}- {sentence}")
        hits = sum((Counter(expected) & Counter(proposed)).values())
        total += Score(len(expected), hits, len(proposed))
    with capsys.disabled():
        report("\ntừng câu", total)
    assert total.hit_share >= 0.99
    assert total.false_share <= 0.02


def test_words_that_no_rule_knows_mean_what_the_example_most_alike_means() -> None:
    words = "doanh nghiệp hoàn tất trực tuyến các thủ tục có liên quan"
    assert example_metric(words) == "business_procedures_online"
    assert example_metric(f"{words} đạt tối thiểu 95,5%") == "business_procedures_online"
    assert example_metric("đường làng, ngõ xóm được bê tông hóa, có đèn chiếu sáng") is None
    assert example_metric("thủ tục") is None


def test_a_plan_typed_without_accents() -> None:
    text = (
        "KE HOACH\nKiem soat thu tuc hanh chinh nam 2026\n\n"
        "- Nam 2025, ho so nop truc tuyen dat 71%.\n"
        "- Ty le ho so giai quyet dung han dat tu 98% tro len.\n"
        "- Phan dau tren 80% ho so duoc nop truc tuyen.\n"
    )
    assert demands(text) == ["on_time >= 0.98", "online_filing > 0.8"]


def test_results_in_one_sentence_or_list_after_another_are_no_targets() -> None:
    text = (
        f"{HEAD}Năm 2025 xã tiếp nhận 4.100 hồ sơ. Tỷ lệ nộp trực tuyến là 77%; đúng hạn 97%.\n"
        "Kết quả đạt được năm 2025:\n- Thanh toán trực tuyến: 58%;\n- Hài lòng: 92%.\n"
        "Mục tiêu năm 2026:\n- Thanh toán trực tuyến: 70%;\n- Hài lòng: 95%.\n"
    )
    assert demands(text) == ["online_payment >= 0.7", "satisfaction >= 0.95"]


def test_what_is_included_too_limits_nothing() -> None:
    text = f"{HEAD}- 100% thủ tục được công khai kịp thời (bao gồm cả thủ tục phi địa giới)."
    assert [(p.metric, p.scope) for p in propose(text)] == [("procedures_disclosed", "")]


def test_a_table_without_a_frame_whose_cells_run_over_several_lines() -> None:
    text = (
        f"{HEAD}TT | Nhiệm vụ | Chỉ tiêu | Chủ trì\n"
        "1 | Giải quyết hồ sơ đúng | Trên 97% hồ sơ giải quyết đúng | Các phòng\n"
        " | hạn (năm 2025: 95,1%) | hạn; hồ sơ trả trước hạn đạt ít nhất 41%; | |\n"
        " | | hồ sơ trễ hạn dưới 1% | |\n"
        "2 | Khảo sát | Hài lòng chung ≥ 93% | Văn phòng\n"
        " | | Đất đai, xây dựng: hài lòng ≥ 88% | |\n"
    )
    assert [(p.metric, p.value, p.line) for p in propose(text)] == [
        ("on_time", Decimal("0.97"), 5),
        ("early", Decimal("0.41"), 6),
        ("late_dossiers", Decimal("0.01"), 7),
        ("satisfaction", Decimal("0.93"), 8),
        ("satisfaction_land_construction_investment", Decimal("0.88"), 9),
    ]


def test_of_columns_for_two_years_and_several_units_only_the_newer_share_counts() -> None:
    text = (
        f"{HEAD}STT\tChỉ tiêu\tĐơn vị tính\tThực hiện 2025\tChỉ tiêu 2026\tĐầu mối\n"
        "1\tHồ sơ tiếp nhận trực tuyến\t%\t61,2\t77\tTrung tâm\n"
        "2\tSố hồ sơ tiếp nhận trực tuyến\thồ sơ\t900\t95\tTrung tâm\n"
    )
    assert demands(text) == ["online_filing >= 0.77"]


def test_a_cell_with_a_share_alone_is_read_after_what_its_row_is_about() -> None:
    text = (
        f"{HEAD}Việc\tKết quả phải đạt\tNgười theo dõi\n"
        "Nộp hồ sơ trực tuyến\t≥ 86%\tÔng An\n"
        "Điều kiện kinh doanh không cần thiết\tKiến nghị cắt bỏ 100%\tBà Bình\n"
        "Chi phí tuân thủ\tGiảm từ 30% trở lên\tBà Bình\n"
    )
    assert demands(text) == [
        "online_filing >= 0.86",
        "business_conditions_cut >= 1",
        "compliance_cost_cut >= 0.3",
    ]


def test_unreadable_sentences_set_nothing() -> None:
    syllables = [f"{a}{b}{c}" for a in "bdghkt" for b in "ạễơửị" for c in ("", "ng", "p")]
    words = [f"{first}{syllables[n % 89 % 90]}" for n, first in enumerate(syllables * 12)]
    text = HEAD + "\n".join(
        f"- {' '.join(words[n % 900 : n % 900 + 20])} đạt 8{n % 10}%." for n in range(1_000)
    )
    assert len(text) > 100_000
    assert demands(text) == []


def test_a_table_lends_its_row_to_the_product_and_a_page_break_cuts_nothing() -> None:
    text = (
        "Kế hoạch năm 2026\n"
        "STT\tNội dung\tChủ trì\tSản phẩm\n"
        "1\tCông khai kết quả xử lý phản ánh, kiến nghị\tVăn phòng\t97% kết quả được công khai\n"
        "2\tBảo đảm tối thiểu 72% hồ sơ tiếp nhận\tTrung tâm\tBáo cáo.\n"
        "\n"
        "STT\tNội dung\tChủ trì\tSản phẩm\n"
        "\ttrực tuyến; 91% hồ sơ, kết quả được số hóa.\t\t91% hồ sơ, kết quả được số hóa\n"
    )
    assert [(p.metric, p.value, p.line) for p in propose(text)] == [
        ("petitions_published", Decimal("0.97"), 3),
        ("online_filing", Decimal("0.72"), 4),
        ("digitised_dossiers", Decimal("0.91"), 7),
        ("digitised_results", Decimal("0.91"), 7),
        ("digitised_dossiers_and_results", Decimal("0.91"), 7),
    ]


def test_a_column_of_bare_numbers_past_years_aside() -> None:
    text = (
        "KẾ HOẠCH năm 2026\n\n"
        "TT\tChỉ tiêu\tĐơn vị tính\tThực hiện năm 2025\tKế hoạch năm 2026\n"
        "1\tTỷ lệ hồ sơ nộp trực tuyến\t%\t70\t85\n"
        "2\tTỷ lệ hồ sơ giải quyết đúng hạn\t%\t97,5\t≥ 99\n"
    )
    assert demands(text) == ["online_filing >= 0.85", "on_time >= 0.99"]


def test_what_stands_under_a_heading_that_looks_back_is_no_target() -> None:
    text = (
        f"{HEAD}I. KẾT QUẢ THỰC HIỆN NĂM 2025\n"
        "1. Số hóa: 80% hồ sơ được số hóa.\n"
        "II. MỤC TIÊU\n"
        "1. Số hóa: 90% hồ sơ được số hóa.\n"
    )
    assert demands(text) == ["digitised_dossiers >= 0.9"]


def test_a_proposal_has_its_words_its_line_and_its_scope() -> None:
    text = f"{HEAD}- Tối thiểu 66% hồ sơ được thanh toán trực tuyến\ntrên Cổng DVCQG; tập huấn."
    (proposal,) = propose(text)
    assert proposal == Proposal(
        "online_payment",
        ">=",
        Decimal("0.66"),
        "Cổng Dịch vụ công quốc gia",
        "Tối thiểu 66% hồ sơ được thanh toán trực tuyến trên Cổng DVCQG",
        4,
        "payable_national",
    )


def test_words_that_are_too_few_to_confirm_are_quoted_with_their_sentence() -> None:
    text = (
        f"{HEAD}- Thành phần hồ sơ được số hóa đạt 90%, kết quả đạt 100%.\n"
        "- Tỷ lệ hồ sơ trực tuyến quý I đạt 60%, cả năm đạt 80%.\n"
    )
    assert [proposal.words for proposal in propose(text)] == [
        "Thành phần hồ sơ được số hóa đạt 90%",
        "Thành phần hồ sơ được số hóa đạt 90%, kết quả đạt 100%.",
        "Tỷ lệ hồ sơ trực tuyến quý I đạt 60%, cả năm đạt 80%.",
    ]


# (sentence, denominator variant, base year, the year to whose end it holds) of its only target
FURTHER_WORDS = [
    ("Giảm 30% thời gian giải quyết so với năm 2025.", "base_2025", 2025, None),
    ("Tỷ lệ hồ sơ trực tuyến tăng 10% so với cùng kỳ.", None, 2025, None),
    ("Đến hết năm 2026 có 80% hồ sơ nộp trực tuyến.", None, None, 2026),
    ("Thanh toán trực tuyến đạt 70% tổng số giao dịch.", "transactions", None, None),
    (
        "Đạt tối thiểu 80% hồ sơ được thanh toán trực tuyến trên Cổng Dịch vụ công quốc gia trên "
        "tổng số giao dịch thanh toán của dịch vụ công.",
        "transactions_national",
        None,
        None,
    ),
    (
        "Tỷ lệ giao dịch thanh toán trực tuyến qua Cổng DVCQG trên tổng số giao dịch đạt 75%.",
        "transactions_national",
        None,
        None,
    ),
    ("Tỷ lệ nộp phí, lệ phí trực tuyến trên Cổng DVCQG đạt 60%.", "payable_national", None, None),
    ("Tỷ lệ thanh toán phí, lệ phí trực tuyến đạt 60%.", None, None, None),
    (
        "100% phản ánh, kiến nghị về hành vi hành chính xử lý đúng hạn.",
        "conduct_petitions_due",
        None,
        None,
    ),
]


@pytest.mark.parametrize(("sentence", "variant", "base_year", "until_year"), FURTHER_WORDS)
def test_a_proposal_carries_what_else_the_words_say(
    sentence: str, variant: str | None, base_year: int | None, until_year: int | None
) -> None:
    (proposal,) = propose(f"{HEAD}- {sentence}")
    assert proposal.denominator_variant == variant
    assert (proposal.base_year, proposal.until_year) == (base_year, until_year)


def test_each_level_has_its_own_figure_and_scope() -> None:
    text = (
        f"{HEAD}TT\tChỉ tiêu\tSở, ban, ngành\tCấp xã\n"
        "1\tTỷ lệ hồ sơ nộp trực tuyến\t90%\t80%\n\n"
        "Số hóa kết quả còn hiệu lực lần lượt đạt 45%, 25% đối với cấp tỉnh, cấp xã.\n"
    )
    assert [(p.value, p.scope) for p in propose(text)] == [
        (Decimal("0.9"), "cấp tỉnh"),
        (Decimal("0.8"), "cấp xã"),
        (Decimal("0.45"), "cấp tỉnh"),
        (Decimal("0.25"), "cấp xã"),
    ]


def test_a_row_of_values_with_points_is_no_head() -> None:
    text = (
        f"{HEAD}Chỉ số\tGiá trị\tMục tiêu năm 2026\tXếp hạng\n"
        "Điểm tổng hợp\t84,7 điểm\ttừ 90 điểm\t43/135\n"
        "Hồ sơ nộp trực tuyến\t71,3%\t≥ 80%\t38/135\n"
    )
    assert demands(text) == ["online_filing >= 0.8"]
