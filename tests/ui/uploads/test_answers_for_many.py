"""One answer for many files: this is my commune, this is the month; or each file by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.record import ledger
from data.record.settings import set_setting
from tests.support.builders import HEADINGS, csv_bytes, dossier, earlier, table
from tests.support.pages import pages_over
from tests.ui.uploads.test_uploads_page import AppTest, opened, press, texts

UNITLESS = tuple(heading for heading in HEADINGS if heading != "Cơ quan thực hiện")
HOME = "Là Xã Ninh Giang, Thành phố Hải Phòng (11203)"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A record whose own commune is Ninh Giang, and the page over it."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        set_setting(folder, "home_commune", "11203", "thử")
        yield folder


def unitless_list(month: int) -> bytes:
    """A list of a month of 2026 that names no commune."""
    days = (f"Từ ngày 01/{month:02}/2026 đến ngày 28/{month:02}/2026",)
    rows = [earlier(), dossier(month, received=f"05/{month:02}/2026", due=f"20/{month:02}/2026")]
    return csv_bytes(table(rows, days, UNITLESS))


def without_period(number: int) -> bytes:
    """A list of January 2026 that does not say so."""
    return csv_bytes(table([earlier(), dossier(number)], above=("DANH SÁCH HỒ SƠ",)))


def sentence(app: AppTest) -> str:
    """The sentence that counts the files."""
    return next(str(block.value) for block in app.markdown if " tệp: " in str(block.value))


def test_these_are_all_of_my_commune(folder: Path) -> None:
    app = opened(*((f"{month}.csv", unitless_list(month)) for month in (1, 2, 3)))
    assert sentence(app) == "**3 tệp: 3 chờ trả lời.**"
    assert "Trả lời một lần cho **3 tệp**" in texts(app)
    press(app, "Đều " + HOME[0].lower() + HOME[1:])
    assert sentence(app) == "**3 tệp: 3 nạp được.**"
    press(app, "Nạp 3 tệp")
    assert {code for upload in ledger.uploads(folder) for code in upload.communes} == {"11203"}


def test_each_file_has_its_own_answer_where_that_is_wanted(folder: Path) -> None:
    app = opened(*((f"{number}.csv", without_period(number)) for number in (1, 2)))
    app.toggle[0].set_value(True).run()
    boxes = [box for box in app.selectbox if box.label == "Kỳ của danh sách"]
    assert len(boxes) == 2
    boxes[1].set_value("2026-01").run()
    assert sentence(app) == "**2 tệp: 1 nạp được, 1 chờ trả lời.**"
    press(app, "Nạp 1 tệp")
    (upload,) = ledger.uploads(folder)
    assert (upload.file_name, upload.first_day) == ("2.csv", date(2026, 1, 1))


def test_an_answer_may_be_changed_before_it_is_stored(folder: Path) -> None:
    app = opened(*((f"{number}.csv", without_period(number)) for number in (1, 2)))
    for month, state in (("2025-12", "chờ trả lời"), ("2026-01", "nạp được")):
        box = next(box for box in app.selectbox if box.label == "Kỳ của danh sách")
        box.set_value(month).run()
        assert sentence(app) == f"**2 tệp: 2 {state}.**"
    assert "Kỳ đã chọn là đúng, vẫn dùng" not in [box.label for box in app.checkbox]


def test_a_period_is_confirmed_for_itself_alone(folder: Path) -> None:
    """What was ticked for December says nothing of November."""
    app = opened(("1.csv", without_period(1)), ("2.csv", without_period(2)))
    sure = "Kỳ đã chọn là đúng, vẫn dùng"
    for month in ("2025-12", "2025-11"):
        box = next(box for box in app.selectbox if box.label == "Kỳ của danh sách")
        box.set_value(month).run()
        assert sentence(app) == "**2 tệp: 2 chờ trả lời.**"
        next(box for box in app.checkbox if box.label == sure).check().run()
        assert sentence(app) == "**2 tệp: 2 nạp được.**"


def test_a_state_that_is_looked_at_may_go(folder: Path) -> None:
    app = opened(*((f"{month}.csv", unitless_list(month)) for month in range(1, 9)), ("a", b""))
    app.pills[0].set_value("waiting").run()
    press(app, "Đều " + HOME[0].lower() + HOME[1:])
    assert sentence(app) == "**9 tệp: 8 nạp được, 1 bị từ chối.**"
    assert not app.exception
