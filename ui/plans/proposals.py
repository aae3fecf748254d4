"""Targets proposed from a plan's text; only what a person confirms comes into the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from files.refusal import Refused
from plan_texts.proposals import NO_PROPOSALS, Proposal, propose
from plan_texts.source import LARGEST_PLAN, plan_text
from ui.display import words
from ui.plans import draft_session, repeated_proposals
from ui.plans.proposal_fields import (
    LONGEST_QUOTATION,
    edit_proposal,
    missing_term,
    proposal_line,
)

_PAGE_LENGTH = 200  # proposals; thousands of boxes would take half a minute to come
_NUMBERS_IN_TABLE, _FIRST_NUMBER = "plan_taken", "plan_proposed_from"


def show_section() -> None:
    """Have a text handed in, show what it proposes, take what is confirmed into the table."""
    has_proposals = draft_session.PROPOSALS in st.session_state
    with st.expander("Lấy chỉ tiêu từ văn bản kế hoạch", expanded=has_proposals):
        st.markdown(
            "Chọn tệp .docx, .pdf có chữ, .xlsx hoặc .txt, hay dán nội dung. Phần mềm đề xuất, "
            "**người dùng xác nhận từng chỉ tiêu**: phần mềm đọc đúng khoảng 85 đến 100%, có thể "
            "sót hoặc nhầm, nên phải đối chiếu từng dòng với văn bản."
        )
        if ask_for_plan_text():
            st.rerun()
        if draft_session.PROPOSALS in st.session_state:
            _show_proposals(st.session_state[draft_session.PROPOSALS])


def ask_for_plan_text() -> bool:
    """Ask for a file or a pasted text; True once its proposals are kept; a refusal is shown."""
    upload = st.file_uploader(
        "Văn bản kế hoạch",
        type=["docx", "pdf", "xlsx", "txt"],
        key="plan_document",
        max_upload_size=LARGEST_PLAN // 2**20,
    )
    pasted_text = st.text_area("Hoặc dán nội dung vào đây", height=140, key="plan_pasted")
    if not st.button("Đọc và đề xuất", disabled=not (upload or pasted_text.strip()), key="propose"):
        return False
    _forget_proposals()
    try:
        with st.spinner("Đang đọc văn bản…"):
            content = upload.getvalue() if upload else pasted_text.encode()
            proposals = propose(plan_text(content))
    except Refused as refused:
        st.error(words.escape_markdown(refused.sentence))
        return False
    st.session_state[draft_session.PROPOSALS] = proposals
    return True


def _forget_proposals() -> None:
    """Remove what an earlier text proposed: nothing of it may stand below a refusal."""
    for name in [str(name) for name in st.session_state if str(name).startswith("proposal-")]:
        del st.session_state[name]
    for name in (draft_session.PROPOSALS, _NUMBERS_IN_TABLE, _FIRST_NUMBER):
        st.session_state.pop(name, None)
    repeated_proposals.forget_separated()


def _show_proposals(proposals: Sequence[Proposal]) -> None:
    """Show a page of proposals to tick and put right, and the button that takes those ticked."""
    numbers_in_table: frozenset[int] = st.session_state.setdefault(_NUMBERS_IN_TABLE, frozenset())
    first_number: int = st.session_state.setdefault(_FIRST_NUMBER, 0)
    summary = st.container()
    own_numbers = repeated_proposals.own_numbers(proposals)
    page = own_numbers[first_number : first_number + _PAGE_LENGTH]
    rows_by_number = _ask_for_ticks(proposals, page, numbers_in_table)
    summary.markdown(
        f"Đề xuất **{len(own_numbers)}** chỉ tiêu; đã xác nhận "
        f"**{len(rows_by_number) + len(numbers_in_table)}**, trong đó {len(numbers_in_table)} "
        f"đã vào bảng.{_folded_words(len(proposals) - len(own_numbers))}"
        if proposals
        else NO_PROPOSALS
    )
    missing_terms = {
        number: term for number, row in rows_by_number.items() if (term := missing_term(row))
    }
    for number, term in missing_terms.items():
        st.warning(f"Dòng {proposals[number].line}: {term}")
    label = f"Đưa {len(rows_by_number)} chỉ tiêu đã xác nhận vào bảng"
    is_disabled = not rows_by_number or bool(missing_terms)
    if proposals and st.button(label, disabled=is_disabled, key="take_proposals"):
        _add_to_table_and_rerun(rows_by_number, numbers_in_table, len(own_numbers))
    if len(own_numbers) > _PAGE_LENGTH:
        with summary:
            _offer_other_pages(first_number, len(own_numbers), bool(rows_by_number))


def _folded_words(repetition_count: int) -> str:
    """What is said of repetitions that have no box of their own; "" where there are none."""
    if not repetition_count:
        return ""
    return f" {words.number(repetition_count)} chỗ ghi lại chỉ tiêu đã có nằm dưới chỉ tiêu ấy."


def _ask_for_ticks(
    proposals: Sequence[Proposal], page: Sequence[int], numbers_in_table: frozenset[int]
) -> dict[int, Mapping[str, str]]:
    """Show the proposals of a page, by their numbers; rows of the ticked, by number."""
    rows_by_number: dict[int, Mapping[str, str]] = {}
    for number in page:
        proposal = proposals[number]
        with st.container(border=True):
            if number in numbers_in_table:
                st.markdown(f"✔ {proposal_line(proposal)} · đã vào bảng")
            elif st.checkbox(proposal_line(proposal), key=f"proposal-{number}"):
                rows_by_number[number] = edit_proposal(number, proposal)
            quotation = words.escape_markdown(proposal.words[:LONGEST_QUOTATION])
            st.caption(f"Dòng {proposal.line}: “{quotation}”")
            repeated_proposals.show_repetitions(proposals, number)
    return rows_by_number


def _offer_other_pages(first_number: int, proposal_count: int, has_ticks: bool) -> None:
    """Say which proposals are shown, with buttons to the others; not while ticks would be lost."""
    end_number = min(first_number + _PAGE_LENGTH, proposal_count)
    st.markdown(
        f"Đang hiện đề xuất thứ {words.number(first_number + 1)} đến {words.number(end_number)}; "
        f"còn {words.number(proposal_count - (end_number - first_number))} đề xuất ở trang khác."
        + (" Hãy đưa những chỉ tiêu đã xác nhận vào bảng rồi chuyển trang." if has_ticks else "")
    )
    steps = (
        ("Trang trước", first_number - _PAGE_LENGTH, first_number > 0),
        ("Trang sau", end_number, end_number < proposal_count),
    )
    for label, next_first, has_page in steps:
        if st.button(label, disabled=has_ticks or not has_page, key=f"turn_proposals_{label}"):
            st.session_state[_FIRST_NUMBER] = next_first
            st.rerun()


def _add_to_table_and_rerun(
    rows_by_number: Mapping[int, Mapping[str, str]],
    numbers_in_table: frozenset[int],
    proposal_count: int,
) -> None:
    """Put the confirmed rows, by their proposals' numbers, into the draft's table; reruns."""
    draft_session.add_table_rows(rows_by_number.values())
    st.session_state[_NUMBERS_IN_TABLE] = numbers_in_table | rows_by_number.keys()
    draft_session.leave_message(
        f"Đã đưa {len(rows_by_number)} trong {proposal_count} đề xuất vào bảng; chưa lưu."
    )
    st.rerun()
