"""What the guide says that stands nowhere else: the month's round, keys, answers to messages."""

from __future__ import annotations

from ui.guide.guide_section import GuideSection, items_of

ROUTINE = GuideSection(
    "viec-hang-thang",
    "Việc hằng tháng của trung tâm",
    "Làm theo thứ tự này; việc nào không có tệp hoặc không có kế hoạch thì bỏ qua.",
    items_of(
        {
            "Ngày 1 đến ngày 3: lấy tệp": (
                "xuất danh sách hồ sơ của cả tháng vừa qua, không lọc; lấy thêm biểu II.06a và "
                "các bảng thống kê nếu có."
            ),
            "Nạp tệp": (
                "ở trang [Nạp số liệu](nap-so-lieu): thả tệp vào, đọc bản xem trước, trả lời chỗ "
                "còn hỏi rồi nạp. Dòng có lỗi được để lại, phần còn lại vẫn được tính."
            ),
            "Sửa dòng lỗi": (
                "tải danh sách lỗi, sửa trên hệ thống một cửa, xuất lại và nạp lại: danh sách mới "
                "thay danh sách cũ của cùng những ngày đó."
            ),
            "Xem lại chỗ lạ": (
                "ở trang [Dấu hiệu bất thường](bat-thuong) và [Đối chiếu](doi-chieu), trước khi "
                "dùng số liệu để báo cáo."
            ),
            "Nhập số không có trong hệ thống": (
                "ở trang [Nhập số liệu](nhap-so-lieu), mỗi số kèm văn bản làm căn cứ."
            ),
            "Xem kết quả": (
                "ở trang [Tổng quan](tong-quan), rồi [Vì sao chưa đạt](vi-sao) cho từng chỉ số "
                "chưa đạt: thiếu ở đâu, từ nay cần đạt bao nhiêu."
            ),
            "Xử lý hồ sơ trễ hạn": (
                "ở trang [Hồ sơ trễ hạn](tre-han): phân công hồ sơ sắp đến hạn, đánh dấu hồ sơ đã "
                "giải trình, đã xin lỗi."
            ),
            "Ghi việc đã xong": (
                "ở trang [Nhiệm vụ](nhiem-vu), kèm số văn bản; kỳ báo cáo tính từ ngày 15 đến "
                "ngày 14."
            ),
            "Họp tháng": (
                "mở trang cần trình bày, chọn đúng kỳ rồi in (Ctrl+P) hoặc tải bảng .xlsx; địa "
                "chỉ trang giữ nguyên xã, phường và kỳ đã chọn nên gửi cho nhau được."
            ),
        }
    ),
    is_numbered=True,
)
KEYS = GuideSection(
    "ban-phim",
    "Dùng bằng bàn phím",
    "Các ô, nút, đường dẫn và bảng đều dùng được mà không cần chuột.",
    items_of(
        {
            "Tab, Shift+Tab": "đi tới, đi lui giữa các ô, nút, đường dẫn.",
            "Enter hoặc phím cách": "bấm nút, mở đường dẫn, mở phần thu gọn.",
            "Ô chọn": "gõ vài chữ để lọc, mũi tên lên, xuống để chọn, Enter để lấy, Esc để thôi.",
            "Ô tìm": "gõ rồi nhấn Enter; không cần dấu, đặt dấu kiểu nào cũng được.",
            "Bảng": "mũi tên đi giữa các ô; Ctrl+F khi đang ở trong bảng để tìm trong bảng.",
            "Alt+mũi tên trái, phải": "quay lại, đi tiếp giữa những gì đã chọn.",
            "Ctrl+P": "in trang hoặc lưu thành PDF.",
            "Ctrl+dấu cộng, trừ": "chữ to hơn, nhỏ hơn.",
        }
    ),
)
ANSWERS = items_of(
    {
        "Tính đến ngày …": (
            "số liệu chưa tới cuối kỳ; kết quả xét theo những ngày đã có và còn thay đổi. Nạp "
            "danh sách mới hơn."
        ),
        "Thiếu số liệu": (
            "kỳ có ngày chưa nạp, hoặc tệp thiếu cột, thiếu hồ sơ kỳ trước chuyển sang mà chỉ số "
            "cần; câu bên cạnh ghi rõ ngày nào, cần tệp nào."
        ),
        "Không phát sinh": "mẫu số bằng 0: không có hồ sơ nào để xét.",
        "Mẫu số khác với kế hoạch": (
            "kế hoạch tính trên một số mà chưa có; tỷ lệ đang hiện theo mẫu số chung. Xem [Cách "
            "tính](cach-tinh)."
        ),
        "Chờ chọn nghĩa của từ chưa biết": (
            "tệp dùng một từ lạ (trạng thái, hình thức nộp…): chọn nghĩa một lần ở trang [Nạp số "
            "liệu](nap-so-lieu), các tệp sau tự hiểu."
        ),
        "Danh sách có vẻ đã lọc": (
            "danh sách chỉ có một trạng thái, một lĩnh vực hay một hình thức nộp: hãy xuất lại "
            "không lọc."
        ),
        "Tệp thay danh sách đã nạp": (
            "cùng xã, phường và cùng những ngày: danh sách mới thay danh sách cũ; rút lần nạp mới "
            "thì danh sách cũ lại được dùng."
        ),
        "Đồng hồ của máy chậm": "máy có ngày sớm hơn ngày trong số liệu: hãy chỉnh giờ của máy.",
        "Sổ bị hỏng, cần lập lại": (
            "đừng xóa gì; mở trang [Nạp số liệu](nap-so-lieu), làm theo câu hướng dẫn ở đó, hoặc "
            "báo người quản trị."
        ),
    }
)
