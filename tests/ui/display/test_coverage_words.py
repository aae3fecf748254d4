"""What a figure that cannot be told lacks, and which file gives it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from data.periods import parse_period
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.day_counts import open_warehouse
from metrics.counting.gathering import gather_evidence
from metrics.standings import standing
from tests.support.builders import HEADINGS, NINH_GIANG, Desk, Row, done, earlier, table
from ui.display.coverage_words import coverage

PERIOD = parse_period("2026-01")
RECEIVED = [done(number, rating="Hài lòng", result="Có") for number in range(6)]
WITHOUT_DUE_DAY = [heading for heading in HEADINGS if heading != "Ngày hẹn trả"]
CARRIED_OVER_LACKS = (
    "danh sách đã nạp của 01/01–31/01/2026 đủ cột nhưng không có hồ sơ kỳ trước chuyển sang, hãy "
    "nạp danh sách gồm cả hồ sơ kỳ trước chuyển sang"
)
COLUMN_LACKS = "tệp đã nạp của 01/01–31/01/2026 thiếu cột cần cho chỉ số này, hãy nạp danh sách"


# (metric, rows, headings, how the sentence begins; "" for a figure that is there)
LISTS = [
    ("on_time", RECEIVED, HEADINGS, CARRIED_OVER_LACKS),
    ("satisfaction", RECEIVED, HEADINGS, CARRIED_OVER_LACKS),
    ("digitised_results", RECEIVED, HEADINGS, CARRIED_OVER_LACKS),
    ("on_time", [*RECEIVED, earlier()], HEADINGS, ""),
    ("online_filing", RECEIVED, HEADINGS, ""),
    ("on_time", [*RECEIVED, earlier()], WITHOUT_DUE_DAY, COLUMN_LACKS),
    ("on_time", RECEIVED, WITHOUT_DUE_DAY, COLUMN_LACKS),
]


@pytest.mark.parametrize(("metric", "rows", "headings", "beginning"), LISTS)
def test_a_list_without_what_was_carried_over_is_not_said_to_lack_a_column(
    tmp_path: Path, metric: str, rows: list[Row], headings: Iterable[str], beginning: str
) -> None:
    desk = Desk(tmp_path)
    desk.stored("thang-1.csv", table(rows, headings=tuple(headings)))
    with closing(open_warehouse(desk.record, None)) as warehouse:
        warehouse.refresh()
        found = gather_evidence(warehouse, [NINH_GIANG], [PERIOD], {}, ())
    said = coverage(standing(found, METRICS_BY_NAME[metric], NINH_GIANG, PERIOD))
    assert said.startswith(beginning) if beginning else said == ""
    assert ("hoặc biểu “" in said) == bool(beginning)
