"""What lay before the record began is asked about once, and opens no visit as overdue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import dates
from data.planning.earlier_tasks import earlier_tasks
from data.record.clock import first_recorded_day
from data.record.connection import write_ledger
from data.record.settings import set_setting
from tests.support.builders import Desk
from tests.support.pages import pages_over, press, run
from tests.support.paths import ROOT

PLAN, TODAY = "11203-2026", date(2026, 11, 20)
QUESTION = "Những kỳ trước ngày 20/11/2026 đã làm?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A record begun on 20 November 2026 with the choice of Ninh Giang, whose plan is shown."""
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        _choose_home(folder, "11203")
        yield folder


def _choose_home(folder: Path, code: str) -> None:
    """Write the choice of a home commune as if on 20 November 2026."""
    with write_ledger(folder) as connection:
        connection.execute(
            "insert into settings (name, value, done_at, done_by) values (?, ?, ?, ?)",
            ("home_commune", f'"{code}"', "2026-11-20T01:00:00+00:00", "thử"),
        )


def open_tasks() -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "tasks.py"), default_timeout=60)
    app.query_params["ke-hoach-cua"] = PLAN
    app.query_params["ngay"] = TODAY.isoformat()  # what is written bears the machine's own day
    return run(app)


def texts(app: AppTest) -> str:
    return "\n".join(block.value for block in app.markdown)


def test_a_first_visit_opens_with_a_question_and_nothing_overdue(folder: Path) -> None:
    app = open_tasks()
    text = texts(app)
    assert QUESTION in text
    assert "quá hạn, " not in text
    assert "6 nhiệm vụ có hạn trước đó" in text
    assert "**4** trước khi theo dõi" in text
    assert "4 nhiệm vụ đếm là trước khi theo dõi, 2 nhiệm vụ còn hạn sau đó" in text
    shown = " ".join(str(block.proto.body) for block in app.get("html"))
    assert shown.count("Trước khi theo dõi</b>") == 4
    assert not re.search(r"quá [0-9]+ ngày", shown)


def test_all_done_is_kept_and_not_asked_again(folder: Path) -> None:
    app = press(open_tasks(), "answer_earlier")
    assert "Những kỳ trước ngày 20/11/2026: đã làm cả." in texts(app)
    again = open_tasks()
    assert QUESTION not in texts(again)
    assert "quá hạn" not in texts(again)
    assert "trước khi theo dõi" not in texts(again)
    assert earlier_tasks(folder, PLAN, date(2030, 1, 1)).day == TODAY


def test_what_was_not_done_is_overdue_and_the_rest_is_not(folder: Path) -> None:
    app = open_tasks()
    app.multiselect(key=f"undone-{PLAN}").set_value(["NG-T02"])
    app = press(run(app), "answer_earlier")
    assert "**1** quá hạn" in texts(app)
    assert "đã làm, trừ 1 việc." in texts(app)
    assert QUESTION in texts(press(app, "answer_earlier_anew"))


def test_none_done_gives_what_the_plan_s_own_days_give(folder: Path) -> None:
    """Six are overdue on that day, as the page's own test has it."""
    assert "**6** quá hạn" in texts(press(open_tasks(), "answer_earlier_none"))


def test_the_record_begins_with_what_was_written_first(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        assert first_recorded_day(folder) is None
        set_setting(folder, "home_commune", "11203", "thử")
        assert first_recorded_day(folder) == datetime.now(dates.HANOI).date()
        assert "trước ngày 20/11/2026" not in texts(open_tasks())


def test_a_plan_that_is_not_known_to_be_ones_own_asks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    with pages_over(tmp_path / "tthc.duckdb"):
        app = open_tasks()
        assert "**4** trước khi theo dõi" in texts(app)
        assert not [button for button in app.button if str(button.key).startswith("answer_earl")]


def test_the_overview_of_a_first_visit_lists_nothing_overdue(
    stocked: Desk,
) -> None:
    with pages_over(stocked.database):
        app = run(AppTest.from_file(str(ROOT / "pages" / "overview.py"), default_timeout=60))
        sheets = " ".join(str(block.proto.body) for block in app.get("html"))
        assert "Hồ sơ tiếp nhận" in sheets
        assert "quá hạn, chưa ghi hoàn thành" not in sheets
