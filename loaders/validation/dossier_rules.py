"""What can be wrong with a dossier's row: each fault as SQL over its raw cells and their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.columns import Kind
from data.dates import EARLIEST_YEAR, LATEST_YEAR
from data.record.stored_rows import UNKNOWN_MARK
from loaders.parsing.cells import is_blank_sql
from loaders.reading.grid import ERROR_CELL


@dataclass(frozen=True)
class DossierRule:
    """A fault of a row: `condition` is SQL over a staged row, true where the row has the fault.

    `kind` is the problem's, `column` the one that it names. A mild fault is reported, and the row
    counts all the same: it is not set aside.
    """

    kind: str
    column: str
    condition: str
    sets_aside: bool = True


# The code's YYMMDD is the day of receipt (docs/rules.md, Dossiers).
_CODE_DIFFERS = "code_day <> v_received_on"
SHIFTED = "shifted_cells"
UNKNOWN_WORDS = frozenset({"unknown_state", "unknown_channel", "unknown_word"})
SWAPPED, DUE_EARLY = "day_month_swapped", "due_before_receipt"
# A year out of reason has a problem of its own and is not held against other days.
_SANE = f"year(v_received_on) <= {LATEST_YEAR}"
_RECEIPT_SWAPPED = f"coalesce({_CODE_DIFFERS} and swapped_received_on = code_day, false)"


def dossier_rules(
    kinds: Mapping[str, Kind],
    last_day: date | None,
    latest_day: date,
    shifted_rows: Sequence[int] = (),
) -> list[DossierRule]:
    """The rules for a list with these columns, in the order in which their faults are reported.

    `last_day` is the period's last one, None where the file states no period; `latest_day` the last
    that does not lie in the future: today, or far off where the clock is behind.
    """
    return [
        *_shifted_row_rules(shifted_rows),
        *(DossierRule("error_cell", name, f"{name} = '{ERROR_CELL}'") for name in kinds),
        *_missing_cell_rules(),
        *_unreadable_cell_rules(kinds),
        *_contradiction_rules(kinds, last_day or latest_day, latest_day),
        *_after_period_rules(last_day),
        DossierRule("unknown_unit", "unit", "commune_code is null"),
        DossierRule(
            "code_date_differs",
            "received_on",
            f"{_CODE_DIFFERS} and not {_RECEIPT_SWAPPED}",
            sets_aside=False,
        ),
    ]


def _shifted_row_rules(rows: Sequence[int]) -> list[DossierRule]:
    """The rule that rows with their cells under other headings break; none where no row has."""
    numbers = ", ".join(map(str, rows))
    return [DossierRule(SHIFTED, "dossier_code", f"row in ({numbers})")] if rows else []


def _missing_cell_rules() -> list[DossierRule]:
    """The rules that a row without code, day of receipt or state breaks."""
    no_code = f"({_blank_sql('dossier_code')} or dossier_code ilike 'tổng%')"
    return [
        DossierRule("missing_code", "dossier_code", no_code),
        DossierRule("missing_date", "received_on", _blank_sql("received_on")),
        DossierRule("missing_state", "state", _blank_sql("state")),
    ]


def _unreadable_cell_rules(kinds: Mapping[str, Kind]) -> list[DossierRule]:
    """The rules that cells break which are no day, no number or no word that their column knows."""
    columns_by_kind = {
        kind: [name for name in kinds if kinds[name] == kind] for kind in ("date", "number", "word")
    }
    days = [
        DossierRule("impossible_date", name, _impossible_day_sql(name))
        for name in columns_by_kind["date"]
    ]
    numbers = [
        DossierRule("not_a_number", name, _impossible_number_sql(name))
        for name in columns_by_kind["number"]
    ]
    words = [
        DossierRule(_unknown_word_kind(name), name, f"starts_with(v_{name}, '{UNKNOWN_MARK}')")
        for name in columns_by_kind["word"]
    ]
    return [*days, *numbers, *words]


def _after_period_rules(last_day: date | None) -> list[DossierRule]:
    """The rule that a receipt after the period breaks; none where the period is not stated."""
    if last_day is None:
        return []
    is_after = f"v_received_on > date '{last_day}'"
    return [DossierRule("received_after_period", "received_on", is_after)]


def _contradiction_rules(
    kinds: Mapping[str, Kind], list_end: date, latest_day: date
) -> list[DossierRule]:
    """The rules of days that speak against each other, or against `list_end`, the list's last day.

    Where day and month in each other's place would mend it, that is what is reported: of a dossier
    received on 20/02 and finished on "03/01", which an American format made of 1 March.
    """
    rules = [DossierRule(SWAPPED, "received_on", _RECEIPT_SWAPPED)]
    if "due_on" in kinds:
        rules += _due_day_rules(list_end)
    if "finished_on" in kinds:
        rules += _finish_rules(list_end, latest_day)
    return rules


def _due_day_rules(list_end: date) -> list[DossierRule]:
    """The rules of a due day before the receipt: swapped, or else reported while the row counts."""
    before_receipt = _before_receipt_sql("due_on")
    swap_mends = "coalesce(swapped_due_on >= v_received_on, false)"
    in_period = f"v_received_on <= date '{list_end}'"  # a receipt after it has a problem of its own
    mild = f"{before_receipt} and not {swap_mends} and {in_period}"
    return [
        DossierRule(SWAPPED, "due_on", f"{before_receipt} and {swap_mends}"),
        DossierRule(DUE_EARLY, "due_on", mild, sets_aside=False),
    ]


def _finish_rules(list_end: date, latest_day: date) -> list[DossierRule]:
    """The rules of a day of the end that is missing, before the receipt, or after the latest day.

    The receipt is only taken for the swapped one where the code has no day that confirms it.
    """
    missing = f"v_state in ('returned', 'left') and {_blank_sql('finished_on')}"
    before_receipt = _before_receipt_sql("finished_on")
    in_future = f"v_finished_on > date '{latest_day}'"
    swap_fits = f"swapped_finished_on between v_received_on and date '{list_end}'"
    finish_swapped = f"({before_receipt} or {in_future}) and coalesce({swap_fits}, false)"
    receipt_swap_fits = "code_day is null and swapped_received_on <= v_finished_on"
    receipt_swapped = f"{before_receipt} and {receipt_swap_fits}"
    unmended = f"{before_receipt} and not coalesce({receipt_swapped}, false)"
    return [
        DossierRule("missing_finish", "finished_on", missing),
        DossierRule(SWAPPED, "finished_on", finish_swapped),
        DossierRule(SWAPPED, "received_on", f"{receipt_swapped} and not ({finish_swapped})"),
        DossierRule("finish_before_receipt", "finished_on", unmended),
        DossierRule("finish_in_future", "finished_on", in_future, sets_aside=False),
    ]


def _before_receipt_sql(column: str) -> str:
    """SQL: whether a column's day lies before the receipt's, and the receipt is not to blame."""
    return f"v_{column} < v_received_on and {_SANE} and not {_RECEIPT_SWAPPED}"


def _blank_sql(column: str) -> str:
    """SQL: whether the cell is blank; its value is asked first, being faster than its text."""
    return f"(v_{column} is null and {is_blank_sql(column)})"


def _impossible_day_sql(column: str) -> str:
    """SQL: whether a column's cell is filled, but with no day or one of an unlikely year."""
    day = f"v_{column}"
    outside = f"year({day}) not between {EARLIEST_YEAR} and {LATEST_YEAR}"
    no_day = f"({day} is null or {outside})"
    return f"{no_day} and not {is_blank_sql(column)} and {column} <> '{ERROR_CELL}'"


def _impossible_number_sql(column: str) -> str:
    """SQL: whether a column's cell is filled, but with no finite number from 0 on."""
    no_number = f"(v_{column} is null or v_{column} < 0 or not isfinite(v_{column}))"
    return f"{no_number} and not {is_blank_sql(column)} and {column} <> '{ERROR_CELL}'"


def _unknown_word_kind(column: str) -> str:
    """The kind of the problem that an unknown word in this column is."""
    return {"state": "unknown_state", "channel": "unknown_channel"}.get(column, "unknown_word")
