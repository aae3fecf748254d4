"""The Plotly figures of Vì sao chưa đạt: waterfall, Pareto and the forecast's fan."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import accumulate
from textwrap import wrap

import plotly.graph_objects as go

from metrics.analysis.decomposition import Contribution
from metrics.forecasting.forecast import Band
from metrics.forecasting.year_outlook import Step
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


def fan(steps: Sequence[Step], bands: Sequence[Band], target: float, colours: Colours) -> go.Figure:
    """The year's rate month by month as far as known, the target, and what the year may end at.

    `bands` belong to the last of the months.
    """
    names = [f"T{int(step.month.name[5:])}" for step in steps]
    known = [i for i, step in enumerate(steps) if step.year_rate is not None]
    coming = list(range(len(steps) - len(bands), len(steps)))
    figure = go.Figure()
    if bands:
        start = [i for i in known if i < coming[0]][-1:]
        _add_band(figure, names, steps, [*start, *coming], bands, colours)
    _add_known(figure, names, steps, colours)
    figure.add_scatter(
        x=names,
        y=[target] * len(names),
        mode="lines",
        line={"dash": "dash", "width": 2, "color": colours.missed},
        name="Chỉ tiêu",
        hoverinfo="skip",
    )
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=names,
        showgrid=False,
        fixedrange=True,
        tickangle=0,
    )
    figure.update_yaxes(tickformat=".1~%", gridcolor=colours.grid, fixedrange=True, automargin=True)
    figure.update_layout(
        height=400, legend={"orientation": "h", "y": -0.1, "x": 0, "yanchor": "top"}
    )
    return figure


def _add_known(
    figure: go.Figure, names: Sequence[str], steps: Sequence[Step], colours: Colours
) -> None:
    """Each known month's own rate as a ring, the year's so far as a line."""
    figure.add_scatter(
        x=names,
        y=[step.month_rate for step in steps],
        mode="markers",
        marker={"size": 7, "color": colours.quiet, "symbol": "circle-open"},
        name="Riêng từng tháng",
        customdata=[words.percent(step.month_rate) for step in steps],
        hovertemplate="%{x}, riêng tháng: %{customdata}<extra></extra>",
    )
    figure.add_scatter(
        x=names,
        y=[step.year_rate for step in steps],
        mode="lines+markers",
        line={"width": 2.5, "color": colours.line},
        marker={"size": 8},
        name="Cộng dồn từ đầu năm",
        customdata=[words.percent(step.year_rate) for step in steps],
        hovertemplate="Đến hết %{x}: <b>%{customdata}</b><extra></extra>",
    )


def _add_band(
    figure: go.Figure,
    names: Sequence[str],
    steps: Sequence[Step],
    places: Sequence[int],
    bands: Sequence[Band],
    colours: Colours,
) -> None:
    """Both bands as grounds from the last known rate on, and their middle as a dotted line."""
    before = [steps[i].year_rate for i in places[: len(places) - len(bands)]]
    x = [names[i] for i in places]
    outer = [(rate, rate) for rate in before] + [band.outer for band in bands]
    inner = [(rate, rate) for rate in before] + [band.inner for band in bands]
    for title, ends, opacity in (("Dự báo, dải 95%", outer, 0.14), ("Dải 80%", inner, 0.28)):
        figure.add_scatter(
            x=[*x, *reversed(x)],
            y=[*(low for low, _ in ends), *(high for _, high in reversed(ends))],
            fill="toself",
            fillcolor=_clear(colours.line, opacity),
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
            name=title,
        )
    figure.add_scatter(
        x=x,
        y=[*before, *(band.middle for band in bands)],
        mode="lines+markers",
        line={"dash": "dot", "width": 2, "color": colours.line},
        marker={"size": [0] * len(before) + [6] * len(bands)},
        customdata=[""] * len(before) + [_band_words(band) for band in bands],
        hovertemplate="Đến hết %{x}: %{customdata}<extra></extra>",
        name="Dự báo ở giữa",
        showlegend=False,
    )


def _band_words(band: Band) -> str:
    low, high = band.inner
    return f"<b>{words.percent(band.middle)}</b>, 80%: {words.percent(low)}–{words.percent(high)}"


def _clear(colour: str, opacity: float) -> str:
    """A hex colour with an opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


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
