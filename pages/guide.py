"""Hướng dẫn: what each page answers, where files are found, the month's round, and messages."""

from __future__ import annotations

import streamlit as st

from ui import frame
from ui.display.search_box import type_query
from ui.guide.guide_section import GuideSection, sections_answering
from ui.guide.sections import guide_sections

frame.begin_page("Hướng dẫn")
query = type_query(
    "Tìm trong hướng dẫn", "tim-huong-dan", "ví dụ: xuat excel, thiếu ngày, in, bàn phím"
)
sections = sections_answering(guide_sections(), query)
if not sections:
    st.info(
        "Không có mục nào có đủ các từ này. Hãy thử ít từ hơn, hoặc tìm ở trang [Cách "
        "tính](cach-tinh)."
    )
    st.stop()
st.markdown(" · ".join(f"[{section.title}](#{section.anchor})" for section in sections))


def show_section(section: GuideSection) -> None:
    """Draw a section's title, introduction and items, folded if long and no query is typed."""
    st.header(section.title, anchor=section.anchor)
    if section.introduction:
        st.markdown(section.introduction)
    mark = "1." if section.is_numbered else "*"
    items = "\n".join(f"{mark} **{item.title}**: {item.text}" for item in section.items)
    if section.is_long and not query:
        with st.expander(f"Xem cả {len(section.items)} mục"):
            st.markdown(items)
    else:
        st.markdown(items)


for section in sections:
    show_section(section)
