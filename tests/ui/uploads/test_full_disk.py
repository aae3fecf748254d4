"""A disk with little space left under the upload page: what it says to be stored is stored."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.record import ledger
from tests.support.builders import Desk, csv_bytes, dossier, earlier, table
from tests.support.long_runs import number_of_cases
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from tests.support.records import store_list
from tests.support.small_disk import ballast, fill, small_disk
from tests.ui.uploads.test_uploads_page import opened, press, texts

OVERVIEW = ROOT / "pages" / "overview.py"


def test_what_the_page_says_of_a_disk_that_fills_is_true(tmp_path: Path) -> None:
    count = number_of_cases(4, 60)
    content = csv_bytes(table([earlier(), *(dossier(n) for n in range(1, 400))]))
    said: list[bool] = []
    for number in range(count):
        with small_disk(tmp_path / f"đĩa {number}") as disk, pages_over(Desk(disk).database):
            desk = Desk(disk)
            store_list(desk.record, 2)
            app = opened(("a.csv", content))
            fill(disk, number, count)
            press(app, "Nạp 1 tệp")
            is_stored = "a.csv" in [upload.file_name for upload in ledger.uploads(desk.record)]
            assert ("Đã nạp 1 tệp." in texts(app)) == is_stored, number
            assert ("Chưa lưu được" in texts(app)) != is_stored, number
            overview = AppTest.from_file(str(OVERVIEW), default_timeout=120).run()
            assert not overview.exception, number
            drawn = " ".join(str(block.proto.body) for block in overview.get("html"))
            assert "Tháng 2/2026: chỉ tiêu duy nhất có số liệu <b>chưa đạt</b>" in drawn, number
            ballast(disk).unlink()
            said.append(is_stored)
    assert True in said
    assert False in said
