"""Nạp số liệu: look at each file before it is stored; see, withdraw and bring back uploads."""

from __future__ import annotations

import streamlit as st

from loaders.recognition.reader import prepare_reading
from ui import frame, session
from ui.typed_counts import entry_template
from ui.uploads import (
    column_mapping,
    heading_questions,
    past_uploads,
    preview,
    store_files,
    unit_questions,
    uploader,
    word_questions,
)

prepare_reading()
frame.begin_page("Nạp số liệu", names_all_faults=True)
st.markdown(
    "Chọn tệp xuất từ hệ thống thông tin giải quyết TTHC: *danh sách hồ sơ* hoặc các *biểu tổng "
    "hợp*, lưu ở định dạng nào cũng được. Chưa có gì được lưu cho đến khi bấm “Nạp”. Họ tên, địa "
    "chỉ, số điện thoại và ghi chú trong tệp không được đọc và không được giữ lại."
)
files = uploader.choose_files()
previews = [preview.show_preview(file, session.home_commune()) for file in files]
to_store = [prepared for prepared in previews if prepared]
if files:
    withdraws_demonstration = False
    if to_store and session.shows_demonstration():
        withdraws_demonstration = st.checkbox("Rút số liệu minh họa khi nạp", value=True)
    label = f"Nạp {len(to_store)} tệp" if to_store else "Chưa có tệp nào để nạp"
    if st.button(label, type="primary", disabled=not to_store, key="store"):
        if store_files.store_all(to_store, withdraws_demonstration):
            uploader.forget_files()
        st.rerun()
store_files.tell_of_storing()
entry_template.offer_template()
past_uploads.show_uploads()
column_mapping.show_custom_layouts()
heading_questions.show_mapped_headings()
unit_questions.show_remembered_units()
word_questions.show_mapped_words()
store_files.forget_outcomes()
