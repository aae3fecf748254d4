"""Targets proposed from a plan's text: a person confirms each one; nothing else is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.planning.drafts import COMPARATORS, PARTS, percent_text
from data.wording import demand_text
from files.refusal import Refused
from metrics.catalogue.plan_names import catalogue_names
from plan_texts.proposals import Proposal, propose
from plan_texts.source import LARGEST_PLAN, plan_text
from ui.display import words
from ui.plans import draft_session

_LONGEST_WORDS = 600
_AT_ONCE = 200  # a page of thousands of boxes takes half a minute to come
_TAKEN, _FROM = "plan_taken", "plan_proposed_from"


def section() -> None:
    """Hand in a text, look at what it proposes, take what is confirmed into the table."""
    proposed = draft_session.PROPOSALS in st.session_state
    with st.expander("Lấy chỉ tiêu từ văn bản kế hoạch", expanded=proposed):
        st.markdown(
            "Chọn tệp .docx, .pdf có chữ hoặc .txt, hay dán nội dung. Máy đề xuất, **người xác "
            "nhận từng chỉ tiêu**: máy đọc đúng khoảng 85 đến 100%, có thể sót hoặc nhầm, nên "
            "phải đối chiếu từng dòng với văn bản."
        )
        _hand_in()
        if draft_session.PROPOSALS in st.session_state:
            _proposals(st.session_state[draft_session.PROPOSALS])


def _hand_in() -> None:
    given = st.file_uploader(
        "Văn bản kế hoạch",
        type=["docx", "pdf", "txt"],
        key="plan_document",
        max_upload_size=LARGEST_PLAN // 2**20,
    )
    pasted = st.text_area("Hoặc dán nội dung vào đây", height=140, key="plan_pasted")
    if not st.button("Đọc và đề xuất", disabled=not (given or pasted.strip()), key="propose"):
        return
    _forget()
    try:
        with st.spinner("Đang đọc văn bản…"):
            content = given.getvalue() if given else pasted.encode()
            found = propose(plan_text(content))
    except Refused as refused:
        st.error(words.plain(refused.sentence))
        return
    st.session_state[draft_session.PROPOSALS] = found
    st.rerun()


def _forget() -> None:
    """Nothing of the text before stands below what is read or refused now."""
    for name in [str(name) for name in st.session_state if str(name).startswith("proposal-")]:
        del st.session_state[name]
    for name in (draft_session.PROPOSALS, _TAKEN, _FROM):
        st.session_state.pop(name, None)


def _proposals(found: Sequence[Proposal]) -> None:
    taken: frozenset[int] = st.session_state.setdefault(_TAKEN, frozenset())
    first: int = st.session_state.setdefault(_FROM, 0)
    told = st.container()
    ticked: dict[int, Mapping[str, str]] = {}
    for number, one in list(enumerate(found))[first : first + _AT_ONCE]:
        with st.container(border=True):
            if number in taken:
                st.markdown(f"✔ {_described(one)} · đã vào bảng")
            elif st.checkbox(_described(one), key=f"proposal-{number}"):
                ticked[number] = _edited(number, one)
            st.caption(f"Dòng {one.line}: “{words.plain(one.words[:_LONGEST_WORDS])}”")
    told.markdown(
        f"Đề xuất **{len(found)}** chỉ tiêu; đã xác nhận **{len(ticked) + len(taken)}**, "
        f"trong đó {len(taken)} đã vào bảng."
        if found
        else "Không thấy chỉ tiêu nào trong văn bản này."
    )
    left = [number for number, row in ticked.items() if not (row["metric"] and row["comparator"])]
    for number in left:
        st.warning(f"Dòng {found[number].line}: hãy chọn chỉ số và cách so sánh.")
    label = f"Đưa {len(ticked)} chỉ tiêu đã xác nhận vào bảng"
    if found and st.button(label, disabled=not ticked or bool(left), key="take_proposals"):
        _take(ticked, taken, len(found))
    if len(found) > _AT_ONCE:
        with told:
            _turn_pages(first, len(found), bool(ticked))


def _turn_pages(first: int, proposed: int, ticked: bool) -> None:
    """Which of them are shown, and the way to the others; ticks would be lost on the way."""
    last = min(first + _AT_ONCE, proposed)
    st.markdown(
        f"Đang hiện đề xuất thứ {words.number(first + 1)} đến {words.number(last)}; còn "
        f"{words.number(proposed - (last - first))} đề xuất ở trang khác."
        + (" Hãy đưa những chỉ tiêu đã xác nhận vào bảng rồi chuyển trang." if ticked else "")
    )
    steps = (("Trang trước", first - _AT_ONCE, first > 0), ("Trang sau", last, last < proposed))
    for label, to, there in steps:
        if st.button(label, disabled=ticked or not there, key=f"turn_proposals_{label}"):
            st.session_state[_FROM] = to
            st.rerun()


def _take(ticked: Mapping[int, Mapping[str, str]], taken: frozenset[int], proposed: int) -> None:
    """Put the confirmed ones into the table of the draft."""
    draft_session.add(ticked.values())
    st.session_state[_TAKEN] = taken | ticked.keys()
    draft_session.say(f"Đã đưa {len(ticked)} chỉ tiêu vào bảng, trên {proposed} đề xuất; chưa lưu.")
    st.rerun()


def _described(one: Proposal) -> str:
    """The demand in a line: metric, comparator and value, scope."""
    label = catalogue_names().metrics.get(one.metric, one.metric)
    demand = demand_text(one.comparator, one.value)
    scope = f" · {words.plain(one.scope)}" if one.scope else ""
    return f"**{words.plain(label)}**: {words.plain(demand)}{scope}"


def _edited(number: int, one: Proposal) -> Mapping[str, str]:
    """The boxes of a confirmed proposal, to be put right before it is taken."""
    labels = catalogue_names().metrics
    options, signs = list(labels.values()), list(COMPARATORS.values())
    boxes = st.columns([5, 2, 2, 4])
    label, sign = labels.get(one.metric), COMPARATORS.get(one.comparator)
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
    value = boxes[2].text_input("Mức (%)", percent_text(one.value), key=f"proposal-value-{number}")
    scope = boxes[3].text_input("Phạm vi", one.scope, key=f"proposal-scope-{number}")
    return {
        "metric": metric or "",
        "comparator": comparator or "",
        "value": value,
        "scope": scope,
        "part": PARTS["body", "text"],
        "line": f"L{one.line}",
        "note": f"Văn bản ghi: “{one.words[:_LONGEST_WORDS]}”",
    }
