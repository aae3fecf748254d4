"""The forecast's fan: the year's rate month by month, and between which bounds it may end."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
from markupsafe import Markup

from metrics.forecasting.forecast import Band
from metrics.forecasting.year_outlook import Course, Step
from ui.causes.year_target_words import year_rate_text
from ui.display.charts import finish_figure
from ui.display.colours import Colours
from ui.display.markup import join, tag


def fan_figure(
    steps: Sequence[Step], bands: Sequence[Band], course: Course, colours: Colours
) -> go.Figure:
    """A chart of the year's rate by month as far as known, the target, and the forecast bands.

    `bands` belong to the last of the months; `course` has the target that the year is held against.
    """
    month_labels = [f"T{int(step.month.name[5:])}" for step in steps]
    figure = go.Figure()
    if bands:
        first_coming_index = len(steps) - len(bands)
        rate_indexes = [i for i in range(first_coming_index) if steps[i].year_rate is not None]
        month_indexes = [*rate_indexes[-1:], *range(first_coming_index, len(steps))]
        _add_bands(figure, month_labels, steps, month_indexes, bands, course, colours)
    _add_rates(figure, month_labels, steps, course, colours)
    if course.bound is not None:
        figure.add_scatter(
            x=month_labels,
            y=[float(course.bound)] * len(month_labels),
            mode="lines",
            line={"dash": "dash", "width": 2, "color": colours.missed},
            name="Chỉ tiêu",
            hoverinfo="skip",
        )
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=month_labels,
        showgrid=False,
        fixedrange=True,
        tickangle=0,
    )
    figure.update_yaxes(tickformat=".1~%", gridcolor=colours.grid, fixedrange=True, automargin=True)
    figure.update_layout(
        height=400, legend={"orientation": "h", "y": -0.1, "x": 0, "yanchor": "top"}
    )
    return finish_figure(figure)


def _add_rates(
    figure: go.Figure,
    month_labels: Sequence[str],
    steps: Sequence[Step],
    course: Course,
    colours: Colours,
) -> None:
    """Add each month's own rate to the figure as a ring, the year's rate up to it as a line."""
    figure.add_scatter(
        x=month_labels,
        y=[step.month_rate for step in steps],
        mode="markers",
        marker={"size": 7, "color": colours.quiet, "symbol": "circle-open"},
        name="Riêng từng tháng",
        customdata=[year_rate_text(step.month_rate, course) for step in steps],
        hovertemplate=Markup("%{x}, riêng tháng: %{customdata}<extra></extra>"),
    )
    figure.add_scatter(
        x=month_labels,
        y=[step.year_rate for step in steps],
        mode="lines+markers",
        line={"width": 2.5, "color": colours.line},
        marker={"size": 8},
        name="Cộng dồn từ đầu năm",
        customdata=[year_rate_text(step.year_rate, course) for step in steps],
        hovertemplate=Markup("Đến hết %{x}: <b>%{customdata}</b><extra></extra>"),
    )


def _add_bands(
    figure: go.Figure,
    month_labels: Sequence[str],
    steps: Sequence[Step],
    month_indexes: Sequence[int],
    bands: Sequence[Band],
    course: Course,
    colours: Colours,
) -> None:
    """Add both forecast bands and their middle to the figure, over the months at `month_indexes`.

    `month_indexes` are the months to draw: the last with a known rate, if any, and the bands'.
    """
    known_indexes = month_indexes[: len(month_indexes) - len(bands)]
    known_rates = [steps[index].year_rate for index in known_indexes]
    labels = [month_labels[index] for index in month_indexes]
    outer_ends = [(rate, rate) for rate in known_rates] + [band.outer for band in bands]
    inner_ends = [(rate, rate) for rate in known_rates] + [band.inner for band in bands]
    for title, ends, opacity in (
        ("Dự báo, dải 95%", outer_ends, 0.14),
        ("Dải 80%", inner_ends, 0.28),
    ):
        figure.add_scatter(
            x=[*labels, *reversed(labels)],
            y=[*(low for low, _ in ends), *(high for _, high in reversed(ends))],
            fill="toself",
            fillcolor=_rgba_colour(colours.line, opacity),
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
            name=title,
        )
    figure.add_scatter(
        x=labels,
        y=[*known_rates, *(band.middle for band in bands)],
        mode="lines+markers",
        line={"dash": "dot", "width": 2, "color": colours.line},
        marker={"size": [0] * len(known_rates) + [6] * len(bands)},
        customdata=[""] * len(known_rates) + [_band_hover_text(band, course) for band in bands],
        hovertemplate=Markup("Đến hết %{x}: %{customdata}<extra></extra>"),
        name="Dự báo ở giữa",
        showlegend=False,
    )


def _band_hover_text(band: Band, course: Course) -> Markup:
    """A band's middle and inner ends as a hover text: "86,10%, 80%: 84,20%–88,00%"."""
    shares = (band.middle, *band.inner)
    middle, low, high = (year_rate_text(share, course) for share in shares)
    return join((tag("b", middle), f", 80%: {low}–{high}"))


def _rgba_colour(colour: str, opacity: float) -> str:
    """A colour "#0B6170" at an opacity from 0 to 1, as Plotly takes it: "rgba(11,97,112,0.14)"."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
