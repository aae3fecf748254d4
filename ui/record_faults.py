"""What of the record is damaged and therefore left out, in sentences for the top of every page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.planning.plan_versions import unreadable_plans
from data.planning.task_records import unreadable_records
from data.record.late_marks import unreadable_marks
from data.record.ledger import unreadable_uploads
from data.record.settings import newest_settings
from ui import session
from ui.display import words

_MOST = 3
_IN_MEMORY = (
    "Không ghi được tệp kho dựng lại nên các trang đang tính trong bộ nhớ: số liệu vẫn đúng, chỉ "
    "mở chậm hơn; hãy kiểm tra chỗ trống và quyền ghi của ổ đĩa."
)


def show(shows_all: bool = False) -> None:
    """A warning that names what is left out and says what to do; nothing where all is sound."""
    if session.warehouse().is_in_memory:
        st.info(_IN_MEMORY, icon=":material/memory:")
    if shows_all:
        _show_quarantine()
    sentences = record_faults()
    if not sentences:
        return
    shown = sentences if shows_all else sentences[:_MOST]
    listed = "\n".join(f"- {words.escape_markdown(sentence)}" for sentence in shown)
    unnamed = len(sentences) - len(shown)
    more = (
        f"\n- và {words.number(unnamed)} chỗ khác, xem ở trang [Nạp số liệu](nap-so-lieu)"
        if unnamed
        else ""
    )
    st.warning(
        "**Có phần đã lưu bị hỏng hoặc không dùng được nên không tính.** Phần còn lại vẫn như cũ."
        f"\n\n{listed}{more}",
        icon=":material/report:",
    )


def record_faults() -> Sequence[str]:
    """A sentence for each part of the record that is damaged, as of its version now."""
    of_entries = _unreadable_entries(session.version())
    faults = session.warehouse().faults()
    of_files = [fault.sentence for fault in faults if fault.kind != "quarantine"]
    return [*of_files, *of_entries]


def _show_quarantine() -> None:
    """What lies beside the record and is counted nowhere, where files are loaded."""
    for fault in session.warehouse().faults():
        if fault.kind == "quarantine":
            st.info(words.escape_markdown(fault.sentence), icon=":material/inventory_2:")


@st.cache_resource(max_entries=4, show_spinner=False)
def _unreadable_entries(version: str) -> Sequence[str]:
    folder = session.folder()
    entries = (
        *(fault for _, fault in unreadable_uploads(folder)),
        *unreadable_plans(folder),
        *newest_settings(folder).unreadable,
        *unreadable_records(folder),
        *unreadable_marks(folder),
    )
    return [*(entry.sentence for entry in entries), *session.unusable_plans()]
