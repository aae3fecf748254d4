"""A mistake in a layout that ships is told as such, and is not put on the file that is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.schema import MalformedFile
from loaders.layouts import layout
from loaders.recognition.reader import read_sheet

FORMATS = layout._FOLDER


@pytest.fixture
def formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped layouts, which is read in their place."""
    for path in FORMATS.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(layout, "_FOLDER", tmp_path)
    layout.layouts.cache_clear()
    yield tmp_path
    layout.layouts.cache_clear()


def test_a_misspelt_key_is_told_where_reading_begins(formats: Path) -> None:
    path = formats / "thanh-toan.toml"
    path.write_text(path.read_text("utf-8").replace("required", "requird", 1), "utf-8")
    with pytest.raises(MalformedFile, match=r"thanh-toan\.toml: mục “requird” không hợp lệ"):
        read_sheet("Tên đơn vị;Hồ sơ thu phí\n".encode())
