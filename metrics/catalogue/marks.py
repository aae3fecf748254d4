"""Metrics that are marks which others publish: SIPAS, and the points of the 766 index."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from metrics.catalogue.metric import published_mark

# The groups of QĐ 766, by the code that their metric ends with, and the points that each holds.
INDEX_GROUPS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "disclosure": ("Công khai, minh bạch", 18),
        "progress": ("Tiến độ, kết quả giải quyết", 20),
        "online": ("Cung cấp dịch vụ trực tuyến", 22),
        "digitisation": ("Số hóa hồ sơ", 22),
        "satisfaction": ("Mức độ hài lòng", 18),
    }
)
_Q766 = "Quyết định 766/QĐ-TTg; điểm mà Cổng Dịch vụ công quốc gia công bố, nhập tay"

MARK_METRICS = (
    published_mark(
        "sipas",
        "Chỉ số SIPAS",
        "percent",
        "Chỉ số hài lòng về sự phục vụ của cơ quan hành chính nhà nước, như đã công bố cho năm",
        "Kết quả SIPAS của Bộ Nội vụ hoặc của tỉnh, thành phố, nhập tay cho đúng năm",
    ),
    published_mark(
        "index_766",
        "Điểm Bộ chỉ số 766",
        "points",
        "Tổng điểm của năm nhóm, tối đa 100",
        _Q766,
    ),
    *(
        published_mark(
            f"index_766_{code}",
            f"Điểm 766: {label[0].lower()}{label[1:]}",
            "points",
            f"Điểm của nhóm “{label}”, tối đa {most}",
            _Q766,
        )
        for code, (label, most) in INDEX_GROUPS.items()
    ),
)
