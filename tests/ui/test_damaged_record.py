"""A record damaged in several places at once: every page opens, names it, and shows the rest."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import save_plan
from data.planning.targets import built_in_plans
from data.planning.task_records import record_done
from data.record import ledger
from data.record.settings import set_setting
from tests.support.builders import JANUARY, Desk, dossier, earlier, table
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from ui.page_list import PAGES

FEBRUARY = (*JANUARY[:-1], "Từ ngày 01/02/2026 đến ngày 28/02/2026")
MARCH = (*JANUARY[:-1], "Từ ngày 01/03/2026 đến ngày 31/03/2026")
GARBLE = """
update settings set value = '"99999"' where name = 'home_commune';
update settings set value = '[1]' where name = 'scopes';
update plan_versions set content = replace(content, 'targets', 'targetz');
update tasks_done set finished_on = '2026-13-01';
update uploads set first_day = 'x' where id = 3;
"""
NAMED = ("Trung tâm của tôi", "Danh sách lĩnh vực", "Kế hoạch", "T01", "tháng 2", "tháng 3")


@pytest.fixture
def damaged(desk: Desk) -> Iterator[Desk]:
    """January is sound; the file of February is cut, the ledger's row of March is garbled."""
    for month, above in ((1, JANUARY), (2, FEBRUARY), (3, MARCH)):
        received = f"05/0{month}/2026"
        rows = [earlier(), dossier(f"H24.91-260{month}05-0001", received=received)]
        desk.stored(f"tháng {month}.csv", table(rows, above))
    damage(desk.record)
    with pages_over(desk.database):
        yield desk


def damage(record: Path) -> None:
    set_setting(record, "home_commune", "11203", "a")
    set_setting(record, "scopes", {}, "a")
    save_plan(record, built_in_plans()[0], "a")
    day = date(2026, 11, 20)
    record_done(record, ("11203-2026", "NG-T01"), [day], day, "12/BC", "a")
    cut = record / "uploads" / ledger.uploads(record)[1].parquet
    cut.write_bytes(cut.read_bytes()[:-100])
    with closing(sqlite3.connect(record / "ledger.sqlite")) as connection:
        connection.executescript(GARBLE)
    shutil.rmtree(record / "copies")  # no copy to read in the ledger's place


def open_page(file: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / file), default_timeout=120)
    app.query_params["xa"], app.query_params["ky"] = "11203", "2026-01"
    return app.run()


def test_every_page_opens_and_names_what_is_damaged(damaged: Desk) -> None:
    files = sorted(path.name for path in (ROOT / "pages").glob("*.py"))
    assert set(files) == {file for file, _, _ in PAGES}
    for file in files:
        app = open_page(file)
        assert not app.exception, file
        assert any("bị hỏng" in warning.value for warning in app.warning), file


def test_the_upload_page_names_each_and_withdraws_what_is_damaged(damaged: Desk) -> None:
    app = open_page("uploads.py")
    warnings = "\n".join(str(warning.value) for warning in app.warning)
    assert [name for name in NAMED if name not in warnings] == []
    for upload_id in (2, 3):
        app.button(key=f"withdraw_{upload_id}").click().run()
        assert not app.exception
    warnings = "\n".join(str(warning.value) for warning in app.warning)
    assert "tháng 2" not in warnings
    assert "tháng 3" not in warnings


def test_sound_figures_stay_as_they_are(damaged: Desk) -> None:
    app = open_page("overview.py")
    assert any("Hồ sơ tiếp nhận" in block.proto.body for block in app.get("html"))
