"""What the comparison computes, kept once done: it changes with the record and the choice alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.periods import Period
from metrics.analysis.nearest_communes import NearCommune, commune_profiles, nearest_communes
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.tallies import Evidence
from metrics.standings import Standing, standing
from ui import session
from ui.comparison.group_standings import Comparison, GroupStandings, group_standings

NEAR_COUNT = 10
_MOST_KEPT = 12  # of standings, some megabytes for a province
HASHES: dict[str | type[Any], Callable[[Any], Any]] = {
    Comparison: lambda comparison: comparison.digest
}
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


def read_metric_standings(comparison: Comparison, metric_name: str) -> MetricStandings:
    """The communes' standings by one metric in both periods, by the record as it is now."""
    return session.at_current_version(
        lambda version: metric_standings_of_version(version, comparison, metric_name)
    )


def read_near_communes(
    base_code: str, candidates: Codes, periods: tuple[Period, ...]
) -> tuple[NearCommune, ...]:
    """The communes most like one over the first period, among candidates that it is one of."""
    return session.at_current_version(
        lambda version: _near_of_version(version, base_code, candidates, periods)
    )


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False, hash_funcs=HASHES)
def evidence_of_version(version: str, comparison: Comparison) -> Evidence:
    """The evidence of a version; kept by the comparison, whose codes may be thousands."""
    return session.evidence_of_version(version, comparison.source_codes, comparison.periods)


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False, hash_funcs=HASHES)
def group_of_version(version: str, comparison: Comparison) -> GroupStandings:
    """The compared communes' standings by every metric, computed once for a version."""
    evidence = evidence_of_version(version, comparison)
    return group_standings(evidence, comparison.codes, comparison.period)


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _near_of_version(
    version: str, base_code: str, candidates: Codes, periods: tuple[Period, ...]
) -> tuple[NearCommune, ...]:
    """The communes most like one, found once for a version."""
    evidence = session.evidence_of_version(version, candidates, periods)
    profiles = {p.code: p for p in commune_profiles(evidence, candidates, periods[0])}
    if base_code not in profiles:
        return ()
    return nearest_communes(profiles[base_code], list(profiles.values()), NEAR_COUNT)


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False, hash_funcs=HASHES)
def metric_standings_of_version(
    version: str, comparison: Comparison, metric_name: str
) -> MetricStandings:
    """The communes' standings by one metric in both periods, computed once for a version."""
    evidence = evidence_of_version(version, comparison)
    by_period = [
        tuple(
            standing(evidence, METRICS_BY_NAME[metric_name], code, period)
            for code in comparison.codes
        )
        for period in comparison.periods
    ]
    earlier_standings = by_period[1] if len(by_period) > 1 else ()
    return MetricStandings(by_period[0], {s.commune_code: s for s in earlier_standings})
