"""Where the cases are missing, as Plotly figures: a waterfall of fields, a Pareto of procedures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from textwrap import wrap

import plotly.graph_objects as go
from markupsafe import Markup

from metrics.analysis.decomposition import Contribution
from metrics.standings import Standing
from ui.causes.gap_words import gap_label, gap_verb, missing_count_text
from ui.display import words
from ui.display.charts import HOVER
from ui.display.colours import Colours
from ui.display.markup import join_lines, tag


def waterfall_figure(
    standing: Standing, fields: Sequence[Contribution], total_label: str, colours: Colours
) -> go.Figure:
    """A waterfall chart of each field's missing cases, then their sum as `total_label`.

    Fields that lack none and have none to spare are left out.
    """
    bar_fields = [field for field in fields if field.missing_cases]
    labels = [*(_wrapped_name(field, 24) for field in bar_fields), tag("b", total_label)]
    missing_total = sum(field.missing_cases for field in bar_fields)
    running_totals = [0, *accumulate(field.missing_cases for field in bar_fields)]
    figure = go.Figure(
        go.Waterfall(
            orientation="h",
            y=list(range(len(labels))),  # not the labels: two long ones may be cut to the same
            x=[*(field.missing_cases for field in bar_fields), missing_total],
            measure=["relative"] * len(bar_fields) + ["total"],
            text=[
                *(words.signed_number(field.missing_cases) for field in bar_fields),
                tag("b", missing_count_text(missing_total, standing)),
            ],
            textposition="outside",
            cliponaxis=False,
            increasing={"marker": {"color": colours.missed}},
            decreasing={"marker": {"color": colours.met}},
            totals={"marker": {"color": colours.quiet}},
            connector={"line": {"color": colours.quiet, "width": 1}},
            customdata=[*(_hover_text(standing, field) for field in bar_fields), ""],
            hovertemplate=HOVER,
            showlegend=False,
        )
    )
    figure.update_xaxes(
        range=_axis_range(min(running_totals), max(running_totals)),
        tickformat=",d",
        gridcolor=colours.grid,
        zeroline=True,
        zerolinecolor=colours.quiet,
        fixedrange=True,
    )
    _label_rows(figure, labels)
    figure.update_layout(height=60 + 40 * len(labels))
    return figure


def _axis_range(lowest: int, highest: int) -> list[float]:
    """The axis' two ends in cases, with room for the figures beside the bars, on a phone too."""
    length = max(1, highest - lowest)
    left_room = 0.45 * length if lowest < 0 else 0
    right_room = 0.18 * length if highest > 0 else 0
    return [lowest - left_room, highest + right_room]


def pareto_figure(
    standing: Standing, procedures: Sequence[Contribution], colours: Colours
) -> go.Figure:
    """A chart of the cases that each procedure lacks, with their running share of the gap.

    All of them lack cases; the largest gap comes first.
    """
    row_positions = list(range(len(procedures)))
    missing_counts = [procedure.missing_cases for procedure in procedures]
    running_shares = [so_far / sum(missing_counts) for so_far in accumulate(missing_counts)]
    figure = go.Figure()
    figure.add_bar(
        y=row_positions,
        x=missing_counts,
        orientation="h",
        width=0.6,
        marker={"color": colours.missed, "cornerradius": 3},
        text=list(map(words.number, missing_counts)),
        textposition="outside",
        cliponaxis=False,
        customdata=[_hover_text(standing, procedure) for procedure in procedures],
        hovertemplate=HOVER,
        name=gap_label(standing),
    )
    figure.add_scatter(
        y=row_positions,
        x=running_shares,
        xaxis="x2",
        mode="lines+markers",
        line={"color": colours.line, "width": 2},
        marker={"size": 7},
        customdata=[words.percent(share, 0) for share in running_shares],
        hovertemplate=Markup("Cộng dồn: %{customdata}<extra></extra>"),
        name="Cộng dồn",
    )
    _label_rows(figure, [_wrapped_name(procedure, 30) for procedure in procedures])
    _add_two_scales(figure, max(missing_counts), colours)
    figure.update_layout(
        height=110 + 44 * len(procedures),
        legend={"orientation": "h", "y": -0.12, "x": 0, "yanchor": "top"},
    )
    return figure


def _add_two_scales(figure: go.Figure, most_missing: int, colours: Colours) -> None:
    """Give the figure an axis of cases below and one of their running share above.

    `most_missing` are the cases of that bar.
    """
    figure.update_layout(
        xaxis={
            "range": [0, 1.18 * most_missing],
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


def _label_rows(figure: go.Figure, labels: Sequence[str]) -> None:
    """Write the labels beside the figure's rows, the first row on top."""
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=labels,
        autorange="reversed",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        ticklabelstandoff=6,
    )


def _hover_text(standing: Standing, contribution: Contribution) -> Markup:
    """A hover text: the part's whole name, rate and counts, and the cases it lacks or can spare."""
    part, missing_count = contribution.part, contribution.missing_cases
    counts = f"{words.number(part.numerator)}/{words.number(part.denominator)}"
    missing_words = f"{gap_verb(standing)} {words.number(missing_count)}"
    gap_words = missing_words if missing_count > 0 else missing_count_text(missing_count, standing)
    name = tag("b", _wrapped_name(contribution, 40))
    return join_lines(
        (name, f"{words.share_text_beside_standing(part.rate, standing)} ({counts}): {gap_words}")
    )


def _wrapped_name(contribution: Contribution, width: int) -> Markup:
    """The part's name on lines of at most `width` letters; what is beyond three is cut."""
    return join_lines(wrap(contribution.part.name, width, max_lines=3, placeholder=" …"))
