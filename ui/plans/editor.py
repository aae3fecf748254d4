"""Thêm, sửa kế hoạch: a plan's head, targets and tasks, checked before a version is saved."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from data.planning.draft_checks import check_draft
from data.planning.draft_ids import new_plan_key
from data.planning.drafts import Draft, DraftFault
from data.planning.plan_as_draft import draft_of
from data.planning.plan_diff import plan_difference
from data.planning.plan_versions import plan_versions, save_plan
from data.planning.targets import Plan, built_in_plans, plans_of
from data.planning.task_records import done_records
from data.planning.tasks_of_plans import tasks_of
from data.schema import MalformedFile
from metrics.catalogue.plan_names import catalogue_labels
from ui import address, session, storing
from ui.begun_form import ask_whose_entries
from ui.display import words
from ui.plan_choice import plan_labels
from ui.plans import (
    change_words,
    document_head_boxes,
    draft_session,
    proposals,
    template_file,
    version_list,
)
from ui.plans.draft_session import CHANGE, NEW_PLAN_KEY, PLAN_CHOICE, VIEW, PlanEditing
from ui.plans.writing import contradictions, head_boxes, target_table, tasks_editor

_SEE = "xem"
_VIEWS = {_SEE: "Kết quả theo chỉ tiêu", CHANGE: "Thêm, sửa kế hoạch"}


def choose_to_edit() -> bool:
    """Draw the choice to see or to change plans, kept as `viec`; True to change them."""
    key = VIEW
    earlier_view = address.last_choice(key)
    st.session_state[key] = st.session_state.get(key) or (
        earlier_view if earlier_view in _VIEWS else _SEE
    )
    view = st.segmented_control(
        "Việc cần làm",
        list(_VIEWS),
        key=key,
        format_func=lambda view: _VIEWS[view],
        required=True,
        label_visibility="collapsed",
    )
    address.keep_choice(key, view or _SEE)
    address.write_choices(key)
    return view == CHANGE


def show_section(plans: Sequence[Plan]) -> None:
    """Draw all that changes a plan: its choice, boxes, tables, files, saving and versions."""
    draft_session.show_message()
    chosen_plan = _choose_plan(plans, address.last_choice("ke-hoach-cua"))
    draft_session.open_editing(chosen_plan)
    document_head_boxes.fill_new_plan()
    editing = draft_session.current_editing()
    _show_explanation(chosen_plan)
    file_tools, head_note = st.container(), st.container()
    draft_head = head_boxes.edit_head(editing)
    st.markdown(
        "**Các chỉ tiêu**: bấm vào ô để sửa; thêm ở dòng trống cuối bảng; muốn bỏ, chọn ô đầu dòng "
        "rồi bấm biểu tượng thùng rác."
    )
    target_rows = target_table.edit_targets(editing)
    draft = Draft(draft_head, target_rows, tasks_editor.edit_tasks(editing))
    draft_session.remember_draft(draft)
    with head_note:
        document_head_boxes.show_caption()
    with file_tools:
        proposals.show_section()
        template_file.show_section(editing, draft)
    _offer_saving(editing, draft, chosen_plan)
    version_list.show_section(chosen_plan)


def _choose_plan(plans: Sequence[Plan], page_plan_key: str | None) -> Plan | None:
    """Draw the choice of the plan to change, at first the page's; give it, None for a new one."""
    by_key, labels = {plan.key: plan for plan in plans}, plan_labels(plans)
    key = PLAN_CHOICE
    if saved_key := st.session_state.pop("plan_saved", None):
        st.session_state[key] = saved_key
    draft_session.warn_of_removed_plan(st.session_state.get(key), by_key)
    if st.session_state.get(key) not in (*by_key, NEW_PLAN_KEY):
        # Another page was open: what is being confirmed goes on before what that page showed.
        candidates = (draft_session.key_with_proposals(), page_plan_key, NEW_PLAN_KEY)
        st.session_state[key] = next(k for k in candidates if k in (*by_key, NEW_PLAN_KEY))
    chosen_key = st.selectbox(
        "Kế hoạch cần sửa",
        [NEW_PLAN_KEY, *by_key],
        key=key,
        format_func=lambda k: labels[k] if k else "Kế hoạch mới, hoặc văn bản điều chỉnh",
    )
    return by_key.get(chosen_key)


def _show_explanation(plan: Plan | None) -> None:
    """Draw a caption on when to change this plan, or (None) when to write a new one."""
    if plan is None:
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


