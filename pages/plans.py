"""Kế hoạch: the communes' plans, where each target stands, and from which counts."""

from __future__ import annotations

import streamlit as st

from data.periods import today
from metrics.standings import standing_of
from ui import filters, frame, origins, plan_edit, plan_sheet, session
from ui.colours import colours

frame.begin("Kế hoạch")
plans = session.plans()
if plan_edit.is_wanted() or not plans:
    plan_edit.section(plans)
    st.stop()
now = today()
left, right = st.columns([7, 5])
with left:
    plan = filters.choose_plan(plans)
with right:
    period = plan_sheet.choose_period(plan, now)
plan_sheet.head(plan)

evidence = session.evidence([plan.commune_code], [period])
found = [standing_of(evidence, plan, target, period) for target in plan.targets]
plan_sheet.summary(plan, found, now)
shown = plan_sheet.choose_result(found)
st.html(plan_sheet.targets(plan, found, shown, plans, colours()))
st.caption(
    "Số “nhập tay” ghi ở trang [Nhập số liệu](nhap-so-lieu), kèm văn bản làm căn cứ. Mẫu số ghi "
    "dưới mỗi kết quả là mẫu số đã dùng để tính."
)
st.subheader("Số này từ đâu?", anchor=origins.ANCHOR)
judged = plan_sheet.judged_metrics(found)
chosen = st.selectbox("Chỉ tiêu", list(judged), key="target_of_plan")
origins.section(evidence, judged[chosen], plan.commune_code, period)
plan_sheet.edit_scopes()
