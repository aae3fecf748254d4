"""Which field makes most of a missed target's gap, from the counts that were read anyway."""

from __future__ import annotations

from metrics.analysis.decomposition import Contribution, contributions, parts_by_field
from metrics.counting.tallies import Evidence
from metrics.counting.verdicts import exact_rate
from metrics.standings import Standing


def largest_cause(evidence: Evidence, standing: Standing) -> Contribution | None:
    """The field with most missing cases of a missed target (ceiling: most too many); else None.

    None where the target is not missed by whole cases, where the sources do not tell fields, and
    where there is one field alone, or another that lacks as many. No query: fields are in the
    evidence.
    """
    target, tally = standing.target, standing.judged_tally
    if standing.status != "missed" or not standing.shortfall or target is None:
        return None
    parts = parts_by_field(evidence, tally.metric, standing.commune_code, standing.period)
    if len(parts) < 2:
        return None
    most, second, *_ = contributions(target, parts, exact_rate(standing.base_tally))
    return most if most.missing_cases > second.missing_cases else None
