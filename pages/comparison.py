"""So sánh: communes side by side for one period, each by its own plan."""

from __future__ import annotations

import streamlit as st

from metrics.analysis.demands import metrics_to_choose
from metrics.standings import standing, standings
from ui import filters, frame, rows_aside, session
from ui.comparison import fair_comparison, side_by_side
from ui.display import markup, tables
from ui.display.colours import colours

frame.begin_page("So sánh")
frame.stop_without_figures("So sánh")
communes, period = filters.choose_communes_and_period()

evidence = session.evidence(communes, [period])
standings_by_commune = [standings(evidence, commune, period) for commune in communes]

rows_aside.show_rows_aside(evidence, communes, period)
markup.show_html(side_by_side.comparison_table(standings_by_commune, colours()))
st.subheader("Bản đồ nhiệt", anchor=False)
markup.show_html(side_by_side.heat_map(standings_by_commune, colours()))
st.caption(
    "Màu theo tỷ lệ so với chỉ tiêu của chính xã, phường đó; ô trống màu là chưa có chỉ tiêu hoặc "
    "chưa có số liệu."
)
st.subheader("Xếp hạng", anchor=False)
metric = filters.choose_metric(metrics_to_choose(session.plans(), communes, period.last))
metric_standings = [standing(evidence, metric, commune, period) for commune in communes]
markup.show_html(tables.ranking_table(metric_standings, colours()))
fair_comparison.show_section(evidence, metric_standings)
