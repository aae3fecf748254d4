"""Parts of the queries about signs: busy days, edited days, repeated and shared codes."""

from __future__ import annotations

from metrics.analysis.signs.sign import SignSpan

LEAST_BUSY_CASES, BUSY_TIMES = 20, 3
"""A day is busy with so many dossiers ended, and so many times the usual number."""
BUSY_DAYS = f"""
    select commune_code, day, base as n,
        base >= {LEAST_BUSY_CASES}
            and base >= {BUSY_TIMES} * median(base) over (partition by commune_code) as is_busy
    from sign_days where kind = 'returned' and day between $since and $last
"""
MOVED_DAY = """(received_before <> received_after or due_before <> due_after
    or finished_before <> finished_after)"""
# A code that two communes' lists hold counts in one of them, and not in the other.
SHARED_CODES = "select dossier_code from dossiers where not counted"
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
    """A span as parameters of a query: "since", "first", "last", and "last_days" of months."""
    return {
        "since": span.since,
        "first": span.period.first,
        "last": span.period.last,
        "last_days": list(span.last_days_of_months()),
    }
