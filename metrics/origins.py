"""From a figure back to what made it: the uploads of each segment, and the dossiers one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

from data.periods import Period
from data.warehouse import Warehouse
from metrics.catalogue import Metric
from metrics.counts import Form
from metrics.coverage import Segment
from metrics.measures import MEASURES, cover, parts
from metrics.tallies import Evidence, Tally

Side = Literal["numerator", "denominator", "rest"]
_MEASURES = {measure.name: measure for measure in MEASURES}
_SIDES = {"numerator": "above", "denominator": "below", "rest": "below and not above"}


@dataclass(frozen=True)
class Origin:
    """What one upload gives to a figure over one segment of its period.

    `rows` are the dossiers that the upload's rows settle, or the lines of a form; `numerator` and
    `denominator` what they add to the figure's two counts.
    """

    first: date
    last: date
    upload_id: int
    is_list: bool
    rows: int
    numerator: int
    denominator: int


def origins(
    warehouse: Warehouse, evidence: Evidence, metric: Metric, commune_code: str, period: Period
) -> tuple[Origin, ...]:
    """By segment in the order of days, then by upload; none where the period is not covered."""
    tally = evidence.tally(metric, commune_code, period)
    return tuple(
        origin
        for segment in tally.coverage.segments
        for origin in _of_segment(warehouse, evidence, tally, commune_code, segment)
    )


def dossiers_behind(
    warehouse: Warehouse,
    evidence: Evidence,
    metric: Metric,
    commune_code: str,
    period: Period,
    side: Side = "denominator",
) -> pa.Table:
    """The dossiers that a figure counts by record, by day of receipt and code.

    `side` "rest" are those in the denominator alone. Columns: dossier_code, procedure, received_on,
    due_on, finished_on, upload_id, row. What forms count has no dossiers.
    """
    tally = evidence.tally(metric, commune_code, period)
    found = _found(evidence, tally, commune_code, tally.coverage.segments)
    return warehouse.read(
        f"""
        with found as ({found})
        select dossier_code, procedure, received_on, due_on, finished_on, upload_id, row
        from found where {_SIDES[side]} order by received_on, dossier_code
        """,
        _values(evidence, tally, commune_code),
    )


def _of_segment(
    warehouse: Warehouse, evidence: Evidence, tally: Tally, commune_code: str, segment: Segment
) -> Iterable[Origin]:
    days = segment.first, segment.last
    if segment.upload_id is not None:
        form = evidence.holdings.forms[commune_code, segment.upload_id]
        yield Origin(*days, segment.upload_id, False, *_of_form(evidence, tally, form))
        return
    query = f"""
        with found as ({_found(evidence, tally, commune_code, [segment])})
        select upload_id, count(*) as rows, count(*) filter (where above) as numerator,
            count(*) filter (where below) as denominator
        from found where above or below group by upload_id order by upload_id
    """
    values = _values(evidence, tally, commune_code)
    for row in warehouse.read(query, values).to_pylist():
        yield Origin(
            *days, row["upload_id"], True, row["rows"], row["numerator"], row["denominator"]
        )


def _of_form(evidence: Evidence, tally: Tally, form: Form) -> tuple[int, int, int]:
    """Lines, numerator and denominator."""
    fields = evidence.scopes[tally.metric.scope] if tally.metric.scope else None
    lines = [part for part in form.parts if fields is None or part in fields]
    known = frozenset(name for counts in form.parts.values() for name in counts)

    def total(names: tuple[str, ...]) -> int:
        return form.total(cover(names, known) or names, fields) or 0

    return len(lines), total(tally.metric.numerator), total(tally.metric.denominator)


def _found(evidence: Evidence, tally: Tally, commune_code: str, segments: Sequence[Segment]) -> str:
    """SQL: the commune's dossiers, and whether each counts above and below the line."""
    by_record = [segment for segment in segments if segment.upload_id is None]
    scope = "and coalesce(field, '') in (select unnest($fields))" if tally.metric.scope else ""
    return f"""
        select *, {_counted(tally.metric.numerator, by_record)} as above,
            {_counted(tally.metric.denominator, by_record)} as below
        from dossiers where counted and commune_code = $commune {scope}
    """


def _counted(names: Sequence[str], segments: Sequence[Segment]) -> str:
    """The measures' own conditions, each on its own day, within any of the segments."""
    plain = [one for name in names for one in ([name] if name in _MEASURES else parts(name))]
    ways = [
        f"({measure.where}) and {measure.dated_by} between date '{s.first}' and date '{s.last}'"
        for measure in map(_MEASURES.__getitem__, sorted(plain))
        for s in segments
    ]
    return " or ".join(f"coalesce({way}, false)" for way in ways) or "false"


def _values(evidence: Evidence, tally: Tally, commune_code: str) -> dict[str, object]:
    values: dict[str, object] = {"commune": commune_code}
    if tally.metric.scope:
        values["fields"] = sorted(evidence.scopes[tally.metric.scope])
    return values
