"""What the comparison shows, kept once drawn: it changes with record, choice and theme alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from data.periods import Period
from metrics.analysis.decomposition import parts_by_field
from metrics.analysis.fair_comparison import compare_communes
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.tallies import Evidence
from metrics.standings import Standing, standing, standings
from ui import session
from ui.comparison import side_by_side
from ui.comparison.fair_table import fair_table, mix_table, table_explanation
from ui.comparison.funnel_chart import funnel_figure
from ui.display import tables, words
from ui.display.colours import Colours

_MOST_KEPT = 48  # of each drawing, a few hundred kilobytes for a province
Codes = tuple[str, ...]


@dataclass(frozen=True)
class SideBySide:
    """Every commune's standings as a table and as colours."""

    table: Markup
    heat_map: Markup


@dataclass(frozen=True)
class FairComparison:
    """One metric's rates at a common mix; `mix` is None where no source tells fields."""

    table: Markup
    explanation: str
    mix: Markup | None
    funnel: go.Figure


def draw_side_by_side(communes: Codes, period: Period, colours: Colours) -> SideBySide:
    """The communes' standings over the period as table and heat map, by the record as it is now."""
    return session.at_current_version(
        lambda version: _side_by_side_of_version(version, communes, period, colours)
    )


def draw_ranking(communes: Codes, period: Period, metric_name: str, colours: Colours) -> Markup:
    """An HTML table of the communes ranked by a metric, by the record as it is now."""
    return session.at_current_version(
        lambda version: _ranking_of_version(version, communes, period, metric_name, colours)
    )


def draw_fair_comparison(
    communes: Codes, period: Period, metric_name: str, least_cases: int, colours: Colours
) -> FairComparison | None:
    """The communes' rates of a metric at a common mix, by the record as it is now.

    None where fewer than two communes have cases.
    """
    return session.at_current_version(
        lambda version: _fair_comparison_of_version(
            version, communes, period, metric_name, least_cases, colours
        )
    )


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _side_by_side_of_version(
    version: str, communes: Codes, period: Period, colours: Colours
) -> SideBySide:
    """The table and heat map of the communes' standings, drawn once for a version."""
    evidence = session.evidence_of_version(version, communes, (period,))
    standings_by_commune = [standings(evidence, commune, period) for commune in communes]
    return SideBySide(
        side_by_side.comparison_table(standings_by_commune, colours),
        side_by_side.heat_map(standings_by_commune, colours),
    )


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _ranking_of_version(
    version: str, communes: Codes, period: Period, metric_name: str, colours: Colours
) -> Markup:
    """An HTML table of the communes ranked by a metric, drawn once for a version."""
    evidence = session.evidence_of_version(version, communes, (period,))
    return tables.ranking_table(_metric_standings(evidence, communes, period, metric_name), colours)


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _fair_comparison_of_version(
    version: str,
    communes: Codes,
    period: Period,
    metric_name: str,
    least_cases: int,
    colours: Colours,
) -> FairComparison | None:
    """The fair comparison by a metric, made once for a version; None below two communes."""
    evidence = session.evidence_of_version(version, communes, (period,))
    standings_with_cases = [
        metric_standing
        for metric_standing in _metric_standings(evidence, communes, period, metric_name)
        if metric_standing.tally.denominator
    ]
    if len(standings_with_cases) < 2:
        return None
    metric = METRICS_BY_NAME[metric_name]
    overall_rate, mix, compared_communes = compare_communes(
        {s.commune_code: _common_counts(s) for s in standings_with_cases},
        {
            s.commune_code: parts_by_field(evidence, s.tally.metric, s.commune_code, period)
            for s in standings_with_cases
        },
    )
    notes = {s.commune_code: _figure_notes(s) for s in standings_with_cases}
    return FairComparison(
        fair_table(compared_communes, notes, least_cases, metric.fewer_is_better, colours),
        table_explanation(overall_rate, mix),
        mix_table(mix, colours) if mix else None,
        funnel_figure(compared_communes, overall_rate, metric, colours),
    )


def _metric_standings(
    evidence: Evidence, communes: Codes, period: Period, metric_name: str
) -> Sequence[Standing]:
    """The communes' standings by one metric over the period, in the order of the codes."""
    metric = METRICS_BY_NAME[metric_name]
    return [standing(evidence, metric, commune, period) for commune in communes]


def _common_counts(metric_standing: Standing) -> tuple[int, int]:
    """(numerator, denominator) by the common denominator, 0 for what is not known."""
    return metric_standing.tally.numerator or 0, metric_standing.tally.denominator or 0


def _figure_notes(metric_standing: Standing) -> tuple[str, ...]:
    """Notes on a figure: how far it carries, its denominator where not the metric's usual one."""
    metric = metric_standing.tally.metric
    is_usual = metric is metric_standing.metric
    variant = "" if is_usual else words.variant(metric.denominator_variant)
    return tuple(note for note in (words.coverage(metric_standing), variant) if note)
