"""Tổng quan: one commune, one period: the month judged, what is to do, each metric's card."""

from __future__ import annotations

import streamlit as st

from metrics.forecasting.stakes import furthest_standing
from ui import filters, frame, provenance, rows_aside
from ui.display import markup
from ui.display.colours import colours
from ui.last_visit import last_visit
from ui.overview import shown_metrics, summary
from ui.overview.board import board_of, drawn_cards
from ui.overview.today import items_of_today
from ui.setup import first_steps
from ui.uploads import storing_report

frame.begin_page("Tổng quan")
if storing_report.is_storing():
    storing_report.follow_storing()
first_steps.stop_on_first_visit()
commune, period = filters.choose_commune_and_period()
first_steps.say_missing_figures(commune)

board = board_of(commune, period)
summary.show_month(board, items_of_today(board, last_visit()))
summary.show_plan_invitation(commune)
rows_aside.show_rows_aside(board.evidence, [commune], period)
markup.show_html(drawn_cards(board, colours()))
summary.show_sources(board.evidence, commune, period)
st.header("Số này từ đâu?", anchor=provenance.ANCHOR)
furthest = furthest_standing(board.shown.demanded)
chosen_metric = filters.choose_metric(
    shown_metrics.origin_metrics(board.evidence, commune, period, board.shown.with_cards),
    initial_name=furthest.metric.name if furthest else "",
)
provenance.show_origins(
    board.evidence,
    board.judged_metrics.get(chosen_metric.name, chosen_metric),
    commune,
    period,
    board.origins.get(chosen_metric.name),
)
