"""Withdrawing an upload and bringing it back each say what they did, beside the upload."""

from __future__ import annotations

from pathlib import Path

from data.record import ledger
from tests.support.builders import csv_bytes, done, earlier, table
from tests.support.pages import pages_over
from tests.ui.uploads.test_uploads_page import opened, press


def test_each_press_says_what_it_did_once(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        app = opened(("tháng 1.csv", csv_bytes(table([earlier(), done(1)]))))
        press(press(app, "Nạp 1 tệp"), "Rút")
        assert [upload.withdrawn for upload in ledger.uploads(folder)] == [True]
        said = [box.value.replace("\\", "").replace("\u2060", "") for box in app.success]
        assert any(text.startswith("Đã rút “tháng 1.csv”: ") for text in said)
        press(app, "Đưa trở lại")
        said = [box.value.replace("\\", "").replace("\u2060", "") for box in app.success]
        assert "Đã đưa trở lại “tháng 1.csv”: số liệu của lần nạp này lại được tính." in said
        assert not any("Đã đưa trở lại" in box.value for box in app.run().success)
