"""Promised times of two years' lists, the working days counted by hand on a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.planning.targets import Target, built_in_plans
from metrics.analysis.promised_times import PromisedTimes, promised_times
from metrics.counting.day_counts import open_warehouse
from tests.support.builders import Desk, Row, dossier, table

TRAN_LIEU = "10729"
(TARGET,) = (
    target
    for plan in built_in_plans()
    for target in plan.targets
    if plan.commune_code == TRAN_LIEU and target.metric == "processing_time_cut"
)
LAST = date(2026, 6, 30)
# Received on Monday 3 March 2025, and on Monday 2 March 2026: the due day by working days promised.
DUE_2025 = {0: "03/03/2025", 2: "05/03/2025", 8: "13/03/2025", 9: "14/03/2025", 10: "17/03/2025"}
DUE_2026 = {0: "02/03/2026", 4: "06/03/2026", 5: "09/03/2026"}
# A dossier: its procedure and the working days that it was promised for.
Promises = Sequence[tuple[str, int]]


def rows_of(promises: Promises, received: str, dues: dict[int, str], code_day: str) -> list[Row]:
    """The dossiers as lines of a list, all received on one day."""
    return [
        dossier(
            f"H24.91-{code_day}-{number:04}",
            received=received,
            due=dues[days],
            unit="UBND Phường Trần Liễu",
        )
        | {"Mã thủ tục": procedure}
        for number, (procedure, days) in enumerate(promises, start=1)
    ]


def list_of(rows: Sequence[Row], year: int) -> list[list[str]]:
    days = f"Từ ngày 01/01/{year} đến ngày 30/06/{year}"
    return table(rows, ("UBND PHƯỜNG TRẦN LIỄU", "DANH SÁCH HỒ SƠ", days))


def times(
    folder: Path, before: Promises, now: Promises, target: Target = TARGET
) -> PromisedTimes | None:
    """What lists of the first halves of 2025 and 2026 with these dossiers show."""
    desk = Desk(folder)
    if before:
        rows = rows_of(before, "03/03/2025", DUE_2025, "250303")
        desk.stored("2025.csv", list_of(rows, 2025))
    rows = rows_of(now, "02/03/2026", DUE_2026, "260302")
    desk.stored("2026.csv", list_of(rows, 2026))
    return shown(desk, target)


def shown(desk: Desk, target: Target = TARGET, last_day: date = LAST) -> PromisedTimes | None:
    warehouse = open_warehouse(desk.record, None)
    warehouse.refresh()
    try:
        return promised_times(warehouse, TRAN_LIEU, target, last_day)
    finally:
        warehouse.close()


def test_the_procedures_of_both_years_are_compared_by_their_medians(tmp_path: Path) -> None:
    """8 → 4 is half; 10, 8, 2 → 5 is less than half of 8; the others have one year alone."""
    before = [
        *[("1.000001", 8)],
        *[("1.000002", 10), ("1.000002", 8), ("1.000002", 2)],
        *[("1.000003", 8)],
    ]
    now = [("1.000001", 4), ("1.000002", 5), ("1.000004", 4)]
    assert times(tmp_path, before, now) == PromisedTimes(2025, 2026, 2, 1)


def test_the_middle_of_an_even_number_lies_between_two(tmp_path: Path) -> None:
    """9 and 9 → 4 and 5: four and a half is half of nine, by a hair."""
    before, now = [("1.000001", 9), ("1.000001", 9)], [("1.000001", 4), ("1.000001", 5)]
    assert times(tmp_path, before, now) == PromisedTimes(2025, 2026, 1, 1)


@pytest.mark.parametrize(
    ("comparator", "value", "shortened"),
    [("=", "0.5", 1), (">=", "0.51", 0), (">", "0.5", 0), (">", "0.49", 1)],
)
def test_the_share_that_the_target_asks_for(
    tmp_path: Path, comparator: str, value: str, shortened: int
) -> None:
    target = replace(TARGET, comparator=comparator, value=Decimal(value))
    found = times(tmp_path, [("1.000001", 8)], [("1.000001", 4)], target)
    assert found == PromisedTimes(2025, 2026, 1, shortened)


def test_what_was_promised_within_the_day_cannot_be_cut(tmp_path: Path) -> None:
    before, now = [("1.000001", 0), ("1.000002", 8)], [("1.000001", 0), ("1.000002", 4)]
    assert times(tmp_path, before, now) == PromisedTimes(2025, 2026, 1, 1)


def test_a_longer_promise_is_compared_and_not_shortened(tmp_path: Path) -> None:
    assert times(tmp_path, [("1.000001", 2)], [("1.000001", 4)]) == PromisedTimes(2025, 2026, 1, 0)


def test_days_off_are_no_working_days(tmp_path: Path) -> None:
    """29 April to 6 May 2025: 30 April, 1 and 2 May (worked for on 26 April) and a weekend are off.

    Two working days are left, the 5th and the 6th, and two of 2026 are no less.
    """
    desk = Desk(tmp_path)
    for received, due, code, year in (
        ("29/04/2025", "06/05/2025", "250429", 2025),
        ("02/03/2026", "04/03/2026", "260302", 2026),
    ):
        row = rows_of([("1.000001", 0)], received, {0: due}, code)
        desk.stored(f"{year}.csv", list_of(row, year))
    assert shown(desk) == PromisedTimes(2025, 2026, 1, 0)
    hundredth = replace(TARGET, value=Decimal("0.01"))
    assert shown(desk, hundredth) == PromisedTimes(2025, 2026, 1, 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"denominator_variant": None},  # the plan names no base year
        {"denominator_variant": "base_2026"},
        {"value": None},
        {"metric": "compliance_cost_cut"},
    ],
)
def test_nothing_is_shown_beside_other_targets(tmp_path: Path, changed: dict[str, object]) -> None:
    target = replace(TARGET, **changed)  # type: ignore[arg-type]
    assert times(tmp_path, [("1.000001", 8)], [("1.000001", 4)], target) is None


def test_nothing_is_shown_of_one_year_alone(tmp_path: Path) -> None:
    assert times(tmp_path, (), [("1.000001", 4)]) is None


def test_what_comes_after_the_last_day_and_what_was_not_received_is_left_out(
    tmp_path: Path,
) -> None:
    """Without them 8 → 4; the refused one promises 10 days, the later one 8."""
    desk = Desk(tmp_path)
    desk.stored(
        "2025.csv", list_of(rows_of([("1.000001", 8)], "03/03/2025", DUE_2025, "250303"), 2025)
    )
    rows = rows_of([("1.000001", 4)] * 3, "02/03/2026", DUE_2026, "260302")
    rows[1] = {**rows[1], "Trạng thái": "Không được tiếp nhận", "Ngày hẹn trả": "16/03/2026"}
    rows[2] = {**rows[2], "Ngày tiếp nhận": "01/06/2026", "Ngày hẹn trả": "11/06/2026"}
    desk.stored("2026.csv", list_of(rows, 2026))
    found = shown(desk, last_day=date(2026, 5, 31))
    assert found == PromisedTimes(2025, 2026, 1, 1)
    assert shown(desk) == PromisedTimes(2025, 2026, 1, 0)  # 4 and 8: six in the middle
