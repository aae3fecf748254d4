"""What each page needs before it has anything to show."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_LIST = "danh sách hồ sơ của ít nhất một tháng"
_LIST_OR_FORM = f"{_LIST}, hoặc biểu II.06a (khi đó chỉ có các chỉ số về tiến độ giải quyết)"

# By the page's title.
PAGE_NEEDS: Mapping[str, str] = MappingProxyType(
    {
        "Tổng quan": _LIST_OR_FORM,
        "Diễn biến": "danh sách hồ sơ hoặc biểu II.06a của từ hai tháng trở lên",
        "Vì sao chưa đạt": f"{_LIST}, và kế hoạch có chỉ tiêu",
        "So sánh": f"{_LIST_OR_FORM}, của từ hai xã, phường trở lên",
        "Chỉ số 766": _LIST,
        "Đối chiếu": "danh sách hồ sơ và biểu II.06a của cùng một kỳ",
        "Hồ sơ trễ hạn": "danh sách hồ sơ có ngày hẹn trả, gồm cả hồ sơ đang giải quyết",
        "Dấu hiệu bất thường": f"{_LIST}; từ hai danh sách trở lên mới thấy ngày nào bị sửa",
        "Kế hoạch": "kế hoạch của xã, phường; kết quả hiện ra khi đã nạp số liệu",
        "Nhiệm vụ": "kế hoạch có bảng nhiệm vụ",
        "Nhập số liệu": "biết trung tâm của mình là ở đâu",
    }
)
