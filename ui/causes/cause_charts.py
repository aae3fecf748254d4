"""Where the cases are missing, as Plotly figures: a waterfall of fields, a Pareto of procedures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from textwrap import wrap

import plotly.graph_objects as go
from markupsafe import Markup

from metrics.analysis.decomposition import Contribution
from metrics.standings import Standing
from ui.causes.gap_words import in_total, lack, missing_text
from ui.display import words
from ui.display.charts import HOVER
from ui.display.colours import Colours
from ui.display.markup import join_lines, tag


def waterfall(
    standing: Standing, fields: Sequence[Contribution], total: str, colours: Colours
) -> go.Figure:
    """Each field's missing cases, one after the other, down to their sum under the name `total`.

    Fields that lack none and have none to spare are left out.
    """
    bars = [field for field in fields if field.missing]
    labels = [*(_label(field, 24) for field in bars), tag("b", total)]
    missing = sum(field.missing for field in bars)
    running = [0, *accumulate(field.missing for field in bars)]
    figure = go.Figure(
        go.Waterfall(
            orientation="h",
            y=list(range(len(labels))),  # not the labels: two long ones may be cut to the same
            x=[*(field.missing for field in bars), missing],
            measure=["relative"] * len(bars) + ["total"],
            text=[
                *(words.signed_number(field.missing) for field in bars),
                tag("b", missing_text(missing, standing)),
            ],
            textposition="outside",
            cliponaxis=False,
            increasing={"marker": {"color": colours.missed}},
            decreasing={"marker": {"color": colours.met}},
            totals={"marker": {"color": colours.quiet}},
            connector={"line": {"color": colours.quiet, "width": 1}},
            customdata=[*(_hover(standing, field) for field in bars), ""],
            hovertemplate=HOVER,
            showlegend=False,
        )
    )
    figure.update_xaxes(
        range=_width_with_room(min(running), max(running)),
        tickformat=",d",
        gridcolor=colours.grid,
        zeroline=True,
        zerolinecolor=colours.quiet,
        fixedrange=True,
    )
    _name_rows(figure, labels)
    figure.update_layout(height=60 + 40 * len(labels))
    return figure


def _width_with_room(lowest: int, highest: int) -> list[float]:
    """The axis' two ends, with room for the figures beside the bars, on a phone too."""
    length = max(1, highest - lowest)
    left = 0.45 * length if lowest < 0 else 0
    right = 0.18 * length if highest > 0 else 0
    return [lowest - left, highest + right]


def pareto(standing: Standing, procedures: Sequence[Contribution], colours: Colours) -> go.Figure:
    """Procedures by the cases that they lack, and the share that they make up together.

    All of them lack cases; the largest gap comes first.
    """
    places = list(range(len(procedures)))
    missing = [procedure.missing for procedure in procedures]
    shares = [so_far / sum(missing) for so_far in accumulate(missing)]
    figure = go.Figure()
    figure.add_bar(
        y=places,
        x=missing,
        orientation="h",
        width=0.6,
        marker={"color": colours.missed, "cornerradius": 3},
        text=list(map(words.number, missing)),
        textposition="outside",
        cliponaxis=False,
        customdata=[_hover(standing, procedure) for procedure in procedures],
        hovertemplate=HOVER,
        name=in_total(standing),
    )
    figure.add_scatter(
        y=places,
        x=shares,
        xaxis="x2",
        mode="lines+markers",
        line={"color": colours.line, "width": 2},
        marker={"size": 7},
        customdata=[words.percent(share, 0) for share in shares],
        hovertemplate=Markup("Cộng dồn: %{customdata}<extra></extra>"),
        name="Cộng dồn",
    )
    _name_rows(figure, [_label(procedure, 30) for procedure in procedures])
    _add_two_scales(figure, max(missing), colours)
    figure.update_layout(
        height=110 + 44 * len(procedures),
        legend={"orientation": "h", "y": -0.12, "x": 0, "yanchor": "top"},
    )
    return figure


def _add_two_scales(figure: go.Figure, most: int, colours: Colours) -> None:
    """Cases below, their share above; both with room for a figure beside the longest bar.

    `most` are the cases of that bar.
    """
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


def _hover(standing: Standing, contribution: Contribution) -> Markup:
    """The part's whole name, its rate and counts, and what it lacks."""
    part, missing = contribution.part, contribution.missing
    counts = f"{words.number(part.numerator)}/{words.number(part.denominator)}"
    by_target = f"{lack(standing)} {words.number(missing)}"
    lacking = by_target if missing > 0 else missing_text(missing, standing)
    name = tag("b", _label(contribution, 40))
    return join_lines((name, f"{words.beside_target(part.rate, standing)} ({counts}): {lacking}"))


def _label(contribution: Contribution, width: int) -> Markup:
    """The part's name on lines of at most `width` letters, three at most."""
    return join_lines(wrap(contribution.part.name, width, max_lines=3, placeholder=" …"))
