"""Kế hoạch: the communes' plans, where each target stands, and from which counts."""

from __future__ import annotations

import streamlit as st

from metrics.standings import standing_of_target
from ui import frame, plan_choice, provenance, session
from ui.display import markup
from ui.display.colours import colours
from ui.plans import draft_session, editor, promised_times, scope_fields, standings

frame.begin_page("Kế hoạch")
plans = plan_choice.offered_plans()
changes_plans = editor.choose_to_edit()
draft_session.say_what_is_back(changes_plans)
if not (changes_plans or plans):
    st.info(
        "Chưa có kế hoạch nào của trung tâm mình. Chọn “Thêm, sửa kế hoạch” ở trên để đọc từ văn "
        "bản hoặc tự ghi; muốn bắt đầu từ chỉ tiêu thường giao, mở trang [Thiết lập](thiet-lap)."
    )
    st.stop()
if changes_plans:
    editor.show_section(plans)
    st.stop()
today = session.today()
plan_column, period_column = st.columns([7, 5])
with plan_column:
    plan = plan_choice.choose_plan(plans)
with period_column:
    period = standings.choose_period(plan, today)
plan_choice.say_whose_plan(plan, plans)
standings.show_plan_head(plan)
if not plan.targets:
    st.info(
        "Kế hoạch này chỉ có nhiệm vụ, chưa ghi chỉ tiêu nào. Xem ở trang "
        f"[Nhiệm vụ](nhiem-vu?ke-hoach-cua={plan.key})."
    )
    st.stop()

evidence = session.evidence([plan.commune_code], [period])
target_standings = [standing_of_target(evidence, plan, target, period) for target in plan.targets]
standings.show_summary(plan, target_standings, today)
results = standings.choose_results(target_standings)
reference_lines = promised_times.reference_lines(target_standings)
markup.show_html(
    standings.targets_table(plan, target_standings, results, plans, colours(), reference_lines)
)
if reference_lines:
    st.caption(promised_times.NOTE)
st.caption(
    "Số “nhập tay” ghi ở trang [Nhập số liệu](nhap-so-lieu), kèm văn bản làm căn cứ. Mẫu số ghi "
    "dưới mỗi kết quả là mẫu số đã dùng để tính."
)
st.header("Số này từ đâu?", anchor=provenance.ANCHOR)
metrics = standings.metrics_by_label(target_standings)
label = st.selectbox("Chỉ tiêu", list(metrics), key="target_of_plan")
provenance.show_origins(evidence, metrics[label], plan.commune_code, period)
scope_fields.edit_scope_fields()
