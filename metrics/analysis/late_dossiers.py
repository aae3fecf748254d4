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
    """The last day to which lists cover the period from its first; None where none begins it."""
    lists = [source for source in holdings.sources_of(commune_code) if source.is_list]
    covered_span = tiled_coverage(period, lists).covered_span
    return covered_span[1] if covered_span else None


def late_dossiers(
    warehouse: Figures, commune_code: str, first: date, day: date, soon: int
) -> tuple[LateDossier, ...]:
    """Those returned late from `first` to `day`, and those open then: late, or soon due.

    Soon is within `soon` working days. First the open late ones, then those due soon, then the
    returned ones; within each the most pressing first.
    """
    until = add_working_days(day, soon)
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
        {"commune": commune_code, "first": first, "day": day, "until": until},
    ).to_pylist()
    return tuple(sorted((_dossier(row, day) for row in rows), key=_order))


def count_apologies(
    dossiers: Sequence[LateDossier], marks: Mapping[str, Mark], explained: bool = False
) -> tuple[int, int]:
    """For how many late ones, open or returned, was apologised: (by the list, by a mark alone).

    With `explained`, only of those that are marked as explained too.
    """
    late = [
        (dossier, marks.get(dossier.code, Mark()))
        for dossier in dossiers
        if dossier.kind != "due_soon"
    ]
    counting = [(dossier, mark) for dossier, mark in late if mark.explained or not explained]
    by_list = sum(dossier.apologised is True for dossier, _ in counting)
    by_mark = sum(mark.apologised and dossier.apologised is not True for dossier, mark in counting)
    return by_list, by_mark


_ORDER: Mapping[Kind, int] = {"open_late": 0, "due_soon": 1, "resolved_late": 2}


def _order(dossier: LateDossier) -> tuple[int, int, str]:
    days = dossier.days if dossier.kind == "due_soon" else -dossier.days
    return _ORDER[dossier.kind], days, dossier.code


def _dossier(row: Mapping[str, Any], day: date) -> LateDossier:
    """A row of the query, as it stands at the end of the day."""
    due, finished = row["due_on"], row["finished_on"]
    kind: Kind = "resolved_late" if finished else "open_late" if due < day else "due_soon"
    if kind == "due_soon":
        days = count_working_days(day, due)
    else:
        days = count_working_days(due, finished or day)
    return LateDossier(
        code=row["dossier_code"],
        procedure=row["procedure"] or "",
        field=row["field"] or "",
        received_on=row["received_on"],
        due_on=due,
        finished_on=finished,
        kind=kind,
        days=days,
        apologised=None if row["apologised"] is None else row["apologised"] == "yes",
    )
