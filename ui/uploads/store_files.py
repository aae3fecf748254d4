"""Storing what was shown before, file by file; of each it is said truly whether it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data.record import uploads
from data.record.disk_faults import DISK_FAULTS, disk_fault_sentence
from data.record.ledger import Upload
from loaders import demonstration
from loaders.load import store_or_bring_back
from loaders.staging import Staged
from ui import session
from ui.display import words

_OUTCOME = "just_stored"


@dataclass(frozen=True)
class Storing:
    """How many files are stored, how many others had stored before, and what failed, and why."""

    stored: int = 0
    stored_by_others: int = 0
    failures: tuple[str, ...] = ()


def store_all(files: Sequence[Staged | Upload], withdraws_demonstration: bool) -> bool:
    """Store files and bring back what was withdrawn; whether all of it was done."""
    storing = store_each(files)
    if withdraws_demonstration and storing.stored:
        storing = replace(storing, failures=(*storing.failures, *_withdraw_demonstration()))
    st.session_state[_OUTCOME] = storing
    return not storing.failures


def store_each(files: Sequence[Staged | Upload]) -> Storing:
    """Store each file; one that fails keeps none of the others from being stored."""
    bar = st.progress(0.0, "Đang nạp…")
    stored_by_others, failures = 0, []
    for count, prepared in enumerate(files, start=1):
        try:
            stored = store_or_bring_back(session.folder(), prepared, session.USER)
            stored_by_others += isinstance(prepared, Staged) and stored.was_in_record
        except DISK_FAULTS as error:
            if not _is_stored(prepared):
                failures.append(f"“{prepared.file_name}”: {disk_fault_sentence(error)}")
        bar.progress(count / len(files), "Đang nạp…")
    return Storing(len(files) - stored_by_others - len(failures), stored_by_others, tuple(failures))


def _is_stored(prepared: Staged | Upload) -> bool:
    """Whether the record has the file in force, though something failed after it was written."""
    try:
        same = uploads.uploads_with_hash(session.folder(), prepared.sha256)
    except DISK_FAULTS:
        return False
    return any(not upload.withdrawn for upload in same)


def _withdraw_demonstration() -> list[str]:
    try:
        demonstration.withdraw_uploads(session.folder(), session.USER)
    except DISK_FAULTS as error:
        return [f"Chưa rút được số liệu minh họa: {disk_fault_sentence(error)}"]
    return []


def tell() -> None:
    """Once after storing: what is in the record, and what is not."""
    outcome: Storing = st.session_state.pop(_OUTCOME, Storing())
    if outcome.stored:
        count = words.number(outcome.stored)
        st.success(f"Đã nạp {count} tệp. Xem kết quả ở trang [Tổng quan](/).")
    if outcome.stored_by_others:
        count = words.number(outcome.stored_by_others)
        st.info(f"{count} tệp đã có người nạp trước đó; không có gì thay đổi.")
    if outcome.failures:
        listed = "\n".join(f"- {words.escape_markdown(sentence)}" for sentence in outcome.failures)
        st.error(f"**Chưa lưu được**, những tệp này vẫn còn ở ô trên:\n\n{listed}")
