"""The dossiers of a commune that show each sign in a period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.cache.warehouse import Figures
from metrics.analysis.signs.duplicates import DuplicateRows
from metrics.analysis.signs.sign import SignDossier, SignSpan
from metrics.analysis.signs.sign_rules import (
    BUSY_DAYS,
    DAY_RULES,
    DUPLICATES,
    MARKED_DOSSIERS,
    MOVED_DAY,
    DayRule,
    span_parameters,
)

_DAYS = "received_on, due_on, finished_on"
_CHANGED = """
    select '{kind}' as kind, dossier_code, field, received_after as received_on,
        due_after as due_on, finished_after as finished_on, list_changes.upload_id,
        received_before, due_before, finished_before
    from list_changes left join dossiers using (commune_code, dossier_code)
    where commune_code = $commune and changed_on between $first and $last and {condition}
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
        with marked as ({MARKED_DOSSIERS}), busy as ({BUSY_DAYS}), duplicates as ({DUPLICATES})
        {by_days}
        union all by name
        select 'busy_day' as kind, dossier_code, field, {_DAYS}
        from marked join busy on marked.commune_code = busy.commune_code and finished_on = day
        where counted and state = 'returned' and marked.commune_code = $commune and is_busy
            and day >= $first
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
    """A query of the commune's dossiers that a rule finds, with another commune that has them."""
    return f"""
        select '{rule.kind}' as kind, dossier_code, field, {_DAYS},
            case when is_shared then (
                select min(elsewhere.commune_code) from dossiers as elsewhere
                where elsewhere.dossier_code = marked.dossier_code
                    and elsewhere.commune_code <> marked.commune_code
            ) end as other_commune
        from marked where commune_code = $commune and {rule.base} and {rule.condition}
            and {rule.dated_by} between $first and $last
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
