"""Every file that is handed in ends as stored, refused or waiting, and is told of until it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.uploaded_file_manager import UploadedFileManager

from tests.support.builders import csv_bytes, dossier, earlier, table
from tests.support.pages import pages_over
from tests.ui.uploads.test_uploads_page import opened, press, table_texts, texts
from ui.uploads import handing_in

LIST = csv_bytes(table([earlier(), dossier(1)]))
WITHOUT_PERIOD = csv_bytes(table([earlier(), dossier(2)], above=("UBND XÃ NINH GIANG",)))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty record, and the page over it."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        yield folder


def test_what_waits_or_is_refused_stays_when_the_others_are_stored(folder: Path) -> None:
    app = opened(("a.csv", LIST), ("không kỳ.csv", WITHOUT_PERIOD), ("ảnh.png", b"\x89PNG\r\n\0"))
    press(app, "Nạp 1 tệp")
    assert "Đã nạp 1 tệp." in texts(app)
    assert "**3 tệp: 1 đã nạp, 1 bị từ chối, 1 chờ trả lời.**" in texts(app)
    for name in ("a.csv", "không kỳ.csv", "ảnh.png"):
        assert f"</i> {name}</th>" in table_texts(app)


def test_streamlit_holds_no_file_beside_the_batch(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    managers: list[UploadedFileManager] = []

    def noted_context() -> ScriptRunContext | None:
        context = get_script_run_ctx()
        assert context is not None
        managers.append(context.uploaded_file_mgr)
        return context

    monkeypatch.setattr(handing_in, "get_script_run_ctx", noted_context)
    opened(("a.csv", LIST))
    (manager,) = managers
    assert isinstance(manager, MemoryUploadedFileManager)
    assert manager.get_stats() == {}


def test_a_file_that_is_handed_in_twice_is_told_of(folder: Path) -> None:
    app = opened(("a.csv", LIST), ("bản sao.csv", LIST))
    assert "**2 tệp: 1 nạp được, 1 trùng tệp khác.**" in texts(app)
    for name in ("a.csv", "bản sao.csv"):
        assert f"</i> {name}</th>" in table_texts(app)
    assert "cùng nội dung với tệp số 1" in table_texts(app)
