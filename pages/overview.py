"""Tổng quan: one commune, one period, every metric beside the plan's target."""

from __future__ import annotations

import streamlit as st

from data.periods import before, months_to
from metrics.catalogue.metrics import METRICS
from metrics.standings import standing, standings
from ui import filters, frame, provenance, session
from ui.display import charts
from ui.display.colours import colours
from ui.overview import due_tasks, summary
from ui.overview.cards import cards

frame.begin_page("Tổng quan")
frame.stop_without_figures()
commune, period = filters.choose_commune_and_period()

months = months_to(period, 12)
evidence = session.evidence([commune], [period, before(period), *months])
found = standings(evidence, commune, period)
previous = [standing(evidence, o.metric, commune, before(period), counted_like=o) for o in found]
series = [[standing(evidence, o.metric, commune, m, counted_like=o) for m in months] for o in found]
judged = {one.metric.name: one.judged_tally.metric for one in found}

summary.headline(found)
summary.workload(evidence, commune, period)
made_of = dict(
    zip(judged, provenance.found(evidence, tuple(judged.values()), commune, period), strict=True)
)
told = [provenance.in_words(uploads) for uploads in made_of.values()]
st.html(cards(found, previous, series, told, colours()))
due_tasks.section(commune)
if any(one.judged_tally.rate is not None for one in found):
    st.subheader("Kết quả so với chỉ tiêu", anchor=False)
    charts.show(
        charts.bullets(found, colours()), "bullets", "Tỷ lệ của từng chỉ số bên chỉ tiêu kế hoạch"
    )
summary.sources(evidence, commune, period)
st.subheader("Số này từ đâu?", anchor=provenance.ANCHOR)
chosen = filters.choose_metric(METRICS).name
provenance.section(evidence, judged[chosen], commune, period, made_of[chosen])
