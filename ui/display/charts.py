"""The pages' Plotly figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import plotly.graph_objects as go
import streamlit as st

from metrics.standings import Standing
from ui.display import words
from ui.display.colours import Colours

_CONFIG = {"displayModeBar": False, "locale": "vi"}


def show(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a figure with Vietnamese separators, without the tool bar."""
    figure.update_layout(
        separators=",.", margin={"l": 8, "r": 22, "t": 8, "b": 8}, hoverlabel={"align": "left"}
    )
    st.plotly_chart(figure, key=key, config=_CONFIG, alt=alt)


def bullets(found: Sequence[Standing], colours: Colours) -> go.Figure:
    """Every metric as a bar, its target as an upright mark on it."""
    known = [one for one in reversed(found) if one.judged_tally.rate is not None]
    labels = [_wrapped(one.metric.label) for one in known]
    figure = go.Figure()
    figure.add_bar(
        y=labels,
        x=[one.judged_tally.rate for one in known],
        orientation="h",
        width=0.55,
        marker={"color": [colours.of(one.status) for one in known], "cornerradius": 3},
        text=[f"{words.rate(one)} {words.status(one)[0]}" for one in known],
        textposition="inside",
        insidetextanchor="start",
        insidetextfont={"color": colours.paper},
        customdata=[_hover(one) for one in known],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    aimed = [one for one in known if one.target and one.target.value is not None]
    figure.add_scatter(
        y=[_wrapped(one.metric.label) for one in aimed],
        x=[float(one.target.value) for one in aimed if one.target and one.target.value],
        mode="markers",
        marker={"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": colours.text}},
        name="Chỉ tiêu của kế hoạch",
        hoverinfo="skip",
    )
    figure.update_xaxes(
        range=[0, 1.01],
        tickvals=[0, 0.2, 0.4, 0.6, 0.8, 1],
        tickformat=".0%",
        gridcolor=colours.grid,
        fixedrange=True,
    )
    figure.update_yaxes(fixedrange=True, ticklabelstandoff=6)
    figure.update_layout(
        height=70 + 44 * max(1, len(known)), legend={"orientation": "h", "y": 1.04, "x": 0}
    )
    return figure


def trend(series: Sequence[Standing], changes: Mapping[int, str], colours: Colours) -> go.Figure:
    """One metric by month: gaps stay open, the target steps where the plan's changes.

    `changes` says in words from which months on the figures come from elsewhere.
    """
    names = [_axis(one) for one in series]
    figure = go.Figure()
    figure.add_scatter(
        x=names,
        y=[_target(one) for one in series],
        mode="lines",
        line={"shape": "hvh", "dash": "dash", "width": 2, "color": colours.quiet},
        name="Chỉ tiêu",
        hoverinfo="skip",
        connectgaps=False,
    )
    figure.add_scatter(
        x=names,
        y=[one.judged_tally.rate for one in series],
        mode="lines+markers+text",
        line={"width": 2.5, "color": colours.line},
        marker={
            "size": 9,
            "symbol": [_symbol(one) for one in series],
            "color": [colours.of(one.status) for one in series],
        },
        text=_sparse_labels(series),
        textposition="top center",
        cliponaxis=False,
        name="Kết quả",
        customdata=[_hover_in_trend(one, changes.get(i)) for i, one in enumerate(series)],
        hovertemplate="%{customdata}<extra></extra>",
        connectgaps=False,
    )
    for index in changes:
        figure.add_vline(x=index - 0.5, line={"dash": "dot", "width": 1, "color": colours.quiet})
    _shade_gaps(figure, series, colours)
    figure.update_xaxes(type="category", showgrid=False, fixedrange=True)
    figure.update_yaxes(tickformat=".1~%", gridcolor=colours.grid, fixedrange=True, automargin=True)
    figure.update_layout(height=400, legend={"orientation": "h", "y": 1.12, "x": 0})
    return figure


def _target(one: Standing) -> float | None:
    return float(one.target.value) if one.target and one.target.value is not None else None


def _axis(one: Standing) -> str:
    year, month = one.period.name.split("-")
    return f"{month}/{year}"


def _symbol(one: Standing) -> str:
    """Hollow where only to date; a diamond where a form counted, otherwise than records do."""
    shape = "diamond" if one.uses_fallback else "circle"
    return f"{shape}-open" if one.judged_tally.provisional else shape


def _sparse_labels(series: Sequence[Standing]) -> list[str]:
    """The newest known month's figure alone: the others are in the table below."""
    known = [i for i, one in enumerate(series) if one.judged_tally.rate is not None]
    last = known[-1] if known else -1
    return [words.rate(o) if i == last else "" for i, o in enumerate(series)]


def _shade_gaps(figure: go.Figure, series: Sequence[Standing], colours: Colours) -> None:
    for index, one in enumerate(series):
        if one.judged_tally.coverage.state == "none":
            figure.add_vrect(
                x0=index - 0.5, x1=index + 0.5, fillcolor=colours.grid, opacity=0.5, line_width=0
            )


def _hover(one: Standing) -> str:
    """Everything about one figure, line by line."""
    tally = one.judged_tally
    symbol, status = words.status(one)
    lines = [
        f"<b>{words.commune(one.commune_code)}</b>, {words.short_period(one.period)}",
        f"{one.metric.label}: <b>{words.rate(one)}</b> {symbol} {status}",
    ]
    if tally.numerator is not None and tally.denominator is not None:
        lines.append(
            f"{words.number(tally.numerator)}/{words.number(tally.denominator)} "
            f"{words.variant(tally.metric.denominator_variant)}"
        )
    if one.target:
        lines.append(f"Chỉ tiêu: {words.target(one.target)}")
    lines += [text for text in (words.shortfall(one), words.coverage(one)) if text]
    return "<br>".join(lines)


def _hover_in_trend(one: Standing, change: str | None) -> str:
    """The same, and where the source changes what it changes to."""
    return _hover(one) + (f"<br>{escape(change[0].upper() + change[1:])}" if change else "")


def _wrapped(label: str, width: int = 26) -> str:
    """A label on lines of about `width` letters."""
    lines = [""]
    for word in label.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(line for line in lines if line)
