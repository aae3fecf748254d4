"""Tasks counted from what was recorded of them, where nobody typed how many there were.

Hòa An's plan for 2026 has one task with days: a report, due on the 15th of each month. Vĩnh
Thuận's for the end of 2025 has five, each due once: two on 15 September, three on 15 December.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.periods import Period, parse_period
from data.planning.targets import Plan, built_in_plans
from data.planning.task_records import Done, PlanRecords, record_done, records_of_plans
from metrics.analysis.provenance import counts_by_procedure, dossiers_behind, origins
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings, open_warehouse
from metrics.counting.forms import Form
from metrics.counting.gathering import gather_evidence
from metrics.counting.plan_tasks import plan_tasks_by_commune
from metrics.counting.tallies import Evidence, Tally
from tests.support.builders import Desk
from tests.support.task_builders import MONTHLY, done, plan_with_tasks
from tests.support.task_builders import REPORT as REPORT_TABLE

HOA_AN, REPORT = "31393", "HA-T01"
METRIC = METRICS_BY_NAME["tasks_on_time"]
YEAR = parse_period("2026")
# February's a day late, March's on the day, April's never recorded.
RECORDED = [
    done(REPORT, date(2026, 1, 15), date(2026, 1, 14)),
    done(REPORT, date(2026, 2, 15), date(2026, 2, 16)),
    done(REPORT, date(2026, 3, 15), date(2026, 3, 15)),
]


def plan(key: str) -> Plan:
    (found,) = (one for one in built_in_plans() if one.key == key)
    return found


def records(until: date, recorded: Sequence[Done] = RECORDED, plan_key: str = "") -> PlanRecords:
    """A plan's records; the last of them written on the day after `until`."""
    return PlanRecords(plan_key or "31393-2026", tuple(recorded), until)


def evidence(
    *recorded: PlanRecords,
    plans: Sequence[Plan] = built_in_plans(),
    forms: Sequence[tuple[Source, Form]] = (),
) -> Evidence:
    holdings = Holdings(
        {HOA_AN: tuple(source for source, _ in forms)},
        {(HOA_AN, source.upload_id): form for source, form in forms},
    )
    plan_tasks = plan_tasks_by_commune(plans, recorded)
    return Evidence(holdings, DayCounts({}), {}, plans, plan_tasks=plan_tasks)


def typed(period: Period, due: int, on_time: int) -> tuple[Source, Form]:
    counts = {"tasks_due": due, "tasks_done_on_time": on_time}
    source = Source(HOA_AN, 1, period.first, period.last, frozenset(counts), False, "x")
    return source, Form({"BC 1": counts}, has_fields=False)


def counts(tally: Tally) -> tuple[int | None, int | None]:
    return tally.numerator, tally.denominator


@pytest.mark.parametrize(
    ("name", "expected", "state"),
    [
        ("2026-01", (1, 1), "whole"),
        ("2026-02", (0, 1), "whole"),  # finished, but after its day
        ("2026-Q1", (2, 3), "whole"),
        ("2026-04", (0, 1), "whole"),  # over when March's was recorded, and not recorded
        ("2026-Q2", (0, 1), "to_date"),
        ("2026", (2, 4), "to_date"),
        ("2026-05-01..2026-05-10", (0, 0), "whole"),
        ("2026-06", (None, None), "none"),
        ("2025", (None, None), "none"),  # before the plan
        ("2025-12-15..2026-01-31", (None, None), "none"),
    ],
)
def test_due_days_up_to_the_last_day_that_was_over_when_anything_was_recorded(
    name: str, expected: tuple[int | None, int | None], state: str
) -> None:
    tally = evidence(records(date(2026, 5, 14))).tally(METRIC, HOA_AN, parse_period(name))
    assert counts(tally) == expected
    assert tally.coverage.state == state
    if state != "none":
        assert tally.metric.denominator_variant == "plan_tasks_due"
        assert tally.coverage.covered_span == (
            parse_period(name).first,
            min(parse_period(name).last, date(2026, 5, 14)),
        )


def test_a_due_day_is_not_held_against_anybody_before_it_is_over() -> None:
    in_may = date(2026, 5, 1), date(2026, 5, 31)
    on_the_day, a_day_later = (
        evidence(records(day)).tally(METRIC, HOA_AN, Period(*in_may))
        for day in (date(2026, 5, 14), date(2026, 5, 15))
    )
    assert (counts(on_the_day), counts(a_day_later)) == ((0, 0), (0, 1))


@pytest.mark.parametrize("recorded", [(), (records(date(2026, 5, 14), ()),)])
def test_an_empty_page_makes_no_figure(recorded: tuple[PlanRecords, ...]) -> None:
    """Nothing was recorded, or all of it was undone."""
    tally = evidence(*recorded).tally(METRIC, HOA_AN, YEAR)
    assert counts(tally) == (None, None)
    assert tally.metric is METRIC


def test_what_is_typed_goes_first_and_what_is_recorded_stands_in_where_it_does_not_reach() -> None:
    quarter = parse_period("2026-Q1")
    found = evidence(records(date(2026, 5, 14)), forms=[typed(quarter, due=40, on_time=39)])
    tally = found.tally(METRIC, HOA_AN, quarter)
    assert (counts(tally), tally.metric) == ((39, 40), METRIC)
    tally = found.tally(METRIC, HOA_AN, parse_period("2026-04"))
    assert (counts(tally), tally.metric) == ((0, 1), METRIC.fallback)


