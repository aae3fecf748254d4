"""The versions of a plan: who saved each, when, what it changed; and bringing one back."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from data.dates import HANOI, moment_text
from data.planning.plan_diff import plan_difference
from data.planning.plan_versions import PlanVersion, plan_versions, remove_plan, save_plan
from data.planning.targets import Plan, built_in_plans
from ui import session, storing
from ui.display import words
from ui.plan_choice import plan_labels
from ui.plans import change_words, confirmations, draft_session, next_year, shared_plan, sharings

_MOST_CHANGES = 8  # of one version


def show_section(plan: Plan | None) -> None:
    """Draw a plan's versions and what can be done with it, if there is one; then removed plans."""
    if plan is not None:
        _show_versions(plan)
        confirmations.show_section(plan)
        next_year.offer_next_year(plan)
        if plan.targets:
            shared_plan.offer_sharing(plan)
        sharings.offer_taking_back(plan)
        _offer_removal(plan)
    _show_removed_plans()


def _show_versions(plan: Plan) -> None:
    """Draw a plan's saved versions, newest first, then the built-in one; nothing without any."""
    saved_versions = plan_versions(session.folder(), plan.key)
    built_in_plan = next((bundled for bundled in built_in_plans() if bundled.key == plan.key), None)
    if not saved_versions:
        return
    with st.expander(f"Các phiên bản ({len(saved_versions) + bool(built_in_plan)})"):
        built_in_version = PlanVersion(plan.key, built_in_plan, saved_versions[0].done_at, "")
        version_pairs = list(pairwise([built_in_version, *saved_versions]))
        for number, (earlier_version, version) in reversed(list(enumerate(version_pairs, start=1))):
            _show_version(
                number, earlier_version.plan, version, is_newest=version is saved_versions[-1]
            )
        if built_in_plan:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown("**Bản có sẵn trong bảng theo dõi**")
                if built_in_plan != plan:
                    _offer_bringing_back(built_in_plan, 0)


def _show_version(
    number: int, earlier_plan: Plan | None, version: PlanVersion, is_newest: bool
) -> None:
    """Draw who saved a version when, and what it changed from `earlier_plan` (None: all is new)."""
    saved_at = moment_text(version.done_at)
    newest_note = " · **đang áp dụng**" if is_newest else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{saved_at}** · {words.escape_markdown(version.done_by)}{newest_note}")
        if version.plan and not is_newest:
            _offer_bringing_back(version.plan, number)
    if version.unreadable:
        st.markdown(f"- {words.escape_markdown(version.unreadable.sentence)}")
    elif version.plan is None:
        st.markdown("- Bỏ kế hoạch")
    else:
        difference = plan_difference(earlier_plan, version.plan)
        change_list = change_words.change_lines(difference, _MOST_CHANGES)
        st.markdown("\n".join(change_list) or "- Như phiên bản trước")


def _offer_bringing_back(plan: Plan, number: int, keeps_draft: bool = False) -> None:
    """Draw a button that stores this earlier plan as the newest; drops the draft unless kept.

    Of a plan that was taken away, what somebody has written and not saved yet stays.
    """
    if st.button("Đưa lại", key=f"bring_back_plan_{plan.key}_{number}"):
        if not storing.write_or_explain(save_plan, session.folder(), plan, session.USER):
            return
        if not keeps_draft:
            draft_session.forget_draft(plan)
        draft_session.leave_message(
            "Đã đưa lại phiên bản cũ; phiên bản vừa thay vẫn còn trong danh sách."
        )
        st.rerun()


def _offer_removal(plan: Plan) -> None:
    """Draw a button that removes the plan from use; its versions stay in the record."""
    with st.expander("Bỏ kế hoạch này"):
        st.markdown("Kế hoạch không còn được áp dụng; các phiên bản vẫn được giữ và đưa lại được.")
        if st.button("Bỏ kế hoạch", key="take_plan_away"):
            if not storing.write_or_explain(remove_plan, session.folder(), plan.key, session.USER):
                return
            draft_session.forget_draft(plan)
            draft_session.leave_message(
                "Đã bỏ kế hoạch. Muốn dùng lại, bấm “Đưa lại” ở cuối trang."
            )
            st.rerun()


def _show_removed_plans() -> None:
    """Draw the plans removed from use, each with a button to bring it back; or nothing."""
    saved_versions = plan_versions(session.folder())
    newest_versions = {version.key: version for version in saved_versions}
    last_plans = {plan.key: plan for plan in built_in_plans()}
    last_plans |= {version.key: version.plan for version in saved_versions if version.plan}
    removed_keys = [
        key for key, version in newest_versions.items() if not version.plan and key in last_plans
    ]
    if not removed_keys:
        return
    labels = plan_labels([last_plans[key] for key in removed_keys])
    with st.expander(f"Kế hoạch đã bỏ ({len(removed_keys)})"):
        for key in removed_keys:
            with st.container(horizontal=True, vertical_alignment="center"):
                title = words.escape_markdown(labels[key])
                st.markdown(f"{title} · {_removal_words(newest_versions[key])}")
                _offer_bringing_back(last_plans[key], 0, keeps_draft=True)


def _removal_words(newest_version: PlanVersion) -> str:
    """When a plan was removed, "bỏ ngày 12/03/2026", or that its newest version is damaged."""
    if newest_version.unreadable:
        return "phiên bản mới nhất bị hỏng, đưa lại phiên bản trước đó"
    return f"bỏ ngày {words.day(newest_version.done_at.astimezone(HANOI))}"
