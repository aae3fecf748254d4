"""What of the record is damaged and therefore left out, in sentences for the top of every page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.planning.plan_versions import unreadable_plans
from data.planning.task_records import unreadable_records
from data.record import ledger
from data.record.entries import UnreadableEntry
from data.record.late_marks import unreadable_marks
from data.record.settings import newest_settings
from ui import session
from ui.display import words
from ui.kept import kept

_MOST_NAMED = 3
_IN_MEMORY = (
    "Không ghi được tệp kho dựng lại nên các trang đang tính trong bộ nhớ: số liệu vẫn đúng, chỉ "
    "mở chậm hơn; hãy kiểm tra chỗ trống và quyền ghi của ổ đĩa."
)


def show_faults(shows_all: bool = False) -> None:
    """Warn of the record's damaged parts, the first three or all; draw nothing if it is sound.

    `shows_all`: every fault and the quarantine, not only the first faults.
    """
    if session.warehouse().is_in_memory:
        st.info(_IN_MEMORY, icon=":material/memory:")
    if shows_all:
        _show_quarantine()
    sentences = fault_sentences()
    if not sentences:
        return
    named_sentences = sentences if shows_all else sentences[:_MOST_NAMED]
    lines = "\n".join(f"- {words.escape_markdown(sentence)}" for sentence in named_sentences)
    unnamed_count = len(sentences) - len(named_sentences)
    rest_line = (
        f"\n- và {words.number(unnamed_count)} chỗ khác, xem ở trang [Nạp số liệu](nap-so-lieu)"
        if unnamed_count
        else ""
    )
    st.warning(
        "**Có phần đã lưu bị hỏng hoặc không dùng được nên không tính.** Phần còn lại vẫn như cũ."
        f"\n\n{lines}{rest_line}",
        icon=":material/report:",
    )


def fault_sentences() -> Sequence[str]:
    """A sentence for each part of the record that is damaged or left out, files first; or []."""
    entry_sentences = _entry_fault_sentences(session.version())
    faults = session.warehouse().faults()
    file_sentences = [fault.sentence for fault in faults if fault.kind != "quarantine"]
    return [*file_sentences, *entry_sentences]


def unreadable_uploads() -> Sequence[tuple[int, UnreadableEntry]]:
    """(id, entry) of each upload that is not withdrawn and whose entry is unreadable."""
    return _unreadable_uploads_of_version(session.version())


@kept(4)
def _unreadable_uploads_of_version(version: str) -> Sequence[tuple[int, UnreadableEntry]]:
    """(id, entry) of each unreadable upload that is not withdrawn, kept by version."""
    return ledger.unreadable_uploads(session.folder())


def _show_quarantine() -> None:
    """Draw a note for each file set aside in quarantine, counted nowhere; nothing without any."""
    for fault in session.warehouse().faults():
        if fault.kind == "quarantine":
            st.info(words.escape_markdown(fault.sentence), icon=":material/inventory_2:")


@kept(4)
def _entry_fault_sentences(version: str) -> Sequence[str]:
    """A sentence for each unreadable ledger entry and unusable plan, cached by version."""
    folder = session.folder()
    entries = (
        *(fault for _, fault in _unreadable_uploads_of_version(version)),
        *unreadable_plans(folder),
        *newest_settings(folder).unreadable,
        *unreadable_records(folder),
        *unreadable_marks(folder),
    )
    return [*(entry.sentence for entry in entries), *session.unusable_plan_sentences()]
