"""Thêm, sửa kế hoạch: a plan's head and its targets, checked before a version is saved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.communes import communes
from data.planning.draft_checks import DraftFault, check_draft, new_key
from data.planning.drafts import HEAD, Draft, Head
from data.planning.plan import LONGEST_LINE
from data.planning.plan_diff import changes
from data.planning.plan_versions import save_plan, versions
from data.planning.targets import Plan, built_in_plans
from data.schema import MalformedFile
from metrics.catalogue.plan_names import catalogue_names
from plan_texts.source import LARGEST_PLAN
from ui import address, session, storing
from ui.begun_form import ask_whose
from ui.display import words
from ui.display.uploader_words import translate_uploaders
from ui.plans import draft_session, proposals, target_table, template_file, version_list
from ui.plans.draft_session import Editing

_SEE, _CHANGE = "xem", "sua"
_VIEWS = {_SEE: "Kết quả theo chỉ tiêu", _CHANGE: "Thêm, sửa kế hoạch"}
_NEW = ""
_FIRST, _LAST = date(2020, 1, 1), date(2050, 12, 31)


def choose_editing() -> bool:
    """Whether a person came to change plans, not to see how they stand; the address has `viec`."""
    key = "viec"
    earlier = address.last_choice(key)
    st.session_state[key] = st.session_state.get(key) or (earlier if earlier in _VIEWS else _SEE)
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
    """Choose a plan, change it, save it; begins with the plan that the page shows."""
    draft_session.show_message()
    chosen = _choose_plan(plans, address.last_choice("ke-hoach-cua"))
    editing = draft_session.editing_of(chosen)
    _explain(chosen)
    file_tools = st.container()
    head = _head_boxes(editing)
    st.markdown(
        "**Các chỉ tiêu**: bấm vào ô để sửa; thêm ở dòng trống cuối bảng; muốn bỏ, chọn ô đầu dòng "
        "rồi bấm biểu tượng thùng rác."
    )
    draft = Draft(head, target_table.show(editing))
    draft_session.remember(draft)
    with file_tools:
        translate_uploaders(LARGEST_PLAN // 2**20)
        proposals.section()
        template_file.section(editing, draft)
    _offer_saving(editing, draft, chosen)
    version_list.section(chosen)


def _choose_plan(plans: Sequence[Plan], key_on_page: str | None) -> Plan | None:
    """The plan to change, None for a new one; at first the one with the key on the page."""
    by_key = {plan.key: plan for plan in plans}
    key = "plan_to_edit"
    if saved := st.session_state.pop("plan_saved", None):
        st.session_state[key] = saved
    draft_session.tell_of_removed(st.session_state.get(key), by_key)
    if st.session_state.get(key) not in (*by_key, _NEW):
        st.session_state[key] = key_on_page if key_on_page in by_key else _NEW
    chosen = st.selectbox(
        "Kế hoạch cần sửa",
        [_NEW, *by_key],
        key=key,
        format_func=lambda k: by_key[k].title if k else "Kế hoạch mới, hoặc văn bản điều chỉnh",
    )
    return by_key.get(chosen)


def _explain(chosen: Plan | None) -> None:
    if chosen is None:
        st.caption(
            "Văn bản điều chỉnh trong năm cũng ghi là kế hoạch mới: hiệu lực từ ngày điều chỉnh, "
            "chỉ ghi những chỉ tiêu thay đổi. Từ ngày đó các chỉ tiêu này được áp dụng; chỉ tiêu "
            "khác vẫn theo kế hoạch cũ."
        )
    else:
        st.caption(
            "Chỉ sửa ở đây khi đã ghi sai so với văn bản: phiên bản mới thay phiên bản cũ cho cả "
            "thời gian hiệu lực. Với văn bản điều chỉnh, hãy chọn “Kế hoạch mới, hoặc văn bản điều "
            "chỉnh”."
        )


def _head_boxes(editing: Editing) -> Head:
    """The boxes above the table; the commune of a plan that is saved cannot be changed."""
    begun, turn = editing.begun.head, editing.turn
    commune = editing.base.commune_code if editing.base else _commune_box(begun, turn)
    title = _text_box("title", begun, turn, st.container())
    columns = st.columns(3)
    number = _text_box("number", begun, turn, columns[0], "Để trống nếu văn bản không ghi")
    signed_on = _text_box("date", begun, turn, columns[1], "Ghi như trong văn bản")
    issuer = _text_box("issuer", begun, turn, columns[2], "Ví dụ: UBND xã Ninh Giang")
    columns = st.columns(3)
    first = _day_box("valid_from", begun.valid_from, turn, columns[0])
    last = _day_box("valid_to", begun.valid_to, turn, columns[1])
    return Head(commune, title, number, signed_on, issuer, first, last)


def _commune_box(begun: Head, turn: int) -> str | None:
    codes = list(communes())
    chosen: str | None = st.selectbox(
        HEAD["commune_code"],
        codes,
        index=codes.index(begun.commune_code) if begun.commune_code else None,
        placeholder="Gõ tên hoặc mã để tìm",
        format_func=words.full_commune_name,
        key=f"plan-commune-{turn}",
    )
    return chosen


def _text_box(name: str, begun: Head, turn: int, place: DeltaGenerator, hint: str = "") -> str:
    text: str = place.text_input(
        HEAD[name],
        value=getattr(begun, name),
        max_chars=LONGEST_LINE,
        placeholder=hint,
        key=f"plan-{name}-{turn}",
    )
    return text


def _day_box(name: str, begun: date | None, turn: int, place: DeltaGenerator) -> date | None:
    day: date | None = place.date_input(
        HEAD[name],
        value=begun,
        min_value=_FIRST,
        max_value=_LAST,
        format="DD/MM/YYYY",
        key=f"plan-{name}-{turn}",
    )
    return day


def _offer_saving(editing: Editing, draft: Draft, chosen: Plan | None) -> None:
    """What is still to be put right, else what would change and the button that saves it."""
    key = editing.base.key if editing.base else new_key(draft.head, _used_keys())
    plan, faults = check_draft(draft, key, catalogue_names())
    if editing.base != chosen:
        if plan is None or changes(editing.base, plan):
            _ask_whose(editing, chosen)
            return
        draft_session.begin(chosen)  # nothing was typed here
        st.rerun()
    if plan is None:
        _show_faults(faults)
    difference = changes(editing.base, plan) if plan else None
    if plan and difference:
        st.markdown("**Sẽ thay đổi**\n\n" + "\n".join(version_list.lines(difference)))
    elif plan:
        st.caption("Chưa có gì thay đổi so với phiên bản đang áp dụng.")
    idle = not (plan and difference)
    pressed = st.button("Lưu phiên bản", type="primary", disabled=idle, key="save_plan")
    if pressed and plan:
        _save(plan, editing.base)


def _ask_whose(editing: Editing, chosen: Plan | None) -> None:
    """Somebody saved another version: what that changed, and whose version is gone on with."""
    difference = changes(editing.base, chosen) if chosen else None
    sentences = version_list.sentences(difference) if difference else []
    keep = ask_whose(f"plan-{editing.turn}", sentences or ["Kế hoạch vừa có phiên bản khác"])
    if keep == "mine":
        draft_session.go_on_from(chosen)
    elif keep == "theirs":
        draft_session.begin(chosen)
    if keep:
        st.rerun()


def _show_faults(faults: Sequence[DraftFault]) -> None:
    listed = "\n".join(f"- {words.escape_markdown(fault.sentence)}" for fault in faults)
    st.warning(f"Chưa lưu được, còn {len(faults)} chỗ cần sửa:\n\n{listed}")


def _save(plan: Plan, base: Plan | None) -> None:
    """Write the version, unless somebody saved another since the page was drawn."""
    standing = {earlier.key: earlier for earlier in session.plans()}
    if standing.get(plan.key) != base:
        st.rerun()
    try:
        if not storing.is_written(save_plan, session.folder(), plan, session.USER):
            return
    except MalformedFile as error:
        st.error(words.escape_markdown(str(error)))
        return
    draft_session.forget(base)
    st.session_state["plan_saved"] = plan.key
    draft_session.leave_message(f"Đã lưu phiên bản mới, {len(plan.targets)} dòng chỉ tiêu.")
    st.rerun()


def _used_keys() -> Collection[str]:
    """Every key that a plan has or had here."""
    saved = {version.key for version in versions(session.folder())}
    return saved | {plan.key for plan in built_in_plans()}
