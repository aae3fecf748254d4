"""Back and Forward, one step a choice; links that lead on in the same tab; reloading."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser.driving import running, settle, visit
from tests.support.browser.samples import CSV, HOA_AN, NINH_GIANG, XLSX, load
from tests.support.browser.using import choose, go


@pytest.fixture(scope="module")
def two_communes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with a January of two communes."""
    folder: Path = tmp_path_factory.mktemp("history")
    load(folder, str(XLSX))
    load(folder, str(CSV), "--period", "2026-01")
    with running(folder) as address:
        yield address


def state(page: Page) -> tuple[str, ...]:
    """What a reader sees of where they are: the title, and what each box holds."""
    settle(page)
    boxes = page.get_by_role("combobox").all()
    pressed = page.locator('[data-testid="stButtonGroup"] [aria-checked="true"]').all()
    title = page.get_by_role("heading", level=1).inner_text()
    return (title, *(box.input_value() for box in boxes), *(p.inner_text() for p in pressed))


def test_fourteen_steps_back_and_forth(two_communes: str, page: Page) -> None:
    visit(page, two_communes)
    states = [state(page)]
    first_length = page.evaluate("history.length")

    def step(action: str, *arguments: str) -> None:
        {"go": go, "choose": choose}[action](page, *arguments)
        states.append(state(page))

    step("choose", "Xã, phường", HOA_AN)
    step("choose", "Kỳ", "Quý I/2026")
    step("choose", "Kỳ", "Năm 2026")
    step("go", "Diễn biến")
    step("choose", "Chỉ số", "Số hóa hồ sơ")
    step("choose", "Xã, phường", NINH_GIANG)
    step("go", "Vì sao chưa đạt")
    step("choose", "Chỉ số", "Thanh toán trực tuyến")
    page.get_by_text("Báo cáo (15–14)").click()
    states.append(state(page))
    step("go", "Hồ sơ trễ hạn")
    step("choose", "Xã, phường", HOA_AN)
    step("go", "So sánh")
    step("go", "Tổng quan")
    step("choose", "Xã, phường", NINH_GIANG)
    assert len(states) == 15
    assert page.evaluate("history.length") == first_length + 14
    assert all(before != after for before, after in pairwise(states))

    for expected in reversed(states[:-1]):
        page.go_back()
        assert state(page) == expected
    for expected in states[1:]:
        page.go_forward()
        assert state(page) == expected


def test_back_leaves_the_dashboard_at_once(two_communes: str, page: Page) -> None:
    page.goto("about:blank")
    visit(page, f"{two_communes}/dien-bien")
    page.go_back()
    assert page.url == "about:blank"


def test_a_link_leads_on_in_the_same_tab(two_communes: str, page: Page) -> None:
    visit(page, f"{two_communes}/dien-bien?xa=31393&ky=2026-01")
    page.evaluate("""() => {
        const link = document.createElement('a');
        link.href = 'vi-sao?xa=11203&ky=2026-01&chi-so=on_time';
        link.target = '_blank';
        link.textContent = 'Đi tiếp';
        document.querySelector('[data-testid="stMainBlockContainer"]').append(link);
        window.sameTab = true;
    }""")
    before, tabs = state(page), len(page.context.pages)
    page.get_by_role("link", name="Đi tiếp").click()
    expect(page.get_by_role("heading", name="Vì sao chưa đạt", level=1)).to_be_visible()
    assert page.evaluate("window.sameTab") is True
    assert len(page.context.pages) == tabs
    after = state(page)
    assert NINH_GIANG in after
    assert "Giải quyết trước và đúng hạn" in after
    page.go_back()
    assert state(page) == before


def test_reloading_keeps_what_was_chosen(two_communes: str, page: Page) -> None:
    visit(page, two_communes)
    choose(page, "Xã, phường", HOA_AN)
    choose(page, "Kỳ", "Quý I/2026")
    before = state(page)
    page.reload()
    page.get_by_role("combobox").first.wait_for()
    assert state(page) == before


def scrolled(page: Page) -> int:
    """How far down the page stands, in pixels."""
    settle(page)
    pixels: int = page.evaluate("""document.querySelector('[data-testid="stMain"]').scrollTop""")
    return pixels


def test_a_link_to_a_place_of_the_page_goes_there(two_communes: str, page: Page) -> None:
    """Also where it makes another choice: then the page is drawn anew around the place."""
    visit(page, f"{two_communes}/cach-tinh?xa=11203&ky=2026-01&lich=month#late_dossiers")
    place = page.locator("#late_dossiers")
    expect(place).to_be_in_viewport()
    page.evaluate("""() => {
        const link = document.createElement('a');
        link.href = 'cach-tinh?xa=31393&ky=2026-01&lich=month#online_filing';
        link.textContent = 'Xem cách tính';
        document.querySelector('#late_dossiers').after(link);
    }""")
    page.get_by_role("link", name="Xem cách tính").click()
    settle(page)
    expect(page.locator("#online_filing")).to_be_in_viewport()
    assert scrolled(page) > 0
    assert HOA_AN in state(page)


def test_words_looked_for_are_a_step_too(two_communes: str, page: Page) -> None:
    visit(page, f"{two_communes}/huong-dan")
    box = page.get_by_label("Tìm trong hướng dẫn")
    for words in ("bàn phím", "thieu ngay"):
        box.fill(words)
        box.press("Enter")
        settle(page)
    page.go_back()
    settle(page)
    expect(box).to_have_value("bàn phím")
    page.go_back()
    settle(page)
    expect(box).to_have_value("")
    expect(page.get_by_role("heading", name="Lấy tệp ở đâu")).to_be_visible()
