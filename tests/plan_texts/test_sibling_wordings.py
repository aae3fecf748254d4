"""Wordings that other offices use for what whole documents were once missed in, by a head each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from plan_texts.proposals import propose

COMMUNE = "ỦY BAN NHÂN DÂN XÃ TÂN HÒA\n\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n\n"
PROVINCE = "ỦY BAN NHÂN DÂN TỈNH HẬU GIANG\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"
INDEX = "UBND XÃ TÂN HÒA\n\nKẾ HOẠCH\nNâng cao Bộ chỉ số 766 năm 2026\n\n"
REPORT = (
    "ỦY BAN NHÂN DÂN XÃ TÂN HÒA\nTân Hòa, ngày 15 tháng 12 năm 2025\n\n"
    "BÁO CÁO\nKết quả kiểm soát thủ tục hành chính năm 2025, nhiệm vụ năm 2026\n\n"
)
NEWS = (
    "Trang chủ > Tin tức\n\nXã Tân Hòa đẩy mạnh cải cách hành chính năm 2026\n\n"
    "Thứ Năm, 05/02/2026 | 15:42\n\n"
    "Sáng 05/02, UBND xã Tân Hòa tổ chức hội nghị triển khai nhiệm vụ năm 2026.\n\n"
)
RESOLUTION = (
    "ĐẢNG BỘ TỈNH HẬU GIANG\nĐẢNG ỦY XÃ TÂN HÒA\nTân Hòa, ngày 10 tháng 02 năm 2026\n\n"
    "NGHỊ QUYẾT\nvề đẩy mạnh cải cách thủ tục hành chính giai đoạn 2026 - 2030\n\n"
    "II. MỤC TIÊU\n\n"
)
# Whose text it is, a sentence or a small table, and what it sets.
WORDINGS: Sequence[tuple[str, str, list[str]]] = [
    (
        COMMUNE,
        "- Tỷ lệ hồ sơ tiếp nhận phi địa giới đạt 5% trở lên.",
        ["non_territorial_dossiers >= 0.05"],
    ),
    (
        COMMUNE,
        "- Tối thiểu 3% hồ sơ được tiếp nhận không phụ thuộc địa giới hành chính.",
        ["non_territorial_dossiers >= 0.03"],
    ),
    (
        COMMUNE,
        "- Số hồ sơ giải quyết ngoài địa giới chiếm ít nhất 10% tổng số hồ sơ.",
        ["non_territorial_dossiers >= 0.1"],
    ),
    (
        COMMUNE,
        "- Nhóm tiến độ, kết quả giải quyết phấn đấu đạt 20/20 điểm.",
        ["index_766_progress >= 1"],
    ),
    (INDEX, "- Năm 2026, tổng điểm của xã phấn đấu đạt từ 90 điểm trở lên.", ["index_766 >= 0.9"]),
    (
        INDEX,
        "- Nhóm số hóa hồ sơ: tối thiểu 20/22 điểm; nhóm thanh toán trực tuyến: 9/10 điểm.",
        ["index_766_digitisation >= 0.9091"],
    ),
    (INDEX, "- Đến hết quý IV đạt tối thiểu 85/100 điểm.", ["index_766 >= 0.85"]),
    (INDEX, "- Chỉ số PAR INDEX đạt 90 điểm.", []),
    (
        COMMUNE,
        "- Kiến nghị cắt giảm, đơn giản hóa ít nhất 20% số TTHC.",
        ["procedures_reviewed >= 0.2"],
    ),
    (COMMUNE, "- Cắt giảm 10% số thủ tục hành chính.", ["procedures_reviewed >= 0.1"]),
    (COMMUNE, "- 100% giao dịch thu phí sử dụng biên lai điện tử.", ["electronic_receipts >= 1"]),
    (
        COMMUNE,
        "- Phát hành biên lai điện tử đối với 100% khoản thu phí, lệ phí.",
        ["electronic_receipts >= 1"],
    ),
    (COMMUNE, "- 100% hồ sơ có thu phí được cấp biên lai điện tử.", ["electronic_receipts >= 1"]),
    (COMMUNE, "- Gửi thư xin lỗi đối với toàn bộ hồ sơ trễ hẹn.", ["late_apologised >= 1"]),
    (
        COMMUNE,
        "- Tất cả hồ sơ quá hạn đều phải có văn bản xin lỗi của lãnh đạo UBND xã.",
        ["late_apologised >= 1"],
    ),
    (
        COMMUNE,
        "- Tỷ lệ hồ sơ đúng hạn đạt 98%; lĩnh vực đất đai đạt 95%.",
        ["on_time >= 0.98", "on_time >= 0.95"],
    ),
    (
        COMMUNE,
        "- Hồ sơ nộp trực tuyến đạt 80%, riêng lĩnh vực hộ tịch đạt 95%.",
        ["online_filing >= 0.8", "online_filing >= 0.95"],
    ),
    (COMMUNE, "- Tỷ lệ quá hạn của đơn vị không vượt quá 1%.", ["late_dossiers <= 0.01"]),
    (
        COMMUNE,
        "- Nâng tỷ lệ thanh toán trực tuyến lên 75%, từ mức 58% hiện nay.",
        ["online_payment >= 0.75"],
    ),
    (
        COMMUNE,
        "- Phấn đấu hơn một nửa hồ sơ (trên 50%) được nộp trực tuyến.",
        ["online_filing > 0.5"],
    ),
    (
        COMMUNE,
        "- Số hóa thành phần hồ sơ đối với 100% hồ sơ tiếp nhận.",
        ["digitised_components >= 1"],
    ),
    (
        COMMUNE,
        "- 100% hồ sơ được số hóa đầy đủ thành phần hồ sơ ngay khi tiếp nhận.",
        ["digitised_components >= 1"],
    ),
    (
        COMMUNE,
        "- Luân chuyển điện tử đối với 100% hồ sơ giữa Trung tâm và các phòng chuyên môn.",
        ["electronic_circulation >= 1"],
    ),
    (
        COMMUNE,
        "- Việc chuyển hồ sơ giữa các phòng thực hiện bằng bản điện tử đạt 95%.",
        ["electronic_circulation >= 0.95"],
    ),
    (PROVINCE, "- Toàn tỉnh phấn đấu 85% hồ sơ được nộp trực tuyến.", ["online_filing >= 0.85"]),
    (PROVINCE, "- Tỉnh phấn đấu tỷ lệ thanh toán trực tuyến đạt 75%.", ["online_payment >= 0.75"]),
    (
        COMMUNE,
        "- Toàn tỉnh phấn đấu 85% hồ sơ được nộp trực tuyến; xã phấn đấu 70%.",
        ["online_filing >= 0.7"],
    ),
    (
        COMMUNE,
        "- Tỷ lệ hài lòng về thủ tục đất đai, xây dựng được quan tâm. Mức độ hài lòng "
        "trong các lĩnh vực này đạt 90%.",
        ["satisfaction_land_construction_investment >= 0.9"],
    ),
    (
        COMMUNE,
        "- 100% thủ tục do UBND tỉnh công bố được cung cấp dịch vụ công trực tuyến.",
        ["procedures_online >= 1"],
    ),
    (COMMUNE, "- 100% thủ tục đã công bố được niêm yết công khai.", ["procedures_disclosed >= 1"]),
    (
        COMMUNE,
        "- 100% thủ tục hành chính được công bố, công khai đúng hạn.",
        ["procedures_disclosed >= 1"],
    ),
    (
        COMMUNE,
        "- Tiếp nhận, xử lý đúng hạn và công khai kết quả trả lời 100% phản ánh, kiến nghị.",
        ["petitions_on_time >= 1", "petitions_published >= 1", "petitions_received >= 1"],
    ),
    (
        PROVINCE,
        "- 100% kết quả của cấp tỉnh và 80% của cấp xã được cấp bản điện tử.",
        ["electronic_results >= 1", "electronic_results >= 0.8"],
    ),
    (
        PROVINCE,
        "- 90% hồ sơ của cấp tỉnh, 75% của cấp xã nộp trực tuyến.",
        ["online_filing >= 0.9", "online_filing >= 0.75"],
    ),
    (COMMUNE, "- Chỉ số SIPAS đạt mức tỉnh giao (năm 2025 đạt 85,2%).", ["sipas >= None"]),
    (
        COMMUNE,
        "- Thanh toán trực tuyến đạt chỉ tiêu UBND tỉnh giao (kết quả năm 2025: 61%).",
        ["online_payment >= None"],
    ),
    (
        COMMUNE,
        "- Kết quả còn hiệu lực: lĩnh vực hộ tịch số hóa 90%; lĩnh vực đất đai số hóa 50%.",
        ["digitised_legacy_results >= 0.9", "digitised_legacy_results >= 0.5"],
    ),
    (
        COMMUNE,
        "- Giấy phép, giấy chứng nhận được cấp bản điện tử đạt 100%.",
        ["electronic_results >= 1"],
    ),
    (COMMUNE, "- Có 35% hồ sơ vẫn phải bổ sung giấy tờ.", []),
    (COMMUNE, "- Qua kiểm tra, 20% hồ sơ chưa được cập nhật lên hệ thống.", []),
    (COMMUNE, "- Tỷ lệ tái sử dụng dữ liệu mới ở mức 30%.", []),
    (
        COMMUNE,
        "- Tái cấu trúc, đơn giản hóa quy trình 100% thủ tục đủ điều kiện.",
        ["eligible_procedures_restructured >= 1"],
    ),
    (
        COMMUNE,
        "- Rà soát, tái cấu trúc 100% dịch vụ công trực tuyến.",
        ["online_services_restructured >= 1"],
    ),
    (
        COMMUNE,
        "- Chứng thực bản sao điện tử/tổng số bản sao chứng thực: 25%.",
        ["electronic_certified_copies >= 0.25"],
    ),
    (
        COMMUNE,
        "- Hồ sơ thanh toán trực tuyến trên tổng số hồ sơ có phí: 70%.",
        ["online_payment >= 0.7"],
    ),
    (COMMUNE, "- Cắt giảm thời hạn giải quyết ít nhất 30%.", ["processing_time_cut >= 0.3"]),
    (
        COMMUNE,
        "- Thời hạn giải quyết thủ tục được rút ngắn tối thiểu 25% so với quy định.",
        ["processing_time_cut >= 0.25"],
    ),
    (
        COMMUNE,
        "- 100% trang thiết bị, bảng biểu tại Trung tâm theo bộ nhận diện thương "
        "hiệu, kinh phí 200 triệu đồng.",
        ["centre_brand_identity >= 1"],
    ),
    (
        COMMUNE,
        "- Cứ 100 hồ sơ thì có ít nhất 75 hồ sơ nộp trực tuyến (75%).",
        ["online_filing >= 0.75"],
    ),
    (
        COMMUNE,
        "- 92% người dân và 95% doanh nghiệp hài lòng với việc giải quyết TTHC.",
        ["satisfaction >= 0.92", "satisfaction >= 0.95"],
    ),
    (
        COMMUNE,
        "- Người dân hài lòng đạt 92%, doanh nghiệp hài lòng đạt 95%.",
        ["satisfaction >= 0.92", "satisfaction >= 0.95"],
    ),
    (
        COMMUNE,
        "- 100% hồ sơ được giải quyết trước và đúng hạn, trong đó trước hạn 40%.",
        ["on_time >= 1", "early >= 0.4"],
    ),
    (COMMUNE, "- Không để hồ sơ quá hạn vượt 0,5% tổng số hồ sơ.", ["late_dossiers <= 0.005"]),
    (
        COMMUNE,
        "- 100% phản ánh, kiến nghị được trả lời đúng hạn, công khai câu trả lời.",
        ["petitions_on_time >= 1", "petitions_published >= 1"],
    ),
    (
        COMMUNE,
        "- Đồng bộ 100% trạng thái hồ sơ lên Cổng Dịch vụ công quốc gia; đồng bộ 100% "
        "danh mục TTHC.",
        ["dossiers_synchronised >= 1", "catalogue_synchronised >= 1"],
    ),
    (COMMUNE, "- Công khai 100% kết quả giải quyết TTHC trên Cổng.", ["results_published >= 1"]),
    (
        COMMUNE,
        "- Tỷ lệ người dân không phải nộp lại giấy tờ đã số hóa đạt 80%.",
        ["no_resubmission >= 0.8"],
    ),
    (
        COMMUNE,
        "- Hồ sơ công việc được xử lý trên môi trường mạng đạt 95% (trừ hồ sơ mật).",
        ["electronic_work_files >= 0.95"],
    ),
    (COMMUNE, "- Hoàn thành 100% nhiệm vụ được giao đúng tiến độ.", ["tasks_on_time >= 1"]),
    (
        COMMUNE,
        "- Tỷ lệ DVC trực tuyến có phát sinh hồ sơ đạt 60%; tỷ lệ hồ sơ toàn trình đạt 50%.",
        ["online_services_with_dossiers >= 0.6", "end_to_end_filing >= 0.5"],
    ),
    (
        COMMUNE,
        "- Thanh toán trực tuyến tăng 20% so với cùng kỳ năm 2025.",
        ["online_payment + 0.2"],
    ),
    (
        COMMUNE,
        "- Tỷ lệ thanh toán trực tuyến tăng tối thiểu 10 điểm phần trăm so với năm 2025 (đạt 52%).",
        ["online_payment +pp 0.1"],
    ),
    (
        PROVINCE,
        "Chỉ tiêu | Sở, ngành | Xã, phường\nHồ sơ nộp trực tuyến | 90% | 75%\nThanh "
        "toán trực tuyến | 80% | 60%",
        [
            "online_filing >= 0.9",
            "online_filing >= 0.75",
            "online_payment >= 0.8",
            "online_payment >= 0.6",
        ],
    ),
    (
        PROVINCE,
        "STT | Chỉ tiêu | Đơn vị | Xã loại I | Xã loại II\n1 | Hồ sơ nộp trực tuyến | "
        "% | 80 | 60\n2 | Số hóa thành phần hồ sơ | % | 95 | 90",
        [
            "online_filing >= 0.8",
            "online_filing >= 0.6",
            "digitised_components >= 0.95",
            "digitised_components >= 0.9",
        ],
    ),
    (
        INDEX,
        "Nhóm chỉ số | Thang điểm | Kết quả 2025 | Chỉ tiêu 2026\nCông khai, minh bạch "
        "| 18 | 16 | 17\nThanh toán trực tuyến | 10 | 7 | 9\nTổng | 100 | 80 | 90",
        ["index_766_disclosure >= 0.9444", "index_766 >= 0.9"],
    ),
    (
        INDEX,
        "Nhóm | Điểm chuẩn | Điểm đạt 2025 | Điểm phấn đấu\nSố hóa hồ sơ | 22 | 15 | "
        "20\nMức độ hài lòng | 18 | 16 | 17,1",
        ["index_766_digitisation >= 0.9091", "index_766_satisfaction >= 0.95"],
    ),
    (
        COMMUNE,
        "STT\tNội dung\tĐVT\tTH 2025\tKH 2026\n1\tHồ sơ giải quyết đúng hạn\t%\t96,5\t99\n2\tHồ "
        "sơ trễ hạn được xin lỗi\t%\t90\t100\n3\tChỉ số SIPAS\t%\t85,2\t88",
        ["on_time >= 0.99", "late_apologised >= 1", "sipas >= 0.88"],
    ),
    (
        REPORT,
        "I. KẾT QUẢ NĂM 2025\n\nHồ sơ nộp trực tuyến đạt 65%, đúng hạn 97%.\n\nII. NHIỆM "
        "VỤ NĂM 2026\n\n1. Hồ sơ nộp trực tuyến từ 75%; đúng hạn từ 99%.",
        ["online_filing >= 0.75", "on_time >= 0.99"],
    ),
    (
        COMMUNE,
        "1. Chỉ tiêu chủ yếu:\n- Hồ sơ trực tuyến: 80%.\n- Đúng hạn: 99%.\n- Hài lòng: "
        "95%.\n- Số hóa: 100%.",
        [
            "online_filing >= 0.8",
            "on_time >= 0.99",
            "satisfaction >= 0.95",
            "digitised_dossiers >= 1",
        ],
    ),
    (
        COMMUNE,
        "- Bảo đảm chỉ tiêu về hồ sơ trực tuyến (80%), thanh toán trực tuyến (70%), "
        "số hóa hồ sơ (100%).",
        ["online_filing >= 0.8", "online_payment >= 0.7", "digitised_dossiers >= 1"],
    ),
    (
        COMMUNE,
        "- Người dân không phải cung cấp lại giấy tờ đã được số hóa: tối thiểu 80%.",
        ["no_resubmission >= 0.8"],
    ),
    (
        COMMUNE,
        "- Nâng tỷ lệ hồ sơ toàn trình từ 45% năm 2025 lên 60% năm 2026.",
        ["end_to_end_filing >= 0.6"],
    ),
    (
        COMMUNE,
        "- Mức độ hài lòng của tổ chức, cá nhân khi giải quyết thủ tục đất đai đạt "
        "88%, xây dựng đạt 90%.",
        [
            "satisfaction_land_construction_investment >= 0.88",
            "satisfaction_land_construction_investment >= 0.9",
        ],
    ),
    (
        COMMUNE,
        "- Tỷ lệ phản ánh, kiến nghị được tiếp nhận, xử lý đạt 100%, trong đó đúng hạn 98%.",
        ["petitions_received >= 1", "petitions_handled >= 1", "petitions_on_time >= 0.98"],
    ),
    (
        COMMUNE,
        "- 100% TTHC được công khai; 100% TTHC đủ điều kiện được cung cấp toàn trình; "
        "100% TTHC thực hiện tại bộ phận một cửa.",
        [
            "procedures_disclosed >= 1",
            "eligible_procedures_online_end_to_end >= 1",
            "procedures_one_stop >= 1",
        ],
    ),
    (
        COMMUNE,
        "- Quý I đạt 60%, quý II đạt 65%, cả năm đạt 75% hồ sơ nộp trực tuyến.",
        ["online_filing >= 0.75"],
    ),
    (COMMUNE, "- Giảm tỷ lệ hồ sơ trễ hạn xuống còn dưới 1%.", ["late_dossiers < 0.01"]),
    (COMMUNE, "- Tỷ lệ hồ sơ trễ hạn: ≤ 0,5%.", ["late_dossiers <= 0.005"]),
    (COMMUNE, "- Cấp kết quả điện tử cho 100% hồ sơ đủ điều kiện.", ["electronic_results >= 1"]),
    (
        COMMUNE,
        "- 100% kết quả giải quyết TTHC được ký số, trả bản điện tử.",
        ["electronic_results >= 1"],
    ),
    (
        COMMUNE,
        "- Tỷ lệ giao dịch không dùng tiền mặt tại Trung tâm đạt 90%.",
        ["online_payment >= 0.9"],
    ),
    (COMMUNE, "- Thu phí, lệ phí qua mã QR, chuyển khoản đạt từ 85%.", ["online_payment >= 0.85"]),
    (COMMUNE, "- Có ít nhất 50% hồ sơ sử dụng lại dữ liệu đã số hóa.", ["reused_data >= 0.5"]),
    (COMMUNE, "- Khai thác dữ liệu dân cư thay cho giấy tờ ở 60% hồ sơ.", ["reused_data >= 0.6"]),
    (
        COMMUNE,
        "- Tỷ lệ chứng thực bản sao điện tử từ bản chính trên tổng số việc chứng thực "
        "bản sao đạt 30%.",
        ["electronic_certified_copies >= 0.3"],
    ),
    (
        COMMUNE,
        "- Tỷ lệ văn bản, hồ sơ công việc được xử lý trên môi trường mạng đạt 100%.",
        ["electronic_work_files >= 1"],
    ),
    (COMMUNE, "- 100% cán bộ, công chức được tập huấn; 100% thôn có tổ công nghệ số.", []),
    (COMMUNE, "- Hộ nghèo giảm 1,5%; bảo hiểm y tế đạt 95% dân số.", []),
    (COMMUNE, "- Đơn vị đạt từ 95% trở lên hồ sơ đúng hạn được cộng 2 điểm thi đua.", []),
    (
        COMMUNE,
        "- Năm 2025, toàn xã tiếp nhận 5.120 hồ sơ, trong đó trực tuyến 3.890 hồ sơ (75,9%).",
        [],
    ),
    (COMMUNE, "- Đến năm 2030, 100% hồ sơ được nộp trực tuyến.", []),
    (
        COMMUNE,
        "- Cắt giảm ít nhất 30% thời gian, 30% chi phí tuân thủ TTHC.",
        ["processing_time_cut >= 0.3", "compliance_cost_cut >= 0.3"],
    ),
    (
        COMMUNE,
        "- Tái cấu trúc quy trình 100% dịch vụ công trực tuyến toàn trình.",
        ["online_services_restructured >= 1"],
    ),
    (
        COMMUNE,
        "- Toàn bộ TTHC thuộc thẩm quyền được tiếp nhận qua dịch vụ bưu chính công ích.",
        ["eligible_procedures_by_post >= 1"],
    ),
    (
        COMMUNE,
        "- Tỷ lệ người dân, doanh nghiệp hài lòng về sự phục vụ của cơ quan hành "
        "chính nhà nước đạt 90%.",
        ["sipas >= 0.9"],
    ),
    (
        COMMUNE,
        "- Hoàn thành 100% nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao đúng hạn.",
        ["tasks_on_time >= 1"],
    ),
    (
        COMMUNE,
        "- Đồng bộ trạng thái xử lý 100% hồ sơ lên Cổng Dịch vụ công quốc gia.",
        ["dossiers_synchronised >= 1"],
    ),
    (
        COMMUNE,
        "- Tất cả 100% hồ sơ quá hạn phải được giải trình và gửi văn bản xin lỗi.",
        ["late_explained_and_apologised >= 1"],
    ),
    (
        COMMUNE,
        "- Rà soát, cắt giảm, đơn giản hóa 100% TTHC nội bộ.",
        ["internal_procedures_reviewed >= 1"],
    ),
    (COMMUNE, "- Trả kết quả trước hạn cho tối thiểu 40% hồ sơ.", ["early >= 0.4"]),
    (COMMUNE, "- Ít nhất 1/3 hồ sơ được trả trước hạn.", ["early >= 0.3333"]),
    (
        COMMUNE,
        "- Hồ sơ được số hóa khi tiếp nhận: 100%; kết quả được số hóa khi trả: 100%.",
        ["digitised_dossiers >= 1", "digitised_results >= 1"],
    ),
    (COMMUNE, "- Hồ sơ quá hạn: 0%.", ["late_dossiers <= 0"]),
    (COMMUNE, "- 90% người dân biết đến dịch vụ công trực tuyến.", []),
    (
        COMMUNE,
        "- Tỷ lệ hồ sơ tiếp nhận trực tuyến của Công an xã đạt 95%, của Phòng Kinh tế đạt 70%.",
        ["online_filing >= 0.95", "online_filing >= 0.7"],
    ),
    (
        COMMUNE,
        "- Hồ sơ trực tuyến đạt 80% (tăng 15 điểm phần trăm so với năm 2025).",
        ["online_filing >= 0.8"],
    ),
    (
        COMMUNE,
        "- Trong năm 2026, cứ 4 hồ sơ thì có 3 hồ sơ nộp trực tuyến.",
        ["online_filing >= 0.75"],
    ),
    (
        COMMUNE,
        "- Không quá 2% hồ sơ bị trả quá hạn; các hồ sơ này đều phải có thư xin lỗi (100%).",
        ["late_dossiers <= 0.02", "late_apologised >= 1"],
    ),
    (COMMUNE, "- Xã phấn đấu có 8 trên 10 hồ sơ được nộp qua mạng.", ["online_filing >= 0.8"]),
    (
        PROVINCE,
        "- Tỷ lệ hồ sơ trực tuyến toàn trình đạt ít nhất 85% (cấp tỉnh) và 70% (cấp xã).",
        ["end_to_end_filing >= 0.85", "end_to_end_filing >= 0.7"],
    ),
    (
        PROVINCE,
        "- Cấp tỉnh đạt 95%, cấp xã đạt 85% hồ sơ được nộp trực tuyến.",
        ["online_filing >= 0.95", "online_filing >= 0.85"],
    ),
    (
        PROVINCE,
        "- Số hóa thành phần hồ sơ tại cấp tỉnh đạt 100%, tại cấp xã đạt 90%.",
        ["digitised_components >= 1", "digitised_components >= 0.9"],
    ),
    (
        PROVINCE,
        "- Đối với cấp xã: hồ sơ nộp trực tuyến 70%, thanh toán trực tuyến 55%, số hóa hồ sơ 90%.",
        ["online_filing >= 0.7", "online_payment >= 0.55", "digitised_dossiers >= 0.9"],
    ),
    (
        COMMUNE,
        "- Yêu cầu Trung tâm bảo đảm 98% hồ sơ trả đúng hẹn, không để phát sinh hồ sơ "
        "trễ hạn do nguyên nhân chủ quan.",
        ["on_time >= 0.98"],
    ),
    (
        COMMUNE,
        "- Từ tháng 4/2026, 100% hồ sơ phải được số hóa ngay khi tiếp nhận.",
        ["digitised_dossiers >= 1"],
    ),
    (
        COMMUNE,
        "- Tăng tỷ lệ hồ sơ trực tuyến thêm 12 điểm phần trăm so với năm 2025.",
        ["online_filing +pp 0.12"],
    ),
    (
        COMMUNE,
        "- Số lượng bản sao chứng thực điện tử tăng 25% so với năm 2025.",
        ["electronic_certified_copies + 0.25"],
    ),
    (COMMUNE, "- Giảm 50% số hồ sơ quá hạn so với năm 2025.", []),
    (COMMUNE, "- Chỉ số hài lòng SIPAS: trên 85%.", ["sipas > 0.85"]),
    (COMMUNE, "- Chỉ số SIPAS tăng 1 điểm phần trăm so với năm 2025.", ["sipas +pp 0.01"]),
    (COMMUNE, "- Bộ chỉ số 766 xếp loại Tốt trở lên, tối thiểu 80 điểm.", ["index_766 >= 0.8"]),
    (
        COMMUNE,
        "- Duy trì điểm Bộ chỉ số phục vụ người dân, doanh nghiệp ở mức trên 85/100.",
        ["index_766 > 0.85"],
    ),
    (
        COMMUNE,
        "- Điểm số theo Quyết định số 766/QĐ-TTg đạt 90 điểm, trong đó: công khai, "
        "minh bạch 17 điểm; số hóa hồ sơ 20 điểm.",
        ["index_766 >= 0.9"],
    ),
    (
        COMMUNE,
        "- Kết quả xử lý phản ánh, kiến nghị được công khai trên Cổng đạt 100%.",
        ["petitions_published >= 1"],
    ),
    (
        COMMUNE,
        "- Mức độ hài lòng đối với kết quả xử lý phản ánh, kiến nghị đạt trên 85%.",
        ["petition_satisfaction > 0.85"],
    ),
    (COMMUNE, "- 100% nhiệm vụ trong Kế hoạch hoàn thành đúng tiến độ.", ["tasks_on_time >= 1"]),
    (
        COMMUNE,
        "- Cung cấp dịch vụ công trực tuyến toàn trình cho 100% TTHC đủ điều kiện.",
        ["eligible_procedures_online_end_to_end >= 1"],
    ),
    (
        COMMUNE,
        "- TTHC đủ điều kiện được cung cấp dưới hình thức dịch vụ công trực tuyến: 100%.",
        ["eligible_procedures_online >= 1"],
    ),
    (
        COMMUNE,
        "- Tỷ lệ dịch vụ công trực tuyến được tích hợp lên Cổng Dịch vụ công quốc gia đạt 100%.",
        ["online_services_integrated >= 1"],
    ),
    (
        COMMUNE,
        "- 100% thủ tục có nghĩa vụ tài chính được triển khai thanh toán trực tuyến; "
        "60% thủ tục phát sinh giao dịch thanh toán.",
        ["payment_procedures_available >= 1", "procedures_paid_online >= 0.6"],
    ),
    (
        COMMUNE,
        "- 100% TTHC liên quan đến doanh nghiệp được thực hiện trực tuyến.",
        ["business_procedures_online >= 1"],
    ),
    (
        COMMUNE,
        "- Cắt giảm 100% điều kiện kinh doanh không thuộc danh mục; cắt giảm ít nhất "
        "30% điều kiện kinh doanh.",
        ["unlisted_business_conditions_abolished >= 1", "business_conditions_cut >= 0.3"],
    ),
    (COMMUNE, "- Người đứng đầu chịu trách nhiệm nếu để tỷ lệ hồ sơ trễ hạn vượt 3%.", []),
    (
        COMMUNE,
        "- Hiện nay mới có 45% hồ sơ nộp trực tuyến; phấn đấu cuối năm đạt 60%.",
        ["online_filing >= 0.6"],
    ),
    (
        COMMUNE,
        "- Năm qua, tỷ lệ hài lòng đạt 93,4%; năm nay phải từ 95% trở lên.",
        ["satisfaction >= 0.95"],
    ),
    (COMMUNE, "- Ngân sách xã bảo đảm 80%, xã hội hóa 20% kinh phí thực hiện.", []),
    (COMMUNE, "- 100% công chức tại Trung tâm có chứng thư số.", []),
    (
        COMMUNE,
        "- Trung tâm thực hiện 100% bộ nhận diện thương hiệu theo Quyết định của Bộ Nội vụ.",
        ["centre_brand_identity >= 1"],
    ),
    (
        COMMUNE,
        "- Bố trí bộ nhận diện thương hiệu Trung tâm PVHCC đạt 100%.",
        ["centre_brand_identity >= 1"],
    ),
    (
        COMMUNE,
        "- Hồ sơ liên thông giữa các cơ quan được luân chuyển hoàn toàn trên môi "
        "trường điện tử, đạt 100%.",
        ["electronic_circulation >= 1"],
    ),
    (
        COMMUNE,
        "- Toàn bộ hồ sơ được tiếp nhận, giải quyết trên Hệ thống thông tin giải "
        "quyết TTHC của tỉnh.",
        ["dossiers_on_system >= 1"],
    ),
    (
        COMMUNE,
        "- Số hóa 60% kết quả giải quyết TTHC còn hiệu lực, trong đó hộ tịch 100%.",
        ["digitised_legacy_results >= 0.6", "digitised_legacy_results >= 1"],
    ),
    (
        COMMUNE,
        "- Thanh toán trực tuyến tối thiểu 70%, phấn đấu đạt 80%.",
        ["online_payment >= 0.7"],
    ),
    (COMMUNE, "- Thanh toán trực tuyến 70% trở lên (tỉnh giao 65%).", ["online_payment >= 0.7"]),
    (COMMUNE, "- Hồ sơ nộp trực tuyến đạt 70-75%.", ["online_filing >= 0.7"]),
    (
        COMMUNE,
        "- Chỉ tiêu: hồ sơ nộp trực tuyến, thanh toán trực tuyến, số hóa đạt lần lượt "
        "80%, 70%, 95%.",
        ["online_filing >= 0.8", "online_payment >= 0.7", "digitised_dossiers >= 0.95"],
    ),
    (
        COMMUNE,
        "| Chỉ tiêu | Mức phấn đấu |\n|---|---|\n| Hồ sơ trực tuyến | ≥ 80% |\n| Đúng "
        "hạn | ≥ 99% |\n| Hài lòng của người dân | ≥ 95% |",
        ["online_filing >= 0.8", "on_time >= 0.99", "satisfaction >= 0.95"],
    ),
    (
        COMMUNE,
        "TT | Chỉ tiêu | 2025 | 6 tháng 2026 | Cả năm 2026\n1 | Hồ sơ nộp trực tuyến "
        "(%) | 61 | 65 | 72\n2 | Thanh toán trực tuyến (%) | 40 | 48 | 60",
        [
            "online_filing >= 0.65",
            "online_filing >= 0.72",
            "online_payment >= 0.48",
            "online_payment >= 0.6",
        ],
    ),
    (
        COMMUNE,
        "STT | Nội dung chỉ tiêu | Chỉ tiêu tỉnh giao | Chỉ tiêu xã đăng ký | Bộ phận\n"
        "1 | Hồ sơ nộp trực tuyến | 70% | 75% | Trung tâm\n2 | Tái sử dụng dữ liệu | "
        "50% | 50% | Trung tâm",
        ["online_filing >= 0.75", "reused_data >= 0.5"],
    ),
    (
        COMMUNE,
        "STT | Đơn vị | Hồ sơ trực tuyến (%) | Đúng hạn (%)\n1 | Phòng Kinh tế | 70 | "
        "98\n2 | Phòng Văn hóa | 75 | 99",
        ["online_filing >= 0.7", "on_time >= 0.98", "online_filing >= 0.75", "on_time >= 0.99"],
    ),
    (
        PROVINCE,
        "Cơ quan | Chỉ tiêu\nSở Nội vụ | Hồ sơ trực tuyến 95%; đúng hạn 100%\nSở Tài "
        "chính | Hồ sơ trực tuyến 90%; thanh toán trực tuyến 80%",
        ["online_filing >= 0.95", "on_time >= 1", "online_filing >= 0.9", "online_payment >= 0.8"],
    ),
    (
        NEWS,
        "Năm qua, xã tiếp nhận 6.210 hồ sơ, trong đó 71% nộp trực tuyến. Năm nay, xã "
        "đặt mục tiêu nâng con số này lên 80%.",
        ["online_filing >= 0.8"],
    ),
    (
        NEWS,
        "Theo Chủ tịch UBND xã, năm 2026 xã quyết tâm đạt 99% hồ sơ đúng hạn, 75% hồ "
        "sơ thanh toán trực tuyến và 95% người dân hài lòng.",
        ["on_time >= 0.99", "online_payment >= 0.75", "satisfaction >= 0.95"],
    ),
    (
        NEWS,
        "“Chúng tôi sẽ không để quá 1% hồ sơ trễ hạn”, ông Nam khẳng định.",
        ["late_dossiers <= 0.01"],
    ),
    (
        NEWS,
        "Hiện 68% hồ sơ được thanh toán trực tuyến, cao hơn bình quân của tỉnh 5 điểm phần trăm.",
        [],
    ),
    (NEWS, "Mô hình đã giúp tỷ lệ hồ sơ trực tuyến tăng từ 40% lên 72%.", []),
    (NEWS, "Tỉnh giao xã 70% hồ sơ trực tuyến, xã đăng ký 75%.", ["online_filing >= 0.75"]),
    (NEWS, "Trong quý I, Trung tâm giải quyết 1.250 hồ sơ, đúng hạn đạt 99,2%.", []),
    (
        RESOLUTION,
        "- Đến năm 2026: hồ sơ nộp trực tuyến đạt 75%; đến năm 2030 đạt 95%.",
        ["online_filing >= 0.75", "online_filing >= 0.95"],
    ),
    (RESOLUTION, "- 100% chi bộ đưa nội dung cải cách hành chính vào sinh hoạt.", []),
    (
        RESOLUTION,
        "1. Đến cuối năm 2026\n- Hồ sơ trực tuyến toàn trình đạt 65%.\n- Thanh toán "
        "trực tuyến đạt 70%.\n\n2. Đến năm 2030\n- Hồ sơ trực tuyến toàn trình đạt 85%.",
        ["end_to_end_filing >= 0.65", "online_payment >= 0.7", "end_to_end_filing >= 0.85"],
    ),
    (RESOLUTION, "- Phấn đấu mỗi năm tăng 3% tỷ lệ hồ sơ trực tuyến.", []),
    (
        COMMUNE,
        "Điều 5. Chỉ tiêu phối hợp\n1. 100% hồ sơ liên thông được chuyển giữa các cơ "
        "quan bằng phương thức điện tử.\n2. Tỷ lệ hồ sơ phối hợp trả đúng hạn không "
        "dưới 98%.",
        ["electronic_circulation >= 1", "on_time >= 0.98"],
    ),
    (
        COMMUNE,
        "Trung tâm có trách nhiệm cập nhật 100% hồ sơ lên phần mềm; các phòng trả kết "
        "quả đúng hạn tối thiểu 99%.",
        ["dossiers_on_system >= 1", "on_time >= 0.99"],
    ),
    (COMMUNE, "Tiêu chí thi đua:\n- Đúng hạn từ 99%: 20 điểm.\n- Trực tuyến từ 80%: 20 điểm.", []),
    (
        COMMUNE,
        "Đối tượng được xét khen thưởng: tập thể có 100% hồ sơ đúng hạn, 90% hồ sơ trực tuyến.",
        [],
    ),
    (
        COMMUNE,
        "Chỉ tiêu thi đua: 100% hồ sơ đúng hạn; 80% hồ sơ trực tuyến.",
        ["on_time >= 1", "online_filing >= 0.8"],
    ),
    (
        COMMUNE,
        "a) Về tiếp nhận: trực tuyến đạt 80%, trong đó toàn trình 60%.\nb) Về thanh "
        "toán: trực tuyến đạt 70%.",
        ["online_filing >= 0.8", "end_to_end_filing >= 0.6", "online_payment >= 0.7"],
    ),
    (
        COMMUNE,
        "Số hóa: hồ sơ 100%, kết quả 95%, kết quả còn hiệu lực 50%.",
        ["digitised_dossiers >= 1", "digitised_results >= 0.95", "digitised_legacy_results >= 0.5"],
    ),
    (
        COMMUNE,
        "Hài lòng chung 95%; đất đai 88%; phản ánh, kiến nghị 90%.",
        [
            "satisfaction >= 0.95",
            "satisfaction_land_construction_investment >= 0.88",
            "petition_satisfaction >= 0.9",
        ],
    ),
    (
        COMMUNE,
        "Tỷ lệ hồ sơ: tiếp nhận trực tuyến 80%; trả đúng hạn 99%; trả trước hạn 30%; "
        "quá hạn dưới 1%.",
        ["online_filing >= 0.8", "on_time >= 0.99", "early >= 0.3", "late_dossiers < 0.01"],
    ),
    (
        COMMUNE,
        "Phản ánh, kiến nghị: tiếp nhận 100%; xử lý đúng hạn 98%; công khai kết quả 100%.",
        ["petitions_received >= 1", "petitions_on_time >= 0.98", "petitions_published >= 1"],
    ),
    (
        COMMUNE,
        "STT\nChỉ tiêu\nĐVT\nNăm 2025\nNăm 2026\nGhi chú\n1\nHồ sơ nộp trực tuyến\n%\n65\n75\n"
        "Trung tâm\n2\nThanh toán trực tuyến\n%\n50\n65\nTrung tâm\n3\nHồ sơ trễ hạn\n%\n1,2\n≤ "
        "0,5\nCác phòng\n4\nSố hóa kết quả\n%\n90\n100\nTrung tâm",
        [
            "online_filing >= 0.75",
            "online_payment >= 0.65",
            "late_dossiers <= 0.005",
            "digitised_results >= 1",
        ],
    ),
    (
        COMMUNE,
        "TT Chỉ tiêu ĐVT Thực hiện 2025 Kế hoạch 2026 Đơn vị theo dõi\n1 Hồ sơ nộp "
        "trực tuyến % 65 75 Trung tâm\n2 Hồ sơ đúng hạn % 97 99 Trung tâm\n3 Tái sử "
        "dụng dữ liệu % 30 50 Văn phòng",
        ["online_filing >= 0.75", "on_time >= 0.99", "reused_data >= 0.5"],
    ),
    (
        COMMUNE,
        "TT | Nhiệm vụ | Mục tiêu | Thời gian\n1 | Đẩy mạnh nộp hồ sơ trực tuyến | 80% "
        "hồ sơ | Quý IV\n2 | Số hóa hồ sơ khi tiếp nhận | 100% | Thường xuyên\n3 | Xử "
        "lý phản ánh, kiến nghị | 100% đúng hạn | Thường xuyên",
        ["online_filing >= 0.8", "digitised_dossiers >= 1", "petitions_on_time >= 1"],
    ),
    (
        COMMUNE,
        "KR1: Hồ sơ trực tuyến đạt 80%. KR2: Thanh toán trực tuyến đạt 70%. KR3: 98% "
        "hồ sơ đúng hạn.",
        ["online_filing >= 0.8", "online_payment >= 0.7", "on_time >= 0.98"],
    ),
    (
        COMMUNE,
        "Kết quả cần đạt: 80% hồ sơ trực tuyến, 99% đúng hạn.",
        ["online_filing >= 0.8", "on_time >= 0.99"],
    ),
    (
        COMMUNE,
        "Các chỉ tiêu còn đạt thấp: tái sử dụng dữ liệu 25%, thanh toán trực tuyến "
        "48%. Yêu cầu đến 30/6/2026 tái sử dụng dữ liệu đạt 50%, thanh toán trực "
        "tuyến đạt 65%.",
        ["reused_data >= 0.5", "online_payment >= 0.65"],
    ),
    (
        COMMUNE,
        "Không yêu cầu người dân nộp bản giấy đối với 100% giấy tờ đã số hóa.",
        ["no_resubmission >= 1"],
    ),
    (COMMUNE, "Tỷ lệ sử dụng chữ ký số của công chức đạt 100%.", []),
    (
        COMMUNE,
        "100% hồ sơ có kết quả điện tử; 100% kết quả được trả qua tài khoản của người dân.",
        ["electronic_results >= 1"],
    ),
    (COMMUNE, "Hồ sơ thực hiện toàn trình đạt 60% tổng số hồ sơ.", ["end_to_end_filing >= 0.6"]),
    (
        COMMUNE,
        "Tỷ lệ cung cấp DVCTT toàn trình trên tổng số TTHC đủ điều kiện đạt 100%.",
        ["eligible_procedures_online_end_to_end >= 1"],
    ),
    (
        COMMUNE,
        "- Tỷ lệ hồ sơ TTHC được xử lý hoàn toàn trên môi trường điện tử đạt 80%.",
        ["online_processing >= 0.8"],
    ),
    (COMMUNE, "- Giải quyết trực tuyến 70% hồ sơ phát sinh.", ["online_processing >= 0.7"]),
    (
        COMMUNE,
        "- Tỷ lệ hồ sơ được tiếp nhận và giải quyết trực tuyến đạt 75%.",
        ["online_filing >= 0.75"],
    ),
    (
        COMMUNE,
        "- Bảo đảm 98% hồ sơ được trả kết quả đúng hạn, phần còn lại phải có thư xin lỗi.",
        ["on_time >= 0.98"],
    ),
    (
        COMMUNE,
        "- Tỷ lệ hồ sơ đúng hạn: 99% (riêng đất đai 97%).",
        ["on_time >= 0.99", "on_time >= 0.97"],
    ),
    (
        COMMUNE,
        "- Nâng tỷ lệ sử dụng lại thông tin, dữ liệu số hóa từ 32% lên tối thiểu 50%.",
        ["reused_data >= 0.5"],
    ),
    (
        COMMUNE,
        "- 80% hồ sơ không yêu cầu công dân nộp lại giấy tờ đã được số hóa.",
        ["no_resubmission >= 0.8"],
    ),
    (
        COMMUNE,
        "- 100% thủ tục nội bộ được công bố, rà soát; cắt giảm 30% thời gian giải "
        "quyết thủ tục nội bộ.",
        ["internal_procedures_reviewed >= 1", "processing_time_cut >= 0.3"],
    ),
    (
        COMMUNE,
        "- 100% TTHC thực hiện không phụ thuộc địa giới hành chính trong phạm vi tỉnh.",
        ["procedures_non_territorial >= 1"],
    ),
    (
        COMMUNE,
        "- Kết quả giải quyết TTHC được công khai 100% trên Cổng dịch vụ công.",
        ["results_published >= 1"],
    ),
    (
        COMMUNE,
        "- 100% báo cáo định kỳ của doanh nghiệp được thực hiện trực tuyến.",
        ["business_reports_electronic >= 1"],
    ),
    (COMMUNE, "- Ít nhất 95% người được khảo sát hài lòng.", ["satisfaction >= 0.95"]),
    (COMMUNE, "- Tỷ lệ phiếu đánh giá hài lòng đạt từ 95%.", ["satisfaction >= 0.95"]),
    (
        COMMUNE,
        "- Chỉ số hài lòng của người dân về sự phục vụ hành chính (SIPAS) phấn đấu "
        "đạt 87% trở lên.",
        ["sipas >= 0.87"],
    ),
    (
        COMMUNE,
        "- Hồ sơ chậm trễ: giải trình nguyên nhân, xin lỗi 100%.",
        ["late_explained_and_apologised >= 1"],
    ),
    (COMMUNE, "- 100% hồ sơ quá hạn được công khai xin lỗi người dân.", ["late_apologised >= 1"]),
    (
        COMMUNE,
        "- Mọi trường hợp trả kết quả trễ hẹn đều phải xin lỗi bằng văn bản.",
        ["late_apologised >= 1"],
    ),
    (
        COMMUNE,
        "- Bảo đảm toàn bộ phản ánh, kiến nghị được tiếp nhận, xử lý.",
        ["petitions_received >= 1", "petitions_handled >= 1"],
    ),
    (
        COMMUNE,
        "- Số hóa toàn bộ kết quả giải quyết thuộc thẩm quyền còn hiệu lực.",
        ["digitised_legacy_results >= 1"],
    ),
    (
        COMMUNE,
        "- Đến hết quý II, số hóa 50% kho kết quả cũ; hết năm 100%.",
        ["digitised_legacy_results >= 1"],
    ),
    (
        PROVINCE,
        "- Tỷ lệ hồ sơ nộp trực tuyến của các sở đạt 90%, của UBND cấp xã đạt 70%.",
        ["online_filing >= 0.9", "online_filing >= 0.7"],
    ),
    (
        PROVINCE,
        "- 90% hồ sơ cấp tỉnh và 75% hồ sơ cấp xã được nộp trực tuyến.",
        ["online_filing >= 0.9", "online_filing >= 0.75"],
    ),
    (
        PROVINCE,
        "- Thanh toán trực tuyến: tỉnh 80%, xã 60%.",
        ["online_payment >= 0.8", "online_payment >= 0.6"],
    ),
    (
        PROVINCE,
        "- Điểm trung bình Bộ chỉ số 766 của các xã đạt 85 điểm trở lên.",
        ["index_766 >= 0.85"],
    ),
    (
        INDEX,
        "- Điểm thành phần: công khai, minh bạch đạt 17/18; tiến độ giải quyết đạt "
        "19/20; số hóa hồ sơ đạt 20/22.",
        [
            "index_766_disclosure >= 0.9444",
            "index_766_progress >= 0.95",
            "index_766_digitisation >= 0.9091",
        ],
    ),
    (INDEX, "- Nâng tổng điểm từ 78,5 điểm lên 88 điểm.", ["index_766 >= 0.88"]),
    (
        INDEX,
        "- Phấn đấu Bộ chỉ số đạt trên 90 điểm, thuộc nhóm 10 xã dẫn đầu tỉnh.",
        ["index_766 > 0.9"],
    ),
    (COMMUNE, "- Giữ vững 100% hồ sơ đúng hạn.", ["on_time >= 1"]),
    (
        COMMUNE,
        "- Số hồ sơ quá hạn không quá 1% tổng số hồ sơ giải quyết.",
        ["late_dossiers <= 0.01"],
    ),
    (
        COMMUNE,
        "- Rút ngắn 40% thời gian giải quyết 20 thủ tục lĩnh vực hộ tịch.",
        ["processing_time_cut >= 0.4"],
    ),
    (COMMUNE, "- Giảm 30% thời gian chờ đợi của người dân tại quầy.", []),
    (COMMUNE, "- Phấn đấu giảm 20% số lượt công dân phải đi lại.", []),
]


@pytest.mark.parametrize(("head", "text", "expected"), WORDINGS)
def test_a_wording(head: str, text: str, expected: list[str]) -> None:
    unrepeated = (p for p in propose(head + text) if p.repeats is None)
    demands = [f"{p.metric} {p.comparator} {p.value}" for p in unrepeated]
    assert sorted(demands) == sorted(expected)
