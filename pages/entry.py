"""Nhập số liệu: counts that no export gives, typed for one commune and period."""

from __future__ import annotations

import streamlit as st

from ui import filters, frame, typed_counts
from ui.display import words

frame.begin_page("Nhập số liệu")
st.markdown(
    "Có những số mà kế hoạch cần nhưng hệ thống không xuất ra: số thủ tục, giao dịch thanh toán, "
    "nhiệm vụ… Ghi ở đây, mỗi số kèm văn bản làm căn cứ; ô để trống là *chưa có số liệu*, không "
    "phải 0. Số ghi ở đây luôn được đánh dấu “nhập tay”, xem lại và rút được ở trang "
    "[Nạp số liệu](nap-so-lieu)."
)
commune, period = filters.choose_commune_and_period()
if told := st.session_state.pop("just_typed", ""):
    st.success(
        f"{words.commune(commune)}, {words.short_period(period)}: đã lưu {words.plain(told)}. "
        "Xem kết quả ở trang [Kế hoạch](ke-hoach)."
    )
typed_counts.warn_of_demonstration(commune)
typed_counts.others(commune, period)
typed_counts.edit(commune, period)
typed_counts.download(commune, period)
