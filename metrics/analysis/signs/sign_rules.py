"""What makes a dossier show a sign, each a condition in SQL and the day that dates it."""

from __future__ import annotations

from dataclasses import dataclass

from data.list_counts import RECEIVED, RETURNED
from metrics.analysis.signs.sign import SignKind, SignSpan

LONG_PROMISE_DAYS = 7
"""A dossier promised so many days ahead is seldom ready on the day that it comes."""
LEAST_BUSY_CASES, BUSY_TIMES = 20, 3
"""A day is busy with so many dossiers ended, and so many times the usual number."""


@dataclass(frozen=True)
class DayRule:
    """A sign told from a dossier's own days: of those of `base`, the ones of `condition`."""

    kind: SignKind
    dated_by: str
    base: str
    condition: str


DAY_RULES: tuple[DayRule, ...] = (
    DayRule(
        "due_before_receipt",
        "received_on",
        "counted and due_on is not null",
        "due_on < received_on",
    ),
    DayRule(
        "closed_same_day",
        "finished_on",
        f"counted and {RETURNED} and due_on >= received_on + interval '{LONG_PROMISE_DAYS}' day",
        "finished_on = received_on",
    ),
    DayRule("month_end", "finished_on", f"counted and {RETURNED}", "is_at_month_end"),
    DayRule("shared_code", "received_on", "true", "is_shared"),
)
# A code that two communes' lists hold counts in one of them, and not in the other.
MARKED_DOSSIERS = f"""
    select *, dossier_code in (select dossier_code from dossiers where not counted) as is_shared,
        finished_on in (select unnest($last_days)) as is_at_month_end
    from dossiers where {RECEIVED}
        and (received_on between $since and $last or finished_on between $since and $last)
"""
BUSY_DAYS = f"""
    select commune_code, day, n,
        n >= {LEAST_BUSY_CASES} and n >= {BUSY_TIMES} * median(n) over (partition by commune_code)
            as is_busy
    from (
        select commune_code, finished_on as day, count(*) as n from dossiers
        where counted and {RETURNED} and finished_on between $since and $last
        group by commune_code, finished_on
    )
"""
MOVED_DAY = """(received_before <> received_after or due_before <> due_after
    or finished_before <> finished_after)"""
# Only of lists that count; the row that came first is among the dossiers.
DUPLICATES = """
    select dossiers.commune_code, dossier_code, field, received_on, due_on, finished_on,
        repeated.upload_id, repeated.row, first_day, last_day
    from (
        select unnest(cast($codes as varchar[])) as dossier_code,
            unnest(cast($upload_ids as integer[])) as upload_id,
            unnest(cast($rows as integer[])) as row
    ) as repeated
    join sources using (upload_id)
    join dossiers using (commune_code, dossier_code)
"""


def span_parameters(span: SignSpan) -> dict[str, object]:
    """The parameters of the queries that count signs over a span."""
    return {
        "since": span.since,
        "first": span.period.first,
        "last": span.period.last,
        "last_days": list(span.last_days_of_months()),
    }
