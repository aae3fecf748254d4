"""What is stored while the dashboard runs shows at the next rerun, without a restart."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import dates
from data.demo import export_files
from loaders.answers import Answers
from loaders.load import read_and_stage, store_staged
from tests.support.builders import Desk
from tests.support.pages import pages_over
from tests.support.paths import ROOT

MAIN = ROOT / "ui" / "main.py"


def test_a_page_shows_what_was_stored_meanwhile(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        app = AppTest.from_file(str(MAIN), default_timeout=60).run()
        assert "Chưa có số liệu" in app.markdown[0].value
        export = next(export_files())
        period = (export.first, export.last) if export.first and export.last else None
        staged = read_and_stage(export.name, export.content, Answers(period=period))
        store_staged(tmp_path / "tthc", staged, "thử")
        app.run()
        assert not app.exception
        assert not any("Chưa có số liệu" in block.value for block in app.markdown)
        assert any("Hồ sơ nộp trực tuyến" in block.proto.body for block in app.get("html"))


def test_starting_deletes_no_file_of_the_record(tmp_path: Path) -> None:
    """A ledger may have been lost or put back from an older copy: its uploads must outlive that."""
    with pages_over(tmp_path / "tthc.duckdb"):
        uploads = tmp_path / "tthc" / "uploads"
        uploads.mkdir(parents=True)
        for name in ("unnamed.parquet", "left-behind.tmp"):
            (uploads / name).write_bytes(b"PAR1")
            os.utime(uploads / name, (0, 0))
        AppTest.from_file(str(MAIN), default_timeout=60).run()
        assert {path.name for path in uploads.iterdir()} == {"unnamed.parquet", "left-behind.tmp"}


def test_pages_say_that_the_clock_is_behind_and_take_the_latest_recorded_day_for_today(
    stocked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pages_over(stocked.database):
        stored_on = dates.today()
        monkeypatch.setattr(dates, "today", lambda: date(2020, 1, 1))
        app = AppTest.from_file(str(ROOT / "pages" / "tasks.py"), default_timeout=60).run()
        assert not app.exception
        (told,) = [block.value for block in app.warning if "Đồng hồ" in block.value]
        assert "01/01/2020" in told
        assert app.date_input[0].value == stored_on
