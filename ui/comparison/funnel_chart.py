"""The funnel chart: rates by number of cases, between the limits of chance."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import plotly.graph_objects as go
from markupsafe import Markup

from metrics.analysis.fair_comparison import ComparedCommune, Limits, limits_curve
from metrics.catalogue.metrics import Metric
from ui.comparison.verdict_marks import VERDICTS, verdict_colour
from ui.display import words
from ui.display.charts import HOVER, finish_figure
from ui.display.colours import Colours
from ui.display.markup import join_lines, tag

_MOST_NAMES = 12  # of more communes only those outside the limits are named in the chart


def funnel_figure(
    communes: Sequence[ComparedCommune], overall_rate: Fraction, metric: Metric, colours: Colours
) -> go.Figure:
    """A chart of the communes' rates by number of cases, between the limits of mere chance.

    `overall_rate` is the rate of all communes together, around which the limits lie.
    """
    curve = limits_curve(overall_rate, communes)
    figure = go.Figure()
    _add_limits(figure, curve, colours)
    figure.add_scatter(
        x=[curve[0].cases, curve[-1].cases],
        y=[float(overall_rate)] * 2,
        mode="lines",
        line={"color": colours.quiet, "width": 1.5},
        name="Mức chung",
        hoverinfo="skip",
    )
    _add_communes(figure, communes, curve, metric.fewer_is_better, colours)
    figure.update_xaxes(
        title={"text": f"Mẫu số ({words.variant(metric.denominator_variant)})"},
        tickformat=",d",
        showgrid=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=_rate_range(communes, curve),
        tickformat=".1~%",
        gridcolor=colours.grid,
        fixedrange=True,
        automargin=True,
    )
    legend_below = {"orientation": "h", "y": -0.2, "x": 0, "yanchor": "top"}
    figure.update_layout(height=460, legend=legend_below)
    return finish_figure(figure)


def _add_communes(
    figure: go.Figure,
    communes: Sequence[ComparedCommune],
    curve: Sequence[Limits],
    fewer_is_better: bool,
    colours: Colours,
) -> None:
    """Add a mark for each commune to the figure, coloured by verdict, named where there is room."""
    figure.add_scatter(
        x=[commune.denominator for commune in communes],
        y=[commune.rate for commune in communes],
        mode="markers+text",
        marker={
            "size": 10,
            "color": [
                verdict_colour(commune.verdict, fewer_is_better, colours) for commune in communes
            ],
        },
        text=[_commune_label(commune, len(communes)) for commune in communes],
        textposition=[_label_position(commune, curve) for commune in communes],
        textfont={"color": colours.text},
        cliponaxis=False,
        customdata=[_hover_text(commune) for commune in communes],
        hovertemplate=HOVER,
        showlegend=False,
    )


def _rate_range(communes: Sequence[ComparedCommune], curve: Sequence[Limits]) -> list[float]:
    """The rate axis' two ends (shares), beyond the lowest and highest mark or limit."""
    rates = [commune.rate for commune in communes]
    lowest_rate = min(*rates, *(limits.outer[0] / limits.cases for limits in curve))
    highest_rate = max(*rates, *(limits.outer[1] / limits.cases for limits in curve))
    room = 0.08 * max(highest_rate - lowest_rate, 0.01)
    return [lowest_rate - room, highest_rate + 1.5 * room]


def _label_position(commune: ComparedCommune, curve: Sequence[Limits]) -> str:
    """Plotly's text position of a commune's name: above its mark, towards the chart's middle."""
    fewest_cases, most_cases = curve[0].cases, curve[-1].cases
    place = (commune.denominator - fewest_cases) / max(1, most_cases - fewest_cases)
    return "top right" if place < 0.35 else "top left" if place > 0.65 else "top center"


def _add_limits(figure: go.Figure, curve: Sequence[Limits], colours: Colours) -> None:
    """Add the curves of both limits of chance to the figure, lower and upper under one legend."""
    case_counts = [limits.cases for limits in curve]
    kinds = (
        ("Giới hạn 95%", "dash", [limits.inner for limits in curve]),
        ("Giới hạn 99,8%", "dot", [limits.outer for limits in curve]),
    )
    for title, dash, ends in kinds:
        for side in (0, 1):
            figure.add_scatter(
                x=case_counts,
                y=[pair[side] / cases for pair, cases in zip(ends, case_counts, strict=True)],
                mode="lines",
                line={"dash": dash, "width": 1.5, "color": colours.line},
                name=title,
                legendgroup=title,
                showlegend=side == 0,
                hoverinfo="skip",
            )


def _commune_label(commune: ComparedCommune, commune_count: int) -> str:
    """The name at a commune's mark; "" for one within the limits where more than 12 are drawn."""
    has_room = commune_count <= _MOST_NAMES
    return words.commune_name(commune.code) if has_room or commune.verdict != "within" else ""


def _hover_text(commune: ComparedCommune) -> Markup:
    """A commune's name, its rate and counts, and the verdict on it, line by line."""
    counts = f"{words.number(commune.numerator)}/{words.number(commune.denominator)}"
    rate = f"{words.percent(commune.rate)} ({counts})"
    return join_lines(
        (tag("b", words.commune_name(commune.code)), rate, VERDICTS[commune.verdict][1])
    )
