"""How often each sign shows, for every commune at once: in a period and before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.cache.warehouse import Figures
from metrics.analysis.signs.duplicates import DuplicateRows
from metrics.analysis.signs.sign import (
    LEAST_MONTH_END_CASES,
    SIGN_KINDS,
    Sign,
    SignCount,
    SignKind,
    SignSpan,
)
from metrics.analysis.signs.sign_rules import (
    BUSY_DAYS,
    DAY_RULES,
    DUPLICATES,
    MARKED_DOSSIERS,
    MOVED_DAY,
    DayRule,
    span_parameters,
)

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
        """Whether a sign's count is to be looked at: by what its kind normally allows.

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
    day_counts = " union all ".join(map(_day_rule_sql, DAY_RULES))
    query = f"""
        with marked as ({MARKED_DOSSIERS}), busy as ({BUSY_DAYS}), duplicates as ({DUPLICATES})
        {day_counts}
        union all
        select commune_code, 'busy_day', day >= $first,
            coalesce(sum(n) filter (where is_busy), 0), sum(n)
        from busy group by all
        union all
        select commune_code, 'moved_day', changed_on >= $first,
            count(*) filter (where {MOVED_DAY}), 0
        from list_changes where changed_on between $since and $last group by all
        union all
        select commune_code, 'late_no_more', changed_on >= $first,
            count(*) filter (where late_no_more), 0
        from list_changes where changed_on between $since and $last group by all
        union all
        select commune_code, kind, changed_on >= $first, 0, sum(n)
        from list_comparisons, (values ('moved_day'), ('late_no_more')) as kinds (kind)
        where changed_on between $since and $last group by all
        union all
        select commune_code, 'duplicate_code', last_day >= $first, count(*), 0
        from duplicates where last_day >= $since and first_day <= $last group by all
        union all
        select commune_code, 'duplicate_code', received_on >= $first, 0, count(*)
        from marked where received_on between $since and $last group by all
    """
    rows = figures.read(query, span_parameters(span) | duplicates.parameters()).to_pydict()
    counts: dict[tuple[str, SignKind, bool], SignCount] = {}
    for code, kind, is_now, cases, base in zip(*rows.values(), strict=True):
        key = code, kind, is_now
        counts[key] = counts.get(key, SignCount()) + SignCount(int(cases), int(base))
    return SignCounts(span, counts)


def _day_rule_sql(rule: DayRule) -> str:
    """A query of a rule's cases and base by commune, in the period and before it."""
    return f"""
        select commune_code, '{rule.kind}' as kind, {rule.dated_by} >= $first as is_now,
            count(*) filter (where {rule.condition}) as cases, count(*) as base
        from marked where {rule.base} and {rule.dated_by} between $since and $last group by all
    """
