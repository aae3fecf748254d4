"""The forecast's fan: the year's rate month by month, and between which bounds it may end."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
from markupsafe import Markup

from metrics.forecasting.forecast import Band
from metrics.forecasting.year_outlook import Course, Step
from ui.causes.year_target_words import beside_year_target
from ui.display.colours import Colours
from ui.display.markup import join, tag


def fan(
    steps: Sequence[Step], bands: Sequence[Band], course: Course, colours: Colours
) -> go.Figure:
    """The year's rate month by month as far as known, the target, and what the year may end at.

    `bands` belong to the last of the months; `course` has the target that the year is held against.
    """
    names = [f"T{int(step.month.name[5:])}" for step in steps]
    figure = go.Figure()
    if bands:
        first_coming = len(steps) - len(bands)
        with_rate = [i for i in range(first_coming) if steps[i].year_rate is not None]
        places = [*with_rate[-1:], *range(first_coming, len(steps))]
        _add_band(figure, names, steps, places, bands, course, colours)
    _add_rates(figure, names, steps, course, colours)
    if course.bound is not None:
        figure.add_scatter(
            x=names,
            y=[float(course.bound)] * len(names),
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


def _add_rates(
    figure: go.Figure,
    names: Sequence[str],
    steps: Sequence[Step],
    course: Course,
    colours: Colours,
) -> None:
    """Each month's own rate as a ring, the year's up to it as a line."""
    figure.add_scatter(
        x=names,
        y=[step.month_rate for step in steps],
        mode="markers",
        marker={"size": 7, "color": colours.quiet, "symbol": "circle-open"},
        name="Riêng từng tháng",
        customdata=[beside_year_target(step.month_rate, course) for step in steps],
        hovertemplate=Markup("%{x}, riêng tháng: %{customdata}<extra></extra>"),
    )
    figure.add_scatter(
        x=names,
        y=[step.year_rate for step in steps],
        mode="lines+markers",
        line={"width": 2.5, "color": colours.line},
        marker={"size": 8},
        name="Cộng dồn từ đầu năm",
        customdata=[beside_year_target(step.year_rate, course) for step in steps],
        hovertemplate=Markup("Đến hết %{x}: <b>%{customdata}</b><extra></extra>"),
    )


def _add_band(
    figure: go.Figure,
    names: Sequence[str],
    steps: Sequence[Step],
    places: Sequence[int],
    bands: Sequence[Band],
    course: Course,
    colours: Colours,
) -> None:
    """Both bands as grounds from the last known rate on, and their middle as a dotted line.

    `places` are the indexes of the months drawn: the last known one, if any, and the bands'.
    """
    known_places = places[: len(places) - len(bands)]
    before = [steps[place].year_rate for place in known_places]
    x = [names[place] for place in places]
    outer = [(rate, rate) for rate in before] + [band.outer for band in bands]
    inner = [(rate, rate) for rate in before] + [band.inner for band in bands]
    for title, ends, opacity in (("Dự báo, dải 95%", outer, 0.14), ("Dải 80%", inner, 0.28)):
        figure.add_scatter(
            x=[*x, *reversed(x)],
            y=[*(low for low, _ in ends), *(high for _, high in reversed(ends))],
            fill="toself",
            fillcolor=_transparent(colours.line, opacity),
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
        customdata=[""] * len(before) + [_band_hover(band, course) for band in bands],
        hovertemplate=Markup("Đến hết %{x}: %{customdata}<extra></extra>"),
        name="Dự báo ở giữa",
        showlegend=False,
    )


def _band_hover(band: Band, course: Course) -> Markup:
    """ "86,10%, 80%: 84,20%–88,00%"."""
    shares = (band.middle, *band.inner)
    middle, low, high = (beside_year_target(share, course) for share in shares)
    return join((tag("b", middle), f", 80%: {low}–{high}"))


def _transparent(colour: str, opacity: float) -> str:
    """A hex colour at an opacity from 0 to 1, as Plotly takes it: "rgba(11,97,112,0.14)"."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
