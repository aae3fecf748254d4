"""Targets proposed from a plan's text; only what a person confirms comes into the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.planning.drafts import COMPARATORS, PARTS, percent_text
from data.wording import demand_text
from files.refusal import Refused
from metrics.catalogue.plan_names import catalogue_names
from plan_texts.proposals import NO_PROPOSALS, Proposal, propose
from plan_texts.source import LARGEST_PLAN, plan_text
from ui.display import words
from ui.plans import draft_session

_LONGEST_WORDS = 600  # letters of a quotation
_PAGE = 200  # proposals; thousands of boxes would take half a minute to come
_TAKEN, _FIRST = "plan_taken", "plan_proposed_from"


def section() -> None:
    """Hand in a text, look at what it proposes, take what is confirmed into the table."""
    proposed = draft_session.PROPOSALS in st.session_state
    with st.expander("Lấy chỉ tiêu từ văn bản kế hoạch", expanded=proposed):
        st.markdown(
            "Chọn tệp .docx, .pdf có chữ hoặc .txt, hay dán nội dung. Phần mềm đề xuất, **người "
            "dùng xác nhận từng chỉ tiêu**: phần mềm đọc đúng khoảng 85 đến 100%, có thể sót hoặc "
            "nhầm, nên phải đối chiếu từng dòng với văn bản."
        )
        _hand_in()
        if draft_session.PROPOSALS in st.session_state:
            _show_proposals(st.session_state[draft_session.PROPOSALS])


def _hand_in() -> None:
    """Boxes for a file or a pasted text, and the button that reads it."""
    upload = st.file_uploader(
        "Văn bản kế hoạch",
        type=["docx", "pdf", "txt"],
        key="plan_document",
        max_upload_size=LARGEST_PLAN // 2**20,
    )
    pasted = st.text_area("Hoặc dán nội dung vào đây", height=140, key="plan_pasted")
    if not st.button("Đọc và đề xuất", disabled=not (upload or pasted.strip()), key="propose"):
        return
    _forget_proposals()
    try:
        with st.spinner("Đang đọc văn bản…"):
            content = upload.getvalue() if upload else pasted.encode()
            proposals = propose(plan_text(content))
    except Refused as refused:
        st.error(words.escape_markdown(refused.sentence))
        return
    st.session_state[draft_session.PROPOSALS] = proposals
    st.rerun()


def _forget_proposals() -> None:
    """Remove what an earlier text proposed: nothing of it may stand below a refusal."""
    for name in [str(name) for name in st.session_state if str(name).startswith("proposal-")]:
        del st.session_state[name]
    for name in (draft_session.PROPOSALS, _TAKEN, _FIRST):
        st.session_state.pop(name, None)


def _show_proposals(proposals: Sequence[Proposal]) -> None:
    """One page of them with a tick each, the boxes of those ticked, and the button that takes."""
    in_table: frozenset[int] = st.session_state.setdefault(_TAKEN, frozenset())
    first: int = st.session_state.setdefault(_FIRST, 0)
    summary = st.container()
    ticked = _ticked_rows(proposals, first, in_table)
    summary.markdown(
        f"Đề xuất **{len(proposals)}** chỉ tiêu; đã xác nhận **{len(ticked) + len(in_table)}**, "
        f"trong đó {len(in_table)} đã vào bảng."
        if proposals
        else NO_PROPOSALS
    )
    unfinished = [
        number for number, row in ticked.items() if not (row["metric"] and row["comparator"])
    ]
    for number in unfinished:
        st.warning(f"Dòng {proposals[number].line}: hãy chọn chỉ số và cách so sánh.")
    label = f"Đưa {len(ticked)} chỉ tiêu đã xác nhận vào bảng"
    idle = not ticked or bool(unfinished)
    if proposals and st.button(label, disabled=idle, key="take_proposals"):
        _take(ticked, in_table, len(proposals))
    if len(proposals) > _PAGE:
        with summary:
            _turn_pages(first, len(proposals), bool(ticked))


def _ticked_rows(
    proposals: Sequence[Proposal], first: int, in_table: frozenset[int]
) -> dict[int, Mapping[str, str]]:
    """Show a page of proposals from number `first` on; the rows of those ticked, by number."""
    rows: dict[int, Mapping[str, str]] = {}
    for number, proposal in list(enumerate(proposals))[first : first + _PAGE]:
        with st.container(border=True):
            if number in in_table:
                st.markdown(f"✔ {_description(proposal)} · đã vào bảng")
            elif st.checkbox(_description(proposal), key=f"proposal-{number}"):
                rows[number] = _boxes(number, proposal)
            quotation = words.escape_markdown(proposal.words[:_LONGEST_WORDS])
            st.caption(f"Dòng {proposal.line}: “{quotation}”")
    return rows


def _turn_pages(first: int, proposed: int, ticked: bool) -> None:
    """Say which proposals are shown, with buttons to the others; ticks would be lost by them."""
    last = min(first + _PAGE, proposed)
    st.markdown(
        f"Đang hiện đề xuất thứ {words.number(first + 1)} đến {words.number(last)}; còn "
        f"{words.number(proposed - (last - first))} đề xuất ở trang khác."
        + (" Hãy đưa những chỉ tiêu đã xác nhận vào bảng rồi chuyển trang." if ticked else "")
    )
    steps = (("Trang trước", first - _PAGE, first > 0), ("Trang sau", last, last < proposed))
    for label, next_first, exists in steps:
        if st.button(label, disabled=ticked or not exists, key=f"turn_proposals_{label}"):
            st.session_state[_FIRST] = next_first
            st.rerun()


def _take(ticked: Mapping[int, Mapping[str, str]], in_table: frozenset[int], proposed: int) -> None:
    """Put the confirmed proposals, by their numbers, into the table of the draft."""
    draft_session.add_rows(ticked.values())
    st.session_state[_TAKEN] = in_table | ticked.keys()
    draft_session.leave_message(
        f"Đã đưa {len(ticked)} trong {proposed} đề xuất vào bảng; chưa lưu."
    )
    st.rerun()


def _description(proposal: Proposal) -> str:
    """The demand in a line: metric, comparator and value, scope."""
    label = catalogue_names().metrics.get(proposal.metric, proposal.metric)
    demand = demand_text(proposal.comparator, proposal.value)
    scope = f" · {words.escape_markdown(proposal.scope)}" if proposal.scope else ""
    return f"**{words.escape_markdown(label)}**: {words.escape_markdown(demand)}{scope}"


def _boxes(number: int, proposal: Proposal) -> Mapping[str, str]:
    """The boxes in which a confirmed proposal is put right; its row for the table."""
    labels = catalogue_names().metrics
    options, signs = list(labels.values()), list(COMPARATORS.values())
    boxes = st.columns([5, 2, 2, 4])
    label, sign = labels.get(proposal.metric), COMPARATORS.get(proposal.comparator)
    metric = boxes[0].selectbox(
        "Chỉ số",
        options,
        index=options.index(label) if label else None,
        placeholder="Chọn chỉ số",
        key=f"proposal-metric-{number}",
    )
    comparator = boxes[1].selectbox(
        "So sánh",
        signs,
        index=signs.index(sign) if sign else None,
        placeholder="Chọn",
        key=f"proposal-comparator-{number}",
    )
    percent = percent_text(proposal.value)
    value = boxes[2].text_input("Mức (%)", percent, key=f"proposal-value-{number}")
    scope = boxes[3].text_input("Phạm vi", proposal.scope, key=f"proposal-scope-{number}")
    return {
        "metric": metric or "",
        "comparator": comparator or "",
        "value": value,
        "scope": scope,
        "part": PARTS["body", "text"],
        "line": f"L{proposal.line}",
        "note": f"Văn bản ghi: “{proposal.words[:_LONGEST_WORDS]}”",
    }
