"""Where the record itself cannot be read: the page says why and what to do, in one sentence."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.record.disk_faults import DISK_FAULTS, disk_fault_sentence
from ui.display import words


def run_or_explain(page: Callable[[], None]) -> None:
    """Run a page; draw an error where disk or record refuses; other exceptions are raised."""
    try:
        page()
    except DISK_FAULTS as error:
        sentence = disk_fault_sentence(error)
        st.error(words.escape_markdown(f"Trang này chưa mở được: {sentence}"))
