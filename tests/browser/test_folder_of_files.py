"""A zip of 51 files in a browser: looked at, left and found again, stored whatever is closed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from data.record import ledger
from data.record.uploads import record_folder
from tests.support.browser.driving import settle, visit
from tests.support.browser.samples import payload
from tests.support.browser.using import go, open_page, press
from tests.support.containers import zipped
from tests.ui.uploads.test_folder_of_files import mixed_folder

LONG_MS = 90_000


def expect_sentence(page: Page, sentence: str) -> None:
    """The page counts the files so, and nothing is under way any more."""
    expect(page.get_by_text(sentence)).to_be_visible(timeout=LONG_MS)
    settle(page, LONG_MS)


def test_a_folder_is_handed_in_left_and_stored(
    serve: Callable[..., str], browser: Browser, page: Page, tmp_path: Path
) -> None:
    files = mixed_folder()
    address = serve()
    visit(page, address + "/nap-so-lieu")
    page.locator('input[type="file"]').set_input_files(payload("thư mục.zip", zipped(files)))
    expect(page.get_by_text(re.compile(r"Đang đọc \d+/51 tệp, "))).to_be_visible()
    go(page, "Nhiệm vụ")  # while files are read
    open_page(page, "Nạp số liệu")
    looked_at = "51 tệp: 31 nạp được, 5 bị từ chối, 13 chờ trả lời, 2 trùng tệp khác."
    expect_sentence(page, looked_at)
    rows = page.locator(".files tbody th").all_inner_texts()
    names = [path.replace("\\", "/").rpartition("/")[2] for path in list(files)[:51]]
    assert [row.split("\n")[0] for row in rows] == [f"{n}. {x}" for n, x in enumerate(names, 1)]

    go(page, "Nhiệm vụ")
    go(page, "Nạp số liệu")
    expect_sentence(page, looked_at)

    page.locator(".st-key-store button").click()
    go(page, "Nhiệm vụ")  # while files are stored
    open_page(page, "Nạp số liệu")
    expect_sentence(page, "51 tệp: 31 đã nạp, 5 bị từ chối, 13 chờ trả lời, 2 trùng tệp khác.")
    expect(page.get_by_text("Đã nạp 31 tệp.")).to_be_visible()
    record = record_folder(tmp_path / "tthc.duckdb")
    assert len(ledger.uploads(record)) == 31

    page.get_by_text("Đúng là Xã Ninh Giang").click()
    expect_sentence(
        page, "51 tệp: 31 đã nạp, 6 nạp được, 5 bị từ chối, 7 chờ trả lời, 2 trùng tệp khác."
    )
    page.locator(".st-key-store button").click()
    page.wait_for_timeout(200)
    page.close()
    others_browser = browser.new_context(locale="vi-VN")
    later = others_browser.new_page()
    visit(later, address + "/nap-so-lieu")
    expect(later.get_by_text("Lượt nạp mà người nạp đã rời trang")).to_be_visible(timeout=LONG_MS)
    expect(later.get_by_text("Đã nạp 6 tệp.")).to_be_visible()
    # The 31 of the run before are no part of this one.
    expect(later.get_by_text(re.compile(r"^20 tệp: 6 đã nạp \(.+2 trùng tệp khác"))).to_be_visible()
    assert len(ledger.uploads(record)) == 37
    settle(later, LONG_MS)
    press(later, "Đã xem")
    expect(later.get_by_text("Đã nạp 6 tệp.")).to_have_count(0)
    others_browser.close()

    again = page.context.new_page()  # in the browser that was closed its files are still there
    visit(again, address + "/nap-so-lieu")
    expect_sentence(again, "51 tệp: 37 đã nạp, 5 bị từ chối, 7 chờ trả lời, 2 trùng tệp khác.")
    again.close()
