"""A zip of 51 mixed files: each is accounted for, asked about once, stored or told why not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from data.communes import communes
from data.record import ledger
from data.record.settings import set_setting
from tests.loaders.layouts.test_custom import JANUARY_ROWS, strange_list
from tests.support.builders import csv_bytes, done, dossier, earlier, table, xlsx_bytes
from tests.support.containers import zipped
from tests.support.pages import pages_over
from tests.support.paths import EXPORTS
from tests.ui.uploads.test_uploads_page import (
    count_stagings,
    opened,
    press,
    show_details,
    table_texts,
    texts,
)

HOME = "11203"
OTHER = "10729"  # Phường Trần Liễu
STRANGERS = [c for c in communes().values() if c.province_code == communes()[HOME].province_code]


def list_of(year: int, month: int, unit: str, states_period: bool = True) -> bytes:
    """A month's list of a commune, which says its days or leaves them to be asked."""
    days = (f"Từ ngày 01/{month:02}/{year} đến ngày 28/{month:02}/{year}",)
    finished = f"20/{month:02}/{year}"
    first = earlier(received=f"20/12/{year - 2}", unit=unit)
    received = done(year * 100 + month, finished, received=f"05/{month:02}/{year}", due=finished)
    rows = [first, {**received, "Cơ quan thực hiện": unit}]
    return csv_bytes(table(rows, days if states_period else ("DANH SÁCH HỒ SƠ",)))


def mixed_folder() -> dict[str, bytes]:
    """51 files by their paths in the zip, of them 37 as they should be, and three of systems."""
    lists = {
        f"Năm {year}/tháng {month}.csv": list_of(year, month, "UBND Xã Ninh Giang")
        for year in (2024, 2025)
        for month in range(1, 13)
    }
    forms = {
        path.name: path.read_bytes()
        for kind in ("bieu-II06a", "pakn", "hai-long")
        for path in sorted(EXPORTS.glob(f"{kind}-{HOME}-2026-0*"))
    }
    others = {
        f"xã khác\\{month}.csv": list_of(2025, month, f"UBND Phường Trần Liễu ({OTHER})")
        for month in range(1, 5)
    }
    without_period = {
        f"không kỳ/{commune.code}.csv": list_of(
            2023, 5, f"{commune.name} ({commune.code})", states_period=False
        )
        for commune in islice(STRANGERS, 5)
    }
    unknown = {
        "bảng lạ 1.xlsx": xlsx_bytes(strange_list(*JANUARY_ROWS)),
        "bảng lạ 2.csv": csv_bytes(strange_list(earlier(), dossier(7))),
    }
    refused = {
        "ảnh.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        "đứt.xlsx": xlsx_bytes(table(JANUARY_ROWS))[:-400],
        "trống.xlsx": b"",
        "trong.zip": zipped({"a.csv": lists["Năm 2024/tháng 1.csv"]}),
        "nén.rar": b"Rar!\x1a\x07\x01\0" + bytes(40),
    }
    twins = {f"bản sao/{month}.csv": lists[f"Năm 2025/tháng {month}.csv"] for month in (1, 2)}
    of_systems = {"__MACOSX/._a.csv": b"\0", "~$tháng 1.xlsx": b"\0", "Thumbs.db": b"\0"}
    return lists | forms | others | without_period | unknown | refused | twins | of_systems


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A record whose own commune is Ninh Giang, and the page over it."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        set_setting(folder, "home_commune", HOME, "thử")
        yield folder


def test_each_file_of_a_zip_ends_stored_refused_or_waiting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = mixed_folder()
    stagings = count_stagings(monkeypatch)
    app = opened(("thư mục.zip", zipped(files)))
    assert "**51 tệp: 37 nạp được, 5 bị từ chối, 7 chờ trả lời, 2 trùng tệp khác.**" in texts(app)
    page = table_texts(app)
    names = [path.replace("\\", "/").rpartition("/")[2] for path in list(files)[:51]]
    assert [name for name in names if f"</i> {name}<small>" not in page] == []
    assert "thư mục.zip/xã khác" in page
    left_out = next(caption.value for caption in app.caption if "Không tính 3 mục" in caption.value)
    for kind in ("tệp phụ của macOS", "tệp khóa tạm", "tệp phụ của Windows"):
        assert kind in left_out

    before = stagings()
    show_details(app, 3)
    app.pills[0].set_value("refused").run()
    assert "tháng 3.csv" not in table_texts(app)
    assert "Đây là tệp nén RAR" in table_texts(app)
    app.pills[0].set_value(None).run()
    assert stagings() == before

    assert [box.label for box in app.selectbox if "Kỳ" in box.label] == ["Kỳ của danh sách"]
    period = next(box for box in app.selectbox if box.label == "Kỳ của danh sách")
    period.set_value("").run()
    app.date_input[0].set_value(("2023-05-01", "2023-05-31"))  # type: ignore[arg-type]
    app.run()
    assert stagings() == before + 5
    assert "**51 tệp: 42 nạp được, 5 bị từ chối, 2 chờ trả lời, 2 trùng tệp khác.**" in texts(app)

    press(app, "Nạp 42 tệp")
    assert "**51 tệp: 42 đã nạp, 5 bị từ chối, 2 chờ trả lời, 2 trùng tệp khác.**" in texts(app)
    assert len(ledger.uploads(folder)) == 42
    assert stagings() == before + 5
