"""What the page Diễn biến shows, drawn once for a version of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from markupsafe import Markup

from data.periods import Period, last_months
from metrics.catalogue.metrics import METRICS, Metric
from metrics.counting.tallies import Evidence
from metrics.standings import standing
from ui import period_filter, session
from ui.display import charts, small_multiples, source_names, tables
from ui.display.colours import Colours
from ui.kept import kept

_MONTHS = 16


@dataclass(frozen=True)
class DrawnTrend:
    """A commune's months: the chosen metric's chart, legend and table, and all metrics' lines.

    `judged_metric` is the definition that the newest month was counted by.
    """

    evidence: Evidence
    months: Sequence[Period]
    judged_metric: Metric
    figure: go.Figure
    legend: str
    table: Markup
    all_metrics: Markup


def draw_trend(commune: str, period: Period, metric: Metric, colours: Colours) -> DrawnTrend:
    """A commune's sixteen months up to the period: chart, legend, table, all metrics' lines."""
    return session.at_current_version(
        lambda version: _trend_of_version(version, commune, period, metric, colours)
    )


def _trend_key(
    version: str, commune: str, period: Period, metric: Metric, colours: Colours
) -> tuple[object, ...]:
    """The key by which a drawn trend is kept: version, commune, period, metric, colours."""
    return version, commune, period, metric.name, colours


@kept(128, _trend_key)
def _trend_of_version(
    version: str, commune: str, period: Period, metric: Metric, colours: Colours
) -> DrawnTrend:
    """A commune's sixteen months up to the period, drawn; kept by the record's version."""
    evidence = session.evidence_of_version(version, (commune,), last_months(period, _MONTHS))
    months = period_filter.months_since_first_figures(
        evidence, commune, last_months(period, _MONTHS)
    )
    shown_metrics = METRICS if metric in METRICS else (*METRICS, metric)
    newest_standings = {m: standing(evidence, m, commune, months[-1]) for m in shown_metrics}
    series = {
        m.name: [standing(evidence, m, commune, month, reference_standing=last) for month in months]
        for m, last in newest_standings.items()
    }
    metric_series = series[metric.name]
    changes = source_names.source_changes(evidence.holdings, metric_series)
    return DrawnTrend(
        evidence=evidence,
        months=months,
        judged_metric=newest_standings[metric].judged_tally.metric,
        figure=charts.trend_figure(metric_series, changes, colours),
        legend=tables.trend_legend(metric_series, changes),
        table=tables.months_table(metric_series, colours),
        all_metrics=small_multiples.small_multiples(list(series.values()), colours),
    )
