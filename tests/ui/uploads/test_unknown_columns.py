"""A list's columns that no layout knows are named beside its preview."""

from __future__ import annotations

from pathlib import Path

from loaders.answers import Answers
from loaders.load import read_and_stage
from tests.support.builders import Desk, csv_bytes, done, table
from ui.uploads.staged_view import unknown_columns_sentence


def sentence(tmp_path: Path, heading: str) -> str:
    """Of a list whose column of due days is headed otherwise."""
    cells = [
        [heading if cell == "Ngày hẹn trả" else cell for cell in row] for row in table([done(1)])
    ]
    staged = read_and_stage("a.csv", csv_bytes(cells), Answers(), Desk(tmp_path).record)
    return unknown_columns_sentence(staged.sheet)


def test_an_unknown_column_is_named(tmp_path: Path) -> None:
    assert sentence(tmp_path, "Màu bìa") == "1 cột chưa biết nên không đọc: “Màu bìa”."
    assert sentence(tmp_path, "Ngày hẹn trả") == ""
