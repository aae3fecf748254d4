"""What the preview says before storing is what the overview shows after it."""

import re
from collections.abc import Callable, Mapping, Sequence

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.support.browser.driving import settle, visit
from tests.support.browser.samples import NINH_GIANG, payload, small_list
from tests.support.browser.using import card, go, hand_in, store_files, table_cells, unfold
from tests.support.builders import done, dossier, earlier, table, xlsx_bytes
from tests.support.paths import EXPORTS

ALONE = "Các chỉ số tính từ riêng tệp này"
CHANGED = "Chỉ số trước và sau khi nạp tệp này"
# The file, a metric that it must give, so that a comparison of nothing does not pass, and what is
# to be confirmed first, if anything.
FIRST_FILES = (
    ("danh-sach-ho-so-11203-2026-01.xlsx", "Hồ sơ nộp trực tuyến", None),
    ("bieu-II06a-11203-2026-01.xlsx", "Hồ sơ nộp trực tuyến", None),
    ("hai-long-11203-2026-01.xlsx", "Mức độ hài lòng", f"Đúng là {NINH_GIANG}"),
)


def rows_of_width(cells: Sequence[str], width: int) -> list[Sequence[str]]:
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def expect_cards(page: Page, counts_and_rates: Mapping[str, tuple[str, str]]) -> None:
    """Every card of these metrics shows the counts ("275/347", or "") and the rate."""
    for label, (counts, rate) in counts_and_rates.items():
        section = card(page, label)
        if section.count():
            expect(section.locator(".rate b")).to_have_text(rate)
            expect(section).to_contain_text(counts)


@pytest.mark.parametrize(("name", "metric", "question"), FIRST_FILES)
def test_the_first_file(
    serve: Callable[..., str], page: Page, name: str, metric: str, question: str | None
) -> None:
    visit(page, serve() + "/nap-so-lieu")
    hand_in(page, [EXPORTS / name])
    if question:
        page.get_by_text(question).click()
        settle(page)
    unfold(page, "Chỉ số tính từ tệp này")
    rows = rows_of_width(table_cells(page, ALONE), 4)
    rates = {label: (counts, rate) for _, label, counts, rate in rows if "/" in counts}
    assert metric in rates
    store_files(page, 1)
    go(page, "Tổng quan")
    expect(card(page, metric)).to_be_visible()
    expect_cards(page, rates)


def changed_list() -> FilePayload:
    """The same month as the small list, with a dossier more at the counter and one returned."""
    rows = [
        earlier(),
        done(1),
        done(2),
        dossier(3, channel="Trực tiếp"),
        dossier(4, channel="Trực tiếp"),
    ]
    return payload("tháng 1 mới.xlsx", xlsx_bytes(table(rows)))


def test_a_file_that_replaces_another(serve: Callable[..., str], page: Page) -> None:
    visit(page, serve() + "/nap-so-lieu")
    hand_in(page, [small_list()])
    store_files(page, 1)
    hand_in(page, [changed_list()])
    figures = {label: figure for label, _, figure in rows_of_width(table_cells(page, CHANGED), 3)}
    # The plan counts the dossier that was carried over too; two of the four received are online.
    assert figures["Hồ sơ nộp trực tuyến"].startswith("40,00% (2/5); theo mẫu số chung: 50,00%")
    after = {
        label: (counts, rate)
        for label, figure in figures.items()
        for rate, counts in re.findall(r"^(\S+) \((\d+/\d+)\)", figure)
    }
    store_files(page, 1)
    go(page, "Tổng quan")
    expect_cards(page, after)
    expect(card(page, "Hồ sơ nộp trực tuyến").locator(".rate b")).to_have_text("40,00%")
