"""The funnel chart: rates by number of cases, between the limits of chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import plotly.graph_objects as go

from metrics.analysis.fair_comparison import ComparedCommune, Limits, Verdict, limits_curve
from metrics.catalogue.metrics import Metric
from ui.display import words
from ui.display.colours import Colours

_NAMED = 12  # of more communes only those outside the limits are named in the chart
TOLD: Mapping[Verdict, tuple[str, str]] = {
    "within": ("○", "trong khoảng ngẫu nhiên"),
    "above_95": ("▲", "cao hơn mức chung (ngoài 95%)"),
    "below_95": ("▼", "thấp hơn mức chung (ngoài 95%)"),
    "above_998": ("▲▲", "cao hơn hẳn mức chung (ngoài 99,8%)"),
    "below_998": ("▼▼", "thấp hơn hẳn mức chung (ngoài 99,8%)"),
}


def colour(told: Verdict, colours: Colours) -> str:
    if told == "within":
        return colours.quiet
    return colours.met if told.startswith("above") else colours.missed


def funnel(
    found: Sequence[ComparedCommune], overall: Fraction, metric: Metric, colours: Colours
) -> go.Figure:
    """Rates by number of cases, between the limits within which chance alone leaves them."""
    bounds = limits_curve(overall, found)
    figure = go.Figure()
    _add_limits(figure, bounds, colours)
    figure.add_scatter(
        x=[bounds[0].cases, bounds[-1].cases],
        y=[float(overall)] * 2,
        mode="lines",
        line={"color": colours.quiet, "width": 1.5},
        name="Mức chung",
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[one.denominator for one in found],
        y=[one.rate for one in found],
        mode="markers+text",
        marker={"size": 10, "color": [colour(one.verdict, colours) for one in found]},
        text=[_label(one, len(found)) for one in found],
        textposition=[_beside(one, bounds) for one in found],
        textfont={"color": colours.text},
        cliponaxis=False,
        customdata=[_hover(one) for one in found],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    figure.update_xaxes(
        title={"text": f"Mẫu số ({words.variant(metric.denominator_variant)})"},
        tickformat=",d",
        showgrid=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=_heights(found, bounds),
        tickformat=".1~%",
        gridcolor=colours.grid,
        fixedrange=True,
        automargin=True,
    )
    below = {"orientation": "h", "y": -0.2, "x": 0, "yanchor": "top"}
    figure.update_layout(height=460, legend=below)
    return figure


def _heights(found: Sequence[ComparedCommune], bounds: Sequence[Limits]) -> list[float]:
    """From under the lowest mark or line to over the highest, with room for a name."""
    low = min(*(one.rate for one in found), *(one.outer[0] / one.cases for one in bounds))
    high = max(*(one.rate for one in found), *(one.outer[1] / one.cases for one in bounds))
    room = 0.08 * max(high - low, 0.01)
    return [low - room, high + 1.5 * room]


def _beside(one: ComparedCommune, bounds: Sequence[Limits]) -> str:
    """Where a name has room: towards the middle of the chart."""
    first, last = bounds[0].cases, bounds[-1].cases
    place = (one.denominator - first) / max(1, last - first)
    return "top right" if place < 0.35 else "top left" if place > 0.65 else "top center"


def _add_limits(figure: go.Figure, bounds: Sequence[Limits], colours: Colours) -> None:
    """Both limits as lines; the lower and the upper of one kind share a legend."""
    x = [one.cases for one in bounds]
    kinds = (
        ("Giới hạn 95%", "dash", [one.inner for one in bounds]),
        ("Giới hạn 99,8%", "dot", [one.outer for one in bounds]),
    )
    for title, dash, ends in kinds:
        for side in (0, 1):
            figure.add_scatter(
                x=x,
                y=[pair[side] / cases for pair, cases in zip(ends, x, strict=True)],
                mode="lines",
                line={"dash": dash, "width": 1.5, "color": colours.line},
                name=title,
                legendgroup=title,
                showlegend=side == 0,
                hoverinfo="skip",
            )


def _label(one: ComparedCommune, shown: int) -> str:
    return words.commune(one.code) if shown <= _NAMED or one.verdict != "within" else ""


def _hover(one: ComparedCommune) -> str:
    counts = f"{words.number(one.numerator)}/{words.number(one.denominator)}"
    return (
        f"<b>{words.commune(one.code)}</b><br>{words.percent(one.rate)} ({counts})<br>"
        f"{TOLD[one.verdict][1]}"
    )
