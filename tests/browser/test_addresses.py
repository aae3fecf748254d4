"""Addresses opened first, on a fresh dashboard over the sample lists: whose figures they show."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser.driving import visit
from tests.support.browser.samples import (
    CARDS,
    CSV,
    HOA_AN,
    NINH_GIANG,
    columns_of,
    copy_record,
    load,
)
from tests.support.browser.using import address_query, expect_card, overview_says, percent
from tests.support.paths import EXPORTS


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the nine sample lists in the record, loaded by the command line."""
    folder = tmp_path_factory.mktemp("samples")
    for month in ("2026-01", "2026-02", "2026-03"):
        load(folder, str(EXPORTS / f"danh-sach-ho-so-11203-{month}.xlsx"))
        for silent in (f"09385-{month}.xls", f"31393-{month}.csv"):
            load(folder, "--period", month, str(EXPORTS / f"danh-sach-ho-so-{silent}"))
    return folder


def test_addresses_opened_first(
    samples: Path, serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    truth = json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))
    received = ("received_online", "received_direct", "received_postal")
    copy_record(samples, tmp_path)
    address = serve()
    overview_says(page, address, NINH_GIANG, "Tháng 1/2026", "?xa=11203&ky=2026-01")
    expect_card(page, "Hồ sơ nộp trực tuyến", 275, 347)

    reporting = truth["reporting_months"]["11203"]["2026-02"]
    query = "?xa=11203&ky=2026-02&lich=reporting"
    overview_says(page, address, NINH_GIANG, "Tháng 2/2026 (kỳ báo cáo)", query)
    all_received = sum(reporting[name] for name in received)
    expect_card(page, "Hồ sơ nộp trực tuyến", reporting["received_online"], all_received)
    expect(page.get_by_text("(15/01–14/02/2026)")).to_be_visible()

    overview_says(page, address, NINH_GIANG, "Quý I/2026", "?xa=11203&ky=2026-Q1")
    months = truth["calendar_months"]["11203"].values()
    for label, (numerator, denominator) in CARDS.items():
        sums = (sum(m[n] for m in months for n in names) for names in (numerator, denominator))
        expect_card(page, label, *sums)


def test_a_span_of_days(
    samples: Path, serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    copy_record(samples, tmp_path)
    query = "?xa=31393&ky=2026-01-05..2026-01-20"
    overview_says(page, serve(), HOA_AN, "Từ 05/01/2026 đến 20/01/2026", query)
    columns = columns_of(CSV)
    lines = zip(
        *(columns[name] for name in ("Ngày tiếp nhận", "Hình thức nộp", "Trạng thái")), strict=True
    )
    within = [
        "trực tuyến" in channel.lower()
        for day, channel, state in lines
        if state != "Không được tiếp nhận"
        and date(2026, 1, 5) <= datetime.strptime(day[:10], "%d/%m/%Y").date() <= date(2026, 1, 20)
    ]
    assert len(within) > 50
    expect_card(page, "Hồ sơ nộp trực tuyến", sum(within), len(within))
    assert address_query(page)["ky"] == "2026-01-05..2026-01-20"


def test_the_trend_opened_first(
    samples: Path, serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    counts = json.loads((EXPORTS / "truth.json").read_text(encoding="utf-8"))["calendar_months"]
    copy_record(samples, tmp_path)
    visit(page, serve() + "/dien-bien?xa=09385&ky=2026-03&chi-so=on_time")
    box = page.get_by_role("combobox", name="Chỉ số", exact=True)
    expect(box).to_have_value("Giải quyết trước và đúng hạn")
    for month, name in (("2026-01", "Tháng 1/2026"), ("2026-03", "Tháng 3/2026")):
        early, on_time, late = (
            counts["09385"][month][f"resolved_{how}"] for how in ("early", "on_time", "late")
        )
        row = page.get_by_role("row").filter(has_text=name)
        expect(row).to_contain_text(percent(early + on_time, early + on_time + late))
        expect(row).to_contain_text(f"{early + on_time}/{early + on_time + late}")
