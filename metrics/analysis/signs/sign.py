"""What a sign is: how often it shows, beside what is usual here and what others have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from data.periods import Period, last_months, month_of
from data.working_days import list_working_days
from metrics.counting.sign_days import SignKind

SIGN_KINDS: tuple[SignKind, ...] = get_args(SignKind)
USUAL_MONTHS = 12
LAST_DAYS = 2
"""So many working days are the end of a month."""
LEAST_MONTH_END_CASES = 10


@dataclass(frozen=True)
class SignCount:
    """How many `cases` of the `base` show a sign."""

    cases: int = 0
    base: int = 0

    @property
    def share(self) -> float | None:
        """The cases as a share of the base; None where there is no base."""
        return self.cases / self.base if self.base else None

    def __add__(self, other: SignCount) -> SignCount:
        """Both counts together."""
        return SignCount(self.cases + other.cases, self.base + other.base)


@dataclass(frozen=True)
class Sign:
    """One sign of a commune: in the period, in the months before it, and elsewhere.

    `others` are the other communes of the record in the same period, together.
    """

    kind: SignKind
    count: SignCount
    usual: SignCount
    others: SignCount
    wants_review: bool


@dataclass(frozen=True)
class SignDossier:
    """A dossier that shows a sign, as its newest list has it; nothing of persons.

    `other_commune` is a code in whose lists it stands too, `row` the row in which it stands once
    more in the file of `upload_id`, and `days_before` its days of receipt, due and end in the list
    before.
    """

    kind: SignKind
    code: str
    field: str
    received_on: date | None
    due_on: date | None
    finished_on: date | None
    other_commune: str | None = None
    upload_id: int | None = None
    row: int | None = None
    days_before: tuple[date | None, date | None, date | None] | None = None


@dataclass(frozen=True)
class SignSpan:
    """The days of a period, and before them, from `since` on, those that say what is usual."""

    period: Period
    since: date

    def last_days_of_months(self) -> tuple[date, ...]:
        """The last working days of each month that ends from `since` to the period's end."""
        period = self.period
        months = [month_of(period.last, period.calendar)]
        while months[0].first > self.since:
            months = list(last_months(period, len(months) + 1))
        ending_months = (month for month in months if month.last <= period.last)
        return tuple(
            day
            for month in ending_months
            for day in list_working_days(month.first, month.last)[-LAST_DAYS:]
        )

    def even_month_end_share(self) -> float:
        """The share (0–1) of the period's working days that are the last ones of a month."""
        period = self.period
        working_days = list_working_days(period.first, period.last)
        last_days = [day for day in self.last_days_of_months() if day in working_days]
        return len(last_days) / len(working_days) if working_days else 0.0


def sign_span(period: Period) -> SignSpan:
    """A period with the twelve months before it."""
    first_month = month_of(period.first, period.calendar)
    return SignSpan(period, last_months(first_month, USUAL_MONTHS + 1)[0].first)
