"""Tổng quan: one commune, one period, every metric beside the plan's target."""

from __future__ import annotations

import streamlit as st

from data.periods import last_months, previous_period
from metrics.standings import standing, standings
from ui import filters, frame, provenance, rows_aside, session
from ui.display import charts, markup
from ui.display.colours import colours
from ui.overview import due_tasks, shown_metrics, summary
from ui.overview.cards import metric_cards
from ui.setup import first_steps

frame.begin_page("Tổng quan")
first_steps.stop_on_first_visit()
commune, period = filters.choose_commune_and_period()

months = last_months(period, 12)
evidence = session.evidence([commune], [period, previous_period(period), *months])
current_standings = standings(
    evidence, commune, period, metrics=shown_metrics.card_metrics(evidence, commune, period)
)
previous_standings = [
    standing(evidence, judged.metric, commune, previous_period(period), reference_standing=judged)
    for judged in current_standings
]
series = [
    [
        standing(evidence, judged.metric, commune, month, reference_standing=judged)
        for month in months
    ]
    for judged in current_standings
]
judged_metrics = {judged.metric.name: judged.judged_tally.metric for judged in current_standings}

summary.show_headline(current_standings)
summary.show_workload(evidence, commune, period)
rows_aside.show_rows_aside(evidence, [commune], period)
origins = provenance.figure_origins(evidence, tuple(judged_metrics.values()), commune, period)
origin_lines = [provenance.origin_lines(of_metric) for of_metric in origins]
markup.show_html(
    metric_cards(current_standings, previous_standings, series, origin_lines, colours())
)
due_tasks.show_section(commune)
if any(judged.judged_tally.rate is not None for judged in current_standings):
    st.subheader("Kết quả so với chỉ tiêu", anchor=False)
    figure = charts.bullet_figure(current_standings, colours())
    charts.show_figure(figure, "bullets", "Tỷ lệ của từng chỉ số bên cạnh chỉ tiêu kế hoạch")
summary.show_sources(evidence, commune, period)
st.subheader("Số này từ đâu?", anchor=provenance.ANCHOR)
chosen_metric = filters.choose_metric(shown_metrics.origin_metrics(evidence, commune, period))
origins_by_name = dict(zip(judged_metrics, origins, strict=True))
provenance.show_origins(
    evidence,
    judged_metrics.get(chosen_metric.name, chosen_metric),
    commune,
    period,
    origins_by_name.get(chosen_metric.name),
)
