"""Sentences and small tables that set tasks in the words of other offices, and what they set."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from plan_texts.task_proposals import propose_tasks

HEAD = (
    "ỦY BAN NHÂN DÂN XÃ TÂN HÒA\nTân Hòa, ngày 15 tháng 01 năm 2026\n\n"
    "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n\nII. NHIỆM VỤ\n\n"
)
# Text, and "last day cadence" of each task.
DUTIES: Sequence[tuple[str, list[str]]] = [
    (
        "- Văn phòng HĐND và UBND xã rà soát danh mục thủ tục, hoàn thành trước ngày 30/6/2026.",
        ["2026-06-29 once"],
    ),
    ("- Lắp đặt 02 máy quét tại Trung tâm trong tháng 3/2026.", ["2026-03-31 once"]),
    (
        "- Giao Phòng Kinh tế trình phương án đơn giản hóa chậm nhất ngày 15 tháng 8 năm 2026.",
        ["2026-08-15 once"],
    ),
    ("Đợt 1 (từ ngày 01/3 đến 30/4/2026):\n- Số hóa sổ hộ tịch.", ["2026-04-30 once"]),
    (
        "Giai đoạn 2 (tháng 5 - tháng 9/2026):\n- Nhập dữ liệu đất đai vào kho chung.",
        ["2026-09-30 once"],
    ),
    ("- Tổ chức đối thoại với người dân mỗi quý một lần.", ["None quarterly"]),
    ("- Vận hành điểm lưu động vào sáng thứ Bảy hằng tuần.", ["None weekly"]),
    ("- Trực tại nhà văn hóa ấp vào ngày 10 và ngày 25 hằng tháng.", ["None monthly"]),
    ("- Mỗi năm kiểm tra ít nhất 02 đơn vị trực thuộc.", ["None yearly"]),
    ("- Báo cáo đột xuất theo yêu cầu của UBND tỉnh.", ["None ad_hoc"]),
    ("- Tham mưu xử lý vướng mắc khi phát sinh.", ["None ad_hoc"]),
    (
        "- Khi xảy ra sự cố hệ thống, công chức đầu mối phải báo cáo ngay Chủ tịch UBND xã.",
        ["None ad_hoc"],
    ),
    ("- Hoàn thành nâng cấp trụ sở Trung tâm trong năm 2026.", ["2026-12-31 once"]),
    ("- Tập huấn kỹ năng số cho công chức trong 3 tháng đầu năm.", ["2026-03-31 once"]),
    (
        "- Sơ kết 6 tháng vào tháng 7, tổng kết vào tháng 12/2026.",
        ["2026-07-31 once", "2026-12-31 once"],
    ),
    ("- Công bố kết quả thực hiện chỉ tiêu của từng đơn vị hằng tháng.", ["None monthly"]),
    ("- Kiểm tra hồ sơ vào 8 giờ sáng thứ Hai hằng tuần, đến hết năm 2026.", ["None weekly"]),
    ("- Đơn vị để hồ sơ trễ quá 3 lần trong một tháng thì bị phê bình.", []),
    ("- Lộ trình: hết quý I đạt 60%, hết quý II đạt 70%.", []),
    ("- Phấn đấu đến 30/6/2026 đạt tối thiểu 85 điểm Bộ chỉ số 766.", []),
    ("- Thời hạn giải quyết không quá 12 tháng một lần.", []),
    ("- Gửi báo cáo quý trước ngày 20 của tháng cuối quý.", ["None quarterly"]),
    ("- Cập nhật danh mục thủ tục trong thời hạn 03 ngày kể từ ngày có quyết định công bố.", []),
    (
        "- Đoàn Thanh niên ra quân hỗ trợ người dân vào thứ Bảy tuần cuối mỗi tháng.",
        ["None monthly"],
    ),
    ("- Trước 15/12/2026, các phòng gửi báo cáo tổng kết về Văn phòng.", ["2026-12-14 once"]),
    ("- Xong trong quý II: kiện toàn tổ công nghệ số cộng đồng.", ["2026-06-30 once"]),
    ("- Từ ngày 01/4/2026, Trung tâm bố trí thêm 01 quầy tiếp nhận.", []),
    ("- Nghiệm thu phần mềm vào tuần đầu tháng 9/2026.", ["2026-09-07 once"]),
    (
        "- Công an xã phối hợp cấp tài khoản định danh cho người dân, xong trước 30/4/2026.",
        ["2026-04-29 once"],
    ),
    (
        "- Chậm nhất đến ngày 10/12/2026, Trung tâm tổng hợp kết quả, báo cáo UBND xã.",
        ["2026-12-10 once"],
    ),
    ("- Định kỳ vào ngày 25 hằng tháng, Trung tâm gửi báo cáo về Văn phòng.", ["None monthly"]),
    ("- Quý II: rà soát thủ tục hành chính lĩnh vực đất đai.", ["2026-06-30 once"]),
    ("- Thời gian thực hiện: tháng 3 - tháng 5/2026; lắp đặt ki-ốt tra cứu.", []),
    (
        "- Văn phòng tham mưu kiểm tra 04 thôn trong tháng 8; báo cáo kết quả trước ngày 15/9.",
        ["2026-08-31 once", "2026-09-14 once"],
    ),
    ("- Họp giao ban vào chiều thứ Sáu hằng tuần.", ["None weekly"]),
    ("- Thực hiện khảo sát mức độ hài lòng 6 tháng một lần.", ["None half_yearly"]),
    (
        "- Công khai tiến độ giải quyết hồ sơ hằng tuần trên trang thông tin điện tử.",
        ["None weekly"],
    ),
    ("- Năm 2025, Trung tâm đã tổ chức 4 cuộc đối thoại.", []),
    ("- Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 10/01/2025.", []),
    ("- Trung tâm đi vào hoạt động từ ngày 01/7/2025.", []),
    (
        "- Giao Văn phòng theo dõi, đôn đốc, báo cáo Chủ tịch trước ngày 05 hằng tháng.",
        ["None monthly"],
    ),
    (
        "- Mở 02 lớp tập huấn: lớp 1 trong tháng 4, lớp 2 trong tháng 9.",
        ["2026-04-30 once", "2026-09-30 once"],
    ),
    ("- Tổng kết mô hình vào dịp cuối năm 2026.", ["2026-12-31 once"]),
]
# Text, and the number of its tasks.
TABLES: Sequence[tuple[str, int]] = [
    (
        "STT | Nội dung | Chủ trì | Bắt đầu | Kết thúc\n"
        "1 | Ban hành hướng dẫn kỹ thuật | Văn phòng | 10/02/2026 | 15/3/2026\n"
        "2 | Số hóa kết quả lĩnh vực hộ tịch còn hiệu lực | Tư pháp | 01/4/2026 | 30/9/2026\n"
        "3 | Kiểm tra chất lượng dữ liệu | Văn phòng | Hằng tháng\n",
        3,
    ),
    (
        "Nhiệm vụ | Đơn vị | Thời hạn\n"
        "Trang bị máy quét cho Trung tâm | Văn phòng | Tháng 3/2026\n"
        "Báo cáo kết quả thực hiện Kế hoạch về UBND tỉnh | Trung tâm PVHCC | 20/12/2026\n"
        "Tuyên truyền, hướng dẫn người dân nộp hồ sơ trực tuyến | UBND cấp xã | Thường xuyên\n",
        3,
    ),
    (
        "Nội dung công việc | Cơ quan chủ trì | Hoàn thành\n"
        "Xây dựng nghị quyết miễn lệ phí | Sở Tài chính | Quý II/2026\n"
        "Sơ kết, điều chỉnh chỉ tiêu nếu cần | Văn phòng UBND | Trước ngày 31/7/2026\n"
        "Số hóa kết quả còn hiệu lực các lĩnh vực | Các sở | 2026 - 2028\n",
        3,
    ),
    (
        "Thời gian\tViệc phải làm\tNgười phụ trách\n"
        "Tháng 2\tBan hành kế hoạch\tÔng An\n"
        "Tháng 6\tSơ kết\tBà Bình\n"
        "Quý IV\tTổng kết, khen thưởng\tÔng An\n",
        3,
    ),
    (
        "Tháng 3: kiện toàn Trung tâm.\n"
        "Tháng 4: tập huấn công chức.\n"
        "Tháng 11: tự chấm điểm, gửi hồ sơ về Sở Nội vụ.\n",
        3,
    ),
]


@pytest.mark.parametrize(("text", "expected"), DUTIES)
def test_what_a_text_has_done_and_when(text: str, expected: list[str]) -> None:
    tasks = [f"{task.last} {'+'.join(task.cadence)}" for task in propose_tasks(HEAD + text)]
    assert sorted(tasks) == sorted(expected)


@pytest.mark.parametrize(("text", "count"), TABLES)
def test_each_row_is_a_task(text: str, count: int) -> None:
    assert len(propose_tasks(HEAD + text)) == count


@pytest.mark.parametrize(
    ("text", "title", "lead"),
    [
        (
            "2. Phòng Văn hóa - Xã hội tổ chức 04 hội nghị tuyên truyền, xong trong quý III/2026.",
            "Phòng Văn hóa - Xã hội tổ chức 04 hội nghị tuyên truyền",
            "Phòng Văn hóa - Xã hội",
        ),
        (
            "- Giao Phòng Kinh tế - Hạ tầng rà soát quy trình nội bộ trước ngày 30/6/2026.",
            "Giao Phòng Kinh tế - Hạ tầng rà soát quy trình nội bộ",
            "Phòng Kinh tế - Hạ tầng",
        ),
        (
            "- Công chức Văn phòng - Thống kê tổng hợp báo cáo trước ngày 20/6/2026.",
            "Công chức Văn phòng - Thống kê tổng hợp báo cáo",
            "Công chức Văn phòng - Thống kê",
        ),
    ],
)
def test_the_dash_of_an_offices_name_parts_nothing(text: str, title: str, lead: str) -> None:
    (task,) = propose_tasks(HEAD + text)
    assert (task.title, task.leads) == (title, (lead,))


@pytest.mark.parametrize("remark", ["từ 01/7/2026", "Áp dụng từ quý III/2026"])
def test_the_day_from_which_a_share_holds_is_no_task(remark: str) -> None:
    row = f"Nội dung\tCấp tỉnh\tCấp xã\tGhi chú\nBiên lai điện tử\t100%\t100%\t{remark}"
    assert propose_tasks(HEAD + row) == ()
