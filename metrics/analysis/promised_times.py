"""How long dossiers of each procedure were promised to take, in two years, by lists.

Beside the typed `processing_time_cut`, and never in its place: that counts the days which a
decision took off a procedure, this how many working days applicants were told to wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import chain, repeat
from statistics import median

from data.cache.warehouse import Figures
from data.planning.plan import BASE_YEARS
from data.planning.targets import Target
from data.working_days import count_working_days

METRIC = "processing_time_cut"
# Days before the receipt are slips (docs/rules.md, Cells), and no promise.
_QUERY = """
select procedure_code, year(received_on) as year, received_on, due_on, count(*) as n
from dossiers
where counted and commune_code = $commune and state <> 'not_received'
    and procedure_code is not null and due_on >= received_on and received_on <= $last
    and year(received_on) in ($base_year, year($last))
group by all
"""
# Procedure → the working days promised to its dossiers, in the middle.
_MedianDays = Mapping[str, Fraction]


@dataclass(frozen=True)
class PromisedTimes:
    """Of the procedures with dossiers in both years, how many promise less time than before.

    `shortened_count` are those whose median fell by at least the target's share (by more, for a
    target that says “trên”). A procedure that was promised within the day is in neither count:
    nothing could be cut.
    """

    base_year: int
    year: int
    compared_count: int
    shortened_count: int


def promised_times(
    warehouse: Figures, commune_code: str, target: Target, last_day: date
) -> PromisedTimes | None:
    """How many procedures promise less time than in the target's base year; None if not comparable.

    None of another target, of one without a number or a base year, and where no procedure has
    dossiers with a due day in both years.
    """
    base_year = BASE_YEARS.get(target.denominator_variant or "")
    if target.metric != METRIC or target.value is None or base_year is None:
        return None
    parameters = {"commune": commune_code, "base_year": base_year, "last": last_day}
    rows = warehouse.read(_QUERY, parameters).to_pylist()
    earlier, current = (_median_days(rows, year) for year in (base_year, last_day.year))
    falls = [1 - current[code] / days for code, days in earlier.items() if days and code in current]
    if base_year >= last_day.year or not falls:
        return None
    return PromisedTimes(base_year, last_day.year, len(falls), _count_reaching(falls, target))


def _count_reaching(falls: Iterable[Fraction], target: Target) -> int:
    """How many falls, as shares (0–1) of the base year's days, reach the target's share."""
    share = Fraction(str(target.value))
    is_strict = target.comparator_for_evaluation == ">"
    return sum(fall > share if is_strict else fall >= share for fall in falls)


def _median_days(rows: Iterable[Mapping[str, object]], year: int) -> _MedianDays:
    """Each procedure code's median of promised working days in one year."""
    days_by_procedure: dict[str, list[Iterator[int]]] = {}
    for row in rows:
        if row["year"] == year:
            days = _working_days(row["received_on"], row["due_on"])
            repeated_days = repeat(days, int(str(row["n"])))
            days_by_procedure.setdefault(str(row["procedure_code"]), []).append(repeated_days)
    return {
        code: Fraction(median(chain.from_iterable(groups)))
        for code, groups in days_by_procedure.items()
    }


_working_days = lru_cache(maxsize=1 << 16)(count_working_days)
