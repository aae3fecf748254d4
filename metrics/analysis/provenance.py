"""From a figure back to its sources: the uploads of each segment, and the single dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

from data.cache.warehouse import Figures
from data.periods import Period
from metrics.analysis.counted_dossiers import dossiers_sql, sql_parameters
from metrics.catalogue.metric import Metric
from metrics.counting.coverage import Segment
from metrics.counting.forms import Form
from metrics.counting.stocks import names_by_segment
from metrics.counting.sums import counts_making
from metrics.counting.tallies import Evidence, Tally

Side = Literal["numerator", "denominator", "rest"]
_SIDES = {"numerator": "above > 0", "denominator": "below > 0", "rest": "below > above"}


PartColumn = Literal["field", "procedure", "channel"]


@dataclass(frozen=True)
class DossierPart:
    """The dossiers of which a column holds one of these names; "" stands for a blank."""

    column: PartColumn
    names: tuple[str, ...]


@dataclass(frozen=True)
class Origin:
    """What one upload gives to a figure over one segment of its period.

    `rows` counts the dossiers whose state the upload's rows decide, or the lines of a form;
    `numerator` and `denominator` are what they add to the figure's two counts. `documents` are
    those that typed counts rest on.
    """

    first: date
    last: date
    upload_id: int
    is_list: bool
    rows: int
    numerator: int
    denominator: int
    documents: tuple[str, ...] = ()


def origins(
    warehouse: Figures,
    evidence: Evidence,
    metrics: Sequence[Metric],
    commune_code: str,
    period: Period,
) -> tuple[tuple[Origin, ...], ...]:
    """For each metric, the uploads that its figure stands on, by day and then by upload.

    One query for all metrics. Empty for a metric whose period is not covered, or that is counted
    from the page of tasks, which no upload made.
    """
    tallies = [evidence.tally(metric, commune_code, period) for metric in metrics]
    record_segments = [
        (tally, segment)
        for tally in tallies
        for segment in tally.coverage.segments
        if segment.is_by_dossiers
    ]
    list_origins = iter(_list_origins(warehouse, evidence, commune_code, record_segments))

    def origins_in(tally: Tally, segment: Segment) -> list[Origin]:
        """The uploads that one segment of a tally is counted from; none where tasks are counted."""
        if segment.of_tasks:
            return []
        if segment.is_by_dossiers:
            return next(list_origins)
        return [_form_origin(evidence, tally, commune_code, segment)]

    return tuple(
        tuple(origin for s in tally.coverage.segments for origin in origins_in(tally, s))
        for tally in tallies
    )


def dossiers_behind(
    warehouse: Figures,
    evidence: Evidence,
    metric: Metric,
    commune_code: str,
    period: Period,
    side: Side = "denominator",
    part: DossierPart | None = None,
) -> pa.Table:
    """Dossiers that lists count on a side of a metric's figure, of `part` if given, by receipt.

    `side` "rest" are those in the denominator alone. Columns: dossier_code, procedure, received_on,
    due_on, finished_on, upload_id, row. What forms count has no dossiers.
    """
    tally = evidence.tally(metric, commune_code, period)
    dossiers = dossiers_sql(evidence, tally, commune_code, tally.coverage.segments)
    in_part, part_names = "", {}
    if part:
        in_part = f"and coalesce({part.column}, '') in (select unnest($part_names))"
        part_names = {"part_names": list(part.names)}
    return warehouse.read(
        f"""
        with behind as ({dossiers})
        select dossier_code, procedure, received_on, due_on, finished_on, upload_id, row
        from behind where {_SIDES[side]} {in_part} order by received_on, dossier_code
        """,
        sql_parameters(evidence, tally, commune_code) | part_names,
    )


def counts_by_procedure(
    warehouse: Figures, evidence: Evidence, metric: Metric, commune_code: str, period: Period
) -> tuple[tuple[str, str, int, int], ...]:
    """Rows (procedure, channel, numerator, denominator) of what lists count in a figure.

    `metric` is the definition that was judged. Forms know no procedures: what they count is
    missing here. The procedure is "" where the lists do not say it.
    """
    tally = evidence.tally(metric, commune_code, period)
    query = f"""
        with behind as ({dossiers_sql(evidence, tally, commune_code, tally.coverage.segments)})
        select coalesce(procedure, '') as procedure, channel,
            cast(sum(above) as bigint) as numerator, cast(sum(below) as bigint) as denominator
        from behind where above > 0 or below > 0 group by all order by all
    """
    columns = warehouse.read(query, sql_parameters(evidence, tally, commune_code)).to_pydict()
    return tuple(zip(*columns.values(), strict=True))


def _form_origin(evidence: Evidence, tally: Tally, commune_code: str, segment: Segment) -> Origin:
    """The form of a segment as an origin, with the counts that it gives to the tally."""
    upload_id = segment.upload_id or 0
    form = evidence.holdings.forms[commune_code, upload_id]
    fields = evidence.scopes[tally.metric.scope] if tally.metric.scope else None
    form_counts = frozenset(form.count_names())
    position = tally.coverage.segments.index(segment)

    def total(names: tuple[str, ...]) -> int:
        """The form's sum of those counts that belong to this segment."""
        names = list(names_by_segment(names, len(tally.coverage.segments)))[position]
        return form.total(counts_making(names, form_counts) or names, fields) or 0

    return Origin(
        first=segment.first,
        last=segment.last,
        upload_id=upload_id,
        is_list=False,
        rows=sum(fields is None or line in fields for line in form.parts),
        numerator=total(tally.metric.numerator),
        denominator=total(tally.metric.denominator),
        documents=_documents(tally, form),
    )


def _documents(tally: Tally, form: Form) -> tuple[str, ...]:
    """The documents that a typed metric's counts rest on; none for a metric that is not typed."""
    names = {*tally.metric.numerator, *tally.metric.denominator}
    if tally.metric.source_kind != "typed":
        return ()
    return tuple(line for line, counts in form.parts.items() if line and names & counts.keys())


def _list_origins(
    warehouse: Figures,
    evidence: Evidence,
    commune_code: str,
    record_segments: Sequence[tuple[Tally, Segment]],
) -> list[list[Origin]]:
    """For each segment that lists cover, the origins with each upload's share of its tally."""
    if not record_segments:
        return []
    parameters: dict[str, object] = {}
    for tally, _ in record_segments:
        parameters |= sql_parameters(evidence, tally, commune_code)
    query = " union all ".join(
        f"""
        select {n} as n, upload_id, count(*) as rows, cast(sum(above) as bigint) as numerator,
            cast(sum(below) as bigint) as denominator
        from ({dossiers_sql(evidence, tally, commune_code, [segment])})
        where above > 0 or below > 0 group by upload_id
        """
        for n, (tally, segment) in enumerate(record_segments)
    )
    origins_by_segment: list[list[Origin]] = [[] for _ in record_segments]
    for row in warehouse.read(f"{query} order by n, upload_id", parameters).to_pylist():
        _, segment = record_segments[row["n"]]
        counts = row["rows"], row["numerator"], row["denominator"]
        origin = Origin(segment.first, segment.last, row["upload_id"], True, *counts)
        origins_by_segment[row["n"]].append(origin)
    return origins_by_segment
