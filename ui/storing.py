"""Writing to the record from a page: where the disk refuses, the page says so and stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

from data.record.disk_faults import DISK_FAULTS, disk_fault_sentence
from ui.display import words

Arguments = ParamSpec("Arguments")


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
