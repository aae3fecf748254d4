"""What the comparison computes, kept once done: it changes with the record and the choice alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.periods import Period
from data.text import matching_texts
from metrics.analysis.nearest_communes import commune_profiles, nearest_communes
from metrics.catalogue.metrics import METRICS, METRICS_BY_NAME
from metrics.counting.tallies import Evidence
from metrics.standings import Standing, standing
from ui import session
from ui.comparison.group_standings import (
    Comparison,
    GroupStandings,
    NearGroup,
    group_standings,
    sorted_codes,
)
from ui.display import words
from ui.kept import kept

NEAR_COUNT = 10
_MOST_KEPT = 12  # of standings, some megabytes for a province
Codes = tuple[str, ...]


@dataclass(frozen=True)
class MetricStandings:
    """Every commune's standing by one metric, and by code those of the earlier period."""

    standings: Sequence[Standing]
    earlier_standings: Mapping[str, Standing]


def read_evidence(comparison: Comparison) -> Evidence:
    """All that the comparison is computed from, by the record as it is now."""
    return session.at_current_version(lambda version: evidence_of_version(version, comparison))


def read_group(comparison: Comparison) -> GroupStandings:
    """The standings of the compared communes, by the record as it is now."""
    return session.at_current_version(lambda version: group_of_version(version, comparison))


def read_line_codes(comparison: Comparison, sort_key: str, query: str) -> tuple[str, ...]:
    """The codes of the table's communes in order of `sort_key`, whose name or code fits `query`."""
    return session.at_current_version(
        lambda version: line_codes_of_version(version, comparison, sort_key, query)
    )


def read_metric_standings(comparison: Comparison, metric_name: str) -> MetricStandings:
    """The communes' standings by one metric in both periods, by the record as it is now."""
    return session.at_current_version(
        lambda version: metric_standings_of_version(version, comparison, metric_name)
    )


def read_near_communes(base_code: str, candidates: Codes, periods: tuple[Period, ...]) -> NearGroup:
    """The candidates most like the base commune over the first period, the nearest first."""
    return session.at_current_version(
        lambda version: _near_of_version(version, base_code, candidates, periods)
    )


@kept(_MOST_KEPT)
def evidence_of_version(version: str, comparison: Comparison) -> Evidence:
    """What the comparison is computed from, cached by the record's version and the comparison."""
    return session.evidence_of_version(version, comparison.source_codes, comparison.periods)


@kept(_MOST_KEPT)
def group_of_version(version: str, comparison: Comparison) -> GroupStandings:
    """The compared communes' standings by every metric, cached by the record's version."""
    evidence = evidence_of_version(version, comparison)
    return group_standings(evidence, comparison.codes, comparison.period)


@kept(_MOST_KEPT)
def line_codes_of_version(
    version: str, comparison: Comparison, sort_key: str, query: str
) -> tuple[str, ...]:
    """The codes of the table's communes in order, whose name or code fits `query`; cached."""
    codes = sorted_codes(group_of_version(version, comparison), sort_key)
    matches = matching_texts([f"{words.commune_name(code)} {code}" for code in codes], query)
    return tuple(code for code, fits in zip(codes, matches, strict=True) if fits)


@kept(_MOST_KEPT)
def _near_of_version(
    version: str, base_code: str, candidates: Codes, periods: tuple[Period, ...]
) -> NearGroup:
    """The candidates most like the base commune over the first period, cached by version."""
    evidence = session.evidence_of_version(version, candidates, periods)
    profiles = {p.code: p for p in commune_profiles(evidence, candidates, periods[0])}
    base = profiles.get(base_code)
    near_communes = nearest_communes(base, list(profiles.values()), NEAR_COUNT) if base else ()
    return NearGroup(base, near_communes)


@kept(_MOST_KEPT)
def metric_standings_of_version(
    version: str, comparison: Comparison, metric_name: str
) -> MetricStandings:
    """The communes' standings by one metric in both periods, cached by the record's version."""
    metric = METRICS_BY_NAME[metric_name]
    evidence = evidence_of_version(version, comparison)
    is_in_table = metric in METRICS  # there its standings are at hand
    by_commune = group_of_version(version, comparison).by_commune if is_in_table else {}

    def standings_in(period: Period) -> tuple[Standing, ...]:
        """The standings of the communes over one of the periods."""
        codes = by_commune if is_in_table else comparison.codes
        return tuple(standing(evidence, metric, code, period) for code in codes)

    current_standings = (
        tuple(its[METRICS.index(metric)] for its in by_commune.values())
        if is_in_table
        else standings_in(comparison.period)
    )
    earlier_period = comparison.earlier_period
    earlier_standings = standings_in(earlier_period) if earlier_period else ()
    return MetricStandings(current_standings, {s.commune_code: s for s in earlier_standings})
