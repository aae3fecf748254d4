"""Counts of different procedures, by record: of two spans they do not add, so each is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from data.cache.warehouse import Reading, Warehouse
from metrics.counting.coverage import Segment, Source, Span
from metrics.counting.measures import MEASURES

_MEASURES = {measure.name: measure for measure in MEASURES}


ProcedureCounts = Mapping[tuple[str, str, Segment], int]


@dataclass(frozen=True)
class ProcedureCount:
    """The procedures with a dossier that `measure` counts; `typed` is the count it stands for."""

    measure: str
    typed: str

    def is_known_from(self, columns: frozenset[str], complete: bool) -> bool:
        """Whether a list with these columns gives the count."""
        measure = _MEASURES[self.measure]
        return "procedure_code" in columns and measure.is_known_from(columns, complete)


def _counts_sql() -> str:
    return ", ".join(
        "count(distinct procedure_code) filter "
        f'(where {_MEASURES[count.measure].condition}) as "{name}"'
        for name, count in PROCEDURE_COUNTS.items()
    )


PROCEDURE_COUNTS: Mapping[str, ProcedureCount] = MappingProxyType(
    {
        "counted_procedures_with_fee_dossiers": ProcedureCount(
            "payable", "procedures_with_fee_dossiers"
        ),
        "counted_procedures_paid_online": ProcedureCount("paid_online", "procedures_paid_online"),
        "counted_procedures_online_with_dossiers": ProcedureCount(
            "received_online", "procedures_online_with_dossiers"
        ),
    }
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
