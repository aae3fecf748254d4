"""Leaving the upload page while files are stored stops none of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.record import ledger
from loaders.load import StoredUpload, store_or_bring_back
from tests.support.builders import csv_bytes, done, earlier, table
from tests.support.pages import pages_over
from tests.ui.uploads.test_uploads_page import opened, press
from ui.uploads import store_files

MONTHS = range(1, 5)


def list_of_month(month: int) -> bytes:
    days = f"Từ ngày 01/{month:02}/2026 đến ngày 28/{month:02}/2026"
    finished = f"20/{month:02}/2026"
    rows = [earlier(), done(month, finished, received=f"05/{month:02}/2026", due=finished)]
    return csv_bytes(table(rows, ("UBND XÃ NINH GIANG", "DANH SÁCH HỒ SƠ", days)))


def test_every_file_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [(f"tháng {month}.csv", list_of_month(month)) for month in MONTHS]

    def leave_and_store(*arguments: object) -> StoredUpload:
        """Store a file of a reader who has left: Streamlit then ends the run at its next call."""
        context = get_script_run_ctx()
        assert context is not None
        assert context.script_requests is not None
        context.script_requests.request_stop()
        return store_or_bring_back(*arguments)  # type: ignore[arg-type]

    with pages_over(tmp_path / "tthc.duckdb") as folder:
        app = opened(*files)
        monkeypatch.setattr(store_files, "store_or_bring_back", leave_and_store)
        press(app, f"Nạp {len(files)} tệp")
        assert [upload.file_name for upload in ledger.uploads(folder)] == [n for n, _ in files]
