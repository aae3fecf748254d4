"""A list that would replace a far longer one is stored only once somebody says that it is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record import ledger
from tests.support.builders import csv_bytes, done, earlier, table
from tests.support.pages import pages_over
from tests.ui.uploads.test_uploads_page import AppTest, hand_in, opened, press, texts

LABEL = "Đúng là thay danh sách dài hơn bằng danh sách này"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        yield folder


def list_of(count: int) -> bytes:
    """A list of January with this many dossiers returned in time, and one carried over."""
    return csv_bytes(table([earlier(), *(done(n) for n in range(1, count))]))


def stored_rows(folder: Path) -> list[int]:
    return [upload.rows_stored for upload in ledger.uploads(folder)]


def plain_texts(app: AppTest) -> str:
    return texts(app).replace("\\", "").replace("\u2060", "")


def test_a_far_shorter_list_asks_with_both_counts_before_it_is_stored(folder: Path) -> None:
    press(opened(("đủ.csv", list_of(40))), "Nạp 1 tệp")
    app = opened(("ngắn.csv", list_of(10)))
    sentence = "Có 10 hồ sơ, sẽ thay danh sách cùng kỳ có 40 hồ sơ: 30 hồ sơ không còn được tính."
    assert f"**ngắn.csv**: {sentence} Sẽ giảm: " in plain_texts(app)
    assert "từ 39 còn 9" in plain_texts(app)  # those received in January
    assert "Nạp 1 tệp" not in [button.label for button in app.button]
    next(box for box in app.checkbox if box.label == LABEL).check().run()
    press(app, "Nạp 1 tệp")
    assert stored_rows(folder) == [40, 10]


def test_a_list_that_lacks_little_asks_nothing(folder: Path) -> None:
    press(opened(("đủ.csv", list_of(40))), "Nạp 1 tệp")
    press(opened(("mới.csv", list_of(39))), "Nạp 1 tệp")
    assert stored_rows(folder) == [40, 39]


def test_of_two_lists_in_a_batch_the_far_shorter_one_that_would_win_waits(folder: Path) -> None:
    app = opened(("đủ.csv", list_of(40)), ("ngắn.csv", list_of(10)))
    assert "2 tệp: 1 nạp được, 1 chờ trả lời" in plain_texts(app)
    assert "sẽ thay tệp số 1 cùng kỳ ở bảng này, có 40 hồ sơ" in plain_texts(app)
    press(app, "Nạp 1 tệp")
    assert stored_rows(folder) == [40]
    # Now it would replace the record's: what was never accepted is asked again.
    assert "sẽ thay danh sách cùng kỳ có 40 hồ sơ" in plain_texts(app)
    next(box for box in app.checkbox if box.label == LABEL).check().run()
    press(app, "Nạp 1 tệp")
    assert stored_rows(folder) == [40, 10]


def test_the_longer_of_two_asks_nothing(folder: Path) -> None:
    app = opened(("ngắn.csv", list_of(10)), ("đủ.csv", list_of(40)))
    assert "2 tệp: 2 nạp được" in plain_texts(app)
    assert hand_in(app, ("khác.csv", list_of(39)))
