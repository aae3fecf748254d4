"""The pages' Plotly figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from metrics.standings import Standing
from ui.display import coverage_words, words
from ui.display.colours import Colours
from ui.display.markup import join, join_lines, tag
from ui.display.sparkline import target_value

# Plotly puts a point's customdata, which is made as Markup, into this.
HOVER = Markup("%{customdata}<extra></extra>")
_CONFIG = {"displayModeBar": False, "locale": "vi"}


def show_figure(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a finished figure, without the tool bar; `alt` is read aloud."""
    st.plotly_chart(figure, key=key, config=_CONFIG, alt=alt)


def finish_figure(figure: go.Figure) -> go.Figure:
    """Give a figure Vietnamese separators and our margins, in place, and give it back."""
    top_margin = figure.layout.margin.t or 8
    figure.update_layout(
        separators=",.",
        margin={"l": 8, "r": 22, "t": top_margin, "b": 8},
        hoverlabel={"align": "left"},
    )
    return figure


def trend_figure(
    series: Sequence[Standing], source_changes: Mapping[int, str], colours: Colours
) -> go.Figure:
    """A chart of a metric's months, target in steps, a line at each index in `source_changes`.

    `source_changes` says where figures begin to come from elsewhere: index → "từ đây theo …".
    """
    month_names = [_month_name(standing) for standing in series]
    figure = go.Figure()
    figure.add_scatter(
        x=month_names,
        y=[target_value(standing) for standing in series],
        mode="lines",
        line={"shape": "hvh", "dash": "dash", "width": 2, "color": colours.quiet},
        name="Chỉ tiêu",
        hoverinfo="skip",
        connectgaps=False,
    )
    figure.add_scatter(
        x=month_names,
        y=[standing.judged_tally.rate for standing in series],
        mode="lines+markers+text",
        line={"width": 2.5, "color": colours.line},
        marker={
            "size": 9,
            "symbol": [_marker_symbol(standing) for standing in series],
            "color": [colours.status_colour(standing.status) for standing in series],
        },
        text=_newest_rate_labels(series),
        textposition="top center",
        cliponaxis=False,
        name="Kết quả",
        customdata=[
            _hover_text(standing, source_changes.get(index, ""))
            for index, standing in enumerate(series)
        ],
        hovertemplate=HOVER,
        connectgaps=False,
    )
    for index in source_changes:
        figure.add_vline(x=index - 0.5, line={"dash": "dot", "width": 1, "color": colours.quiet})
    _shade_missing_months(figure, series, colours)
    figure.update_xaxes(type="category", showgrid=False, fixedrange=True)
    figure.update_yaxes(tickformat=".1~%", gridcolor=colours.grid, fixedrange=True, automargin=True)
    figure.update_layout(height=400, legend={"orientation": "h", "y": 1.12, "x": 0})
    return finish_figure(figure)


def _month_name(standing: Standing) -> str:
    """The standing's month as "03/2026"; its period must be a month."""
    year, month = standing.period.name.split("-")
    return f"{month}/{year}"


def _marker_symbol(standing: Standing) -> str:
    """Plotly's symbol for a figure: hollow if provisional, a diamond if by a form, not records."""
    shape = "diamond" if standing.uses_fallback else "circle"
    return f"{shape}-open" if standing.judged_tally.is_provisional else shape


def _newest_rate_labels(series: Sequence[Standing]) -> list[str]:
    """One label for each month: the rate for the newest month that has one, "" for the others."""
    rate_indexes = [
        index for index, standing in enumerate(series) if standing.judged_tally.rate is not None
    ]
    newest_index = rate_indexes[-1] if rate_indexes else None
    return [
        words.rate(standing) if index == newest_index else ""
        for index, standing in enumerate(series)
    ]


def _shade_missing_months(figure: go.Figure, series: Sequence[Standing], colours: Colours) -> None:
    """Add a grey ground to the figure behind each month without any figures."""
    for index, standing in enumerate(series):
        if standing.judged_tally.coverage.state == "none":
            figure.add_vrect(
                x0=index - 0.5, x1=index + 0.5, fillcolor=colours.grid, opacity=0.5, line_width=0
            )


def _hover_text(standing: Standing, source_change: str = "") -> Markup:
    """All about one figure as lines of HTML; `source_change` ends them where its source changed."""
    commune = tag("b", words.commune_name(standing.commune_code))
    rate = tag("b", words.rate(standing))
    symbol, status = words.status(standing)
    text_lines = (
        join((commune, f", {words.short_period(standing.period)}")),
        join((f"{standing.metric.label}: ", rate, f" {symbol} {status}")),
        words.counts(standing.judged_tally),
        f"Chỉ tiêu: {words.target_words(standing.target)}" if standing.target else "",
        words.shortfall(standing),
        coverage_words.coverage(standing),
        source_change[:1].upper() + source_change[1:],
    )
    return join_lines(text for text in text_lines if text)
