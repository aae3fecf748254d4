"""A plan by xlsx: the template to download, and the filled-in one read into the table."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.planning.drafts import Draft
from files.refusal import Refused
from loaders.plan_template import TASK_SHEET, plan_draft_in, task_rows_in
from reports.plan_template import plan_template
from ui import session
from ui.display import words
from ui.plans import draft_session
from ui.plans.draft_session import PlanEditing

_LARGEST = 30  # megabytes, as for a plan's text


def show_section(editing: PlanEditing, draft: Draft) -> None:
    """Draw a download of the draft as a workbook, and an uploader that fills the boxes from one."""
    with st.expander("Ghi bằng tệp .xlsx"):
        st.markdown(
            "Mẫu tải về có sẵn nội dung đang ghi ở trang này: ghi tiếp trong Excel rồi chọn lại "
            "tệp. Nội dung của tệp thay cả hai bảng bên dưới; chưa có gì được lưu."
        )
        st.download_button(
            "Tải mẫu kế hoạch (.xlsx)",
            lambda: plan_template(draft),
            file_name=f"mau-ke-hoach-{editing.base.key if editing.base else 'moi'}.xlsx",
            mime=session.XLSX,
            on_click="ignore",
            key="plan_template",
        )
        upload = st.file_uploader(
            "Tệp mẫu đã ghi",
            type=["xlsx"],
            key=f"plan-file-{editing.turn}",
            max_upload_size=_LARGEST,
        )
        if upload is not None:
            _fill_from_template(upload.getvalue(), editing)


def _fill_from_template(content: bytes, editing: PlanEditing) -> None:
    """Fill the open draft from a workbook's bytes and rerun; if it does not fit, draw why."""
    try:
        with st.spinner("Đang đọc…"):
            draft, task_rows = plan_draft_in(content), task_rows_in(content)
    except Refused as refused:
        st.error(words.escape_markdown(refused.sentence))
        return
    if editing.base:
        code, base_code = draft.head.commune_code, editing.base.commune_code
        if code not in (None, base_code):
            st.error(
                f"Tệp ghi {words.commune_name(code or '')}, kế hoạch đang sửa là của "
                f"{words.commune_name(base_code)}: hãy chọn đúng kế hoạch, hoặc kế hoạch mới."
            )
            return
        draft = replace(draft, head=replace(draft.head, commune_code=base_code))
    target_words = f"Đã đọc {len(draft.rows)} chỉ tiêu"
    if task_rows is None:
        draft = replace(draft, task_rows=editing.current_draft.task_rows)
        note = f" Không đọc được trang “{TASK_SHEET}”: nhiệm vụ giữ nguyên."
        message = f"{target_words} từ tệp vào bảng; chưa lưu.{note}"
    else:
        draft = replace(draft, task_rows=task_rows)
        message = f"{target_words}, {len(task_rows)} nhiệm vụ từ tệp vào bảng; chưa lưu."
    draft_session.fill_boxes(draft)
    draft_session.leave_message(message)
    st.rerun()
