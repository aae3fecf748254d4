"""What each metric cannot tell, in words: what its counts stand for, and what they leave out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from metrics.catalogue.metric import Metric

_NO_PAPER_RESULT = (
    "Hồ sơ đã trả mà cả hai cột kết quả đều trống được hiểu là thủ tục không có kết quả giấy, nên "
    "không ở mẫu số."
)
_NO_DUE_DAY = (
    "Hồ sơ không có ngày hẹn trả được coi là đúng hạn. Hồ sơ đang giải quyết đã quá hạn không ở "
    "đây, xem Hồ sơ quá hạn. Thời gian hẹn đặt dài hơn cần thiết thì không thấy được."
)
# By the metric's name.
LIMITS: Mapping[str, str] = MappingProxyType(
    {
        "online_filing": (
            "Không biết người dân tự nộp hay được nộp hộ tại quầy. Ô hình thức nộp để trống được "
            "hiểu là trực tiếp."
        ),
        "online_payment": (
            "Chỉ hồ sơ có phí, lệ phí lớn hơn 0 ở mẫu số. Hồ sơ chưa nộp phí cũng ở mẫu số, nên tỷ "
            "lệ còn lên khi người dân nộp. Đếm hồ sơ, không đếm giao dịch hay số tiền."
        ),
        "digitised_dossiers": (
            "Đếm hồ sơ được đánh dấu đã số hóa; không biết đã số hóa đủ mọi thành phần hay chưa, "
            "bản số hóa có dùng lại được không."
        ),
        "digitised_results": _NO_PAPER_RESULT,
        "electronic_results": f"{_NO_PAPER_RESULT} Không biết bản điện tử đã ký số hay chưa.",
        "reused_data": (
            "Hồ sơ không có gì để dùng lại cũng ở mẫu số, nên có thể không bao giờ đạt 100%."
        ),
        "on_time": _NO_DUE_DAY,
        "early": _NO_DUE_DAY,
        "satisfaction": (
            "Chỉ có ý kiến của người đã đánh giá, thường là một phần nhỏ. Không phải SIPAS, cũng "
            "không phải điểm hài lòng của Quyết định 766."
        ),
        "satisfaction_land_construction_investment": (
            "Ít lượt đánh giá nên tỷ lệ lên xuống mạnh. Lĩnh vực nào được tính: sửa ở trang Kế "
            "hoạch."
        ),
        "end_to_end_filing": (
            "Danh sách chỉ ghi “trực tuyến” ở một hồ sơ là đủ để không tính được, vì không biết "
            "hồ sơ ấy toàn trình hay một phần."
        ),
        "late_dossiers": (
            "Chỉ hồ sơ đã trả; hồ sơ đang giải quyết đã quá hạn có ở cách tính khác. Ngày hẹn trả "
            "được dời lại thì tính theo ngày mới, xem trang Dấu hiệu bất thường."
        ),
        "late_apologised": (
            "Có thư xin lỗi theo cột của danh sách hoặc theo đánh dấu ở trang Hồ sơ trễ hạn; không "
            "biết thư đã đến tay người nộp hay chưa."
        ),
        "late_explained_and_apologised": (
            "Khi đếm theo đánh dấu: hồ sơ chưa đánh dấu được coi là chưa giải trình, kể từ năm có "
            "đánh dấu đầu tiên."
        ),
        "no_resubmission": (
            "Danh sách không cho biết hồ sơ nào không có gì để dùng lại, nên chỉ biết tỷ lệ nằm "
            "giữa hai đầu."
        ),
        "petitions_handled": (
            "Phản ánh đang xử lý và còn trong hạn không tính là đạt hay trượt. Biểu không ghi số "
            "quá hạn thì chỉ biết tỷ lệ nằm giữa hai đầu."
        ),
        "petitions_on_time": (
            "Đúng hạn là trong 15 ngày làm việc; biểu chỉ cho số đếm, không tra được từng phản ánh."
        ),
    }
)
_BY_KIND: Mapping[str, str] = MappingProxyType(
    {
        "typed": (
            "Số nhập tay: đúng đến đâu là theo văn bản làm căn cứ, không tra được từng trường hợp."
        ),
        "none": "Không tính được cho đến khi kế hoạch nêu năm gốc để so.",
        "export": "",
    }
)


def limits_of(metric: Metric) -> str:
    """What the metric cannot tell, in one or two sentences; "" where there is nothing to add."""
    return LIMITS.get(metric.name) or _BY_KIND[metric.source_kind]
