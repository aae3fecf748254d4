"""Writing to the record from a page: where the disk refuses, the page says so and stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

from data.record.disk_faults import DISK_FAULTS, disk_fault_sentence
from ui.display import words

Arguments = ParamSpec("Arguments")


_NOTE = "what_was_done"


def leave_note(place: str, sentence: str) -> None:
    """Have `show_note` say at this place of the page what was just done."""
    st.session_state[_NOTE] = place, sentence


def show_note(place: str) -> None:
    """Draw, once, the sentence that `leave_note` left for this place; nothing without one."""
    if st.session_state.get(_NOTE, ("", ""))[0] == place:
        st.success(words.escape_markdown(st.session_state.pop(_NOTE)[1]))


def write_or_explain(
    write: Callable[Arguments, object], *arguments: Arguments.args, **named: Arguments.kwargs
) -> bool:
    """Call `write`; True if done, False if the disk refuses, after drawing why as an error."""
    try:
        write(*arguments, **named)
    except DISK_FAULTS as error:
        st.error(words.escape_markdown(f"Chưa lưu được: {disk_fault_sentence(error)}"))
        return False
    return True
