"""The funnel chart: rates by number of cases, between the limits of chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import plotly.graph_objects as go
from markupsafe import Markup

from metrics.analysis.fair_comparison import ComparedCommune, Limits, Verdict, limits_curve
from metrics.catalogue.metrics import Metric
from ui.display import words
from ui.display.charts import HOVER
from ui.display.colours import Colours
from ui.display.markup import join_lines, tag

_MOST_NAMES = 12  # of more communes only those outside the limits are named in the chart
VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    "within": ("○", "trong khoảng ngẫu nhiên"),
    "above_95": ("▲", "cao hơn mức chung (ngoài 95%)"),
    "below_95": ("▼", "thấp hơn mức chung (ngoài 95%)"),
    "above_998": ("▲▲", "cao hơn hẳn mức chung (ngoài 99,8%)"),
    "below_998": ("▼▼", "thấp hơn hẳn mức chung (ngoài 99,8%)"),
}


def verdict_colour(verdict: Verdict, colours: Colours) -> str:
    """The colour of a mark; a symbol and words say the same."""
    if verdict == "within":
        return colours.quiet
    return colours.met if verdict.startswith("above") else colours.missed


def funnel(
    communes: Sequence[ComparedCommune], overall: Fraction, metric: Metric, colours: Colours
) -> go.Figure:
    """Rates by number of cases, between the limits within which chance alone leaves them.

    `overall` is the rate of all communes together, around which the limits lie.
    """
    bounds = limits_curve(overall, communes)
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
    _add_communes(figure, communes, bounds, colours)
    figure.update_xaxes(
        title={"text": f"Mẫu số ({words.variant(metric.denominator_variant)})"},
        tickformat=",d",
        showgrid=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=_height_with_room(communes, bounds),
        tickformat=".1~%",
        gridcolor=colours.grid,
        fixedrange=True,
        automargin=True,
    )
    below = {"orientation": "h", "y": -0.2, "x": 0, "yanchor": "top"}
    figure.update_layout(height=460, legend=below)
    return figure


def _add_communes(
    figure: go.Figure,
    communes: Sequence[ComparedCommune],
    bounds: Sequence[Limits],
    colours: Colours,
) -> None:
    """A mark for each commune, and its name where there is room."""
    figure.add_scatter(
        x=[commune.denominator for commune in communes],
        y=[commune.rate for commune in communes],
        mode="markers+text",
        marker={
            "size": 10,
            "color": [verdict_colour(commune.verdict, colours) for commune in communes],
        },
        text=[_label(commune, len(communes)) for commune in communes],
        textposition=[_label_position(commune, bounds) for commune in communes],
        textfont={"color": colours.text},
        cliponaxis=False,
        customdata=[_hover(commune) for commune in communes],
        hovertemplate=HOVER,
        showlegend=False,
    )


def _height_with_room(communes: Sequence[ComparedCommune], bounds: Sequence[Limits]) -> list[float]:
    """From under the lowest mark or line to over the highest, with room for a name."""
    rates = [commune.rate for commune in communes]
    low = min(*rates, *(limits.outer[0] / limits.cases for limits in bounds))
    high = max(*rates, *(limits.outer[1] / limits.cases for limits in bounds))
    room = 0.08 * max(high - low, 0.01)
    return [low - room, high + 1.5 * room]


def _label_position(commune: ComparedCommune, bounds: Sequence[Limits]) -> str:
    """Where a name has room: towards the middle of the chart."""
    first, last = bounds[0].cases, bounds[-1].cases
    place = (commune.denominator - first) / max(1, last - first)
    return "top right" if place < 0.35 else "top left" if place > 0.65 else "top center"


def _add_limits(figure: go.Figure, bounds: Sequence[Limits], colours: Colours) -> None:
    """Both limits as lines; the lower and the upper of one kind share a legend."""
    x = [limits.cases for limits in bounds]
    kinds = (
        ("Giới hạn 95%", "dash", [limits.inner for limits in bounds]),
        ("Giới hạn 99,8%", "dot", [limits.outer for limits in bounds]),
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


def _label(commune: ComparedCommune, communes: int) -> str:
    """The commune's name; of many `communes` only of those outside the limits."""
    has_room = communes <= _MOST_NAMES
    return words.commune_name(commune.code) if has_room or commune.verdict != "within" else ""


def _hover(commune: ComparedCommune) -> Markup:
    counts = f"{words.number(commune.numerator)}/{words.number(commune.denominator)}"
    rate = f"{words.percent(commune.rate)} ({counts})"
    return join_lines(
        (tag("b", words.commune_name(commune.code)), rate, VERDICTS[commune.verdict][1])
    )
