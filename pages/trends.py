"""Diễn biến: each metric by month, beside the target in force then."""

from __future__ import annotations

import streamlit as st

from data.periods import last_months
from metrics.analysis.demands import metrics_to_choose
from metrics.catalogue.metrics import METRICS
from metrics.standings import standing
from ui import filters, frame, period_filter, provenance, session
from ui.display import charts, markup, small_multiples, source_names, tables
from ui.display.colours import colours

_MONTHS = 16

frame.begin_page("Diễn biến")
frame.stop_without_figures("Diễn biến")
commune, period = filters.choose_commune_and_period("Đến kỳ")
metric = filters.choose_metric(metrics_to_choose(session.plans(), [commune], period.last))

evidence = session.evidence([commune], last_months(period, _MONTHS))
months = period_filter.months_since_first_figures(evidence, commune, last_months(period, _MONTHS))
shown_metrics = METRICS if metric in METRICS else (*METRICS, metric)
newest_standings = {m: standing(evidence, m, commune, months[-1]) for m in shown_metrics}
series = {
    m.name: [standing(evidence, m, commune, month, reference_standing=last) for month in months]
    for m, last in newest_standings.items()
}

metric_series = series[metric.name]
changes = source_names.source_changes(evidence.holdings, metric_series)
figure = charts.trend_figure(metric_series, changes, colours())
charts.show_figure(figure, "trend", f"{metric.label} theo tháng, bên cạnh chỉ tiêu")
st.caption(tables.trend_legend(metric_series, changes))
markup.show_html(tables.months_table(metric_series, colours()))
st.header("Số này từ đâu?", anchor=provenance.ANCHOR)
provenance.show_origins(
    evidence,
    newest_standings[metric].judged_tally.metric,
    commune,
    period_filter.choose_month(months),
)
st.header("Tất cả chỉ số", anchor=False)
markup.show_html(small_multiples.small_multiples(list(series.values()), colours()))
