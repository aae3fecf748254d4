"""So sánh: communes side by side for one period, each by its own plan."""

from __future__ import annotations

import streamlit as st

from metrics.analysis.demands import metrics_to_choose
from ui import filters, frame, rows_aside, session
from ui.comparison import drawings, fair_comparison
from ui.display import markup
from ui.display.colours import colours

frame.begin_page("So sánh")
frame.stop_without_figures("So sánh")
communes, period = filters.choose_communes_and_period()

rows_aside.show_rows_aside(session.evidence(communes, [period]), communes, period)
side_by_side = drawings.draw_side_by_side(communes, period, colours())
markup.show_html(side_by_side.table)
st.subheader("Bản đồ nhiệt", anchor=False)
markup.show_html(side_by_side.heat_map)
st.caption(
    "Màu theo tỷ lệ so với chỉ tiêu của chính xã, phường đó; ô trống màu là chưa có chỉ tiêu hoặc "
    "chưa có số liệu."
)
st.subheader("Xếp hạng", anchor=False)
metric = filters.choose_metric(metrics_to_choose(session.plans(), communes, period.last))
markup.show_html(drawings.draw_ranking(communes, period, metric.name, colours()))
fair_comparison.show_section(communes, period, metric.name)
