"""SQL for the single dossiers that a tally counts by record, and in how many counts each is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from data.typed_counts import typed_counts
from metrics.catalogue.measures import MEASURES, PROCEDURE_COUNTS, Measure
from metrics.counting.coverage import Segment
from metrics.counting.stocks import CLOSING_COUNTS, OPENING_COUNTS, STANDING_COUNTS
from metrics.counting.sums import Stock, parts_of
from metrics.counting.tallies import Evidence, Tally

_DAY = timedelta(days=1)
_MEASURES = {measure.name: measure for measure in MEASURES}


def dossiers_sql(
    evidence: Evidence, tally: Tally, commune_code: str, segments: Sequence[Segment]
) -> str:
    """A query of a commune's dossiers: `above` and `below` say how often each is in a tally's sums.

    `above` counts for the numerator, `below` for the denominator.
    """
    record_segments = [segment for segment in segments if segment.is_by_dossiers]
    records_begin = bool(record_segments) and record_segments[0] == tally.coverage.segments[0]
    records_end = bool(record_segments) and record_segments[-1] == tally.coverage.segments[-1]
    opening_day = record_segments[0].first if records_begin else None
    closing_day = record_segments[-1].last + _DAY if records_end else None
    scope = tally.metric.scope
    in_scope = f"and coalesce(field, '') in (select unnest($fields_{scope}))" if scope else ""
    above, below = (
        _count_times_sql(names, record_segments, opening_day, closing_day)
        for names in (tally.metric.numerator, tally.metric.denominator)
    )
    return f"""
        select *, {above} as above,
            {below} as below
        from dossiers where counted and commune_code = $commune {in_scope}
    """


def _count_times_sql(
    names: Sequence[str],
    segments: Sequence[Segment],
    opening_day: date | None,
    closing_day: date | None,
) -> str:
    """SQL: how many of the named counts have a dossier, stocks on `opening_day` and `closing_day`.

    What stood open at the beginning is counted on `opening_day`, where records begin the
    period, and what stands open at the end on the day after, `closing_day`, where they end it. For
    `received` in March: "case when (state <> 'not_received') and received_on between date
    '2026-03-01' and date '2026-03-31' then 1 else 0 end".
    """
    if not segments:
        return "0"
    conditions = [
        f"({measure.condition}) and {measure.dated_by} between "
        f"date '{segment.first}' and date '{segment.last}'"
        for measure in _measures_of(names)
        for segment in segments
    ]
    for stock_by_count, day in ((OPENING_COUNTS, opening_day), (CLOSING_COUNTS, closing_day)):
        stocks = [stock for name in names if (stock := stock_by_count.get(name))]
        conditions += [_open_before_sql(stock, day) for stock in stocks if day]
    return " + ".join(f"case when {c} then 1 else 0 end" for c in conditions) or "0"


def _measures_of(names: Sequence[str]) -> list[Measure]:
    """The measures that named counts consist of, by name; stocks and typed counts have none."""
    others = STANDING_COUNTS.keys() | PROCEDURE_COUNTS.keys() | typed_counts().keys()
    flows = [name for name in names if name not in others]
    single_counts = [
        part for name in flows for part in ({name} if name in _MEASURES else parts_of(name))
    ]
    return [_MEASURES[name] for name in sorted(single_counts)]


def _open_before_sql(stock: Stock, day: date) -> str:
    """An SQL condition: a dossier came before the day and had not gone before it."""
    has_come, has_gone = (
        _counted_before_sql(names, day) for names in (stock.comings, stock.goings)
    )
    return f"({has_come}) and not ({has_gone})"


def _counted_before_sql(names: Sequence[str], day: date) -> str:
    """An SQL condition: any of the named measures counts a dossier on a day before this one."""
    measures = [_MEASURES[name] for name in names]
    return " or ".join(
        f"coalesce(({m.condition}) and {m.dated_by} < date '{day}', false)" for m in measures
    )


def sql_parameters(evidence: Evidence, tally: Tally, commune_code: str) -> dict[str, object]:
    """The values, by placeholder name, that the query of `dossiers_sql` is run with."""
    values: dict[str, object] = {"commune": commune_code}
    if tally.metric.scope:
        values[f"fields_{tally.metric.scope}"] = sorted(evidence.scopes[tally.metric.scope])
    return values
