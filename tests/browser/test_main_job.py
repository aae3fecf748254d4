"""The main job in a real browser: a file handed in, looked at, stored, withdrawn, brought back."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from data.record import ledger
from data.record.uploads import record_folder
from tests.support.browser.driving import visit
from tests.support.browser.samples import (
    CARDS,
    CSV,
    PERSONAL,
    RESOLVED,
    XLSX,
    columns_of,
    payload,
    personal_values,
    small_list,
    true_counts,
)
from tests.support.browser.using import (
    alert_saying,
    card,
    choose,
    expect_card,
    go,
    hand_in,
    headline,
    heard,
    press,
    store_files,
    table_cells,
    unfold,
)
from tests.support.builders import done, dossier, earlier, table, xlsx_bytes


def count_uploads(folder: Path) -> int:
    """How many uploads the record in a test's folder holds."""
    place = record_folder(folder / "tthc.duckdb")
    uploads = ledger.uploads(place)
    assert len(list(place.rglob("*.parquet"))) == len(uploads)
    return len(uploads)


def test_a_list_is_looked_at_then_stored(
    serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    messages = heard(page)
    visit(page, serve() + "/nap-so-lieu")
    hand_in(page, [XLSX])
    expect(page.get_by_text("Xã Ninh Giang, Thành phố Hải Phòng (11203): 407 dòng")).to_be_visible()
    expect(page.get_by_text("Kỳ 01/01–31/01/2026 (ghi trong tệp) · đọc 407 dòng")).to_be_visible()
    unfold(page, "Tiêu đề cột và những dòng đầu")
    codes = columns_of(XLSX)["Mã hồ sơ"]
    assert codes[0] in table_cells(page, "Những dòng đầu của tệp, không có dữ liệu cá nhân")
    headings = page.get_by_test_id("stMarkdown")
    expect(headings.filter(has_text="Đọc: Mã hồ sơ")).to_contain_text("Hình thức nộp")
    personal = headings.filter(has_text="Dữ liệu cá nhân, không đọc:")
    for heading in PERSONAL:
        expect(personal).to_contain_text(heading)
    expect(headings.filter(has_text="Không dùng: STT")).to_be_visible()
    assert count_uploads(tmp_path) == 0

    store_files(page, 1)
    expect(alert_saying(page, "Đã nạp 1 tệp.")).to_be_visible()
    assert count_uploads(tmp_path) == 1
    press(page, "Xem Tổng quan của Xã Ninh Giang")
    expect(page).to_have_url(re.compile("xa=11203"))
    expect(
        headline(page, "Xã Ninh Giang, Thành phố Hải Phòng (11203)", "Tháng 1/2026")
    ).to_be_visible()

    sent = b"".join(messages) + page.content().encode()
    assert codes[0].encode() in sent  # so the messages can be read at all
    sent += (tmp_path / "server.log").read_bytes()
    assert [personal.decode() for personal in personal_values(XLSX) if personal in sent] == []


def test_the_figures_are_true(serve: Callable[..., str], page: Page) -> None:
    visit(page, serve() + "/nap-so-lieu")
    hand_in(page, [XLSX])
    store_files(page, 1)
    go(page, "Tổng quan")
    expect_card(page, "Hồ sơ nộp trực tuyến", 275, 347)
    expect(card(page, "Hồ sơ nộp trực tuyến")).to_contain_text("Theo mẫu số chung: 79,25% (")
    counts = true_counts("11203", "2026-01")
    for label, (numerator, denominator) in CARDS.items():
        parts = (sum(counts[name] for name in names) for names in (numerator, denominator))
        expect_card(page, label, *parts)
    resolved = sum(counts[name] for name in RESOLVED)
    pending = counts["pending_on_time"] + counts["pending_late"]
    expect(
        page.get_by_text(
            f"Hồ sơ tiếp nhận 347, đã giải quyết {resolved}, đang giải quyết {pending}, "
            f"trong đó quá hạn {counts['pending_late']}."
        )
    ).to_be_visible()


def test_a_list_without_a_period(serve: Callable[..., str], page: Page, tmp_path: Path) -> None:
    messages = heard(page)
    visit(page, serve() + "/nap-so-lieu")
    hand_in(page, [CSV])
    expect(alert_saying(page, "Tệp không ghi kỳ")).to_be_visible()
    expect(page.get_by_role("button", name="Chưa có tệp nào để nạp")).to_be_disabled()

    choose(page, "Kỳ của danh sách", "Tháng 12/2025")
    expect(alert_saying(page, "sau kỳ đã chọn (01/12/2025–31/12/2025)")).to_be_visible()
    expect(page.get_by_role("button", name="Chưa có tệp nào để nạp")).to_be_disabled()
    page.get_by_text("Kỳ đã chọn là đúng, vẫn dùng").click()
    expect(page.get_by_text("Kỳ 01/12–31/12/2025 (do người nạp chọn)")).to_be_visible()
    expect(page.get_by_role("button", name="Nạp 1 tệp")).to_be_enabled()

    choose(page, "Kỳ của danh sách", "Tháng 1/2026")
    expect(page.get_by_text("Kỳ 01/01–31/01/2026 (do người nạp chọn)")).to_be_visible()
    expect(page.get_by_text("Kỳ đã chọn là đúng, vẫn dùng")).to_have_count(0)
    expect(page.get_by_text("Xã Hòa An, Thành phố Cần Thơ (31393): 365 dòng")).to_be_visible()
    store_files(page, 1)
    go(page, "Tổng quan")
    expect_card(page, "Hồ sơ nộp trực tuyến", 206, 206 + 103 + 6)

    go(page, "Nạp số liệu")
    hand_in(page, [payload("tên khác.csv", CSV.read_bytes())])
    expect(alert_saying(page, "Tệp này đã nạp từ trước (01/01–31/01/2026)")).to_be_visible()
    expect(page.get_by_role("button", name="Chưa có tệp nào để nạp")).to_be_disabled()
    assert count_uploads(tmp_path) == 1
    sent = b"".join(messages) + page.content().encode()
    assert [personal.decode() for personal in personal_values(CSV) if personal in sent] == []


def test_a_file_that_is_no_table(serve: Callable[..., str], page: Page, tmp_path: Path) -> None:
    visit(page, serve() + "/nap-so-lieu")
    noise = random.Random(11203).randbytes(20_000)
    torn = xlsx_bytes(table([earlier(), dossier(1)]))[:-400]
    hand_in(page, [payload("nhiễu.xlsx", noise), payload("đứt.xlsx", torn)])
    expect(page.get_by_text("2 tệp: 2 bị từ chối.")).to_be_visible()
    for sentence in ("Tệp này không phải bảng tính:", "Tệp bị hỏng hoặc tải về chưa hết:"):
        note = page.locator(".files small").filter(has_text=sentence)
        expect(note).to_have_count(1)
        words = note.inner_text().strip()
        assert "hãy" in words
        assert words.endswith(".")
        assert "\n" not in words
    expect(page.get_by_role("button", name="Chưa có tệp nào để nạp")).to_be_disabled()
    assert count_uploads(tmp_path) == 0


# Sheet row → the heading and the value at fault. Above the list stand three lines and the heads.
FAULTS = {
    "6": ("Ngày tiếp nhận", "31/02/2026"),
    "7": ("Hình thức nộp", "Qua bạn bè"),
    "8": ("Trạng thái", "Đang nghĩ"),
    "9": ("Ngày kết thúc xử lý", "02/01/2026"),
    "11": ("Mã hồ sơ", "H24.91-260105-0005"),
}


def faulty_list() -> FilePayload:
    rows = [
        earlier(),
        dossier(1, received="31/02/2026"),
        dossier(2, channel="Qua bạn bè"),
        dossier(3, state="Đang nghĩ"),
        done(4, finished="02/01/2026"),
        dossier(5),
        dossier(5),
    ]
    return payload("nhiều lỗi.xlsx", xlsx_bytes(table(rows)))


def test_every_problem_is_listed_and_the_rest_loads(serve: Callable[..., str], page: Page) -> None:
    visit(page, serve() + "/nap-so-lieu")
    hand_in(page, [faulty_list()])
    expect(page.get_by_text("đọc 7 dòng, để lại xem xét 5 dòng")).to_be_visible()
    cells = table_cells(page, "Các lỗi của tệp")
    rows = {cells[at]: cells[at + 1 : at + 4] for at in range(0, len(cells), 4)}
    assert {row: (heading, cell) for row, (heading, cell, _) in rows.items()} == FAULTS
    assert all("hãy" in advice and advice.endswith(".") for _, _, advice in rows.values())
    assert len({advice for _, _, advice in rows.values()}) == len(FAULTS)

    store_files(page, 1)
    unfold(page, "5 dòng để lại xem xét")
    assert "Qua bạn bè" in table_cells(page, "Các dòng để lại xem xét")
    go(page, "Tổng quan")
    expect_card(page, "Hồ sơ nộp trực tuyến", 1, 1)


def test_an_upload_is_withdrawn_and_brought_back(
    serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    january = small_list()
    visit(page, serve() + "/nap-so-lieu")
    hand_in(page, [january])
    store_files(page, 1)
    go(page, "Tổng quan")
    expect_card(page, "Hồ sơ nộp trực tuyến", 2, 3)

    go(page, "Nạp số liệu")
    press(page, "Rút")
    expect(page.get_by_text("đã rút", exact=True)).to_be_visible()
    go(page, "Tổng quan")
    expect(page.get_by_role("heading", name="Chưa có số liệu")).to_be_visible()
    expect(page.get_by_text("66,67%")).to_have_count(0)

    go(page, "Nạp số liệu")
    press(page, "Đưa trở lại")
    expect(page.get_by_text("đã rút", exact=True)).to_have_count(0)
    go(page, "Tổng quan")
    expect_card(page, "Hồ sơ nộp trực tuyến", 2, 3)

    go(page, "Nạp số liệu")
    press(page, "Rút")
    hand_in(page, [january])
    expect(alert_saying(page, "Tệp này đã nạp rồi rút (01/01–31/01/2026)")).to_be_visible()
    store_files(page, 1)
    assert count_uploads(tmp_path) == 1
    go(page, "Tổng quan")
    expect_card(page, "Hồ sơ nộp trực tuyến", 2, 3)
