"""Nhập số liệu: counts that no export gives, typed for one commune and period."""

from __future__ import annotations

import streamlit as st

from ui import filters, frame
from ui.display import words
from ui.typed_counts import entry_form, entry_template

frame.begin_page("Nhập số liệu")
st.markdown(
    "Ghi ở đây những số mà kế hoạch cần nhưng hệ thống không xuất ra: số thủ tục, giao dịch thanh "
    "toán, nhiệm vụ… Mỗi số kèm văn bản làm căn cứ; ô để trống là *chưa có số liệu*, không phải "
    "0. Số ghi ở đây luôn được đánh dấu “nhập tay”, xem lại và rút được ở trang "
    "[Nạp số liệu](nap-so-lieu)."
)
commune, period = filters.choose_commune_and_period()
if changes := st.session_state.pop(entry_form.JUST_TYPED, ""):
    st.success(
        f"{words.commune_name(commune)}, {words.short_period(period)}: đã lưu "
        f"{words.escape_markdown(changes)}. Xem kết quả ở trang [Kế hoạch](ke-hoach)."
    )
entry_form.warn_of_demonstration(commune)
entry_form.list_other_periods(commune, period)
entry_form.edit_counts(commune, period)
entry_template.offer_download(commune, period)
