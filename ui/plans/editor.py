"""Thêm, sửa kế hoạch: the plan's head and its table of targets, checked before anything is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.communes import communes
from data.planning.draft_checks import LONGEST_HEAD, Fault, checked, new_key
from data.planning.drafts import HEAD, Draft, Head
from data.planning.plan_diff import changes
from data.planning.plan_versions import save_plan, versions
from data.planning.targets import Plan, shipped
from data.schema import MalformedFile
from metrics.catalogue.plan_names import catalogue_names
from plan_texts.source import LARGEST_PLAN
from ui import address, session
from ui.display import words
from ui.display.uploader_words import uploader_words
from ui.plans import draft_session, proposals, target_table, template_file, version_list
from ui.plans.draft_session import Editing

_SEE, _CHANGE = "xem", "sua"
_VIEWS = {_SEE: "Kết quả theo chỉ tiêu", _CHANGE: "Thêm, sửa kế hoạch"}
_NEW = ""
_FIRST, _LAST = date(2020, 1, 1), date(2050, 12, 31)


def is_wanted() -> bool:
    """Whether a person came to change plans and not to see how they stand; kept as `viec`."""
    key = "viec"
    kept = address.last_choice(key)
    st.session_state[key] = st.session_state.get(key) or (kept if kept in _VIEWS else _SEE)
    chosen = st.segmented_control(
        "Việc cần làm",
        list(_VIEWS),
        key=key,
        format_func=lambda view: _VIEWS[view],
        required=True,
        label_visibility="collapsed",
    )
    address.remember(key, chosen or _SEE)
    address.write(key)
    return chosen == _CHANGE


def section(plans: Sequence[Plan]) -> None:
    """All of it; begins with the plan that the page shows."""
    draft_session.tell()
    chosen = _choose(plans, address.last_choice("ke-hoach-cua"))
    kept = draft_session.editing(chosen)
    _guide(chosen)
    helpers = st.container()
    head = _head(kept, plans)
    st.markdown(
        "**Các chỉ tiêu**: bấm vào ô để sửa; thêm ở dòng trống cuối bảng; bỏ thì chọn ô đầu dòng "
        "rồi bấm thùng rác."
    )
    draft = Draft(head, target_table.show(kept))
    draft_session.note(draft)
    with helpers:
        uploader_words(LARGEST_PLAN // 2**20)
        proposals.section()
        template_file.section(kept, draft)
    _outcome(kept, draft, chosen)
    version_list.section(chosen)


def _choose(plans: Sequence[Plan], shown: str | None) -> Plan | None:
    by_key = {plan.key: plan for plan in plans}
    key = "plan_to_edit"
    if saved := st.session_state.pop("plan_saved", None):
        st.session_state[key] = saved
    if st.session_state.get(key) not in (*by_key, _NEW):
        st.session_state[key] = shown if shown in by_key else _NEW
    found = st.selectbox(
        "Kế hoạch cần sửa",
        [_NEW, *by_key],
        key=key,
        format_func=lambda k: by_key[k].title if k else "Kế hoạch mới, hoặc văn bản điều chỉnh",
    )
    return by_key.get(found)


def _guide(chosen: Plan | None) -> None:
    if chosen is None:
        st.caption(
            "Văn bản điều chỉnh trong năm cũng ghi là kế hoạch mới: hiệu lực từ ngày điều chỉnh, "
            "chỉ ghi những chỉ tiêu thay đổi. Từ ngày đó các chỉ tiêu này được áp dụng; chỉ tiêu "
            "khác vẫn theo kế hoạch cũ."
        )
    else:
        st.caption(
            "Sửa ở đây là chữa lỗi ghi chép: phiên bản mới thay phiên bản cũ cho cả thời gian hiệu "
            "lực. Văn bản điều chỉnh thì chọn “Kế hoạch mới, hoặc văn bản điều chỉnh”."
        )


def _head(kept: Editing, plans: Sequence[Plan]) -> Head:
    """The boxes above the table; the commune of a plan that is here stays."""
    begun, turn = kept.begun.head, kept.turn
    commune = kept.base.commune_code if kept.base else _commune(begun, turn)
    title = _text("title", begun, turn, st.container())
    columns = st.columns(3)
    number = _text("number", begun, turn, columns[0], "Để trống khi văn bản để trống")
    written = _text("date", begun, turn, columns[1], "Ghi như trong văn bản")
    issuer = _text("issuer", begun, turn, columns[2], "Ví dụ: UBND xã Ninh Giang")
    columns = st.columns(3)
    first = _day("valid_from", begun.valid_from, turn, columns[0])
    last = _day("valid_to", begun.valid_to, turn, columns[1])
    return Head(commune, title, number, written, issuer, first, last)


def _commune(begun: Head, turn: int) -> str | None:
    codes = list(communes())
    chosen: str | None = st.selectbox(
        HEAD["commune_code"],
        codes,
        index=codes.index(begun.commune_code) if begun.commune_code else None,
        placeholder="Gõ tên hoặc mã để tìm",
        format_func=words.full_commune,
        key=f"plan-commune-{turn}",
    )
    return chosen


def _text(name: str, begun: Head, turn: int, place: DeltaGenerator, hint: str = "") -> str:
    text: str = place.text_input(
        HEAD[name],
        value=getattr(begun, name),
        max_chars=LONGEST_HEAD,
        placeholder=hint,
        key=f"plan-{name}-{turn}",
    )
    return text


def _day(name: str, begun: date | None, turn: int, place: DeltaGenerator) -> date | None:
    day: date | None = place.date_input(
        HEAD[name],
        value=begun,
        min_value=_FIRST,
        max_value=_LAST,
        format="DD/MM/YYYY",
        key=f"plan-{name}-{turn}",
    )
    return day


def _outcome(kept: Editing, draft: Draft, chosen: Plan | None) -> None:
    """What is still to be put right, else what would change and the button that keeps it."""
    key = kept.base.key if kept.base else new_key(draft.head, _taken())
    plan, faults = checked(draft, key, catalogue_names())
    if kept.base != chosen:
        st.warning("Kế hoạch này vừa có phiên bản khác: hãy mở lại rồi sửa tiếp.")
        if st.button("Mở lại, bỏ phần chưa lưu", key="reopen_plan"):
            draft_session.begin(chosen)
            st.rerun()
        return
    if plan is None:
        _tell(faults)
    found = changes(kept.base, plan) if plan else None
    if plan and found:
        st.markdown("**Sẽ thay đổi**\n\n" + "\n".join(version_list.lines(found)))
    elif plan:
        st.caption("Chưa có gì thay đổi so với phiên bản đang áp dụng.")
    idle = not (plan and found)
    pressed = st.button("Lưu phiên bản", type="primary", disabled=idle, key="save_plan")
    if pressed and plan:
        _save(plan, kept.base)


def _tell(faults: Sequence[Fault]) -> None:
    listed = "\n".join(f"- {words.plain(fault.sentence)}" for fault in faults)
    st.warning(f"Chưa lưu được, còn {len(faults)} chỗ cần sửa:\n\n{listed}")


def _save(plan: Plan, base: Plan | None) -> None:
    try:
        save_plan(session.folder(), plan, session.USER)
    except MalformedFile as error:
        st.error(words.plain(str(error)))
        return
    draft_session.forget(base)
    st.session_state["plan_saved"] = plan.key
    draft_session.say(f"Đã lưu phiên bản mới, {len(plan.targets)} dòng chỉ tiêu.")
    st.rerun()


def _taken() -> Collection[str]:
    """Every key that a plan has or had here."""
    saved = {version.key for version in versions(session.folder())}
    return saved | {plan.key for plan in shipped()}
