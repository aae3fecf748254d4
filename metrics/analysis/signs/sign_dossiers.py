"""The dossiers of a commune that show each sign in a period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.cache.warehouse import Figures
from data.list_counts import RECEIVED
from metrics.analysis.signs.duplicates import DuplicateRows
from metrics.analysis.signs.sign import SignDossier, SignSpan
from metrics.analysis.signs.sign_rules import (
    BUSY_DAYS,
    DUPLICATES,
    MOVED_DAY,
    SHARED_CODES,
    span_parameters,
)
from metrics.counting.sign_days import DAY_RULES, RETURNED_ROWS, DayRule

_DAYS = "received_on, due_on, finished_on"
_CHANGED = """
    select '{kind}' as kind, dossier_code, field, received_after as received_on,
        due_after as due_on, finished_after as finished_on, list_changes.upload_id,
        received_before, due_before, finished_before
    from list_changes left join dossiers using (commune_code, dossier_code)
    where commune_code = $commune and changed_on between $first and $last and {condition}
"""


# For each code that stands in another commune's lists too, that commune.
_ELSEWHERE = f"""
    select dossier_code, min(commune_code) as other_commune from dossiers
    where commune_code <> $commune and dossier_code in ({SHARED_CODES}) group by dossier_code
"""


def read_sign_dossiers(
    figures: Figures, span: SignSpan, commune_code: str, duplicates: DuplicateRows
) -> tuple[SignDossier, ...]:
    """Every dossier of the commune that shows a sign in the period, by sign, day and code."""
    by_days = " union all by name ".join(map(_day_rule_sql, DAY_RULES))
    moved, mended = (
        _CHANGED.format(kind=kind, condition=condition)
        for kind, condition in (("moved_day", MOVED_DAY), ("late_no_more", "late_no_more"))
    )
    query = f"""
        with own as (
            select commune_code, counted, state, dossier_code, field, {_DAYS} from dossiers
            where commune_code = $commune and (
                received_on between $first and $last or finished_on between $first and $last
            )
        ), returned as (
            select * from own where {RETURNED_ROWS} and finished_on between $first and $last
        ), busy as ({BUSY_DAYS} and commune_code = $commune), duplicates as ({DUPLICATES})
        {by_days}
        union all by name
        select 'month_end' as kind, dossier_code, field, {_DAYS} from returned
        where finished_on in (select unnest($last_days))
        union all by name
        select 'busy_day' as kind, dossier_code, field, {_DAYS} from returned
        where finished_on in (select day from busy where is_busy)
        union all by name
        select 'shared_code' as kind, dossier_code, field, {_DAYS}, other_commune
        from own join ({_ELSEWHERE}) using (dossier_code)
        where {RECEIVED} and received_on between $first and $last
        union all by name {moved}
        union all by name {mended}
        union all by name
        select 'duplicate_code' as kind, dossier_code, field, {_DAYS}, upload_id, row
        from duplicates
        where commune_code = $commune and last_day >= $first and first_day <= $last
        order by kind, received_on, dossier_code
    """
    parameters = span_parameters(span) | duplicates.parameters() | {"commune": commune_code}
    return tuple(map(_sign_dossier, figures.read(query, parameters).to_pylist()))


def _day_rule_sql(rule: DayRule) -> str:
    """A query, over the table `own`, of the period's dossiers that meet a rule."""
    return f"""
        select '{rule.kind}' as kind, dossier_code, field, {_DAYS} from own
        where {rule.base} and {rule.condition} and {rule.dated_by} between $first and $last
    """


def _sign_dossier(row: Mapping[str, Any]) -> SignDossier:
    """The dossier in a row of the query; its days before only where two lists were compared."""
    is_change = row["kind"] in ("moved_day", "late_no_more")
    return SignDossier(
        kind=row["kind"],
        code=row["dossier_code"],
        field=row["field"] or "",
        received_on=row["received_on"],
        due_on=row["due_on"],
        finished_on=row["finished_on"],
        other_commune=row["other_commune"],
        upload_id=row["upload_id"],
        row=row["row"],
        days_before=(
            (row["received_before"], row["due_before"], row["finished_before"])
            if is_change
            else None
        ),
    )
