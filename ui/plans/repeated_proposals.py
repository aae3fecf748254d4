"""Proposals that repeat another: folded below it until somebody takes one as a row of its own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plan_texts.proposals import Proposal
from ui.display import words

_SEPARATED_NUMBERS = "plan_separated"  # of repetitions that somebody wants as rows of their own
_LONGEST_QUOTATION = 200  # letters
_MOST_SHOWN = 20  # repetitions of one proposal; the lines of the others are only named


def own_numbers(proposals: Sequence[Proposal]) -> list[int]:
    """The numbers, from 0, of the proposals that have a box of their own, in the text's order."""
    separated_numbers = _separated_numbers()
    return [
        number
        for number, proposal in enumerate(proposals)
        if proposal.repeats is None or number in separated_numbers
    ]


def show_repetitions(proposals: Sequence[Proposal], number: int) -> None:
    """Draw, folded, the places that repeat proposal `number`; nothing if there are none.

    A button there gives a repetition a box of its own, from the next run on.
    """
    repetitions = _repetitions_of(proposals, number)
    if not repetitions:
        return
    lines = ", ".join(str(proposals[n].line) for n in repetitions)
    with st.expander(f"Cũng ghi ở dòng {lines}"):
        for repeated_number in repetitions[:_MOST_SHOWN]:
            proposal = proposals[repeated_number]
            quotation = words.escape_markdown(proposal.words[:_LONGEST_QUOTATION])
            st.caption(f"Dòng {proposal.line}: “{quotation}”")
            label = f"Tách dòng {proposal.line} thành chỉ tiêu riêng"
            if st.button(label, key=f"separate-{repeated_number}"):
                st.session_state[_SEPARATED_NUMBERS] = _separated_numbers() | {repeated_number}
                st.rerun()


def forget_separated() -> None:
    """Forget which repetitions were given a box of their own: another text numbers anew."""
    st.session_state.pop(_SEPARATED_NUMBERS, None)


def _separated_numbers() -> frozenset[int]:
    """The numbers of the repetitions that were given a box of their own."""
    numbers: frozenset[int] = st.session_state.get(_SEPARATED_NUMBERS, frozenset())
    return numbers


def _repetitions_of(proposals: Sequence[Proposal], number: int) -> list[int]:
    """The numbers of the repetitions of proposal `number` that have no box of their own."""
    first = proposals[number]
    separated_numbers = _separated_numbers()
    return [
        n
        for n, proposal in enumerate(proposals)
        if n > number
        and n not in separated_numbers
        and (proposal.repeats, proposal.metric, proposal.value)
        == (first.line, first.metric, first.value)
    ]
