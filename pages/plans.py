"""Kế hoạch: the communes' plans, where each target stands, and from which counts."""

from __future__ import annotations

import streamlit as st

from data.periods import today
from metrics.standings import standing_of_target
from ui import filters, frame, provenance, session
from ui.display.colours import colours
from ui.plans import editor, standings

frame.begin_page("Kế hoạch")
plans = session.plans()
if editor.is_wanted() or not plans:
    editor.section(plans)
    st.stop()
now = today()
left, right = st.columns([7, 5])
with left:
    plan = filters.choose_plan(plans)
with right:
    period = standings.choose_period(plan, now)
standings.head(plan)

evidence = session.evidence([plan.commune_code], [period])
found = [standing_of_target(evidence, plan, target, period) for target in plan.targets]
standings.summary(plan, found, now)
shown = standings.choose_result(found)
st.html(standings.targets(plan, found, shown, plans, colours()))
st.caption(
    "Số “nhập tay” ghi ở trang [Nhập số liệu](nhap-so-lieu), kèm văn bản làm căn cứ. Mẫu số ghi "
    "dưới mỗi kết quả là mẫu số đã dùng để tính."
)
st.subheader("Số này từ đâu?", anchor=provenance.ANCHOR)
judged = standings.judged_metrics(found)
chosen = st.selectbox("Chỉ tiêu", list(judged), key="target_of_plan")
provenance.section(evidence, judged[chosen], plan.commune_code, period)
standings.edit_scopes()
