"""Days that speak against each other: one row beside what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pytest

from data.columns import Kind
from loaders.parsing.engine import scratch_connection
from loaders.validation.dossier_rules import SHIFTED, SWAPPED, DossierRule, dossier_rules
from loaders.validation.dossier_values import append_swapped_days

LAST, TODAY = date(2026, 3, 31), date(2026, 4, 10)
KINDS: dict[str, Kind] = {
    "dossier_code": "code",
    "received_on": "date",
    "due_on": "date",
    "finished_on": "date",
    "state": "word",
}
# A row: its case, the day in its code, received, due, finished (of 2026 unless said), state; after
# the arrow the kind of what is told; of day and month in each other's place the column too. "~"
# stands before a mild kind, with which the row counts all the same; "-" is a blank.
ROWS = """
nothing wrong            20/02    20/02      20/03    01/03    returned ->
still open               20/02    20/02      20/03    -        open     ->
ended without a day      20/02    20/02      20/03    -        returned -> missing_finish
withdrawn without one    20/02    20/02      20/03    -        left     -> missing_finish

code says 5 January      05/01    01/05      20/01    15/01    returned -> swapped received
code of another day      19/02    20/02      20/03    -        open     -> ~code_date_differs
code without a day       -        20/02      20/03    -        open     ->

due 1 March, swapped     20/02    20/02      03/01    -        open     -> swapped due
due early, no swap       20/02    20/02      20/01    -        open     -> ~due_before_receipt
due early, swap too      20/02    20/02      04/01/2025 -        open     -> ~due_before_receipt
due on the same day      20/02    20/02      20/02    -        open     ->
due early, after period  05/04    05/04      20/03    -        open     -> received_after_period

ended 1 March, swapped   20/02    20/02      -        03/01    returned -> swapped finished
12 March, swapped        20/02    20/02      -        03/12    returned -> swapped finished
swap fits another year   20/02    20/02      -        02/05/2025 returned -> finish_before_receipt
swap past the period     20/02    20/02      -        05/02    returned -> finish_before_receipt
ended early, no swap     20/02    20/02      -        15/02    returned -> finish_before_receipt
ended after today        20/02    20/02      -        20/04    returned -> ~finish_in_future
ended today              20/02    20/02      -        10/04    returned ->
received 3 Jan, swapped  -        01/03      -        20/02    returned -> swapped received
the code confirms it     01/03    01/03      -        20/02    returned -> finish_before_receipt
both may be swapped      -        01/02      -        03/01    returned -> swapped finished

year 2206                -        05/01/2206 20/03    01/03    returned -> impossible_date
"""
CASE_WIDTH = 25


def cases() -> Iterator[object]:
    for line in filter(None, ROWS.splitlines()):
        row, _, told = line.partition("->")
        yield pytest.param(row[CASE_WIDTH:].split(), told.split(), id=row[:CASE_WIDTH].strip())


@pytest.mark.parametrize(("row", "told"), list(cases()))
def test_what_is_told_of_a_row(row: list[str], told: list[str]) -> None:
    assert problems_of(*row) == told


def problems_of(code_day: str, received: str, due: str, finished: str, state: str) -> list[str]:
    """What is told of the row: the first fault of each column, in the words of the table."""
    texts = {"received_on": received, "due_on": due, "finished_on": finished}
    columns: dict[str, object] = {"commune_code": "11203", "code_day": day_of(code_day)}
    columns |= {"dossier_code": "H24.91-1", "v_dossier_code": "H24.91-1"}
    columns |= {"state": state, "v_state": state}
    for name, text in texts.items():
        columns |= {name: None if text == "-" else text, f"v_{name}": day_of(text)}
    faults: dict[str, DossierRule] = {}
    for rule in dossier_rules(KINDS, LAST, TODAY):
        if holds(rule.condition, columns):
            faults.setdefault(rule.column, rule)
    return [word for rule in faults.values() for word in words_of(rule)]


def words_of(rule: DossierRule) -> list[str]:
    if rule.kind == SWAPPED:
        return ["swapped", rule.column.removesuffix("_on")]
    return [rule.kind if rule.sets_aside else f"~{rule.kind}"]


def day_of(text: str) -> date | None:
    if text == "-":
        return None
    day, month, *year = map(int, text.split("/"))
    return date(year[0] if year else 2026, month, day)


def holds(condition: str, columns: dict[str, object]) -> bool:
    """Whether a rule's condition is true of one row, in the engine that runs it."""
    row = pa.table({name: pa.array([columns[name]], type_of(name)) for name in columns})
    with scratch_connection() as engine:
        engine.register("line", append_swapped_days(row, KINDS))
        return bool(
            engine.execute(f"select coalesce({condition}, false) from line").fetchall()[0][0]
        )


def type_of(name: str) -> pa.DataType:
    is_day = name == "code_day" or (name.startswith("v_") and name.endswith("_on"))
    return pa.date32() if is_day else pa.string()


def test_a_row_with_shifted_cells_is_told_at_its_code() -> None:
    (rule,) = (r for r in dossier_rules(KINDS, LAST, TODAY, [4, 7]) if r.kind == SHIFTED)
    assert (rule.column, rule.sets_aside) == ("dossier_code", True)
    assert SHIFTED not in {rule.kind for rule in dossier_rules(KINDS, LAST, TODAY)}
