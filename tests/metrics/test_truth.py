"""Every count of the sample exports, loaded as they are, equals what `truth.json` says of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.periods import Period, parse_period
from data.planning.scopes import scope_fields
from data.planning.targets import built_in_plans
from metrics.catalogue.metrics import METRICS, METRICS_BY_NAME
from metrics.counting.coverage import Segment
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence
from metrics.counting.stocks import STOCKS
from metrics.counting.tallies import Evidence
from tests.support.paths import EXPORTS
from tests.support.sample_loading import store_sample

COMMUNES = {"11203": "xlsx", "09385": "xls", "31393": "csv"}
MONTHS = ("2026-01", "2026-02", "2026-03")


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    figures: dict[str, Any] = json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))
    return figures


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """All nine lists, the newest first: the order of loading must not matter."""
    folder = tmp_path_factory.mktemp("lists")
    for code, suffix in COMMUNES.items():
        for month in reversed(MONTHS):
            stated = None if suffix == "xlsx" else month
            store_sample(folder, f"danh-sach-ho-so-{code}-{month}.{suffix}", stated)
    return read(folder)


def read(folder: Path) -> Evidence:
    warehouse = open_warehouse(folder, None)
    warehouse.refresh()
    periods = [parse_period(m, calendar) for m in MONTHS for calendar in ("month", "reporting")]
    try:
        return gather_evidence(
            warehouse, list(COMMUNES), periods, scope_fields(folder), built_in_plans()
        )
    finally:
        warehouse.close()


def count(evidence: Evidence, code: str, name: str, period: Period, field: str | None) -> int:
    fields = None if field is None else frozenset({field})
    days = Segment(period.first, period.last)
    for stock in STOCKS:
        if stock.name == name and field is None:
            open_dossiers = evidence.stock_count(stock, code, period)
            assert open_dossiers is not None
            return open_dossiers
        if stock.name == name:
            end = period.first.toordinal() - 1 if stock.at_beginning else period.last.toordinal()
            past = Segment(date.min, date.fromordinal(end))
            flow = evidence.day_counts.flow
            return sum(flow(code, n, past, fields) for n in stock.comings) - sum(
                flow(code, n, past, fields) for n in stock.goings
            )
    return evidence.day_counts.flow(code, name, days, fields)


@pytest.mark.parametrize("calendar", ["month", "reporting"])
@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("code", COMMUNES)
def test_every_count_of_a_month(
    evidence: Evidence, truth: dict[str, Any], code: str, month: str, calendar: str
) -> None:
    if calendar == "reporting" and month == "2026-01":
        for metric in METRICS:
            tally = evidence.tally(metric, code, parse_period(month, "reporting"))
            assert tally.numerator is None
            assert tally.coverage.missing_spans == ((date(2025, 12, 15), date(2025, 12, 31)),)
        return
    period = parse_period(month, "reporting" if calendar == "reporting" else "month")
    expected = truth["calendar_months" if calendar == "month" else "reporting_months"][code][month]
    counts = {name: count(evidence, code, name, period, None) for name in expected}
    assert counts == expected


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("code", COMMUNES)
def test_every_count_of_a_field(
    evidence: Evidence, truth: dict[str, Any], code: str, month: str
) -> None:
    for field, expected in truth["by_field"][code][month].items():
        counts = {n: count(evidence, code, n, parse_period(month), field) for n in expected}
        assert counts == expected, field


# Metric → its two counts by truth.json's names (exports/README.md), written out by hand.
RECEIVED = ("received_online", "received_direct", "received_postal")
RESOLVED = ("resolved_early", "resolved_on_time", "resolved_late")
RATES = {
    "online_filing": (("received_online",), RECEIVED),
    "online_payment": (("paid_online",), ("payable",)),
    "digitised_dossiers": (("received_digitised",), RECEIVED),
    "digitised_results": (("results_digitised",), ("results_due",)),
    "electronic_results": (("results_electronic",), ("results_due",)),
    "reused_data": (("received_reused",), RECEIVED),
    "on_time": (("resolved_early", "resolved_on_time"), RESOLVED),
    "early": (("resolved_early",), RESOLVED),
    "satisfaction": (("ratings_satisfied",), ("ratings",)),
}


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("code", COMMUNES)
def test_every_metric(evidence: Evidence, truth: dict[str, Any], code: str, month: str) -> None:
    expected = truth["calendar_months"][code][month]
    for name, (numerator, denominator) in RATES.items():
        tally = evidence.tally(METRICS_BY_NAME[name], code, parse_period(month))
        assert tally.numerator == sum(expected[n] for n in numerator), name
        assert tally.denominator == sum(expected[n] for n in denominator), name


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("code", COMMUNES)
def test_satisfaction_with_land_and_construction(
    evidence: Evidence, truth: dict[str, Any], code: str, month: str
) -> None:
    fields = truth["by_field"][code][month]
    scope = [fields[f] for f in ("Đất đai", "Hoạt động xây dựng") if f in fields]
    tally = evidence.tally(
        METRICS_BY_NAME["satisfaction_land_construction_investment"], code, parse_period(month)
    )
    assert tally.numerator == sum(f.get("ratings_satisfied", 0) for f in scope)
    assert tally.denominator == sum(f.get("ratings", 0) for f in scope)


def test_forms_alone(tmp_path: Path, truth: dict[str, Any]) -> None:
    for code in COMMUNES:
        for month in MONTHS:
            store_sample(tmp_path, f"bieu-II06a-{code}-{month}.xlsx")
    evidence = read(tmp_path)
    for code in COMMUNES:
        for month in MONTHS:
            form = truth["files"][f"bieu-II06a-{code}-{month}.xlsx"]["total"]
            filing = evidence.tally(METRICS_BY_NAME["online_filing"], code, parse_period(month))
            received = form["received_online"] + form["received_direct_or_postal"]
            assert (filing.numerator, filing.denominator) == (form["received_online"], received)
            on_time = evidence.tally(METRICS_BY_NAME["on_time"], code, parse_period(month))
            assert on_time.numerator == form["resolved_early"] + form["resolved_on_time_or_left"]
            assert on_time.denominator == form["resolved_or_left"]
            assert on_time.metric.denominator_variant == "resolved_or_left"
            for stock in (stock for stock in STOCKS if stock.name in form):
                assert evidence.stock_count(stock, code, parse_period(month)) == form[stock.name]


def test_forms_beside_lists_change_nothing(tmp_path: Path, evidence: Evidence) -> None:
    for month in MONTHS:
        store_sample(tmp_path, f"danh-sach-ho-so-11203-{month}.xlsx")
        store_sample(tmp_path, f"bieu-II06a-11203-{month}.xlsx")
    both = read(tmp_path)
    for metric in METRICS_BY_NAME.values():
        for month in MONTHS:
            period = parse_period(month)
            with_forms, alone = (e.tally(metric, "11203", period) for e in (both, evidence))
            assert with_forms == alone


def test_a_month_between_that_is_not_loaded(tmp_path: Path, truth: dict[str, Any]) -> None:
    """Dossiers that were open in January and gone by March must not stand as pending in March."""
    for month in ("2026-01", "2026-03"):
        store_sample(tmp_path, f"danh-sach-ho-so-11203-{month}.xlsx")
    evidence = read(tmp_path)
    for month in ("2026-01", "2026-03"):
        expected = truth["calendar_months"]["11203"][month]
        for stock in STOCKS:
            if stock.name in expected:
                assert (
                    evidence.stock_count(stock, "11203", parse_period(month))
                    == expected[stock.name]
                )
    assert (
        evidence.tally(METRICS_BY_NAME["on_time"], "11203", parse_period("2026-02")).numerator
        is None
    )
