"""The generated pages of docs/ are never older than the code and the data."""

from __future__ import annotations

from pathlib import Path

from reports.docs.__main__ import PAGES, main
from tests.support.paths import ROOT


def test_no_page_is_stale(tmp_path: Path) -> None:
    assert main(["--folder", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == PAGES.keys()
    for name in PAGES:
        stale = f"docs/{name} is stale: make docs"
        assert (ROOT / "docs" / name).read_text("utf-8") == (tmp_path / name).read_text("utf-8"), (
            stale
        )
