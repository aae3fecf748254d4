"""How often each sign shows, for every commune at once: in a period and before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.cache.warehouse import Figures
from data.list_counts import RECEIVED
from metrics.analysis.signs.duplicates import DuplicateRows
from metrics.analysis.signs.sign import (
    LEAST_MONTH_END_CASES,
    SIGN_KINDS,
    Sign,
    SignCount,
    SignSpan,
)
from metrics.analysis.signs.sign_rules import (
    BUSY_DAYS,
    DUPLICATES,
    MOVED_DAY,
    SHARED_CODES,
    span_parameters,
)
from metrics.counting.sign_days import DAY_RULES, SignKind

# By commune, kind, and whether the days are the period's own.
Counts = Mapping[tuple[str, SignKind, bool], SignCount]


@dataclass(frozen=True)
class SignCounts:
    """The counts of all signs over a period and the months before it, of every commune."""

    span: SignSpan
    counts: Counts

    def sign(self, commune_code: str, kind: SignKind) -> Sign:
        """One sign of a commune beside what is usual, and whether it wants a second look."""
        now, before = (
            self.counts.get((commune_code, kind, is_now), SignCount()) for is_now in (True, False)
        )
        others = sum(
            (
                count
                for (code, other_kind, is_now), count in self.counts.items()
                if (other_kind, is_now) == (kind, True) and code != commune_code
            ),
            SignCount(),
        )
        return Sign(kind, now, before, others, self._wants_review(kind, now, before, others))

    def signs(self, commune_code: str) -> tuple[Sign, ...]:
        """Every sign of a commune, those that want a second look first."""
        signs = [self.sign(commune_code, kind) for kind in SIGN_KINDS]
        return tuple(sorted(signs, key=lambda sign: not sign.wants_review))

    def _wants_review(
        self, kind: SignKind, now: SignCount, before: SignCount, others: SignCount
    ) -> bool:
        """Whether a sign is to be reviewed: any case, of some kinds only more than usual or even.

        Some signs ought not to be there at all; others are normal up to what is usual.
        """
        if kind == "month_end":
            twice_even = 2 * self.span.even_month_end_share()
            return now.cases >= LEAST_MONTH_END_CASES and (now.share or 0) >= twice_even
        if kind in ("closed_same_day", "moved_day"):
            usual_shares = [count.share for count in (before, others) if count.share is not None]
            return now.cases > 0 and all((now.share or 0) > share for share in usual_shares)
        return now.cases > 0


def read_sign_counts(figures: Figures, span: SignSpan, duplicates: DuplicateRows) -> SignCounts:
    """Count the signs of every commune in one query; `duplicates` are rows that lists repeat."""
    kinds = ", ".join(f"'{rule.kind}'" for rule in DAY_RULES)
    query = f"""
        with days as (
            select *, day >= $first as is_now from sign_days where day between $since and $last
        ), changes as (
            select *, changed_on >= $first as is_now from list_changes
            where changed_on between $since and $last
        ), busy as ({BUSY_DAYS}), duplicates as ({DUPLICATES})
        select commune_code, kind, is_now, sum(cases), sum(base) from days
        where kind in ({kinds}) group by all
        union all
        select commune_code, 'month_end', is_now,
            coalesce(sum(base) filter (where day in (select unnest($last_days))), 0), sum(base)
        from days where kind = 'returned' group by all
        union all
        select commune_code, 'busy_day', day >= $first,
            coalesce(sum(n) filter (where is_busy), 0), sum(n)
        from busy group by all
        union all
        select commune_code, 'moved_day', is_now, count(*), 0 from changes where {MOVED_DAY}
        group by all
        union all
        select commune_code, 'late_no_more', is_now, count(*), 0 from changes where late_no_more
        group by all
        union all
        select commune_code, kind, changed_on >= $first, 0, sum(n)
        from list_comparisons, (values ('moved_day'), ('late_no_more')) as kinds (kind)
        where changed_on between $since and $last group by all
        union all
        select commune_code, 'duplicate_code', last_day >= $first, count(*), 0
        from duplicates where last_day >= $since and first_day <= $last group by all
        union all
        select commune_code, 'shared_code', received_on >= $first, count(*), 0
        from dossiers where {RECEIVED} and received_on between $since and $last
            and dossier_code in ({SHARED_CODES}) group by all
        union all
        select commune_code, base_of, is_now, 0, sum(base)
        from days, (values ('duplicate_code'), ('shared_code')) as bases (base_of)
        where kind = 'received' group by all
    """
    rows = figures.read(query, span_parameters(span) | duplicates.parameters())
    columns = (column.to_pylist() for column in rows.columns)
    counts: dict[tuple[str, SignKind, bool], SignCount] = {}
    for code, kind, is_now, cases, base in zip(*columns, strict=True):
        key = code, kind, is_now
        counts[key] = counts.get(key, SignCount()) + SignCount(int(cases), int(base))
    return SignCounts(span, counts)
