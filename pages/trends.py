"""Diễn biến: each metric by month, beside the target in force then."""

from __future__ import annotations

import streamlit as st

from metrics.analysis.demands import metrics_to_choose
from ui import filters, frame, period_filter, provenance, session
from ui.display import charts, markup
from ui.display.colours import colours
from ui.trends.drawn_trend import draw_trend

frame.begin_page("Diễn biến")
frame.stop_without_figures("Diễn biến")
commune, period = filters.choose_commune_and_period("Đến kỳ")
metric = filters.choose_metric(metrics_to_choose(session.plans(), [commune], period.last))

trend = draw_trend(commune, period, metric, colours())
charts.show_figure(trend.figure, "trend", f"{metric.label} theo tháng, bên cạnh chỉ tiêu")
st.caption(trend.legend)
markup.show_html(trend.table)
st.header("Số này từ đâu?", anchor=provenance.ANCHOR)
provenance.show_origins(
    trend.evidence, trend.judged_metric, commune, period_filter.choose_month(trend.months)
)
st.header("Tất cả chỉ số", anchor=False)
markup.show_html(trend.all_metrics)
