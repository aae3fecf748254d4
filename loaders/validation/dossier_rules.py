"""What can be wrong with a dossier's row: each fault as SQL over its raw cells and their values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.columns import Kind
from data.dates import EARLIEST_YEAR, LATEST_YEAR
from loaders.parsing.cells import UNKNOWN, is_blank_sql
from loaders.reading.grid import ERROR_CELL


@dataclass(frozen=True)
class DossierRule:
    """A fault: SQL over a staged row that is true where it stands, and the column it names.

    Not `aside`: it is told and the row counts all the same.
    """

    kind: str
    column: str
    where: str
    aside: bool = True


def _swapped(name: str) -> str:
    """SQL: the day with its day and month in each other's place; null where there is none."""
    day = f"v_{name}"
    return f"(case when day({day}) <= 12 then make_date(year({day}), day({day}), month({day})) end)"


# The code's YYMMDD is the day of receipt (domain: dossier codes).
CODE_DIFFERS = "code_day <> v_received_on"
SWAPPED, DUE_EARLY = "day_month_swapped", "due_before_receipt"
# A year out of reason is told by itself; it speaks against nothing.
_SANE = f"year(v_received_on) <= {LATEST_YEAR}"
_RECEIPT_SWAPPED = f"coalesce({CODE_DIFFERS} and {_swapped('received_on')} = code_day, false)"


def rules(kinds: Mapping[str, Kind], last: date | None, today: date) -> list[DossierRule]:
    """The faults of a list with these columns, in the order in which they are told.

    `last` is the period's last day where the file states it.
    """
    blank_code = _blank("dossier_code")
    found = [DossierRule("error_cell", name, f"{name} = '{ERROR_CELL}'") for name in kinds]
    found += [
        DossierRule(
            "missing_code", "dossier_code", f"({blank_code} or dossier_code ilike 'tổng%')"
        ),
        DossierRule("missing_date", "received_on", _blank("received_on")),
        DossierRule("missing_state", "state", _blank("state")),
    ]
    found += [
        DossierRule("impossible_date", n, _bad_day(n)) for n, k in kinds.items() if k == "date"
    ]
    found += [
        DossierRule("not_a_number", n, _bad_number(n)) for n, k in kinds.items() if k == "number"
    ]
    found += [
        DossierRule(_unknown(n), n, f"v_{n} = '{UNKNOWN}'") for n, k in kinds.items() if k == "word"
    ]
    found += _contradictions(kinds, last or today, today)
    if last:
        after = f"v_received_on > date '{last}'"
        found.append(DossierRule("received_after_period", "received_on", after))
    found.append(DossierRule("unknown_unit", "unit", "commune_code is null"))
    differs = f"{CODE_DIFFERS} and not {_RECEIPT_SWAPPED}"
    found.append(DossierRule("code_date_differs", "received_on", differs, aside=False))
    return found


def _contradictions(kinds: Mapping[str, Kind], until: date, today: date) -> list[DossierRule]:
    """Days that speak against each other; a swap of day and month where it would mend them."""
    found = [DossierRule(SWAPPED, "received_on", _RECEIPT_SWAPPED)]
    if "due_on" in kinds:
        mended = f"coalesce({_swapped('due_on')} >= v_received_on, false)"
        due = f"v_due_on < v_received_on and {_SANE} and not {_RECEIPT_SWAPPED}"
        found.append(DossierRule(SWAPPED, "due_on", f"{due} and {mended}"))
        inside = f"v_received_on <= date '{until}'"  # one after it is told by itself
        early = f"{due} and not {mended} and {inside}"
        found.append(DossierRule(DUE_EARLY, "due_on", early, aside=False))
    if "finished_on" not in kinds:
        return found
    ended = f"v_state in ('returned', 'left') and {_blank('finished_on')}"
    early = f"v_finished_on < v_received_on and {_SANE} and not {_RECEIPT_SWAPPED}"
    late = f"v_finished_on > date '{today}'"
    fits = f"{_swapped('finished_on')} between v_received_on and date '{until}'"
    finish = f"({early} or {late}) and coalesce({fits}, false)"
    receipt = f"{early} and code_day is null and {_swapped('received_on')} <= v_finished_on"
    return [
        *found,
        DossierRule("missing_finish", "finished_on", ended),
        DossierRule(SWAPPED, "finished_on", finish),
        DossierRule(SWAPPED, "received_on", f"{receipt} and not ({finish})"),
        DossierRule(
            "finish_before_receipt", "finished_on", f"{early} and not coalesce({receipt}, false)"
        ),
        DossierRule("finish_in_future", "finished_on", late, aside=False),
    ]


def _blank(name: str) -> str:
    """A value first, since that is looked up faster than its text."""
    return f"(v_{name} is null and {is_blank_sql(name)})"


def _bad_day(name: str) -> str:
    value = f"v_{name}"
    outside = f"year({value}) not between {EARLIEST_YEAR} and {LATEST_YEAR}"
    wrong = f"({value} is null or {outside})"
    return f"{wrong} and not {is_blank_sql(name)} and {name} <> '{ERROR_CELL}'"


def _bad_number(name: str) -> str:
    wrong = f"(v_{name} is null or v_{name} < 0 or not isfinite(v_{name}))"
    return f"{wrong} and not {is_blank_sql(name)} and {name} <> '{ERROR_CELL}'"


def _unknown(name: str) -> str:
    return {"state": "unknown_state", "channel": "unknown_channel"}.get(name, "unknown_word")
