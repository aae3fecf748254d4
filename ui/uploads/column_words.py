"""What the upload page calls the columns that a heading may be, and how it writes a heading."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.column_labels import COLUMN_LABELS
from loaders.layouts.mapping import PERSONAL, UNUSED
from metrics.catalogue.labels import COUNT_LABELS

# The columns as a person who looks at headings calls them; a bare "Tiếp nhận" would be unclear.
COLUMN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **COUNT_LABELS,
        **COLUMN_LABELS,
        "procedure": "Tên thủ tục",
        "unit": "Đơn vị (xã, phường)",
        "received_on": "Ngày tiếp nhận",
        "due_on": "Ngày hẹn trả",
        "finished_on": "Ngày kết thúc, trả kết quả",
        "payment": "Hình thức thanh toán",
        "resolved_early": "Đã giải quyết trước hạn",
        "resolved_on_time": "Đã giải quyết đúng hạn",
        "resolved_late": "Đã giải quyết quá hạn",
        "resolved_early_or_on_time": "Đã giải quyết trước và đúng hạn",
        "resolved_on_time_or_left": "Đã giải quyết đúng hạn, gồm cả rút, dừng",
        "left": "Hồ sơ rút, dừng",
        PERSONAL: "Dữ liệu cá nhân, không đọc",
        UNUSED: "Không dùng",
    }
)
COLUMN_PLACES = {
    name: place for place, name in enumerate((UNUSED, PERSONAL, *COLUMN_LABELS, *COUNT_LABELS))
}


def heading_label(heading: str) -> str:
    """A heading path "Tiếp nhận > Trực tuyến" as pages write it: "Tiếp nhận › Trực tuyến"."""
    return heading.replace(" > ", " › ")
