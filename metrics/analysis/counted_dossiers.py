"""SQL for the single dossiers that a tally counts by record, and in how many counts each is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from metrics.counting.coverage import Segment
from metrics.counting.measures import MEASURES, PROCEDURE_COUNTS, Measure, parts_of
from metrics.counting.stocks import CLOSING_COUNTS, OPENING_COUNTS, STANDING_COUNTS, Stock
from metrics.counting.tallies import Evidence, Tally

_DAY = timedelta(days=1)
_MEASURES = {measure.name: measure for measure in MEASURES}


def dossiers_sql(
    evidence: Evidence, tally: Tally, commune_code: str, segments: Sequence[Segment]
) -> str:
    """SQL: the commune's dossiers; `above` and `below`: in how many counts of each side it is."""
    by_record = [segment for segment in segments if segment.upload_id is None]
    begins = bool(by_record) and by_record[0] == tally.coverage.segments[0]
    ends = bool(by_record) and by_record[-1] == tally.coverage.segments[-1]
    opening = by_record[0].first if begins else None
    closing = by_record[-1].last + _DAY if ends else None
    scope = tally.metric.scope
    in_scope = f"and coalesce(field, '') in (select unnest($fields_{scope}))" if scope else ""
    return f"""
        select *, {_times_counted(tally.metric.numerator, by_record, opening, closing)} as above,
            {_times_counted(tally.metric.denominator, by_record, opening, closing)} as below
        from dossiers where counted and commune_code = $commune {in_scope}
    """


def _times_counted(
    names: Sequence[str], segments: Sequence[Segment], opening: date | None, closing: date | None
) -> str:
    """SQL: in how many of the counts a dossier is, each by its condition on its own day.

    What stood open at the beginning is counted on the day `opening`, where records begin it, and
    what stands open at the end on the day after, `closing`, where they end it. For
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
    for stocks, day in ((OPENING_COUNTS, opening), (CLOSING_COUNTS, closing)):
        standing = [stock for name in names if (stock := stocks.get(name))]
        conditions += [_is_open_before(stock, day) for stock in standing if day]
    return " + ".join(f"case when {c} then 1 else 0 end" for c in conditions) or "0"


def _measures_of(names: Sequence[str]) -> list[Measure]:
    """The measures that these counts are or are sums of; what stands open is none of them."""
    flows = [name for name in names if name not in STANDING_COUNTS | PROCEDURE_COUNTS.keys()]
    single = [part for name in flows for part in ({name} if name in _MEASURES else parts_of(name))]
    return [_MEASURES[name] for name in sorted(single)]


def _is_open_before(stock: Stock, day: date) -> str:
    """SQL: whether a dossier came before the day and did not go before it."""
    return f"({_any_before(stock.comings, day)}) and not ({_any_before(stock.goings, day)})"


def _any_before(names: Sequence[str], day: date) -> str:
    """SQL: whether one of these measures counts the dossier on a day before; false where blank."""
    measures = [_MEASURES[name] for name in names]
    return " or ".join(
        f"coalesce(({m.condition}) and {m.dated_by} < date '{day}', false)" for m in measures
    )


def parameters(evidence: Evidence, tally: Tally, commune_code: str) -> dict[str, object]:
    """What the SQL's placeholders stand for."""
    values: dict[str, object] = {"commune": commune_code}
    if tally.metric.scope:
        values[f"fields_{tally.metric.scope}"] = sorted(evidence.scopes[tally.metric.scope])
    return values
