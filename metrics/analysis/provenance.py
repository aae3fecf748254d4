"""From a figure back to what made it: the uploads of each segment, and the dossiers one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

from data.cache.warehouse import Warehouse
from data.periods import Period
from metrics.catalogue.metrics import Metric
from metrics.counting.coverage import Segment
from metrics.counting.day_counts import Form
from metrics.counting.measures import MEASURES, OPENING, Stock, counts_making, parts_of
from metrics.counting.tallies import Evidence, Tally

Side = Literal["numerator", "denominator", "rest"]
_MEASURES = {measure.name: measure for measure in MEASURES}
_SIDES = {"numerator": "above > 0", "denominator": "below > 0", "rest": "below > above"}


@dataclass(frozen=True)
class Origin:
    """What one upload gives to a figure over one segment of its period.

    `rows` are the dossiers that the upload's rows settle, or the lines of a form; `numerator` and
    `denominator` what they add to the figure's two counts. `documents` are those that typed counts
    rest on.
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
    warehouse: Warehouse,
    evidence: Evidence,
    metrics: Sequence[Metric],
    commune_code: str,
    period: Period,
) -> tuple[tuple[Origin, ...], ...]:
    """What made each metric's figure, by segment in the order of days, then by upload: one query.

    Empty for a metric whose period is not covered.
    """
    tallies = [evidence.tally(metric, commune_code, period) for metric in metrics]
    listed = [
        (tally, segment)
        for tally in tallies
        for segment in tally.coverage.segments
        if segment.upload_id is None
    ]
    by_upload = iter(_by_upload(warehouse, evidence, commune_code, listed))
    return tuple(
        tuple(
            origin
            for segment in tally.coverage.segments
            for origin in (
                next(by_upload)
                if segment.upload_id is None
                else [_by_form(evidence, tally, commune_code, segment)]
            )
        )
        for tally in tallies
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


def counts_by_procedure(
    warehouse: Warehouse, evidence: Evidence, metric: Metric, commune_code: str, period: Period
) -> tuple[tuple[str, str, int, int], ...]:
    """(procedure, channel, numerator, denominator) of what the figure counts by record: one query.

    `metric` is the definition that was judged. Forms know no procedures: what they count is
    missing here. The procedure is "" where the lists do not say it.
    """
    tally = evidence.tally(metric, commune_code, period)
    query = f"""
        with found as ({_found(evidence, tally, commune_code, tally.coverage.segments)})
        select coalesce(procedure, '') as procedure, channel,
            cast(sum(above) as bigint) as numerator, cast(sum(below) as bigint) as denominator
        from found where above > 0 or below > 0 group by all order by all
    """
    columns = warehouse.read(query, _values(evidence, tally, commune_code)).to_pydict()
    return tuple(zip(*columns.values(), strict=True))


def _by_form(evidence: Evidence, tally: Tally, commune_code: str, segment: Segment) -> Origin:
    upload_id = segment.upload_id or 0
    form = evidence.holdings.forms[commune_code, upload_id]
    counted = _of_form(evidence, tally, form, segment == tally.coverage.segments[0])
    documents = _documents(tally, form)
    return Origin(segment.first, segment.last, upload_id, False, *counted, documents)


def _by_upload(
    warehouse: Warehouse,
    evidence: Evidence,
    commune_code: str,
    listed: Sequence[tuple[Tally, Segment]],
) -> list[list[Origin]]:
    """For each segment that lists cover, what each upload gives to its tally."""
    found: list[list[Origin]] = [[] for _ in listed]
    if not listed:
        return found
    values: dict[str, object] = {}
    for tally, _ in listed:
        values |= _values(evidence, tally, commune_code)
    query = " union all ".join(
        f"""
        select {n} as n, upload_id, count(*) as rows, cast(sum(above) as bigint) as numerator,
            cast(sum(below) as bigint) as denominator
        from ({_found(evidence, tally, commune_code, [segment])})
        where above > 0 or below > 0 group by upload_id
        """
        for n, (tally, segment) in enumerate(listed)
    )
    for row in warehouse.read(f"{query} order by n, upload_id", values).to_pylist():
        _, segment = listed[row["n"]]
        counted = row["rows"], row["numerator"], row["denominator"]
        origin = Origin(segment.first, segment.last, row["upload_id"], True, *counted)
        found[row["n"]].append(origin)
    return found


def _documents(tally: Tally, form: Form) -> tuple[str, ...]:
    """The documents that a typed metric's counts rest on."""
    names = {*tally.metric.numerator, *tally.metric.denominator}
    if tally.metric.source_kind != "typed":
        return ()
    return tuple(part for part, counts in form.parts.items() if part and names & counts.keys())


def _of_form(evidence: Evidence, tally: Tally, form: Form, is_first: bool) -> tuple[int, int, int]:
    """Lines, numerator and denominator; what stood open at the beginning is the first form's."""
    fields = evidence.scopes[tally.metric.scope] if tally.metric.scope else None
    lines = [part for part in form.parts if fields is None or part in fields]
    known = frozenset(name for counts in form.parts.values() for name in counts)

    def total(names: tuple[str, ...]) -> int:
        names = tuple(name for name in names if is_first or name not in OPENING)
        return form.total(counts_making(names, known) or names, fields) or 0

    return len(lines), total(tally.metric.numerator), total(tally.metric.denominator)


def _found(evidence: Evidence, tally: Tally, commune_code: str, segments: Sequence[Segment]) -> str:
    """SQL: the commune's dossiers, and how often each counts above and below the line."""
    by_record = [segment for segment in segments if segment.upload_id is None]
    begins = bool(by_record) and by_record[0] == tally.coverage.segments[0]
    opening = by_record[0].first if begins else None
    named = tally.metric.scope
    scope = f"and coalesce(field, '') in (select unnest($fields_{named}))" if named else ""
    return f"""
        select *, {_counted(tally.metric.numerator, by_record, opening)} as above,
            {_counted(tally.metric.denominator, by_record, opening)} as below
        from dossiers where counted and commune_code = $commune {scope}
    """


def _counted(names: Sequence[str], segments: Sequence[Segment], opening: date | None) -> str:
    """In how many of the counts a dossier is: each measure's condition on its own day.

    What stood open at the beginning is counted on the day `opening`, where records begin it.
    """
    if not segments:
        return "0"
    plain = [name for name in names if name not in OPENING]
    single = [one for name in plain for one in ([name] if name in _MEASURES else parts_of(name))]
    ways = [
        f"({measure.where}) and {measure.dated_by} between date '{s.first}' and date '{s.last}'"
        for measure in map(_MEASURES.__getitem__, sorted(single))
        for s in segments
    ]
    if opening:
        ways += [_stood(stock, opening) for name in names if (stock := OPENING.get(name))]
    return " + ".join(f"case when {way} then 1 else 0 end" for way in ways) or "0"


def _stood(stock: Stock, day: date) -> str:
    """Whether a dossier came before the day and did not go before it."""
    came, gone = (
        " or ".join(
            f"coalesce(({_MEASURES[name].where}) and {_MEASURES[name].dated_by} < date '{day}', "
            "false)"
            for name in names
        )
        for names in (stock.comings, stock.goings)
    )
    return f"({came}) and not ({gone})"


def _values(evidence: Evidence, tally: Tally, commune_code: str) -> dict[str, object]:
    values: dict[str, object] = {"commune": commune_code}
    if tally.metric.scope:
        values[f"fields_{tally.metric.scope}"] = sorted(evidence.scopes[tally.metric.scope])
    return values
