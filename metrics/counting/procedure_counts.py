"""Counts of different procedures, by record: of two spans they do not add, so each is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.cache.warehouse import Reading, Warehouse
from metrics.counting.coverage import Segment, Source, Span
from metrics.counting.measures import MEASURES_BY_NAME, PROCEDURE_COUNTS

ProcedureCounts = Mapping[tuple[str, str, Segment], int]


def _counts_sql() -> str:
    return ", ".join(
        "count(distinct procedure_code) filter "
        f'(where {MEASURES_BY_NAME[count.measure].condition}) as "{name}"'
        for name, count in PROCEDURE_COUNTS.items()
    )


_QUERY = f"""
with spans as (
    select unnest($codes) as code, unnest($firsts) as first, unnest($lasts) as last
)
select code, first, last, {_counts_sql()}
from spans left join dossiers
    on commune_code = code and counted and received_on between first and last
group by all
"""


def read_procedure_counts(
    warehouse: Warehouse | Reading, spans: Iterable[Span], sources: Sequence[Source]
) -> ProcedureCounts:
    """One query: the counts of each commune over each span, as far as its lists reach in it.

    A dossier without a procedure's code adds none.
    """
    wanted = sorted(
        {
            (source.commune_code, first, min(source.last, last))
            for first, last in spans
            for source in sources
            if source.is_list and source.last >= first
        }
    )
    if not wanted:
        return {}
    columns = dict(
        zip(("codes", "firsts", "lasts"), map(list, zip(*wanted, strict=True)), strict=True)
    )
    rows = warehouse.read(_QUERY, columns).to_pylist()
    return {
        (row["code"], name, Segment(row["first"], row["last"])): int(row[name])
        for row in rows
        for name in PROCEDURE_COUNTS
    }
