"""Nạp số liệu: look at each file before it is stored; see, withdraw and bring back uploads."""

from __future__ import annotations

import streamlit as st

from loaders.recognition.reader import prepare_reading
from ui import frame
from ui.typed_counts import entry_template
from ui.uploads import (
    batch_view,
    column_mapping,
    heading_questions,
    past_uploads,
    storing_report,
    under_way,
    unit_questions,
    word_questions,
)

prepare_reading()
storing_report.open_overview_if_asked()
frame.begin_page("Nạp số liệu", names_all_faults=True)
st.markdown(
    "Chọn tệp xuất từ hệ thống thông tin giải quyết TTHC: *danh sách hồ sơ* hoặc các *biểu tổng "
    "hợp*, lưu ở định dạng nào cũng được. Chưa có gì được lưu cho đến khi bấm “Nạp”. Họ tên, địa "
    "chỉ, số điện thoại và ghi chú trong tệp không được đọc và không được giữ lại."
)
what_is_under_way = batch_view.show_batch()
storing_report.tell_of_others()
entry_template.offer_template()
past_uploads.show_uploads()
column_mapping.show_custom_layouts()
heading_questions.show_mapped_headings()
unit_questions.show_remembered_units()
word_questions.show_mapped_words()
under_way.follow_work(what_is_under_way)
