"""The first visit's plan: read from its document, or begun from another commune's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data.communes import communes
from data.planning.plan_as_draft import draft_of
from data.planning.targets import Plan, plans_of
from data.planning.tasks_of_plans import tasks_of
from metrics.catalogue.plan_names import catalogue_labels
from ui import session
from ui.display import words
from ui.plans import change_words, draft_session, proposals

_PLANS_PAGE = "../pages/plans.py"


def plan_titles(commune_code: str | None) -> list[str]:
    """The commune's plans as "title (27 chỉ tiêu, 3 nhiệm vụ)"; [] for None or without any."""
    return [
        f"{plan.title} ({change_words.plan_counts(replace(plan, tasks=tasks_of(plan)))})"
        for plan in plans_of(session.plans(), commune_code or "")
    ]


def ask_for_plan() -> None:
    """Draw the ways to begin a plan: by its document, or from another plan; opens Kế hoạch."""
    st.markdown(
        "Phần mềm đọc văn bản và đề xuất từng chỉ tiêu, nhiệm vụ; bạn xác nhận ở trang Kế hoạch, "
        "chưa có gì được lưu trước đó."
    )
    if proposals.ask_for_plan_text():
        draft_session.open_new_plan()
        st.switch_page(_PLANS_PAGE)
    with st.expander("Chưa có văn bản: bắt đầu từ chỉ tiêu thường giao"):
        _offer_usual_demands()


def _offer_usual_demands() -> None:
    """Draw the choice of another commune's plan, and a button that begins a new one from it."""
    plans = _plans_to_begin_from(session.home_commune())
    st.markdown(
        "Chưa có danh mục chỉ tiêu chính thức của từng tỉnh ở đây. Các xã, phường cùng tỉnh thường "
        "được giao chỉ tiêu gần giống nhau, nên có thể lấy chỉ tiêu của một kế hoạch có sẵn làm "
        "bản nháp rồi sửa theo văn bản của mình. Bản nháp chưa được lưu và chưa dùng để xét."
    )
    plan = st.selectbox(
        "Lấy chỉ tiêu của",
        plans,
        format_func=lambda plan: (
            f"{words.full_commune_name(plan.commune_code)}: {plan.title} "
            f"({len(plan.targets)} chỉ tiêu)"
        ),
        key="plan_to_begin_from",
    )
    if plan and st.button("Làm bản nháp từ kế hoạch này", key="begin_from_plan"):
        _begin_from(plan)
        st.switch_page(_PLANS_PAGE)


def _plans_to_begin_from(home_code: str | None) -> Sequence[Plan]:
    """Every plan with targets, those of the home commune's province first, if home is known."""
    province_code = communes()[home_code].province_code if home_code else None
    return sorted(
        filter(lambda plan: plan.targets, session.plans()),
        key=lambda plan: communes()[plan.commune_code].province_code != province_code,
    )


def _begin_from(plan: Plan) -> None:
    """Open in the session a new plan with this one's targets, each with a note on its origin."""
    rows = draft_of(plan, catalogue_labels()).rows
    commune_name = words.full_commune_name(plan.commune_code)
    note = f"Lấy làm bản nháp từ kế hoạch của {commune_name}: hãy đối chiếu với văn bản của mình."
    cleared = {"id": "", "place": "", "line": "", "note": note}
    draft_session.open_new_plan()
    draft_session.add_target_rows({**row.texts, **cleared} for row in rows)
