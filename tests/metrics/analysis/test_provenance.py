"""What stands behind a figure adds up to the figure: uploads, and dossiers one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.cache.warehouse import Warehouse
from data.periods import parse_period
from data.planning.scopes import scope_fields
from data.record import ledger
from metrics.analysis.provenance import dossiers_behind, origins
from metrics.catalogue.metrics import METRICS, METRICS_BY_NAME
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence
from metrics.counting.tallies import Evidence
from tests.support.paths import EXPORTS
from tests.support.sample_loading import store_sample

CODE = "31393"
PERIODS = ("2026-01", "2026-02", "2026-03", "2026-Q1", "2026-01-10..2026-02-20")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lists of January and February, forms of all three months."""
    folder = tmp_path_factory.mktemp("kho")
    for month in ("2026-01", "2026-02"):
        store_sample(folder, f"danh-sach-ho-so-{CODE}-{month}.csv", month)
    for month in ("2026-01", "2026-02", "2026-03"):
        store_sample(folder, f"bieu-II06a-{CODE}-{month}.xlsx")
    return folder


@pytest.fixture(scope="module")
def warehouse(folder: Path) -> Iterator[Warehouse]:
    warehouse = open_warehouse(folder, None)
    warehouse.refresh()
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def evidence(folder: Path, warehouse: Warehouse) -> Evidence:
    return gather_evidence(
        warehouse, [CODE], [parse_period(name) for name in PERIODS], scope_fields(folder), ()
    )


@pytest.mark.parametrize("name", PERIODS)
@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_uploads_and_dossiers_add_up_to_the_figure(
    warehouse: Warehouse, evidence: Evidence, metric: object, name: str
) -> None:
    metric, period = METRICS_BY_NAME[metric.name], parse_period(name)  # type: ignore[attr-defined]
    tally = evidence.tally(metric, CODE, period)
    (origins_found,) = origins(warehouse, evidence, [metric], CODE, period)
    assert sum(origin.numerator for origin in origins_found) == (tally.numerator or 0)
    assert sum(origin.denominator for origin in origins_found) == (tally.denominator or 0)
    for side in ("numerator", "denominator"):
        rows = dossiers_behind(warehouse, evidence, metric, CODE, period, side)
        assert rows.num_rows == sum(
            getattr(origin, side) for origin in origins_found if origin.is_list
        ), side
    misses = dossiers_behind(warehouse, evidence, metric, CODE, period, "rest").num_rows
    listed = [origin for origin in origins_found if origin.is_list]
    assert misses == sum(origin.denominator - origin.numerator for origin in listed)


@pytest.mark.parametrize("month", ["2026-01", "2026-02"])
def test_the_dossiers_are_as_many_as_the_truth_says(
    warehouse: Warehouse, evidence: Evidence, month: str
) -> None:
    truth = json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))
    expected = truth["calendar_months"][CODE][month]
    period, metric = parse_period(month), METRICS_BY_NAME["on_time"]
    late = dossiers_behind(warehouse, evidence, metric, CODE, period, "rest")
    assert late.num_rows == expected["resolved_late"]
    assert all(row["finished_on"] > row["due_on"] for row in late.to_pylist())


def test_each_part_of_a_quarter_names_its_upload(
    folder: Path, warehouse: Warehouse, evidence: Evidence
) -> None:
    metric, quarter = METRICS_BY_NAME["online_filing"], parse_period("2026-Q1")
    (quarter_origins,) = origins(warehouse, evidence, [metric], CODE, quarter)
    names = {upload.id: upload.file_name for upload in ledger.uploads(folder)}
    assert {(origin.first, origin.last, names[origin.upload_id]) for origin in quarter_origins} == {
        (date(2026, 1, 1), date(2026, 2, 28), f"danh-sach-ho-so-{CODE}-2026-01.csv"),
        (date(2026, 1, 1), date(2026, 2, 28), f"danh-sach-ho-so-{CODE}-2026-02.csv"),
        (date(2026, 3, 1), date(2026, 3, 31), f"bieu-II06a-{CODE}-2026-03.xlsx"),
    }


def test_a_row_leads_back_to_the_line_of_its_file(
    folder: Path, warehouse: Warehouse, evidence: Evidence
) -> None:
    period = parse_period("2026-02")
    rows = dossiers_behind(warehouse, evidence, METRICS_BY_NAME["online_filing"], CODE, period)
    names = {upload.id: upload.file_name for upload in ledger.uploads(folder)}
    for row in rows.slice(0, 20).to_pylist():
        text = (EXPORTS / names[row["upload_id"]]).read_text(encoding="utf-8-sig")
        assert row["dossier_code"] in text.splitlines()[row["row"] - 1]


def test_what_is_not_covered_has_nothing_behind_it(
    warehouse: Warehouse, evidence: Evidence
) -> None:
    period = parse_period("2026-03")
    (payment_origins,) = origins(
        warehouse, evidence, [METRICS_BY_NAME["online_payment"]], CODE, period
    )
    assert payment_origins == ()
    rows = dossiers_behind(warehouse, evidence, METRICS_BY_NAME["online_payment"], CODE, period)
    assert rows.num_rows == 0


@pytest.mark.parametrize("name", PERIODS)
def test_all_metrics_asked_together_are_each_as_asked_alone(
    warehouse: Warehouse, evidence: Evidence, name: str
) -> None:
    period = parse_period(name)
    alone = tuple(origins(warehouse, evidence, [metric], CODE, period)[0] for metric in METRICS)
    assert origins(warehouse, evidence, METRICS, CODE, period) == alone
    assert any(alone)
