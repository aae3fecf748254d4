"""The pages in a real browser: demonstration, comparison, addresses, home, phone, dark."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from metrics.catalogue.metrics import METRICS
from tests.support.browser.driving import running, settle, visit
from tests.support.browser.samples import (
    CARDS,
    HOA_AN,
    NINH_GIANG,
    copy_record,
    figures,
    small_list,
)
from tests.support.browser.using import (
    MARK,
    SIDEWAYS,
    address_query,
    alert_saying,
    card,
    choose,
    choose_home,
    expect_card,
    go,
    hand_in,
    headline,
    overview_says,
    page_addresses,
    percent,
    press,
    store_files,
    thousands,
)
from ui.page_list import PAGES

# The communes of the demonstration.
COMMUNES = {
    "11203": "Xã Ninh Giang",
    "11842": "Xã Vĩnh Thuận",
    "10729": "Phường Trần Liễu",
    "09385": "Phường Đồng Nguyên",
    "31393": "Xã Hòa An",
}
STATUS = {
    "met": "Đạt",
    "missed": "Chưa đạt",
    "no_cases": "Không phát sinh",
    "no_data": "Thiếu số liệu",
    "no_target": "Chưa giao chỉ tiêu",
    "expired": "Kế hoạch hết hiệu lực",
}
NAMES = {metric.label: metric.name for metric in METRICS}


@dataclass(frozen=True)
class Demonstration:
    """A dashboard whose demonstration data was loaded with the first visit's button."""

    address: str
    folder: Path
    first_words: str
    had_progress: bool


