"""Tổng quan: one commune, one period, every metric beside the plan's target."""

from __future__ import annotations

import streamlit as st

from data.periods import Period, last_months, previous_period
from metrics.standings import Standing, standing
from ui import filters, frame, provenance, rows_aside, session
from ui.display import charts, markup
from ui.display.colours import colours
from ui.overview import due_tasks, shown_metrics, summary
from ui.overview.cards import CardContent, metric_cards
from ui.setup import first_steps

frame.begin_page("Tổng quan")
first_steps.stop_on_first_visit()
commune, period = filters.choose_commune_and_period()
first_steps.say_missing_figures(commune)

months = last_months(period, 12)
evidence = session.evidence([commune], [period, previous_period(period), *months])
shown = shown_metrics.shown_standings(evidence, commune, period)
judged_metrics = {judged.metric.name: judged.judged_tally.metric for judged in shown.with_cards}
origins = provenance.figure_origins(evidence, tuple(judged_metrics.values()), commune, period)
origins_by_name = dict(zip(judged_metrics, origins, strict=True))


def card_content(judged: Standing) -> CardContent:
    """What the card of a standing is drawn from: the period before, its months, its uploads."""

    def standing_of(other_period: Period) -> Standing:
        """The same metric's standing over another period, held against the same reference."""
        return standing(evidence, judged.metric, commune, other_period, reference_standing=judged)

    return CardContent(
        judged,
        standing_of(previous_period(period)),
        [standing_of(month) for month in months],
        provenance.origin_lines(origins_by_name[judged.metric.name]),
    )


summary.show_headline(shown.demanded)
summary.show_plan_invitation(commune)
summary.show_workload(evidence, commune, period)
rows_aside.show_rows_aside(evidence, [commune], period)
cards, other_cards = (list(map(card_content, group)) for group in (shown.cards, shown.others))
markup.show_html(metric_cards(cards, colours(), other_cards, shown.awaited))
due_tasks.show_section(commune)
if any(judged.target and judged.judged_tally.rate is not None for judged in shown.cards):
    st.subheader("Kết quả so với chỉ tiêu", anchor=False)
    figure = charts.bullet_figure(shown.cards, colours())
    charts.show_figure(figure, "bullets", "Tỷ lệ của từng chỉ số bên cạnh chỉ tiêu kế hoạch")
summary.show_sources(evidence, commune, period)
st.subheader("Số này từ đâu?", anchor=provenance.ANCHOR)
chosen_metric = filters.choose_metric(
    shown_metrics.origin_metrics(evidence, commune, period, shown.with_cards)
)
provenance.show_origins(
    evidence,
    judged_metrics.get(chosen_metric.name, chosen_metric),
    commune,
    period,
    origins_by_name.get(chosen_metric.name),
)
