"""The versions of a plan: who saved each, when, what it changed; and bringing one back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import streamlit as st

from data.dates import HANOI, moment_text
from data.planning.drafts import HEAD, HEADINGS
from data.planning.plan_diff import PlanDifference, changes
from data.planning.plan_versions import Version, save_plan, take_away, versions
from data.planning.targets import Plan, Target, built_in_plans
from ui import session, storing
from ui.display import words
from ui.plans import draft_session

_MOST_CHANGES = 8  # of one version


def section(plan: Plan | None) -> None:
    """The versions of the plan, newest first, and the plans that were taken away."""
    if plan is not None:
        _show_versions(plan)
        _offer_removal(plan)
    _show_removed_plans()


def lines(difference: PlanDifference, most: int | None = None) -> Sequence[str]:
    """What changes, as the lines of a Markdown list; at most so many, and how many more."""
    in_words = sentences(difference)
    surplus = len(in_words) - most if most else 0
    more = [f"và {surplus} thay đổi khác"] if surplus > 0 else []
    return [f"- {words.escape_markdown(sentence)}" for sentence in (*in_words[:most], *more)]


def sentences(difference: PlanDifference) -> list[str]:
    """What changes, a sentence each."""
    return list(_sentences(difference))


def _sentences(difference: PlanDifference) -> Iterator[str]:
    if difference.head:
        yield f"Sửa {', '.join(HEAD[name].lower() for name in difference.head)}"
    yield from (f"Thêm {_named_demand(target)}" for target in difference.added)
    yield from (_change_sentence(before, after) for before, after in difference.changed)
    yield from (f"Bỏ {_named_demand(target)}" for target in difference.removed)
    if difference.moved:
        yield "Đổi thứ tự các chỉ tiêu"


def _named_demand(target: Target) -> str:
    """ "NG-10 Hồ sơ tiếp nhận trực tuyến: tối thiểu 80%"."""
    return f"{target.id} {target.label}: {words.target_words(target)}"


def _change_sentence(before: Target, after: Target) -> str:
    """The demand before and after; where it stays, which of the other cells are reworded."""
    if words.target_words(before) != words.target_words(after):
        return f"Sửa {_named_demand(before)} → {words.target_words(after)}"
    differ = [name for name in HEADINGS if getattr(before, name) != getattr(after, name)]
    if before.column != after.column and "part" not in differ:
        differ.append("part")
    return f"Sửa {_named_demand(after)}, {', '.join(HEADINGS[name].lower() for name in differ)}"


def _show_versions(plan: Plan) -> None:
    saved = versions(session.folder(), plan.key)
    original = next((bundled for bundled in built_in_plans() if bundled.key == plan.key), None)
    if not saved:
        return
    with st.expander(f"Các phiên bản ({len(saved) + bool(original)})"):
        before = Version(plan.key, original, saved[0].done_at, "")
        steps = list(pairwise([before, *saved]))
        for number, (earlier, version) in reversed(list(enumerate(steps, start=1))):
            _show_version(number, earlier.plan, version, holds=version is saved[-1])
        if original:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown("**Bản có sẵn trong bảng theo dõi**")
                if original != plan:
                    _offer_bringing_back(original, 0)


def _show_version(number: int, earlier: Plan | None, version: Version, holds: bool) -> None:
    saved_at = moment_text(version.done_at)
    state = " · **đang áp dụng**" if holds else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{saved_at}** · {words.escape_markdown(version.done_by)}{state}")
        if version.plan and not holds:
            _offer_bringing_back(version.plan, number)
    if version.unreadable:
        st.markdown(f"- {words.escape_markdown(version.unreadable.sentence)}")
    elif version.plan is None:
        st.markdown("- Bỏ kế hoạch")
    else:
        changed = lines(changes(earlier, version.plan), _MOST_CHANGES)
        st.markdown("\n".join(changed) or "- Như phiên bản trước")


def _offer_bringing_back(plan: Plan, number: int, keeps_draft: bool = False) -> None:
    """The button that saves an earlier version anew; `number` tells the buttons apart.

    Of a plan that was taken away, what somebody has written and not saved yet stays.
    """
    if st.button("Đưa lại", key=f"bring_back_plan_{plan.key}_{number}"):
        if not storing.is_written(save_plan, session.folder(), plan, session.USER):
            return
        if not keeps_draft:
            draft_session.forget(plan)
        draft_session.leave_message(
            "Đã đưa lại phiên bản cũ; phiên bản vừa thay vẫn còn trong danh sách."
        )
        st.rerun()


def _offer_removal(plan: Plan) -> None:
    """The button by which a plan stops holding; its versions stay."""
    with st.expander("Bỏ kế hoạch này"):
        st.markdown("Kế hoạch không còn được áp dụng; các phiên bản vẫn được giữ và đưa lại được.")
        if st.button("Bỏ kế hoạch", key="take_plan_away"):
            if not storing.is_written(take_away, session.folder(), plan.key, session.USER):
                return
            draft_session.forget(plan)
            draft_session.leave_message(
                "Đã bỏ kế hoạch. Muốn dùng lại, bấm “Đưa lại” ở cuối trang."
            )
            st.rerun()


def _show_removed_plans() -> None:
    """The plans that were taken away, each with its last version to be brought back."""
    saved = versions(session.folder())
    newest = {version.key: version for version in saved}
    last_plans = {plan.key: plan for plan in built_in_plans()}
    last_plans |= {version.key: version.plan for version in saved if version.plan}
    removed = [key for key, version in newest.items() if not version.plan and key in last_plans]
    if not removed:
        return
    with st.expander(f"Kế hoạch đã bỏ ({len(removed)})"):
        for key in removed:
            with st.container(horizontal=True, vertical_alignment="center"):
                title = words.escape_markdown(last_plans[key].title)
                st.markdown(f"{title} · {_how_removed(newest[key])}")
                _offer_bringing_back(last_plans[key], 0, keeps_draft=True)


def _how_removed(newest: Version) -> str:
    """ "bỏ ngày 12/03/2026"; of a plan whose newest version is damaged, what would come back."""
    if newest.unreadable:
        return "phiên bản mới nhất bị hỏng, đưa lại phiên bản trước đó"
    return f"bỏ ngày {words.day(newest.done_at.astimezone(HANOI))}"
