"""Wordings that other offices use for what whole documents were once missed in, by a head each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from plan_texts.proposals import propose

COMMUNE = "ỦY BAN NHÂN DÂN XÃ TÂN HÒA\n\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n\n"
PROVINCE = "ỦY BAN NHÂN DÂN TỈNH HẬU GIANG\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"
INDEX = "UBND XÃ TÂN HÒA\n\nKẾ HOẠCH\nNâng cao Bộ chỉ số 766 năm 2026\n\n"
# Whose text it is, a sentence, and what it sets.
WORDINGS: Sequence[tuple[str, str, list[str]]] = [
    (
        COMMUNE,
        "Tỷ lệ hồ sơ tiếp nhận phi địa giới đạt 5% trở lên.",
        ["non_territorial_dossiers >= 0.05"],
    ),
    (
        COMMUNE,
        "Tối thiểu 3% hồ sơ được tiếp nhận không phụ thuộc địa giới hành chính.",
        ["non_territorial_dossiers >= 0.03"],
    ),
    (
        COMMUNE,
        "Số hồ sơ giải quyết ngoài địa giới chiếm ít nhất 10% tổng số hồ sơ.",
        ["non_territorial_dossiers >= 0.1"],
    ),
    (
        COMMUNE,
        "Nhóm tiến độ, kết quả giải quyết phấn đấu đạt 20/20 điểm.",
        ["index_766_progress >= 1"],
    ),
    (INDEX, "Năm 2026, tổng điểm của xã phấn đấu đạt từ 90 điểm trở lên.", ["index_766 >= 0.9"]),
    (
        INDEX,
        "Nhóm số hóa hồ sơ: tối thiểu 20/22 điểm; nhóm thanh toán trực tuyến: 9/10 điểm.",
        ["index_766_digitisation >= 0.9091"],
    ),
    (INDEX, "Đến hết quý IV đạt tối thiểu 85/100 điểm.", ["index_766 >= 0.85"]),
    (INDEX, "Chỉ số PAR INDEX đạt 90 điểm.", []),
    (
        COMMUNE,
        "Kiến nghị cắt giảm, đơn giản hóa ít nhất 20% số TTHC.",
        ["procedures_reviewed >= 0.2"],
    ),
    (COMMUNE, "Cắt giảm 10% số thủ tục hành chính.", ["procedures_reviewed >= 0.1"]),
    (COMMUNE, "100% giao dịch thu phí sử dụng biên lai điện tử.", ["electronic_receipts >= 1"]),
    (
        COMMUNE,
        "Phát hành biên lai điện tử đối với 100% khoản thu phí, lệ phí.",
        ["electronic_receipts >= 1"],
    ),
    (COMMUNE, "100% hồ sơ có thu phí được cấp biên lai điện tử.", ["electronic_receipts >= 1"]),
    (COMMUNE, "Gửi thư xin lỗi đối với toàn bộ hồ sơ trễ hẹn.", ["late_apologised >= 1"]),
    (
        COMMUNE,
        "Tất cả hồ sơ quá hạn đều phải có văn bản xin lỗi của lãnh đạo UBND xã.",
        ["late_apologised >= 1"],
    ),
    (
        COMMUNE,
        "Tỷ lệ hồ sơ đúng hạn đạt 98%; lĩnh vực đất đai đạt 95%.",
        ["on_time >= 0.98", "on_time >= 0.95"],
    ),
    (
        COMMUNE,
        "Hồ sơ nộp trực tuyến đạt 80%, riêng lĩnh vực hộ tịch đạt 95%.",
        ["online_filing >= 0.8", "online_filing >= 0.95"],
    ),
    (COMMUNE, "Tỷ lệ quá hạn của đơn vị không vượt quá 1%.", ["late_dossiers <= 0.01"]),
    (
        COMMUNE,
        "Nâng tỷ lệ thanh toán trực tuyến lên 75%, từ mức 58% hiện nay.",
        ["online_payment >= 0.75"],
    ),
    (
        COMMUNE,
        "Phấn đấu hơn một nửa hồ sơ (trên 50%) được nộp trực tuyến.",
        ["online_filing > 0.5"],
    ),
    (
        COMMUNE,
        "Số hóa thành phần hồ sơ đối với 100% hồ sơ tiếp nhận.",
        ["digitised_components >= 1"],
    ),
    (
        COMMUNE,
        "100% hồ sơ được số hóa đầy đủ thành phần hồ sơ ngay khi tiếp nhận.",
        ["digitised_components >= 1"],
    ),
    (
        COMMUNE,
        "Luân chuyển điện tử đối với 100% hồ sơ giữa Trung tâm và các phòng chuyên môn.",
        ["electronic_circulation >= 1"],
    ),
    (
        COMMUNE,
        "Việc chuyển hồ sơ giữa các phòng thực hiện bằng bản điện tử đạt 95%.",
        ["electronic_circulation >= 0.95"],
    ),
    (PROVINCE, "Toàn tỉnh phấn đấu 85% hồ sơ được nộp trực tuyến.", ["online_filing >= 0.85"]),
    (PROVINCE, "Tỉnh phấn đấu tỷ lệ thanh toán trực tuyến đạt 75%.", ["online_payment >= 0.75"]),
    (
        COMMUNE,
        "Toàn tỉnh phấn đấu 85% hồ sơ được nộp trực tuyến; xã phấn đấu 70%.",
        ["online_filing >= 0.7"],
    ),
    (
        COMMUNE,
        "Tỷ lệ hài lòng về thủ tục đất đai, xây dựng được quan tâm. "
        "Mức độ hài lòng trong các lĩnh vực này đạt 90%.",
        ["satisfaction_land_construction_investment >= 0.9"],
    ),
    (
        COMMUNE,
        "100% thủ tục do UBND tỉnh công bố được cung cấp dịch vụ công trực tuyến.",
        ["procedures_online >= 1"],
    ),
    (COMMUNE, "100% thủ tục đã công bố được niêm yết công khai.", ["procedures_disclosed >= 1"]),
    (
        COMMUNE,
        "100% thủ tục hành chính được công bố, công khai đúng hạn.",
        ["procedures_disclosed >= 1"],
    ),
    (
        COMMUNE,
        "Tiếp nhận, xử lý đúng hạn và công khai kết quả trả lời 100% phản ánh, kiến nghị.",
        ["petitions_on_time >= 1", "petitions_published >= 1", "petitions_received >= 1"],
    ),
    (
        PROVINCE,
        "100% kết quả của cấp tỉnh và 80% của cấp xã được cấp bản điện tử.",
        ["electronic_results >= 1", "electronic_results >= 0.8"],
    ),
    (
        PROVINCE,
        "90% hồ sơ của cấp tỉnh, 75% của cấp xã nộp trực tuyến.",
        ["online_filing >= 0.9", "online_filing >= 0.75"],
    ),
    (COMMUNE, "Chỉ số SIPAS đạt mức tỉnh giao (năm 2025 đạt 85,2%).", ["sipas >= None"]),
    (
        COMMUNE,
        "Thanh toán trực tuyến đạt chỉ tiêu UBND tỉnh giao (kết quả năm 2025: 61%).",
        ["online_payment >= None"],
    ),
    (
        COMMUNE,
        "Kết quả còn hiệu lực: lĩnh vực hộ tịch số hóa 90%; lĩnh vực đất đai số hóa 50%.",
        ["digitised_legacy_results >= 0.9", "digitised_legacy_results >= 0.5"],
    ),
    (
        COMMUNE,
        "Giấy phép, giấy chứng nhận được cấp bản điện tử đạt 100%.",
        ["electronic_results >= 1"],
    ),
    (COMMUNE, "Có 35% hồ sơ vẫn phải bổ sung giấy tờ.", []),
    (COMMUNE, "Qua kiểm tra, 20% hồ sơ chưa được cập nhật lên hệ thống.", []),
    (COMMUNE, "Tỷ lệ tái sử dụng dữ liệu mới ở mức 30%.", []),
    (
        COMMUNE,
        "Tái cấu trúc, đơn giản hóa quy trình 100% thủ tục đủ điều kiện.",
        ["eligible_procedures_restructured >= 1"],
    ),
    (
        COMMUNE,
        "Rà soát, tái cấu trúc 100% dịch vụ công trực tuyến.",
        ["online_services_restructured >= 1"],
    ),
    (
        COMMUNE,
        "Chứng thực bản sao điện tử/tổng số bản sao chứng thực: 25%.",
        ["electronic_certified_copies >= 0.25"],
    ),
    (
        COMMUNE,
        "Hồ sơ thanh toán trực tuyến trên tổng số hồ sơ có phí: 70%.",
        ["online_payment >= 0.7"],
    ),
    (COMMUNE, "Cắt giảm thời hạn giải quyết ít nhất 30%.", ["processing_time_cut >= 0.3"]),
    (
        COMMUNE,
        "Thời hạn giải quyết thủ tục được rút ngắn tối thiểu 25% so với quy định.",
        ["processing_time_cut >= 0.25"],
    ),
    (
        COMMUNE,
        "100% trang thiết bị, bảng biểu tại Trung tâm theo bộ nhận diện thương hiệu, "
        "kinh phí 200 triệu đồng.",
        ["centre_brand_identity >= 1"],
    ),
    (
        COMMUNE,
        "Cứ 100 hồ sơ thì có ít nhất 75 hồ sơ nộp trực tuyến (75%).",
        ["online_filing >= 0.75"],
    ),
    (
        COMMUNE,
        "92% người dân và 95% doanh nghiệp hài lòng với việc giải quyết TTHC.",
        ["satisfaction >= 0.92", "satisfaction >= 0.95"],
    ),
    (
        COMMUNE,
        "Người dân hài lòng đạt 92%, doanh nghiệp hài lòng đạt 95%.",
        ["satisfaction >= 0.92", "satisfaction >= 0.95"],
    ),
    (
        COMMUNE,
        "100% hồ sơ được giải quyết trước và đúng hạn, trong đó trước hạn 40%.",
        ["on_time >= 1", "early >= 0.4"],
    ),
    (COMMUNE, "Không để hồ sơ quá hạn vượt 0,5% tổng số hồ sơ.", ["late_dossiers <= 0.005"]),
    (
        COMMUNE,
        "100% phản ánh, kiến nghị được trả lời đúng hạn, công khai câu trả lời.",
        ["petitions_on_time >= 1", "petitions_published >= 1"],
    ),
    (
        COMMUNE,
        "Đồng bộ 100% trạng thái hồ sơ lên Cổng Dịch vụ công quốc gia; đồng bộ 100% danh mục TTHC.",
        ["dossiers_synchronised >= 1", "catalogue_synchronised >= 1"],
    ),
    (COMMUNE, "Công khai 100% kết quả giải quyết TTHC trên Cổng.", ["results_published >= 1"]),
    (
        COMMUNE,
        "Tỷ lệ người dân không phải nộp lại giấy tờ đã số hóa đạt 80%.",
        ["no_resubmission >= 0.8"],
    ),
    (
        COMMUNE,
        "Hồ sơ công việc được xử lý trên môi trường mạng đạt 95% (trừ hồ sơ mật).",
        ["electronic_work_files >= 0.95"],
    ),
    (COMMUNE, "Hoàn thành 100% nhiệm vụ được giao đúng tiến độ.", ["tasks_on_time >= 1"]),
    (
        COMMUNE,
        "Tỷ lệ DVC trực tuyến có phát sinh hồ sơ đạt 60%; tỷ lệ hồ sơ toàn trình đạt 50%.",
        ["online_services_with_dossiers >= 0.6", "end_to_end_filing >= 0.5"],
    ),
    (COMMUNE, "Thanh toán trực tuyến tăng 20% so với cùng kỳ năm 2025.", ["online_payment + 0.2"]),
    (
        COMMUNE,
        "Tỷ lệ thanh toán trực tuyến tăng tối thiểu 10 điểm phần trăm so với năm 2025 (đạt 52%).",
        ["online_payment +pp 0.1"],
    ),
]


@pytest.mark.parametrize(("head", "sentence", "expected"), WORDINGS)
def test_a_wording(head: str, sentence: str, expected: list[str]) -> None:
    unrepeated = (p for p in propose(f"{head}- {sentence}") if p.repeats is None)
    demands = [f"{p.metric} {p.comparator} {p.value}" for p in unrepeated]
    assert sorted(demands) == sorted(expected)
