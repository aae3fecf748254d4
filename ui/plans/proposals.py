"""Targets and tasks proposed from a plan's text; only what a person confirms comes into a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from files.refusal import Refused
from plan_texts.head.document_head import read_head
from plan_texts.proposals import NO_PROPOSALS, Proposal, propose
from plan_texts.source import LARGEST_PLAN, plan_text
from plan_texts.task_proposals import NO_TASKS, TaskProposal, propose_tasks
from ui.begun_form import begin_box
from ui.display import words
from ui.plans import (
    contradicting_proposals,
    draft_session,
    proposal_fields,
    repeated_proposals,
    task_proposal_fields,
)
from ui.plans.proposal_list import ProposalKind, show_proposals
from ui.plans.writing.contradictions import contradiction_sentences
from ui.unsaved.kept_work import PASTED_TEXT

_TARGETS: ProposalKind[Proposal] = ProposalKind(
    key="proposal",
    noun="chỉ tiêu",
    table="bảng chỉ tiêu",
    nothing=NO_PROPOSALS,
    headline=proposal_fields.proposal_line,
    edit=proposal_fields.edit_proposal,
    row_line=proposal_fields.row_line,
    missing_term=proposal_fields.missing_term,
    page_length=200,
    contradictions=lambda rows: contradiction_sentences(rows, "Dòng"),
)
_TASKS: ProposalKind[TaskProposal] = ProposalKind(
    key="task_proposal",
    noun="nhiệm vụ",
    table="bảng nhiệm vụ",
    nothing=NO_TASKS,
    headline=task_proposal_fields.proposal_line,
    edit=task_proposal_fields.edit_proposal,
    row_line=task_proposal_fields.row_line,
    missing_term=lambda _, row: task_proposal_fields.missing_term(row),
    page_length=50,
    comes_with_all=task_proposal_fields.falls_due,
    all_words="có ngày hạn hoặc kỳ hạn",
)


@dataclass(frozen=True)
class PlanProposals:
    """What a plan's text proposes."""

    targets: Sequence[Proposal]
    tasks: Sequence[TaskProposal]


def show_section() -> None:
    """Draw a box that reads a plan's text and lists proposals to confirm into the tables."""
    is_begun = draft_session.PROPOSALS in st.session_state or bool(
        st.session_state.get(PASTED_TEXT)
    )
    with st.expander("Lấy chỉ tiêu, nhiệm vụ từ văn bản kế hoạch", expanded=is_begun):
        st.markdown(
            "Chọn tệp .docx, .pdf có chữ, .xlsx hoặc .txt, hay dán nội dung. Phần mềm đề xuất, "
            "**người dùng xác nhận từng chỉ tiêu, nhiệm vụ**: với văn bản lạ, phần mềm tìm được "
            "chừng 9 trong 10 chỉ tiêu, và cứ 10 đề xuất có thể có 1 sai, nên phải đối chiếu từng "
            "dòng với văn bản."
        )
        if ask_for_plan_text():
            st.rerun()
        if draft_session.PROPOSALS in st.session_state:
            _show_proposals(st.session_state[draft_session.PROPOSALS])


def ask_for_plan_text() -> bool:
    """Draw boxes for a file or pasted text; True when its proposals came into the session."""
    upload = st.file_uploader(
        "Văn bản kế hoạch",
        type=["docx", "pdf", "xlsx", "txt"],
        key="plan_document",
        max_upload_size=LARGEST_PLAN // 2**20,
    )
    # In no form, which would hold the text back until it is sent: another page would lose it.
    kept_text = st.session_state.get(PASTED_TEXT) or ""
    pasted_text = st.text_area(
        "Hoặc dán nội dung vào đây", height=140, key=begin_box("plan_pasted", kept_text)
    )
    st.session_state[PASTED_TEXT] = pasted_text or None
    is_pressed = st.button("Đọc và đề xuất", key="propose")
    if not is_pressed:
        return False
    if not (upload or pasted_text.strip()):
        st.warning("Chưa có văn bản nào: hãy chọn tệp hoặc dán nội dung rồi bấm lại.")
        return False
    _forget_proposals()
    try:
        with st.spinner("Đang đọc văn bản…"):
            text = plan_text(upload.getvalue() if upload else pasted_text.encode())
            proposals = PlanProposals(propose(text), propose_tasks(text))
    except Refused as refused:
        st.error(words.escape_markdown(refused.sentence))
        return False
    st.session_state[draft_session.PROPOSALS] = proposals
    st.session_state[draft_session.DOCUMENT_HEAD] = read_head(text)
    return True


def _forget_proposals() -> None:
    """Drop from the session all that an earlier text proposed and what was ticked of it."""
    st.session_state.pop(draft_session.PROPOSALS, None)
    _TARGETS.forget()
    _TASKS.forget()
    repeated_proposals.forget_separated()


def _show_proposals(proposals: PlanProposals) -> None:
    """Draw proposed targets, then tasks; what is confirmed goes into its table and reruns."""
    targets, tasks = proposals.targets, proposals.tasks
    own_numbers = repeated_proposals.own_numbers(targets)
    note = _folded_words(len(targets) - len(own_numbers))
    st.markdown("### Chỉ tiêu")
    if rows := show_proposals(_TARGETS, targets, own_numbers, note, _show_beside):
        draft_session.add_target_rows(rows)
        _say_what_was_taken_and_rerun(len(rows), len(own_numbers), _TARGETS.table)
    st.markdown("### Nhiệm vụ")
    if rows := show_proposals(_TASKS, tasks, range(len(tasks))):
        draft_session.add_task_rows(rows)
        _say_what_was_taken_and_rerun(len(rows), len(tasks), _TASKS.table)


def _show_beside(targets: Sequence[Proposal], number: int) -> None:
    """Draw what contradicts a proposed target, then what repeats it; nothing without either."""
    contradicting_proposals.show_contradictions(targets, number)
    repeated_proposals.show_repetitions(targets, number)


def _folded_words(repetition_count: int) -> str:
    """A sentence on how many repetitions stand folded; "" where there are none."""
    if not repetition_count:
        return ""
    return f" {words.number(repetition_count)} chỗ ghi lại chỉ tiêu đã có nằm dưới chỉ tiêu ấy."


def _say_what_was_taken_and_rerun(row_count: int, proposal_count: int, table: str) -> None:
    """Leave a message on how many proposals went into `table`, and run the page again."""
    draft_session.leave_message(
        f"Đã đưa {row_count} trong {proposal_count} đề xuất vào {table}; chưa lưu."
    )
    st.rerun()
