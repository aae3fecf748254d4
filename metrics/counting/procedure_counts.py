"""Counts of different procedures, by record: of two spans they do not add, so each is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.cache.warehouse import Reading, Warehouse
from data.typed_counts import typed_counts
from metrics.catalogue.measures import MEASURES_BY_NAME, PROCEDURE_COUNTS
from metrics.counting.coverage import Segment, Source, Span

ProcedureCounts = Mapping[tuple[str, str, Segment], int]


def _procedure_counts_sql() -> str:
    """SQL columns, one a procedure count, that count distinct procedure codes."""
    return ", ".join(
        "count(distinct procedure_code) filter "
        f'(where {MEASURES_BY_NAME[count.measure].condition}) as "{name}"'
        for name, count in PROCEDURE_COUNTS.items()
    )


_QUERY = f"""
with spans as (
    select unnest($codes) as code, unnest($firsts) as first, unnest($lasts) as last
)
select code, first, last, {_procedure_counts_sql()}
from spans left join dossiers
    on commune_code = code and counted and received_on between first and last
group by all
"""


def read_procedure_counts(
    warehouse: Warehouse | Reading, spans: Iterable[Span], sources: Sequence[Source]
) -> ProcedureCounts:
    """Distinct procedures by (commune, count's name, segment); a span is cut where a list ends.

    Keys are (commune, count, segment). A dossier without a procedure's code adds none.
    """
    commune_spans = sorted(
        {
            (source.commune_code, first, min(source.last, last))
            for first, last in spans
            for source in sources
            if source.is_list and source.last >= first
        }
    )
    if not commune_spans:
        return {}
    query_parameters = dict(
        zip(("codes", "firsts", "lasts"), map(list, zip(*commune_spans, strict=True)), strict=True)
    )
    rows = warehouse.read(_QUERY, query_parameters).to_pylist()
    return {
        (row["code"], name, Segment(row["first"], row["last"])): int(row[name])
        for row in rows
        for name in PROCEDURE_COUNTS
    }


def is_counted_over_typed(numerator: Sequence[str], denominator: Sequence[str]) -> bool:
    """Whether a metric divides procedure counts from lists by counts that people type."""
    is_counted = bool(numerator) and PROCEDURE_COUNTS.keys() >= {*numerator}
    return is_counted and typed_counts().keys() >= {*denominator}
