"""What the comparison shows, kept once drawn: it changes with record, choice and theme alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from markupsafe import Markup

from metrics.analysis.decomposition import Part, parts_by_field
from metrics.analysis.fair_comparison import ComparedCommune, compare_communes
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.standings import Standing
from ui import session
from ui.comparison import ranking_words
from ui.comparison.commune_details import details_table
from ui.comparison.computations import (
    evidence_of_version,
    group_of_version,
    line_codes_of_version,
    metric_standings_of_version,
)
from ui.comparison.fair_table import fair_table, mix_table, table_explanation
from ui.comparison.funnel_chart import funnel_figure
from ui.comparison.group_standings import Comparison
from ui.comparison.ranking_plot import ranking_table
from ui.comparison.standing_table import standing_table
from ui.display import coverage_words, words
from ui.display.colours import Colours
from ui.kept import kept

PAGE_SIZE = 150  # lines of the table at once
_MOST_KEPT = 48  # of each drawing, a few hundred kilobytes for a province


@dataclass(frozen=True)
class Ranking:
    """Communes ranked by a metric; Markdown of what they come to, and what the marks mean."""

    table: Markup
    summary: str
    legend: str


@dataclass(frozen=True)
class FairComparison:
    """One metric's rates at a common mix, which is empty where no source tells fields."""

    communes: Sequence[ComparedCommune]
    table: Markup
    explanation: str
    mix: Mapping[str, Part]
    mix_table: Markup
    funnel: go.Figure


def draw_standings(
    comparison: Comparison, sort_key: str, query: str, page_number: int, colours: Colours
) -> Markup:
    """An HTML table of one page of the communes' standings, only those that fit `query`, if any.

    Where there is a query only the lines of communes whose names or codes fit it.
    """
    return session.at_current_version(
        lambda version: _standings_of_version(
            version, comparison, sort_key, query, page_number, colours
        )
    )


def draw_details(comparison: Comparison, commune_code: str, colours: Colours) -> Markup:
    """An HTML table of a compared commune's standings by every metric, beside the group's."""
    return session.at_current_version(
        lambda version: _details_of_version(version, comparison, commune_code, colours)
    )


def draw_ranking(comparison: Comparison, metric_name: str, colours: Colours) -> Ranking:
    """The communes ranked by a metric's rate: HTML table, summary and legend."""
    return session.at_current_version(
        lambda version: _ranking_of_version(version, comparison, metric_name, colours)
    )


def draw_fair_comparison(
    comparison: Comparison, metric_name: str, least_cases: int, colours: Colours
) -> FairComparison | None:
    """The communes' rates of a metric at a common mix; None where fewer than two have cases.

    None where fewer than two communes have cases.
    """
    return session.at_current_version(
        lambda version: _fair_comparison_of_version(
            version, comparison, metric_name, least_cases, colours
        )
    )


@kept(_MOST_KEPT)
def _standings_of_version(
    version: str,
    comparison: Comparison,
    sort_key: str,
    query: str,
    page_number: int,
    colours: Colours,
) -> Markup:
    """An HTML table of one page of the communes' standings, cached by the record's version."""
    group = group_of_version(version, comparison)
    first = (page_number - 1) * PAGE_SIZE
    codes = line_codes_of_version(version, comparison, sort_key, query)[first : first + PAGE_SIZE]
    return standing_table(group, codes, comparison.marked_code, sort_key, colours)


@kept(_MOST_KEPT)
def _details_of_version(
    version: str, comparison: Comparison, commune_code: str, colours: Colours
) -> Markup:
    """An HTML table of one commune's standings by every metric, cached by version."""
    group = group_of_version(version, comparison)
    return details_table(group.by_commune[commune_code], group.figures, colours)


@kept(_MOST_KEPT)
def _ranking_of_version(
    version: str, comparison: Comparison, metric_name: str, colours: Colours
) -> Ranking:
    """The communes ranked by a metric (table, summary, legend), cached by version."""
    of_metric = metric_standings_of_version(version, comparison, metric_name)
    standings, earlier_standings = of_metric.standings, of_metric.earlier_standings
    summary = ranking_words.summary(standings)
    if earlier_period := comparison.earlier_period:
        summary += " " + ranking_words.changes(standings, earlier_standings, earlier_period)
    return Ranking(
        ranking_table(standings, earlier_standings, comparison.marked_code, colours),
        summary,
        ranking_words.legend(comparison.earlier_period),
    )


@kept(_MOST_KEPT)
def _fair_comparison_of_version(
    version: str, comparison: Comparison, metric_name: str, least_cases: int, colours: Colours
) -> FairComparison | None:
    """The communes' rates at a common mix, cached by version; None for fewer than two."""
    evidence = evidence_of_version(version, comparison)
    standings_with_cases = [
        metric_standing
        for metric_standing in metric_standings_of_version(
            version, comparison, metric_name
        ).standings
        if metric_standing.tally.denominator
    ]
    if len(standings_with_cases) < 2:
        return None
    metric = METRICS_BY_NAME[metric_name]
    overall_rate, mix, compared_communes = compare_communes(
        {s.commune_code: _common_counts(s) for s in standings_with_cases},
        {
            s.commune_code: parts_by_field(
                evidence, s.tally.metric, s.commune_code, comparison.period
            )
            for s in standings_with_cases
        },
    )
    notes = {s.commune_code: _figure_notes(s) for s in standings_with_cases}
    return FairComparison(
        compared_communes,
        fair_table(compared_communes, notes, least_cases, metric.fewer_is_better, colours),
        f"Tính trên {words.variant(metric.denominator_variant)}. "
        + table_explanation(overall_rate, mix),
        mix,
        mix_table(mix, colours),
        funnel_figure(compared_communes, overall_rate, metric, colours),
    )


def _common_counts(metric_standing: Standing) -> tuple[int, int]:
    """(numerator, denominator) by the common denominator, 0 for what is not known."""
    return metric_standing.tally.numerator or 0, metric_standing.tally.denominator or 0


def _figure_notes(metric_standing: Standing) -> tuple[str, ...]:
    """Notes on a figure: how far it covers the period, its denominator if not the usual one."""
    metric = metric_standing.tally.metric
    is_usual = metric is metric_standing.metric
    variant = "" if is_usual else words.variant(metric.denominator_variant)
    return tuple(note for note in (coverage_words.coverage(metric_standing), variant) if note)
