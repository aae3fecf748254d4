"""Nạp số liệu: look at each file before it is stored; see, withdraw and bring back uploads."""

from __future__ import annotations

import streamlit as st

from ui import demonstration, frame, handed_in, history, preview, session, words

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
    if st.button(f"Nạp {len(ready)} tệp", type="primary", disabled=not ready, key="store"):
        stored = preview.store_all(ready)
        if not keep:
            demonstration.withdraw(session.folder(), session.USER)
        st.session_state["just_stored"] = stored
        handed_in.forget_files()
        st.rerun()
if count := st.session_state.pop("just_stored", 0):
    st.success(f"Đã nạp {words.number(count)} tệp. Xem kết quả ở trang [Tổng quan](/).")
history.show()
history.choose_home()
