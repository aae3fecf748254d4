"""What is stored while the dashboard runs shows at the next rerun, without a restart."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.demo import export_files
from loaders.isolation import read_sheet
from loaders.load import sha256_of, store
from loaders.staging import Answers, stage

MAIN = Path(__file__).parents[2] / "ui" / "main.py"


def test_a_page_shows_what_was_stored_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTHC_DATABASE", str(tmp_path / "tthc.duckdb"))
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    assert "Chưa có số liệu" in app.markdown[0].value
    export = next(export_files())
    period = (export.first, export.last) if export.first and export.last else None
    staged = stage(
        export.name, read_sheet(export.content), sha256_of(export.content), Answers(period=period)
    )
    store(tmp_path / "tthc", staged, "thử")
    app.run()
    assert not app.exception
    assert "Chưa có số liệu" not in app.markdown[0].value
    assert any("Hồ sơ tiếp nhận" in block.value for block in app.markdown)
