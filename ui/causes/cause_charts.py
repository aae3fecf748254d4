"""The Plotly figures of Vì sao chưa đạt: waterfall and Pareto."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import accumulate
from textwrap import wrap

import plotly.graph_objects as go

from metrics.analysis.decomposition import Contribution
from ui.causes.gap import signed
from ui.display import words
from ui.display.colours import Colours


def waterfall(found: Sequence[Contribution], total: str, colours: Colours) -> go.Figure:
    """Each field's cases, one after the other, down to the gap; fields without any are left out."""
    found = [one for one in found if one.missing]
    labels = [*(_lines(one.part.name, 24) for one in found), f"<b>{total}</b>"]
    places = list(range(len(labels)))  # two long names may be cut to the same
    missing = sum(one.missing for one in found)
    figure = go.Figure(
        go.Waterfall(
            orientation="h",
            y=places,
            x=[*(one.missing for one in found), missing],
            measure=["relative"] * len(found) + ["total"],
            text=[*(_plus(one.missing) for one in found), f"<b>{signed(missing)}</b>"],
            textposition="outside",
            cliponaxis=False,
            increasing={"marker": {"color": colours.missed}},
            decreasing={"marker": {"color": colours.met}},
            totals={"marker": {"color": colours.quiet}},
            connector={"line": {"color": colours.quiet, "width": 1}},
            customdata=[*(_hover(one) for one in found), ""],
            hovertemplate="%{customdata}<extra></extra>",
            showlegend=False,
        )
    )
    running = [0, *accumulate(one.missing for one in found)]
    room = max(1, max(running) - min(running))  # for the figures beside the bars, on a phone too
    figure.update_xaxes(
        range=[
            min(running) - (0.45 * room if min(running) < 0 else 0),
            max(running) + (0.18 * room if max(running) > 0 else 0),
        ],
        tickformat=",d",
        gridcolor=colours.grid,
        zeroline=True,
        zerolinecolor=colours.quiet,
        fixedrange=True,
    )
    _name_rows(figure, labels)
    figure.update_layout(height=60 + 40 * len(labels))
    return figure


def pareto(found: Sequence[Contribution], colours: Colours) -> go.Figure:
    """Procedures by the cases that they lack, and the share that they make up together.

    `found` holds only parts that lack cases, the largest first.
    """
    places = list(range(len(found)))
    whole = sum(one.missing for one in found)
    shares = [reached / whole for reached in accumulate(one.missing for one in found)]
    figure = go.Figure()
    figure.add_bar(
        y=places,
        x=[one.missing for one in found],
        orientation="h",
        width=0.6,
        marker={"color": colours.missed, "cornerradius": 3},
        text=[words.number(one.missing) for one in found],
        textposition="outside",
        cliponaxis=False,
        customdata=[_hover(one) for one in found],
        hovertemplate="%{customdata}<extra></extra>",
        name="Còn thiếu",
    )
    figure.add_scatter(
        y=places,
        x=shares,
        xaxis="x2",
        mode="lines+markers",
        line={"color": colours.line, "width": 2},
        marker={"size": 7},
        customdata=[words.percent(share, 0) for share in shares],
        hovertemplate="Cộng dồn: %{customdata}<extra></extra>",
        name="Cộng dồn",
    )
    _name_rows(figure, [_lines(one.part.name, 30) for one in found])
    _add_two_scales(figure, max(one.missing for one in found), colours)
    figure.update_layout(
        height=110 + 44 * len(found),
        legend={"orientation": "h", "y": -0.12, "x": 0, "yanchor": "top"},
    )
    return figure


def _add_two_scales(figure: go.Figure, most: int, colours: Colours) -> None:
    """Cases below, their share above; both with room for a figure beside the longest bar."""
    figure.update_layout(
        xaxis={
            "range": [0, 1.18 * most],
            "tickformat": ",d",
            "showgrid": False,
            "fixedrange": True,
        },
        xaxis2={
            "overlaying": "x",
            "side": "top",
            "range": [0, 1.18],
            "tickvals": [0, 0.5, 1],
            "tickformat": ".1~%",
            "gridcolor": colours.grid,
            "fixedrange": True,
        },
    )


def _name_rows(figure: go.Figure, labels: Sequence[str]) -> None:
    """The names beside the rows, the first on top."""
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=labels,
        autorange="reversed",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        ticklabelstandoff=6,
    )


def _hover(one: Contribution) -> str:
    part = one.part
    rate = None if part.rate is None else float(part.rate)
    counts = f"{words.number(part.numerator)}/{words.number(part.denominator)}"
    lack = f"thiếu {words.number(one.missing)}" if one.missing > 0 else signed(one.missing)
    return f"<b>{_lines(part.name, 40)}</b><br>{words.percent(rate)} ({counts}): {lack}"


def _plus(missing: int) -> str:
    if missing > 0:
        return f"+{words.number(missing)}"
    return f"−{words.number(-missing)}" if missing else "0"


def _lines(label: str, width: int) -> str:
    """A label on lines of about `width` letters, three at most; plotly reads markup in it."""
    return "<br>".join(map(escape, wrap(label, width, max_lines=3, placeholder=" …")))
