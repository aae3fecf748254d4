"""Counts by commune and day of what makes dossiers show a sign, kept beside the day's counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.list_counts import RECEIVED, RETURNED

SignKind = Literal[
    "due_before_receipt",
    "closed_same_day",
    "month_end",
    "busy_day",
    "late_no_more",
    "moved_day",
    "duplicate_code",
    "shared_code",
]
LONG_PROMISE_DAYS = 7
"""A dossier promised so many days ahead is seldom ready on the day that it comes."""


@dataclass(frozen=True)
class DayRule:
    """A sign told from a dossier's own days: of those of `base`, the ones of `condition`.

    Both are conditions in SQL; `dated_by` is the column of the day that counts.
    """

    kind: SignKind
    dated_by: str
    base: str
    condition: str


DAY_RULES: tuple[DayRule, ...] = (
    DayRule(
        "due_before_receipt",
        "received_on",
        f"counted and {RECEIVED} and due_on is not null",
        "due_on < received_on",
    ),
    DayRule(
        "closed_same_day",
        "finished_on",
        f"counted and {RETURNED} and due_on >= received_on + interval '{LONG_PROMISE_DAYS}' day",
        "finished_on = received_on",
    ),
)
RETURNED_ROWS = f"counted and {RETURNED}"
MAKE_SQL = """
    create table if not exists sign_days (
        commune_code varchar, kind varchar, day date, cases bigint, base bigint
    )
"""


def _fill_sql(kind: str, dated_by: str, base: str, condition: str = "false") -> str:
    """SQL that fills `sign_days` by day: the rows of `base`, and those that meet `condition`."""
    return f"""
        insert into sign_days
        select commune_code, '{kind}', {dated_by}, count(*) filter (where {condition}), count(*)
        from dossiers
        where {base} and {dated_by} is not null and commune_code in (from changed)
        group by all
    """


# "returned" and "received" are what other signs are shares of; a code that two communes hold is
# received in both.
FILL_SQL = ";".join(
    (
        "delete from sign_days where commune_code in (from changed)",
        *(_fill_sql(rule.kind, rule.dated_by, rule.base, rule.condition) for rule in DAY_RULES),
        _fill_sql("returned", "finished_on", RETURNED_ROWS),
        _fill_sql("received", "received_on", RECEIVED),
    )
)
