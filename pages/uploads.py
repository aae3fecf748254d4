"""Nạp số liệu: look at each file before it is stored; see, withdraw and bring back uploads."""

from __future__ import annotations

import streamlit as st

from loaders import demonstration
from ui import (
    entry,
    frame,
    handed_in,
    history,
    mapping,
    preview,
    session,
    units,
    words,
)

frame.begin("Nạp số liệu")
st.markdown(
    "Chọn tệp xuất từ hệ thống thông tin giải quyết TTHC: *danh sách hồ sơ* hoặc các *biểu tổng "
    "hợp*, lưu dạng nào cũng được. Chưa có gì được lưu cho đến khi bấm “Nạp”. Họ tên, địa chỉ, "
    "số điện thoại và ghi chú trong tệp không được đọc và không được giữ lại."
)
files = handed_in.chosen_files()
ready = [found for one in files if (found := preview.show(one, session.home()))]
if files:
    keep = True
    if ready and session.shows_demonstration():
        keep = not st.checkbox("Rút số liệu minh họa khi nạp", value=True)
    told = f"Nạp {len(ready)} tệp" if ready else "Chưa có tệp nào để nạp"
    if st.button(told, type="primary", disabled=not ready, key="store"):
        stored = preview.store_all(ready)
        if not keep:
            demonstration.withdraw(session.folder(), session.USER)
        st.session_state["just_stored"] = stored
        handed_in.forget_files()
        st.rerun()
stored, there = st.session_state.pop("just_stored", (0, 0))
if stored:
    st.success(f"Đã nạp {words.number(stored)} tệp. Xem kết quả ở trang [Tổng quan](/).")
if there:
    st.info(f"{words.number(there)} tệp đã có người nạp trước đó; không có gì thay đổi.")
entry.offer_template()
history.show()
mapping.show_own()
units.show_remembered()
history.choose_home()