def _offer_saving(editing: PlanEditing, draft: Draft, saved_plan: Plan | None) -> None:
    """Draw the draft's faults or changes and a button to save; ask if another version came.

    Where somebody saved another version meanwhile, asks whose to go on with.
    """
    plan_key = editing.base.key if editing.base else new_plan_key(draft.head, _used_keys())
    plan, faults = _check(draft, plan_key)
    if editing.base != saved_plan:
        if plan is None or plan_difference(editing.base, plan):
            _ask_whose_version(editing, saved_plan)
            return
        draft_session.begin_editing(saved_plan)  # nothing was typed here
        st.rerun()
    if plan is None:
        _show_faults(faults)
    difference = plan_difference(editing.base, plan) if plan else None
    if plan and difference:
        st.markdown("**Sẽ thay đổi**\n\n" + "\n".join(change_words.change_lines(difference)))
    elif plan:
        st.caption("Chưa có gì thay đổi so với phiên bản đang áp dụng.")
    may_save = bool(plan and difference) and _may_contradict(editing, draft)
    is_pressed = st.button("Lưu phiên bản", type="primary", disabled=not may_save, key="save_plan")
    if is_pressed and plan:
        _save_and_rerun(plan, editing.base)


def _check(draft: Draft, plan_key: str) -> tuple[Plan | None, Sequence[DraftFault]]:
    """The plan of this key from the draft, with new ids that no plan of its commune has; faults."""
    commune_plans = plans_of(session.plans(), draft.head.commune_code or "")
    others = [plan for plan in commune_plans if plan.key != plan_key]
    task_ids = {task.id for other in others for task in tasks_of(other)}
    return check_draft(
        draft,
        plan_key,
        catalogue_labels(),
        _used_task_ids(plan_key) | task_ids,
        {target.id for other in others for target in other.targets},
    )


def _may_contradict(editing: PlanEditing, draft: Draft) -> bool:
    """Ask about rows that contradict each other and did not before; True once that is settled."""
    saved_rows = draft_of(editing.base, catalogue_labels()).rows if editing.base else ()
    return contradictions.ask_about(draft.rows, saved_rows, editing.turn)


def _ask_whose_version(editing: PlanEditing, saved_plan: Plan | None) -> None:
    """Ask whether to keep the draft or take `saved_plan`, somebody else's; apply and rerun."""
    difference = plan_difference(editing.base, saved_plan) if saved_plan else None
    sentences = change_words.change_sentences(difference) if difference else []
    kept_side = ask_whose_entries(
        f"plan-{editing.turn}", sentences or ["Kế hoạch vừa có phiên bản khác"]
    )
    if kept_side == "mine":
        draft_session.rebase_draft(saved_plan)
    elif kept_side == "theirs":
        draft_session.begin_editing(saved_plan)
    if kept_side:
        st.rerun()


def _show_faults(faults: Sequence[DraftFault]) -> None:
    """Warn that the draft cannot be saved, with the sentence of each fault."""
    fault_lines = "\n".join(f"- {words.escape_markdown(fault.sentence)}" for fault in faults)
    st.warning(f"Chưa lưu được, còn {len(faults)} chỗ cần sửa:\n\n{fault_lines}")


def _save_and_rerun(plan: Plan, base: Plan | None) -> None:
    """Store the plan's version, forget the draft, rerun; rerun alone if `base` is outdated."""
    plans_by_key = {earlier.key: earlier for earlier in session.plans()}
    if plans_by_key.get(plan.key) != base:
        st.rerun()
    try:
        if not storing.write_or_explain(save_plan, session.folder(), plan, session.USER):
            return
    except MalformedFile as error:
        st.error(words.escape_markdown(str(error)))
        return
    draft_session.forget_draft(base)
    st.session_state["plan_saved"] = plan.key
    draft_session.leave_message(f"Đã lưu phiên bản mới, {change_words.plan_counts(plan)}.")
    st.rerun()


def _used_task_ids(plan_key: str) -> frozenset[str]:
    """The ids of all tasks that the plan of this key has or had, those recorded as done too."""
    versions = plan_versions(session.folder(), plan_key)
    ids = {task.id for version in versions if version.plan for task in tasks_of(version.plan)}
    recorded_ids = {done.task_id for done in done_records(session.folder(), plan_key)}
    return frozenset(ids | recorded_ids)


def _used_keys() -> Collection[str]:
    """Every key that a plan has or had in the record, or has as a built-in one."""
    saved_keys = {version.key for version in plan_versions(session.folder())}
    return saved_keys | {plan.key for plan in built_in_plans()}
