"""Proposals that contradict another: each says so, and asks which of them is in force."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from metrics.rate_words import demand_words
from plan_texts.contradictions import contradicting
from plan_texts.proposals import Proposal
from ui.display import words


def show_contradictions(proposals: Sequence[Proposal], number: int) -> None:
    """Draw a warning that other lines ask for another figure than proposal `number`; or nothing."""
    if sentence := contradiction_sentence(proposals, proposals[number]):
        st.warning(sentence)


def contradiction_sentence(proposals: Sequence[Proposal], proposal: Proposal) -> str:
    """Which lines ask for what instead, and to confirm the one in force alone; "" for none."""
    others = [
        f"dòng {other.line} ghi "
        f"{words.escape_markdown(demand_words(other.metric, other.comparator, other.value))}"
        for other in contradicting(proposals, proposal)
    ]
    if not others:
        return ""
    return f"Cùng chỉ tiêu này, {'; '.join(others)}: mức nào đang áp dụng? Hãy chỉ xác nhận mức ấy."