@pytest.fixture(scope="module")
def demonstration(
    context: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    folder = tmp_path_factory.mktemp("demonstration")
    with running(folder) as address:
        page = context.new_page()
        visit(page, address)
        expect(page.get_by_role("heading", name="Chưa có số liệu")).to_be_visible()
        first_words = page.get_by_role("main").inner_text()
        page.get_by_role("button", name="Nạp số liệu minh họa", exact=True).click()
        expect(page.get_by_text("Đang nạp số liệu minh họa…")).to_be_visible()
        had_progress = page.get_by_role("progressbar").first.is_visible()
        expect(alert_saying(page, MARK)).to_be_visible(timeout=300_000)
        settle(page)
        page.close()
        yield Demonstration(address, folder, first_words, had_progress)


def status_words(row: dict[str, Any]) -> str:
    """What the page says: by the plan's own denominator where its counts are there."""
    row = {**row, **(row["by_plan"] or {})}
    if row["target"] and row["target"]["value"] is None:
        return "Chỉ tiêu chưa có con số"
    return STATUS[row["status"]]


def test_a_first_visit_says_what_to_do(demonstration: Demonstration) -> None:
    for words in ("1. Trung tâm của tôi", "2. Kế hoạch", "3. Tệp xuất đầu tiên", "Dùng thử"):
        assert words in demonstration.first_words
    assert demonstration.had_progress


def test_the_overview_shows_each_rate(demonstration: Demonstration, page: Page) -> None:
    overview_says(page, demonstration.address, NINH_GIANG, "Tháng 9/2026", "?xa=11203&ky=2026-09")
    for label in CARDS:
        expect(card(page, label).locator(".rate b")).to_have_text(re.compile(r"^\d{1,3},\d\d%$"))


def test_the_comparison_says_what_the_command_line_says(
    demonstration: Demonstration, page: Page
) -> None:
    visit(page, f"{demonstration.address}/so-sanh?ky=2026-10")
    by_commune = {code: figures(demonstration.folder, code, "2026-10") for code in COMMUNES}
    table = page.get_by_role("table").first
    heads = [head.split("\n") for head in table.get_by_role("columnheader").all_inner_texts()[1:]]
    names = [NAMES[head[0]] for head in heads]
    assert sorted(names) == sorted(NAMES.values())
    # One denominator a column, which its head says.
    assert all(head[1].startswith("trên ") for head in heads)
    told = [code for code, name in COMMUNES.items() if row_named(table, name).count()]
    # One has no October: it is counted, not shown as a line of dashes.
    assert len(told) == len(COMMUNES) - 1
    expect(table.get_by_text("1 nơi chưa có số liệu trong kỳ")).to_be_visible()
    for code in told:
        cells = row_named(table, COMMUNES[code]).get_by_role("cell")
        assert cells.count() == len(names)
        for cell, name in zip(cells.all(), names, strict=True):
            expect_cell(cell, by_commune[code][name])
    totals, counts = (
        row_named(table, title).get_by_role("cell").all_inner_texts()
        for title in ("Tổng cả nhóm", "Số nơi đủ kỳ")
    )
    for name, total, count in zip(names, totals, counts, strict=True):
        expect_total(total, count, [by_metric[name] for by_metric in by_commune.values()])


def row_named(table: Locator, name: str) -> Locator:
    """The line whose head begins with this name."""
    head = table.page.get_by_role("rowheader").filter(has_text=re.compile(f"^{name}"))
    return table.get_by_role("row").filter(has=head)


def expect_cell(cell: Locator, figure: dict[str, Any]) -> None:
    """The common rate with its status; what the plan counts otherwise is marked and said."""
    text, words = cell.inner_text(), str(cell.get_attribute("title"))
    expect(cell.get_by_role("img", name=status_words(figure), exact=True)).to_have_count(1)
    if figure["denominator"]:
        assert text.startswith(percent(figure["numerator"], figure["denominator"]))
    by_plan = figure["by_plan"]
    assert ("theo mẫu số của kế hoạch: " in words) == (by_plan is not None)
    if by_plan:
        assert "†" in text
        assert own_figure(by_plan) in words


def own_figure(by_plan: dict[str, Any]) -> str:
    """What stands of a figure by the plan's own denominator: "65,61% (269/410 "."""
    numerator, denominator = by_plan["numerator"], by_plan["denominator"]
    counts = f"{thousands(numerator)}/{thousands(denominator)}"
    return f"{percent(numerator, denominator)} ({counts} "


def expect_total(total: str, count: str, by_commune: list[dict[str, Any]]) -> None:
    """Of five, one has no October and one has it up to the 20th only."""
    complete = [
        figure for figure in by_commune if not figure["missing"] and not figure["provisional"]
    ]
    numerator, denominator = (
        sum(figure[name] for figure in complete) for name in ("numerator", "denominator")
    )
    assert len(complete) == 3
    assert (total, count) == (percent(numerator, denominator), "3/5")


def test_the_table_is_sorted_by_its_heads_and_shows_a_commune_in_full(
    demonstration: Demonstration, page: Page
) -> None:
    """By mouse and by keys; the place of the keyboard stays, and "Back" goes a step back."""
    visit(page, f"{demonstration.address}/so-sanh?ky=2026-09")
    by_rate = sorted(
        COMMUNES,
        key=lambda code: rate_of(figures(demonstration.folder, code, "2026-09")["early"]),
        reverse=True,
    )
    names = [COMMUNES[code] for code in by_rate]
    table = page.get_by_role("table").first
    head = table.get_by_role("columnheader").filter(has_text="Giải quyết trước hạn")
    head.get_by_role("button").click()
    settle(page)
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(table.locator("tbody").get_by_role("rowheader").get_by_role("button")).to_have_text(
        names
    )
    expect(page.get_by_role("combobox", name="Chỉ số")).to_have_value("Giải quyết trước hạn")
    expect(head.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    settle(page)
    expect(head).to_have_attribute("aria-sort", "ascending")
    names.reverse()
    expect(table.locator("tbody").get_by_role("rowheader").get_by_role("button")).to_have_text(
        names
    )
    expect(page).to_have_url(re.compile("sap=-early"))

    table.get_by_role("button", name=names[0], exact=True).click()
    settle(page)
    expect(page.get_by_role("heading", name=names[0], exact=True)).to_be_in_viewport()
    expect(page).to_have_url(re.compile(f"xem={by_rate[-1]}"))
    page.go_back()
    expect(page.get_by_role("heading", name=names[0], exact=True)).to_have_count(0)
    expect(head).to_have_attribute("aria-sort", "ascending")


def rate_of(figure: dict[str, Any]) -> float:
    return float(figure["numerator"]) / float(figure["denominator"])


def test_the_ranking_by_a_chosen_metric(demonstration: Demonstration, page: Page) -> None:
    visit(page, f"{demonstration.address}/so-sanh?ky=2026-06")
    choose(page, "Chỉ số", "Số hóa hồ sơ")
    expect(page).to_have_url(re.compile("chi-so=digitised_dossiers"))
    counts = {}
    for code, name in COMMUNES.items():
        figure = figures(demonstration.folder, code, "2026-06")["digitised_dossiers"]
        counts[name] = (figure["numerator"], figure["denominator"])
    ordered = sorted(counts, key=lambda name: counts[name][0] / counts[name][1], reverse=True)
    ranking = (
        page.get_by_role("table")
        .filter(has=page.get_by_role("columnheader", name="Hạng", exact=True))
        .first
    )
    expect(ranking.get_by_role("rowheader")).to_have_text(ordered)
    for rank, name in enumerate(ordered, start=1):
        numerator, denominator = counts[name]
        cells = ranking.get_by_role("row").filter(has_text=name).get_by_role("cell")
        rate = percent(numerator, denominator)
        # Between rate and counts the dots, the month before and the change since.
        texts = cells.all_inner_texts()
        assert [texts[0], texts[1], texts[5]] == [str(rank), rate, f"{numerator}/{denominator}"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/?xa=99999&ky=2026-13&lich=nope", "Tổng quan"),
        ("/?xa=%3Cb%3E&ky=2026-02-30..2026-03-01", "Tổng quan"),
        ("/?xa=11203&ky=2026-01-20..2026-01-05&lich=reporting", "Tổng quan"),
        ("/dien-bien?xa=&ky=..&chi-so=khong-co", "Diễn biến"),
        ("/so-sanh?cac-xa=11203,zz,&ky=1899-01", "So sánh"),
        ("/ke-hoach?ke-hoach-cua=khong-co", "Kế hoạch"),
    ],
)
def test_an_address_that_makes_no_sense(
    demonstration: Demonstration, page: Page, path: str, title: str
) -> None:
    visit(page, demonstration.address + path)
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
    # Past the title the page stands whole, with figures or targets.
    figures_or_targets = page.get_by_text(re.compile("Cách tính|Hạng|Tử số/mẫu số|Con số"))
    expect(figures_or_targets.filter(visible=True).first).to_be_visible()
    expect(alert_saying(page, "Trang này gặp lỗi")).to_have_count(0)


def test_an_address_may_ask_for_what_has_no_figures(
    demonstration: Demonstration, page: Page
) -> None:
    """It is shown as missing; nothing else is put in its place."""
    ba_dinh = "Phường Ba Đình, Thành phố Hà Nội (00004)"
    overview_says(page, demonstration.address, ba_dinh, "Tháng 5/2024", "?xa=00004&ky=2024-05")
    expect(page.get_by_text("Chưa nạp 01/05–31/05/2024").first).to_be_visible()
    assert address_query(page)["xa"] == "00004"
    visit(page, f"{demonstration.address}/?xa=99999&ky=2026-13")
    expect(alert_saying(page, "“99999”")).to_have_count(1)
    expect(alert_saying(page, "“2026-13”")).to_have_count(1)


def test_the_choice_goes_with_the_reader(demonstration: Demonstration, page: Page) -> None:
    overview_says(page, demonstration.address, NINH_GIANG, "Tháng 1/2026", "?xa=11203&ky=2026-01")
    for title in ("Diễn biến", "Tổng quan"):
        go(page, title)
        expect(page).to_have_url(re.compile("xa=11203"))
        expect(page).to_have_url(re.compile("ky=2026-01"))
    expect(headline(page, NINH_GIANG, "Tháng 1/2026")).to_be_visible()

    choose(page, "Xã, phường", HOA_AN)
    choose(page, "Kỳ", "Quý II/2026")
    expect(headline(page, HOA_AN, "Quý II/2026")).to_be_visible()
    go(page, "So sánh")
    expect(page.get_by_role("combobox", name="Kỳ", exact=True)).to_have_value("Quý II/2026")
    go(page, "Diễn biến")
    expect(page.get_by_role("combobox", name="Xã, phường", exact=True)).to_have_value(HOA_AN)
    assert address_query(page)["xa"] == "31393"
    assert address_query(page)["ky"] == "2026-Q2"


def test_the_calendar_goes_with_the_reader(demonstration: Demonstration, page: Page) -> None:
    overview_says(page, demonstration.address, NINH_GIANG, "Tháng 1/2026", "?xa=11203&ky=2026-01")
    page.get_by_text("Báo cáo (15–14)", exact=True).click()
    expect(headline(page, NINH_GIANG, "Tháng 1/2026 (kỳ báo cáo)")).to_be_visible()
    expect(page.get_by_text("(15/12/2025–14/01/2026)")).to_be_visible()
    go(page, "Diễn biến")
    expect(page).to_have_url(re.compile("lich=reporting"))
    rows = page.get_by_role("row").filter(has_text="Tháng 1/2026 (kỳ báo cáo)")
    expect(rows).to_have_count(1)


def test_every_page_marks_the_demonstration_and_fits_a_phone(
    demonstration: Demonstration, page: Page
) -> None:
    """In turns light and dark: the theme is nothing to the width."""
    visit(page, demonstration.address)
    pages = page_addresses(page)
    assert list(pages) == [title for _, title, _ in PAGES]
    page.set_viewport_size({"width": 390, "height": 844})
    for number, (title, address) in enumerate(pages.items()):
        page.emulate_media(color_scheme="dark" if number % 2 else "light")
        visit(page, address)
        expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
        expect(alert_saying(page, MARK)).to_have_count(1)
        assert page.evaluate(SIDEWAYS) <= 1, title
        assert page.evaluate("innerWidth") == 390


def test_my_centre_opens_first(demonstration: Demonstration, browser: Browser, page: Page) -> None:
    visit(page, demonstration.address + "/thiet-lap")
    choose_home(page, "hoa an can tho", HOA_AN)
    second_visit = browser.new_page()
    visit(second_visit, demonstration.address)
    expect(second_visit.get_by_text(f"{HOA_AN} · ")).to_be_visible()
    expect(second_visit).to_have_url(re.compile("xa=31393"))
    go(second_visit, "Kế hoạch")
    plan = second_visit.get_by_role("combobox", name="Kế hoạch", exact=True)
    expect(plan).to_have_value(re.compile("Hòa An"))
    second_visit.close()


def test_the_demonstration_is_withdrawn_and_brought_back(
    demonstration: Demonstration, serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    copy_record(demonstration.folder, tmp_path)
    address = serve()
    visit(page, address + "/nap-so-lieu")
    press(page, "Rút số liệu minh họa")
    for title in page_addresses(page):
        go(page, title)
        expect(alert_saying(page, MARK)).to_have_count(0)
    go(page, "Tổng quan")
    expect(page.get_by_role("heading", name="Chưa có số liệu")).to_be_visible()
    go(page, "Nạp số liệu")
    press(page, "Đưa trở lại")
    expect(alert_saying(page, MARK)).to_be_visible()

    hand_in(page, [small_list()])
    expect(page.get_by_role("checkbox", name="Rút số liệu minh họa khi nạp")).to_be_checked()
    store_files(page, 1)
    expect(alert_saying(page, MARK)).to_have_count(0)
    overview_says(page, address, NINH_GIANG, "Tháng 1/2026", "?xa=11203&ky=2026-01")
    expect(alert_saying(page, MARK)).to_have_count(0)
    expect_card(page, "Hồ sơ nộp trực tuyến", 2, 3)
