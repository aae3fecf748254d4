"""The counts of the 766 index from a few dossiers, hand-counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.periods import parse_period
from data.planning.scopes import scope_fields
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings, open_warehouse
from metrics.counting.forms import Form
from metrics.counting.gathering import gather_evidence
from metrics.counting.tallies import Evidence
from metrics.index_766.components import component_points
from metrics.index_766.counts import (
    _derived_counts,
    index_counts,
    share_metric,
    typed_counts_from_lists,
)
from tests.support.builders import NINH_GIANG, Desk, done, dossier, earlier, table


def test_what_a_list_tells_of_the_index(tmp_path: Path) -> None:
    """Of ten handled eight ended or stand in time; of these one was judged badly."""
    desk = Desk(tmp_path)
    rated = {"rating": "Không hài lòng"}
    left = {"state": "Công dân yêu cầu rút hồ sơ"}
    rows = [
        earlier(9000, due="30/01/2026"),  # open on the 31st: late
        earlier(9001, due="10/02/2026"),
        done(1, "15/01/2026", channel="Trực tiếp", payment="Tiền mặt"),
        done(2, "20/01/2026", **rated),
        done(3, "21/01/2026", **rated),  # late, counted once
        done(4, "10/01/2026", rating="Hài lòng"),
        dossier(5, finished="12/01/2026", **left),
        dossier(6, finished="20/01/2026", **left),
        dossier(7, due="05/02/2026", digitised="Không"),
        dossier(8, due="05/02/2026"),
    ]
    desk.stored("tháng 1.csv", table(rows))
    warehouse = open_warehouse(desk.record, None)
    warehouse.refresh()
    period = parse_period("2026-01")
    evidence = gather_evidence(warehouse, [NINH_GIANG], [period], scope_fields(desk.record), ())
    counts, reached = index_counts(evidence, NINH_GIANG, period)
    warehouse.close()
    assert reached is None
    assert (counts["handled"], counts["in_time"], counts["satisfied_766"]) == (10, 8, 7)
    assert (counts["received"], counts["received_online"]) == (8, 7)
    assert (counts["payable"], counts["paid_online"]) == (8, 7)
    points = component_points(counts)
    assert points["progress"] == 16
    assert float(points["receiving_satisfaction"] or 0) == pytest.approx(6 * 0.7 / 0.9)
    assert points["digitised"] == 4  # seven of eight are more than four fifths
    assert not {"payment", "petitions_on_time"} & points.keys()


def test_to_which_day_they_reach(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    above = ("UBND XÃ NINH GIANG", "Từ ngày 01/01/2026 đến ngày 20/01/2026")
    desk.stored("đến 20.csv", table([earlier(due="10/02/2026"), dossier(1)], above))
    warehouse = open_warehouse(desk.record, None)
    warehouse.refresh()
    period = parse_period("2026-01")
    evidence = gather_evidence(warehouse, [NINH_GIANG], [period], scope_fields(desk.record), ())
    assert index_counts(evidence, NINH_GIANG, period)[1] == date(2026, 1, 20)
    # Of procedures nothing is told before the period is whole, nor where nothing reaches.
    for month in ("2026-01", "2026-02"):
        assert typed_counts_from_lists(evidence, NINH_GIANG, parse_period(month)) == ()
    warehouse.close()


@pytest.mark.parametrize(
    ("part", "total", "numerator", "denominator"),
    [
        # A count that we call so too is itself.
        ("received_online", "received", ("received_online",), ("received",)),
        ("paid_online", "payable", ("paid_online",), ("payable",)),
        # What the index calls otherwise is a sum of ours.
        ("dissatisfied", "handled", ("on_time_dissatisfied",), ("received", "carried_over")),
        (
            "petitions_handled",
            "petitions",
            ("petitions_handled",),
            ("petitions_new", "petitions_carried_over"),
        ),
    ],
)
def test_a_share_of_the_index_is_a_metric_with_a_name(
    part: str, total: str, numerator: tuple[str, ...], denominator: tuple[str, ...]
) -> None:
    metric = share_metric(part, total)
    assert (metric.name, metric.numerator, metric.denominator) == (
        f"index_766_{part}",
        numerator,
        denominator,
    )
    assert metric.label
    assert "÷" in metric.formula
    assert metric.source == "Quyết định 766/QĐ-TTg"


@pytest.mark.parametrize(
    ("ended_in_time", "pending_on_time", "dissatisfied", "in_time", "satisfied"),
    [
        (6, 2, 1, 8, 7),
        (0, 0, 0, 0, 0),
        (6, 2, None, 8, None),  # nobody's rating is known
        (6, None, 1, None, None),  # what is pending is not known
        (None, 2, 1, None, None),
    ],
)
def test_what_is_in_time_and_satisfied(
    ended_in_time: int | None,
    pending_on_time: int | None,
    dissatisfied: int | None,
    in_time: int | None,
    satisfied: int | None,
) -> None:
    all_counts = {"ended_in_time": ended_in_time, "dissatisfied": dissatisfied}
    counts = {name: count for name, count in all_counts.items() if count is not None}
    derived = _derived_counts(counts, pending_on_time)
    assert (derived.get("in_time"), derived.get("satisfied_766")) == (in_time, satisfied)


def test_petitions_that_are_not_handled_are_pending() -> None:
    assert _derived_counts({"petitions": 5, "petitions_handled": 3}, None) == {
        "petitions_pending": 2
    }
    assert _derived_counts({"petitions": 5}, None) == {}


def test_procedures_with_fees_are_known_without_a_share_of_them() -> None:
    month = parse_period("2026-01")
    names = frozenset({"fee_procedures"})
    form = Source(NINH_GIANG, 1, month.first, month.last, names, False, "x")
    typed = Form({"": {"fee_procedures": 35}}, has_fields=False)
    evidence = Evidence(
        Holdings({NINH_GIANG: (form,)}, {(NINH_GIANG, 1): typed}), DayCounts({}), {}, ()
    )
    assert index_counts(evidence, NINH_GIANG, month) == ({"fee_procedures": 35}, None)
