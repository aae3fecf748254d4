"""What a plan demands besides the ten can be ranked and followed by month, the right way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.planning.plan import Plan
from data.planning.plan_versions import save_plan
from metrics.analysis.demands import metrics_to_choose
from metrics.catalogue.metrics import METRICS
from tests.metrics.test_judging import target
from tests.support.builders import HOA_AN, NINH_GIANG, Desk, xlsx_bytes
from tests.support.pages import pages_over
from tests.support.paths import ROOT

YEAR = date(2026, 1, 1), date(2026, 12, 31)
DAY = date(2026, 1, 31)
LATE = target("late_dossiers", "<=", "0.02", plan_key="11203-2026-muon")


def plan(*targets: object) -> Plan:
    return Plan(
        "11203-2026-muon",
        NINH_GIANG,
        "Kế hoạch",
        "1",
        "",
        "UBND xã",
        *YEAR,
        targets,  # type: ignore[arg-type]
    )


def form(late: int) -> list[list[str | int]]:
    """A form of January in which, of a hundred returned, so many came late."""
    received, resolved = "Số lượng hồ sơ tiếp nhận", "Số lượng hồ sơ đã giải quyết"
    return [
        ["Từ ngày 01/01/2026 đến ngày 31/01/2026"],
        ["Lĩnh vực giải quyết", received, "", "", resolved, "", ""],
        ["", "Trong kỳ", "", "", "Trước hạn", "Đúng hạn", "Quá hạn"],
        [
            *("", "Trực tuyến toàn trình", "Trực tuyến một phần"),
            *("Trực tiếp, dịch vụ bưu chính", "", "", ""),
        ],
        ["Chứng thực", 60, 30, 10, 50, 50 - late, late],
    ]


def test_what_exports_tell_and_a_plan_demands_can_be_chosen() -> None:
    sipas = target("sipas", ">=", "0.85", id="X-02")
    plans = (plan(LATE, sipas),)
    names = [metric.name for metric in metrics_to_choose(plans, [NINH_GIANG, HOA_AN], DAY)]
    assert names == [*(metric.name for metric in METRICS), "late_dossiers"]
    assert metrics_to_choose(plans, [HOA_AN], DAY) == METRICS
    assert metrics_to_choose(plans, [NINH_GIANG], date(2027, 1, 1)) == METRICS


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Path]:
    """3 of 100 late in Ninh Giang, whose plan allows 2; 1 of 100 in Hòa An."""
    desk = Desk(tmp_path)
    for commune, late in ((NINH_GIANG, 3), (HOA_AN, 1)):
        content = xlsx_bytes([[str(cell) for cell in row] for row in form(late)])
        desk.stored(f"{commune}.xlsx", content, "--commune", commune)
    save_plan(desk.record, plan(LATE), "thử")
    with pages_over(desk.database):
        yield desk.record


def page(name: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / name), default_timeout=60)
    app.query_params["chi-so"] = "late_dossiers"
    app.query_params["ky"] = "2026-01"
    app.query_params["xa"] = NINH_GIANG
    app.run()
    assert not app.exception
    return app


def test_the_commune_with_the_fewest_late_dossiers_is_ranked_first(record: Path) -> None:
    sheets = [block.proto.body for block in page("comparison.py").get("html")]
    ranking = next(text for text in sheets if "Hạng" in text and "Tử số" in text)
    rows = [re.sub(r"<[^>]+>", " ", row) for row in ranking.split("<tr>")[2:]]
    assert ["Hòa An" in rows[0], "Ninh Giang" in rows[1]] == [True, True]
    assert "1,00%" in rows[0]
    assert re.search(r"3,00%.*không quá 2%.*Chưa đạt", rows[1])


def test_its_months_can_be_followed(record: Path) -> None:
    (table, *_) = [
        block.proto.body for block in page("trends.py").get("html") if "Tháng" in block.proto.body
    ]
    text = re.sub(r"<[^>]+>", " ", table)
    assert re.search(r"3,00%.*3/100.*không quá 2%.*Chưa đạt.*vượt 1 hồ sơ quá hạn", text)
