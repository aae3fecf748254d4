"""What the columns of a list of dossiers are called in workbooks and tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COLUMN_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "dossier_code": "Mã hồ sơ",
        "procedure_code": "Mã thủ tục",
        "procedure": "Thủ tục",
        "field": "Lĩnh vực",
        "unit": "Đơn vị",
        "channel": "Hình thức nộp",
        "received_on": "Tiếp nhận",
        "due_on": "Hẹn trả",
        "finished_on": "Kết thúc",
        "state": "Trạng thái",
        "fee": "Phí, lệ phí",
        "payment": "Thanh toán",
        "digitised": "Số hóa thành phần",
        "result_digitised": "Số hóa kết quả",
        "result_electronic": "Kết quả điện tử",
        "reused": "Tái sử dụng",
        "apologised": "Thư xin lỗi",
        "rating": "Đánh giá",
        "non_territorial": "Phi địa giới",
        "petition_kind": "Nội dung phản ánh, kiến nghị",
    }
)
