"""An unknown word on the page: given a meaning, its rows counted; taken back, they wait again."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.browser.driving import visit
from tests.support.browser.samples import payload
from tests.support.browser.using import choose, expect_card, go, hand_in, press, store_files, unfold
from tests.support.builders import done, dossier, earlier, table, xlsx_bytes

ONLINE = "Hồ sơ nộp trực tuyến"
BOX = "Trạng thái: “Mã 17” nghĩa là (1 dòng)"


def test_an_unknown_state_is_given_a_meaning_and_the_meaning_taken_back(
    serve: Callable[..., str], page: Page
) -> None:
    rows = [earlier(), done(1), dossier(2, state="Mã 17"), dossier(3, channel="Trực tiếp")]
    visit(page, serve() + "/nap-so-lieu")
    hand_in(page, [payload("tháng 1.xlsx", xlsx_bytes(table(rows)))])
    expect(page.get_by_text("đọc 4 dòng, để lại xem xét 1 dòng")).to_be_visible()
    store_files(page, 1)
    go(page, "Tổng quan")
    expect_card(page, ONLINE, 1, 2)

    go(page, "Nạp số liệu")
    unfold(page, "1 dòng để lại xem xét")
    choose(page, BOX, "Đang giải quyết")
    press(page, "Nhớ nghĩa cho các tệp cùng mẫu")
    expect(
        page.get_by_text("1 dòng tính theo từ đã chọn: “Mã 17” là đang giải quyết")
    ).to_be_visible()
    expect(page.get_by_text("1 dòng để lại xem xét")).to_have_count(0)
    go(page, "Tổng quan")
    expect_card(page, ONLINE, 2, 3)

    go(page, "Nạp số liệu")
    press(page, "Bỏ chọn")
    expect(page.get_by_text("1 dòng để lại xem xét")).to_be_visible()
    go(page, "Tổng quan")
    expect_card(page, ONLINE, 1, 2)
