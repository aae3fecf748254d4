"""So sánh: communes side by side for one period, each by its own plan."""

from __future__ import annotations

import streamlit as st

from metrics.analysis.demands import metrics_to_choose
from ui import address, filters, frame, rows_aside, session
from ui.comparison import computations, fair_comparison, ranking_section, standing_section
from ui.comparison.choices import choose_comparison

_SECTIONS = {"xep-hang": "Xếp hạng", "cong-bang": "So sánh công bằng"}

frame.begin_page("So sánh")
frame.stop_without_figures("So sánh")
choice = choose_comparison()
comparison = choice.comparison
rows_aside.show_rows_aside(
    computations.read_evidence(comparison), comparison.codes, comparison.period
)
standing_section.show_section(choice)

metric_place, section_place = st.columns([4, 6])
with section_place:
    section = address.choose_segment(
        "Xem", "phan", list(_SECTIONS), "xep-hang", lambda key: _SECTIONS[key]
    )
with metric_place:
    metric = filters.choose_metric(
        metrics_to_choose(session.plans(), comparison.codes, comparison.period.last),
        (*choice.address_keys, "sap"),
    )
if section == "xep-hang":
    ranking_section.show_section(choice, metric)
else:
    fair_comparison.show_section(choice, metric)