def test_tasks_that_people_confirmed_with_a_plan_are_counted_too() -> None:
    """Due on 1 April, May and June, and on 14 June; April's done in time, May's late."""
    own = plan_with_tasks(REPORT_TABLE, MONTHLY)
    at = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
    recorded = [
        Done(own.key, "NV-02", date(2026, 4, 1), date(2026, 4, 1), "1/BC", at, "thử"),
        Done(own.key, "NV-02", date(2026, 5, 1), date(2026, 5, 2), "2/BC", at, "thử"),
        Done(own.key, "NV-01", date(2026, 6, 14), date(2026, 6, 10), "3/BC", at, "thử"),
    ]
    found = evidence(records(date(2026, 6, 30), recorded, own.key), plans=[own])
    assert counts(found.tally(METRIC, "00004", parse_period("2026-Q2"))) == (2, 4)


def test_tasks_are_of_no_field() -> None:
    tally = evidence(records(date(2026, 5, 14))).tally(METRIC, HOA_AN, YEAR, "Đất đai")
    assert counts(tally) == (None, None)


def test_what_repeats_another_task_or_has_an_impossible_day_is_not_counted() -> None:
    """Five due days in all: “31/9/2025” is none, and a quarter's report is stated twice."""
    recorded = [done("VT-T14", date(2025, 9, 15), date(2025, 9, 15))]
    found = evidence(records(date(2026, 11, 21), recorded, "11842-2025"))
    assert counts(found.tally(METRIC, "11842", parse_period("2025-H2"))) == (1, 5)
    assert counts(found.tally(METRIC, "11842", parse_period("2025-Q3"))) == (1, 2)
    assert counts(found.tally(METRIC, "11842", parse_period("2026-Q1"))) == (None, None)


def test_a_plan_that_ends_earlier_asks_for_nothing_afterwards() -> None:
    short = replace(plan("31393-2026"), valid_to=date(2026, 3, 31))
    found = evidence(records(date(2026, 5, 14)), plans=[short])
    assert counts(found.tally(METRIC, HOA_AN, YEAR)) == (2, 3)
    assert found.tally(METRIC, HOA_AN, YEAR).coverage.covered_span == (YEAR.first, short.valid_to)


def test_where_plans_overlap_a_day_is_known_only_of_both() -> None:
    """The first plan is of July to December 2025; the second begins in November beside it."""
    first = replace(plan("11842-2025"), commune_code=HOA_AN)
    second = replace(plan("31393-2026"), valid_from=date(2025, 11, 1))
    recorded = [done("VT-T11", date(2025, 9, 15), date(2025, 9, 12))]
    of_first = records(date(2026, 5, 14), recorded, "11842-2025")
    one = evidence(of_first, plans=[first, second])
    assert counts(one.tally(METRIC, HOA_AN, parse_period("2025-Q3"))) == (1, 2)
    assert counts(one.tally(METRIC, HOA_AN, parse_period("2025-11"))) == (None, None)
    tally = one.tally(METRIC, HOA_AN, parse_period("2025-H2"))
    assert tally.coverage.covered_span == (date(2025, 7, 1), date(2025, 10, 31))
    both = evidence(of_first, records(date(2026, 5, 14)), plans=[first, second])
    # In December three of the one plan and, on the 15th of November and of December, the other's.
    assert counts(both.tally(METRIC, HOA_AN, parse_period("2025-Q4"))) == (0, 5)


def test_as_at_an_earlier_day_nothing_later_is_known() -> None:
    cut = records(date(2026, 5, 14)).cut_after(date(2026, 2, 20))
    tally = evidence(cut).tally(METRIC, HOA_AN, YEAR)
    assert counts(tally) == (1, 2)
    assert tally.coverage.covered_span == (YEAR.first, date(2026, 2, 20))
    assert cut.cut_after(date(2026, 12, 31)) == cut


def recorded_desk(folder: Path) -> Desk:
    """A record in which the report of January was on time and that of February a day late."""
    desk = Desk(folder)
    for record in RECORDED[:2]:
        key = record.plan_key, record.task_id
        record_done(desk.record, key, [record.due_on], record.finished_on, "12/BC-UBND", "thử")
    return desk


def test_the_command_line_counts_them_and_as_at_a_day_only_what_was_due_by_then(
    tmp_path: Path,
) -> None:
    desk = recorded_desk(tmp_path)
    open_warehouse(desk.record, desk.database).close()
    row = desk.figures("2026-Q1", HOA_AN)["tasks_on_time"]
    assert (row["numerator"], row["denominator"], row["provisional"]) == (1, 3, False)
    assert (row["denominator_variant"], row["source"]) == ("plan_tasks_due", "export")
    row = desk.figures("2026-Q1", HOA_AN, "--today", "2026-02-20")["tasks_on_time"]
    assert (row["numerator"], row["denominator"]) == (1, 2)
    assert row["covered"] == ["2026-01-01", "2026-02-20"]


def test_no_upload_and_no_dossier_stands_behind_them(tmp_path: Path) -> None:
    folder, quarter = recorded_desk(tmp_path).record, parse_period("2026-Q1")
    warehouse = open_warehouse(folder, None)
    try:
        warehouse.refresh()
        found = gather_evidence(
            warehouse,
            [HOA_AN],
            [quarter],
            {},
            built_in_plans(),
            task_records=records_of_plans(folder),
        )
        assert counts(found.tally(METRIC, HOA_AN, quarter)) == (1, 3)
        assert origins(warehouse, found, [METRIC], HOA_AN, quarter) == ((),)
        assert dossiers_behind(warehouse, found, METRIC, HOA_AN, quarter).num_rows == 0
        assert counts_by_procedure(warehouse, found, METRIC, HOA_AN, quarter) == ()
    finally:
        warehouse.close()
