"""Proposals that contradict another: each says so, and asks which of them is in force."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.planning.targets import is_of_a_part
from metrics.rate_words import demand_words
from plan_texts.contradictions import contradicting
from plan_texts.proposals import Proposal
from ui.display import words


def show_contradictions(proposals: Sequence[Proposal], number: int) -> None:
    """Draw that other lines ask for another figure than proposal `number`, of the same or of all.

    Nothing where none does.
    """
    if sentence := contradiction_sentence(proposals, proposals[number]):
        st.warning(sentence)
    if sentence := part_sentence(proposals, proposals[number]):
        st.info(sentence)


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


def part_sentence(proposals: Sequence[Proposal], proposal: Proposal) -> str:
    """Of a proposal for a part of the cases: which line asks what of all of them; "" for none."""
    of_all = [other for other in proposals if _asks_of_all(other, proposal)]
    if not is_of_a_part(proposal.scope) or not of_all:
        return ""
    other = of_all[0]
    demand = demand_words(other.metric, other.comparator, other.value)
    return (
        f"Mức này cho riêng phạm vi “{words.escape_markdown(proposal.scope)}”. Dòng {other.line} "
        f"ghi mức chung {words.escape_markdown(demand)}: xác nhận cả hai thì Tổng quan xét theo "
        "mức chung."
    )


def _asks_of_all(other: Proposal, proposal: Proposal) -> bool:
    """Whether another proposal asks for a figure of the same metric, and of all its cases."""
    return (
        other.metric == proposal.metric
        and other.value is not None
        and other.value != proposal.value
        and other.repeats is None
        and not is_of_a_part(other.scope)
    )
