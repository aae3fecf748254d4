"""Sentences of plans whose share sets no target, and why; and those that only look like them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_texts.language.share_pattern import figures
from plan_texts.structure.sentences import Clause
from plan_texts.targets.exclusions import Reason, reason_to_exclude
from plan_texts.targets.segments import segments
from plan_texts.tense.standpoint import Standpoint

YEAR = 2026

# Why the last figure of a sentence sets no target in a plan for 2026; None where it sets one.
SENTENCES: list[tuple[str, Reason | None]] = [
    # results and past years
    ("Năm 2025 tỷ lệ hồ sơ trực tuyến đạt 78%", "result"),
    ("Hiện nay tỷ lệ hồ sơ trực tuyến đã đạt 78%", "result"),
    ("Năm 2025 đạt 78%, phấn đấu năm 2026 tỷ lệ hồ sơ trực tuyến đạt 88%", None),
    ("Nâng tỷ lệ hồ sơ trực tuyến từ 60% năm 2025 lên 75%", None),
    ("Tỷ lệ hồ sơ trực tuyến đạt 83,2%", "result"),
    ("Tiếp nhận 4.812 hồ sơ, hồ sơ trực tuyến chiếm 85%", "result"),
    ("15.267 hồ sơ trực tuyến, tương đương 83,6%, vượt chỉ tiêu tỉnh giao", "result"),
    ("Xử lý phản ánh, kiến nghị: 85% (tương ứng 46/54 kiến nghị)", "result"),
    ("Kết quả 2025: hồ sơ trực tuyến 70%", "result"),
    ("Hồ sơ trực tuyến: bình quân 79% (kế hoạch 85%)", "earlier_goal"),
    ("Hồ sơ trực tuyến: 79% (kế hoạch 85%); trong đó cấp tỉnh 79%", None),
    ("Thực hiện số hóa tại các ấp: 100% hồ sơ (14/14 ấp)", None),
    ("Vẫn còn 329 hồ sơ trễ, hơn 60% trong số đó là đất đai", "result"),
    ("Có 31% hồ sơ trực tuyến năm 2025 được nộp theo cách này", "result"),
    ("Có 80% hồ sơ được nộp trực tuyến", None),
    ("Hồ sơ trực tuyến đạt 80%, đứng thứ 5 toàn tỉnh", "result"),
    ("Mức độ hài lòng đạt 95%, được tỉnh ghi nhận", "result"),
    ("Thanh toán trực tuyến mới 45%", "result"),
    ("Đợt thi đua năm 2025 (đăng ký 95% hồ sơ trực tuyến, làm được 71%)", "result"),
    ("Phấn đấu 80% kết quả cũ được số hóa (hiện mới 45%)", "result"),
    ("Đến 30/6 hồ sơ trực tuyến đạt 80%", None),
    ("Đến nay tỷ lệ hồ sơ trực tuyến của xã là 80%", "result"),
    ("Hồ sơ trực tuyến 80%, nhưng chưa đồng đều", "result"),
    ("Có 12/15 xã đạt trên 80% hồ sơ trực tuyến", "result"),
    ("Tỷ lệ số hóa hồ sơ mới làm được 70%", "result"),
    ("Kết quả phát sinh mới được số hóa đạt 100%", None),
    ("Phấn đấu tỷ lệ hồ sơ trực tuyến đạt 83,2%", None),
    ("Tỷ lệ hồ sơ trực tuyến đạt 82,5%", None),
    ("Duy trì chỉ tiêu đã đạt: hồ sơ trực tuyến không dưới 85%", None),
    ("Năm 2025 hồ sơ trực tuyến không dưới 85%", "result"),
    # limits and trifles
    ("Tỷ lệ hồ sơ quá hạn dưới 10%", "upper_limit"),
    ("Tỷ lệ hồ sơ quá hạn không quá 10%", "upper_limit"),
    ("Tỷ lệ hồ sơ được xin lỗi đạt 3%", "too_small"),
    ("Mức độ hài lòng tăng 3% so với năm 2025", None),
    # points and weights
    ("Tỷ lệ hồ sơ trực tuyến chiếm 30% tổng điểm", "points"),
    ("Trọng số của tỷ lệ hồ sơ trực tuyến là 30%", "points"),
    ("Hồ sơ trực tuyến đạt 80%: 15 điểm", "points"),
    ("Hồ sơ trực tuyến 50%, thanh toán 30%, hài lòng 20%", "points"),
    ("Hồ sơ trực tuyến 50%, thanh toán 30%, hài lòng 90%", None),
    ("Đạt 90% hồ sơ trực tuyến được 10 điểm", "of_a_goal"),
    ("Hoàn thành 70% khối lượng số hóa hồ sơ", "of_a_goal"),
    # conditions
    ("Đơn vị có tỷ lệ hồ sơ trực tuyến đạt 80% được ghi nhận", "condition"),
    ("Nếu tỷ lệ hồ sơ trực tuyến đạt 80%", "condition"),
    ("Phòng nào để hồ sơ đúng hạn đạt 80%", "condition"),
    ("Cơ quan có thẩm quyền giải quyết đúng hạn 98% hồ sơ", None),
    ("Nộp ở bất cứ xã nào: 80% thủ tục", None),
    ("Trả bản điện tử kèm bản giấy (nếu dân cần) đạt 98%", None),
    ("Nếu hồ sơ trễ hạn thì 100% hồ sơ phải được xin lỗi", None),
    ("Nếu có vướng mắc thì tháo gỡ, bảo đảm 98% hồ sơ đúng hạn", None),
    ("Thủ tục nào đạt 80% hồ sơ trực tuyến thì không nhận hồ sơ giấy", "condition"),
    ("Ví dụ xã nhận 200 hồ sơ, 160 hồ sơ trực tuyến, tỷ lệ là 80%", "example"),
    # consequences
    ("Hồ sơ trực tuyến đạt 80% được khen thưởng", "consequence"),
    ("Phấn đấu hồ sơ trực tuyến đạt 80% để được khen thưởng", None),
    ("Hồ sơ trực tuyến đạt 80%, là căn cứ xếp loại thi đua", None),
    ("Thưởng 500.000 đồng cho quầy đạt 80% hồ sơ trực tuyến", "consequence"),
    # years
    ("Đến năm 2030 tỷ lệ hồ sơ trực tuyến đạt 90%", "far_year"),
    ("Tỷ lệ hồ sơ trực tuyến đạt 90% vào năm 2030", "far_year"),
    ("Đến năm 2027 tỷ lệ hồ sơ trực tuyến đạt 90%", None),
    ("Đến hết năm 2026 tỷ lệ hồ sơ trực tuyến đạt 90%", None),
    # where something begins
    ("Hồ sơ giấy giảm xuống còn 40%", "starting_level"),
    ("Tỷ lệ hồ sơ trực tuyến tăng so với 70%", "starting_level"),
    ("So với chỉ tiêu cả năm 85% hồ sơ trực tuyến", "starting_level"),
    ("Hồ sơ trực tuyến tăng, vượt xa mục tiêu 85% mà phường đề ra", "starting_level"),
    ("Phấn đấu hồ sơ trực tuyến vượt mức 85%", None),
    # what is to be checked, not reached
    ("Kiểm tra 20% hồ sơ đã giải quyết", "other_deed"),
    ("Số hóa hồ sơ: kiểm tra chéo 10%", "other_deed"),
    ("Rút mẫu 10% hồ sơ trực tuyến", "other_deed"),
    ("Hướng dẫn 80% người dân nộp hồ sơ trực tuyến", "other_deed"),
    ("Rà soát, đánh giá ít nhất 20% thủ tục", None),
    ("Khảo sát 90% người dân hài lòng", None),
    ("Số hóa bù 11% kết quả còn thiếu", "not_yet"),
    ("100% hồ sơ chưa được số hóa phải được bổ sung", "not_yet"),
    # other matters and money
    ("100% công chức được tập huấn tiếp nhận hồ sơ", "other_matter"),
    ("Tập huấn cho 100% công chức tiếp nhận hồ sơ", "other_matter"),
    ("Chi trả an sinh xã hội không dùng tiền mặt: 95%", "other_matter"),
    ("100% kết quả được trả bản điện tử, lưu trên VNeID", None),
    ("100% người dân kích hoạt VNeID để nộp hồ sơ", "other_matter"),
    ("Kinh phí số hóa hồ sơ: 30% từ xã", "budget"),
    ("Giảm lệ phí 50% cho hồ sơ trực tuyến", "budget"),
    # others' goals
    ("Chính phủ đặt mục tiêu hồ sơ trực tuyến đạt 80%", "others_goal"),
    ("Bình quân chung cả nước hồ sơ trực tuyến đạt 80%", "others_goal"),
    ("Toàn tỉnh đặt mục tiêu hồ sơ trực tuyến đạt 80%", "others_goal"),
    ("Xã Khánh Lạc phấn đấu hồ sơ trực tuyến đạt 80%", "others_goal"),
    ("Xã Cầu Dâu phấn đấu hồ sơ trực tuyến đạt 80%", None),
    ("Xã phấn đấu vào nhóm dẫn đầu toàn tỉnh, hồ sơ trực tuyến đạt 80%", None),
    # a higher level's figure beside the commune's own
    ("Hồ sơ trực tuyến tối thiểu 85% (tỉnh giao 80%)", "superior_level"),
    ("Hồ sơ trực tuyến đạt 85%, cao hơn mức tỉnh giao (80%)", "superior_level"),
    ("Hồ sơ trực tuyến đạt 85%, cao hơn mức UBND huyện Hòa An giao (80%)", "superior_level"),
    ("Hồ sơ trực tuyến theo mức tỉnh giao: 80%", None),
    # earlier goals
    ("Chỉ tiêu 60% hồ sơ trực tuyến, xã đạt 72%", "result"),
    ("Chỉ tiêu 80% hồ sơ trực tuyến của năm 2025, cấp xã làm được ít", "earlier_goal"),
    ("Chỉ tiêu trước đây về hồ sơ trực tuyến (80%) không hoàn thành", "earlier_goal"),
    ("Công văn này thay thế Công văn số 12 (hồ sơ trực tuyến 80%)", "earlier_goal"),
    ("Kế hoạch số 5 hết hiệu lực (mục tiêu cũ: hồ sơ trực tuyến 80%)", "earlier_goal"),
    ("Khắc phục chỉ tiêu chưa đạt, phấn đấu 80% hồ sơ trực tuyến", None),
    # plain demands
    ("Tỷ lệ hồ sơ trực tuyến đạt 80%", None),
    ("Phấn đấu 100% hồ sơ được số hóa", None),
]


@pytest.mark.parametrize(("sentence", "reason"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_why_a_figure_sets_no_target(sentence: str, reason: Reason | None) -> None:
    assert reason_of(clause(sentence)) == reason


def test_below_a_lead_that_speaks_of_points_shares_are_weights() -> None:
    demand = clause("Tỷ lệ hồ sơ trực tuyến: 30%")
    assert reason_of(demand) is None
    below = replace(demand, lenders=("", "Thang điểm đánh giá như sau:", ""))
    assert reason_of(below) == "points"


def test_below_goals_a_figure_need_not_be_round() -> None:
    demand = clause("Trước và đúng hạn đạt 98,2%")
    assert reason_of(demand) == "result"
    assert reason_of(replace(demand, lenders=("", "", "II. MỤC TIÊU"))) is None


def test_of_a_plan_of_several_years_none_of_them_is_far() -> None:
    demand = clause("Đến năm 2030 tỷ lệ hồ sơ trực tuyến đạt 90%")
    last = segments(demand.text, figures(demand.text))[-1]
    assert reason_to_exclude(demand, last, Standpoint(2026, 2030)) is None
    assert reason_to_exclude(demand, last, Standpoint(2026, 2028)) is None
    assert reason_to_exclude(demand, last, Standpoint(2026, 2027)) == "far_year"


def test_without_a_year_of_the_plan_no_year_is_far() -> None:
    assert reason_of(clause("Đến năm 2030 tỷ lệ hồ sơ trực tuyến đạt 90%"), year=None) is None


def clause(sentence: str) -> Clause:
    return Clause(sentence, ((0, 1),), "", ("", "", ""), looks_back=False, sentence=sentence)


def reason_of(demand: Clause, year: int | None = YEAR) -> Reason | None:
    """Why the last figure of a clause sets no target."""
    last = segments(demand.text, figures(demand.text))[-1]
    return reason_to_exclude(demand, last, Standpoint(year, year, commune="cầu dâu"))
