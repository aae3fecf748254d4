"""The question that each page answers, by the page's title."""

from __future__ import annotations

from collections.abc import Mapping

PAGE_QUESTIONS: Mapping[str, str] = {
    "Tổng quan": "Kỳ này đạt hay chưa, việc nào cần làm trước?",
    "Diễn biến": "Từng chỉ số lên hay xuống qua các tháng?",
    "Vì sao chưa đạt": "Thiếu ở lĩnh vực, thủ tục, hình thức nộp nào; cuối năm có kịp không?",
    "So sánh": "Mình đứng ở đâu so với các xã, phường khác, so thế nào cho công bằng?",
    "Chỉ số 766": "Tính từ số liệu của mình thì mỗi thành phần được mấy điểm?",
    "Đối chiếu": "Số trên biểu báo cáo có khớp với số đếm từ hồ sơ không?",
    "Hồ sơ trễ hạn": "Hồ sơ nào đang trễ, sắp đến hạn; đã giải trình, xin lỗi chưa?",
    "Dấu hiệu bất thường": "Chỗ nào của số liệu, cách làm cần xem lại?",
    "Nạp số liệu": "Tệp này là gì, có lỗi gì, nạp vào thì số nào thay đổi?",
    "Nhập số liệu": "Ghi những số không hệ thống nào xuất ra ở đâu?",
    "Kế hoạch": "Kế hoạch giao những gì, kết quả từng chỉ tiêu ra sao?",
    "Nhiệm vụ": "Việc nào sắp đến hạn, việc nào đã xong?",
    "Cách tính": "Con số này được tính, được xét như thế nào?",
    "Hướng dẫn": "Dùng bảng theo dõi này thế nào?",
    "Thiết lập": "Trung tâm của tôi là ở đâu, kế hoạch và tệp đầu tiên đã có chưa?",
}
