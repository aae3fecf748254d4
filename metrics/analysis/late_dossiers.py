"""A commune's late dossiers, and those that fall due within a few working days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from data.cache.warehouse import Figures
from data.periods import Period
from data.record.late_marks import Mark
from data.working_days import add_working_days, count_working_days
from metrics.counting.coverage import tiled_coverage
from metrics.counting.day_counts import Holdings

Kind = Literal["resolved_late", "open_late", "due_soon"]


@dataclass(frozen=True)
class LateDossier:
    """One dossier as its newest list has it, seen from the end of a day.

    `days` are working days: past the due day, or left until it where it is only due soon.
    `apologised` is what the list says of a letter, None where it says nothing.
    """

    code: str
    procedure: str
    field: str
    received_on: date
    due_on: date
    finished_on: date | None
    kind: Kind
    days: int
    apologised: bool | None


def last_known_day(holdings: Holdings, commune_code: str, period: Period) -> date | None:
    """The last day of a period that a commune's lists cover; None if they lack its first day."""
    lists = [source for source in holdings.sources_of(commune_code) if source.is_list]
    covered_span = tiled_coverage(period, lists).covered_span
    return covered_span[1] if covered_span else None


def has_waiting_days(holdings: Holdings, commune_code: str, period: Period) -> bool:
    """Whether the period has days of a list whose every row waits for a word's meaning."""
    spans = holdings.waiting_spans.get(commune_code, ())
    return any(first <= period.last and last >= period.first for first, last in spans)


def late_dossiers(
    warehouse: Figures, commune_code: str, first: date, day: date, soon_days: int
) -> tuple[LateDossier, ...]:
    """A commune's dossiers returned late from `first` to `day`, open late or due soon on `day`.

    Soon is within `soon_days` working days. First the open late ones, then those due soon, then the
    returned ones; within each the most pressing first.
    """
    last_due_day = add_working_days(day, soon_days)
    rows = warehouse.read(
        """
        select dossier_code, procedure, field, received_on, due_on, apologised,
            case when finished_on <= $day then finished_on end as finished_on
        from dossiers
        where counted and commune_code = $commune and state <> 'not_received' and (
            (state = 'returned' and finished_on > due_on and finished_on between $first and $day)
            or (received_on <= $day and closed_on > $day and due_on <= $until)
        )
        """,
        {"commune": commune_code, "first": first, "day": day, "until": last_due_day},
    ).to_pylist()
    return tuple(sorted((_late_dossier(row, day) for row in rows), key=_urgency_rank))


def count_apologies(
    dossiers: Sequence[LateDossier], marks: Mapping[str, Mark], explained_only: bool = False
) -> tuple[int, int]:
    """How many late dossiers have an apology by the list, and how many by a mark alone.

    They may be open or returned. With `explained_only`, of those that are marked as explained too.
    """
    late_dossier_marks = [
        (dossier, marks.get(dossier.code, Mark()))
        for dossier in dossiers
        if dossier.kind != "due_soon"
    ]
    counted_dossier_marks = [
        (dossier, mark)
        for dossier, mark in late_dossier_marks
        if mark.explained or not explained_only
    ]
    list_count = sum(dossier.apologised is True for dossier, _ in counted_dossier_marks)
    mark_count = sum(
        mark.apologised and dossier.apologised is not True
        for dossier, mark in counted_dossier_marks
    )
    return list_count, mark_count


_KIND_RANKS: Mapping[Kind, int] = {"open_late": 0, "due_soon": 1, "resolved_late": 2}


def _urgency_rank(dossier: LateDossier) -> tuple[int, int, str]:
    """A key that sorts late dossiers by kind, and in each kind the most pressing first."""
    days = dossier.days if dossier.kind == "due_soon" else -dossier.days
    return _KIND_RANKS[dossier.kind], days, dossier.code


def _late_dossier(row: Mapping[str, Any], day: date) -> LateDossier:
    """The late dossier in a row of the query, as it stood at the end of `day`."""
    due_on, finished_on = row["due_on"], row["finished_on"]
    kind: Kind = "resolved_late" if finished_on else "open_late" if due_on < day else "due_soon"
    if kind == "due_soon":
        days = count_working_days(day, due_on)
    else:
        days = count_working_days(due_on, finished_on or day)
    return LateDossier(
        code=row["dossier_code"],
        procedure=row["procedure"] or "",
        field=row["field"] or "",
        received_on=row["received_on"],
        due_on=due_on,
        finished_on=finished_on,
        kind=kind,
        days=days,
        apologised=None if row["apologised"] is None else row["apologised"] == "yes",
    )
