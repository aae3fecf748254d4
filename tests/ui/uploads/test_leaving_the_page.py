"""Leaving the upload page while files are stored stops none, and whoever comes back is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.record import ledger
from loaders.load import StoredUpload, store_or_bring_back
from tests.support.builders import csv_bytes, done, earlier, table
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from tests.ui.uploads.test_uploads_page import PAGE, AppTest, opened, press, table_texts, texts
from ui.uploads import batch_view, storing_report
from ui.uploads.batch import storing
from ui.uploads.batch.storing import StoringRun

MONTHS = range(1, 5)


def list_of_month(month: int) -> bytes:
    days = f"Từ ngày 01/{month:02}/2026 đến ngày 28/{month:02}/2026"
    finished = f"20/{month:02}/2026"
    rows = [earlier(), done(month, finished, received=f"05/{month:02}/2026", due=finished)]
    return csv_bytes(table(rows, ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", days)))


FILES = [(f"tháng {month}.csv", list_of_month(month)) for month in MONTHS]


@pytest.fixture
def left_runs(monkeypatch: pytest.MonkeyPatch) -> list[StoringRun]:
    """The runs that a reader left before the first file was stored: Streamlit ends the script."""
    runs: list[StoringRun] = []

    def begin_and_leave(run: StoringRun) -> StoringRun:
        context = get_script_run_ctx()
        assert context is not None
        requests = context.script_requests
        assert requests is not None

        def leave_and_store(*arguments: object) -> StoredUpload:
            requests.request_stop()
            return store_or_bring_back(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(storing, "store_or_bring_back", leave_and_store)
        runs.append(run)
        return storing.begin_storing(run)

    monkeypatch.setattr(batch_view, "begin_storing", begin_and_leave)
    return runs


def leave_while_storing(folder: Path, left_runs: list[StoringRun]) -> AppTest:
    """A reader's pages after storing was begun and left; all files are stored by then."""
    nameless = csv_bytes(table([earlier(), done(9, "20/01/2026")], ("DANH SÁCH HỒ SƠ",)))
    app = opened(
        *FILES,
        ("ảnh.png", b"\x89PNG\r\n\x1a\n\0"),
        ("bản sao.csv", list_of_month(1)),
        ("không tên xã.csv", nameless),
    )
    press(app, f"Nạp {len(FILES)} tệp")
    (run,) = left_runs
    assert run.ended.wait(60)
    assert [upload.file_name for upload in ledger.uploads(folder)] == [name for name, _ in FILES]
    return app


def test_who_comes_back_finds_every_file(tmp_path: Path, left_runs: list[StoringRun]) -> None:
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        app = leave_while_storing(folder, left_runs).run()
        assert "**7 tệp: 4 đã nạp, 1 bị từ chối, 1 chờ trả lời, 1 trùng tệp khác.**" in texts(app)
        assert app.success[0].value == "Đã nạp 4 tệp."
        assert "ảnh.png" in table_texts(app)


def test_the_overview_says_that_files_are_being_stored(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        overview = AppTest.from_file(str(ROOT / "pages" / "overview.py"), default_timeout=120)
        assert "Đang nạp" not in texts(overview.run())
        run = StoringRun(folder, "thử", (), names={1: "a.csv", 2: "b.csv"}, weights={1: 9, 2: 9})
        storing_report.note_run_of_server(run)
        assert "Đang nạp 2 tệp, sắp xong. Xem ở trang [Nạp số liệu](nap-so-lieu)." in texts(
            overview.run()
        )
        run.ended.set()
        assert "Đang nạp" not in texts(overview.run())


def test_who_comes_after_is_told_until_somebody_has_seen_it(
    tmp_path: Path, left_runs: list[StoringRun]
) -> None:
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        leave_while_storing(folder, left_runs)
        later = AppTest.from_file(str(PAGE), default_timeout=120).run()
        assert "Đã nạp 4 tệp." in texts(later)
        sentence = (
            "7 tệp: 4 đã nạp (tháng 1.csv, tháng 2.csv, tháng 3.csv và 1 tệp khác), "
            "1 bị từ chối (ảnh.png), 1 chờ trả lời (không tên xã.csv), "
            "1 trùng tệp khác (bản sao.csv). Hãy chọn lại những tệp chưa nạp được để nạp tiếp."
        )
        assert sentence in texts(later).replace("\\", "").replace("\u2060", "")
        assert "Đã nạp: tháng 1.csv; tháng 2.csv; tháng 3.csv; tháng 4.csv." in texts(
            later
        ).replace("\\", "").replace("\u2060", "")
        press(later, "Đã xem")
        assert "Đã nạp" not in texts(later)
        assert "Đã nạp" not in texts(AppTest.from_file(str(PAGE), default_timeout=120).run())
