"""A plan by xlsx: the template to download, and the filled-in one read into the table."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.planning.drafts import Draft
from files.refusal import Refused
from loaders.plan_template import draft_in
from reports.plan_template import plan_template
from ui import session
from ui.display import words
from ui.plans import draft_session
from ui.plans.draft_session import Editing

_LARGEST = 30  # megabytes, as for a plan's text


def section(kept: Editing, draft: Draft) -> None:
    """Download what stands in the boxes; read a file into them, not yet saved."""
    with st.expander("Ghi bằng tệp .xlsx"):
        st.markdown(
            "Tải mẫu có sẵn những gì đang ghi ở trang này, ghi tiếp trong Excel rồi chọn lại tệp. "
            "Tệp thay cả bảng bên dưới; chưa có gì được lưu."
        )
        st.download_button(
            "Tải mẫu kế hoạch (.xlsx)",
            lambda: plan_template(draft),
            file_name=f"mau-ke-hoach-{kept.base.key if kept.base else 'moi'}.xlsx",
            mime=session.XLSX,
            on_click="ignore",
            key="plan_template",
        )
        given = st.file_uploader(
            "Tệp mẫu đã ghi", type=["xlsx"], key=f"plan-file-{kept.turn}", max_upload_size=_LARGEST
        )
        if given is not None:
            _take(given.getvalue(), kept)


def _take(content: bytes, kept: Editing) -> None:
    try:
        with st.spinner("Đang đọc…"):
            draft = draft_in(content)
    except Refused as refused:
        st.error(words.plain(refused.sentence))
        return
    code = draft.head.commune_code
    if kept.base and code not in (None, kept.base.commune_code):
        st.error(
            f"Tệp ghi {words.commune(code or '')}, kế hoạch đang sửa là của "
            f"{words.commune(kept.base.commune_code)}: hãy chọn đúng kế hoạch, hoặc kế hoạch mới."
        )
        return
    if kept.base:
        draft = replace(draft, head=replace(draft.head, commune_code=kept.base.commune_code))
    draft_session.put(draft)
    draft_session.say(f"Đã đọc {len(draft.rows)} chỉ tiêu từ tệp vào bảng; chưa lưu.")
    st.rerun()
