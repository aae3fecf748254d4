"""Recording tasks as done, undoing it, and a ledger that was made before there was a place."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from data.planning.task_records import (
    PlanRecords,
    done_records,
    record_done,
    records_of_plans,
    undo_done,
    unreadable_records,
)
from data.record import ledger
from data.record.connection import SCHEMA, read_ledger, write_ledger
from data.record.entries import UnreadableEntry
from data.record.settings import setting
from tests.data.record.test_entries import garble

PLAN = "11203-2026"
KEY = (PLAN, "NG-T06")
FINISHED = date(2026, 3, 13)


def made_before(folder: Path) -> None:
    """A ledger as it was when there were uploads and settings only, with one of these."""
    folder.mkdir()
    start, end = SCHEMA.index("create table if not exists tasks_done"), SCHEMA.index("create view")
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as old:
        old.executescript(SCHEMA[:start] + SCHEMA[end:])
        old.execute("insert into settings values (1, 'home_commune', '\"11203\"', '', '')")
        old.commit()


def rows(folder: Path) -> int:
    with read_ledger(folder) as connection:
        return int(connection.execute("select count(*) from tasks_done").fetchone()[0])


def test_what_is_recorded_is_read_back(tmp_path: Path) -> None:
    days = [date(2026, 11, 13), date(2026, 11, 20)]
    record_done(tmp_path, KEY, days, date(2026, 11, 21), " 12/BC-UBND ", "Chị Lan")
    found = done_records(tmp_path, PLAN)
    assert [(one.task_id, one.due_on) for one in found] == [("NG-T06", day) for day in days]
    assert {(o.finished_on, o.document, o.done_by) for o in found} == {
        (date(2026, 11, 21), "12/BC-UBND", "Chị Lan")
    }
    assert done_records(tmp_path, "10729-2026") == ()


def test_undoing_and_recording_again_leaves_every_row(tmp_path: Path) -> None:
    record_done(tmp_path, (PLAN, "NG-T04"), [None], date(2026, 5, 5), "1/BC", "a")
    undo_done(tmp_path, done_records(tmp_path, PLAN)[0], "b")
    assert done_records(tmp_path, PLAN) == ()
    record_done(tmp_path, (PLAN, "NG-T04"), [None], date(2026, 5, 6), "2/BC", "c")
    (found,) = done_records(tmp_path, PLAN)
    assert (found.due_on, found.finished_on, found.document) == (None, date(2026, 5, 6), "2/BC")
    assert rows(tmp_path) == 3


def test_undoing_one_due_day_leaves_the_others(tmp_path: Path) -> None:
    days = [date(2026, 11, 13), date(2026, 11, 20)]
    record_done(tmp_path, KEY, days, date(2026, 11, 21), "12/BC", "a")
    undo_done(tmp_path, done_records(tmp_path, PLAN)[0], "a")
    assert [one.due_on for one in done_records(tmp_path, PLAN)] == days[1:]


@pytest.mark.parametrize("document", ["", "   ", "x" * 101])
def test_without_a_documents_number_nothing_is_recorded(tmp_path: Path, document: str) -> None:
    with pytest.raises(ValueError, match=r"^Số văn bản phải có, và không dài quá 100 chữ\.$"):
        record_done(tmp_path, KEY, [date(2026, 11, 20)], date(2026, 11, 20), document, "a")
    assert rows(tmp_path) == 0


@pytest.mark.parametrize("document", ["1", " x ", "x" * 100, f" {'x' * 100} "])
def test_a_documents_number_has_1_to_100_signs_beside_spaces(tmp_path: Path, document: str) -> None:
    record_done(tmp_path, KEY, [FINISHED], FINISHED, document, "a")
    (found,) = done_records(tmp_path, PLAN)
    assert found.document == document.strip()


def test_what_is_recorded_again_stands_last(tmp_path: Path) -> None:
    for number, day in enumerate((6, 13, 6), start=1):
        record_done(tmp_path, KEY, [date(2026, 3, day)], FINISHED, f"{number}/BC", "a")
    assert [one.document for one in done_records(tmp_path, PLAN)] == ["2/BC", "3/BC"]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ("action = 'dane'", "không rõ là ghi hay bỏ ghi"),
        ("due_on = 'x'", "ngày bị hỏng"),
        ("done_at = '2026-03-13'", "thời điểm bị hỏng"),
    ],
)
def test_what_is_said_of_a_record_that_cannot_be_read(
    tmp_path: Path, change: str, cause: str
) -> None:
    record_done(tmp_path, KEY, [FINISHED], FINISHED, "1/BC", "a")
    record_done(tmp_path, (PLAN, "NG-T04"), [None], FINISHED, "2/BC", "a")
    assert unreadable_records(tmp_path) == ()
    garble(tmp_path, f"update tasks_done set {change} where task_id = 'NG-T06'")
    name = f"Ghi hoàn thành của nhiệm vụ “NG-T06”, kế hoạch “{PLAN}”,"
    fault = UnreadableEntry(name, cause, "hãy ghi lại ở trang Nhiệm vụ.")
    assert unreadable_records(tmp_path) == (fault,)
    assert [one.task_id for one in done_records(tmp_path, PLAN)] == ["NG-T04"]


@pytest.mark.parametrize("day", [date(2026, 3, 12), FINISHED, date(2026, 3, 14)])
def test_records_cut_tell_of_no_later_day(day: date) -> None:
    records = PlanRecords(PLAN, (), FINISHED)
    assert records.cut_after(day) == PlanRecords(PLAN, (), min(day, FINISHED))


def test_recording_and_undoing_change_the_version_that_figures_are_kept_by(tmp_path: Path) -> None:
    versions = [ledger.version(tmp_path)]
    record_done(tmp_path, KEY, [date(2026, 11, 20)], date(2026, 11, 20), "12/BC", "a")
    versions.append(ledger.version(tmp_path))
    undo_done(tmp_path, done_records(tmp_path, PLAN)[0], "b")
    versions.append(ledger.version(tmp_path))
    assert len(set(versions)) == 3


def test_what_is_recorded_tells_of_the_days_that_were_over_in_vietnam(tmp_path: Path) -> None:
    """17:30 on the 20th in London is half past midnight on the 21st: the 20th is over."""
    record_done(tmp_path, KEY, [date(2026, 11, 13)], date(2026, 11, 12), "12/BC", "a")
    record_done(tmp_path, ("31393-2026", "HA-T01"), [date(2026, 3, 15)], FINISHED, "3/BC", "a")
    undo_done(tmp_path, done_records(tmp_path, PLAN)[0], "b")
    with write_ledger(tmp_path) as connection:
        moments = ("2026-11-12T01:00:00+00:00", "2026-03-14T16:59:59+00:00", "2026-11-20T17:30:00Z")
        for id_, moment in enumerate(moments, start=1):
            connection.execute("update tasks_done set done_at = ? where id = ?", (moment, id_))
    by_plan = {records.plan_key: records for records in records_of_plans(tmp_path)}
    assert by_plan[PLAN] == PlanRecords(PLAN, (), date(2026, 11, 20))  # undoing is writing too
    assert by_plan["31393-2026"].known_until == date(2026, 3, 13)
    assert [record.due_on for record in by_plan["31393-2026"].done] == [date(2026, 3, 15)]


def test_a_ledger_made_before_is_brought_up_and_keeps_what_it_holds(tmp_path: Path) -> None:
    folder = tmp_path / "tthc"
    made_before(folder)
    record_done(folder, KEY, [date(2026, 11, 20)], date(2026, 11, 20), "12/BC", "a")
    assert len(done_records(folder, PLAN)) == 1
    assert setting(folder, "home_commune") == "11203"


def test_several_bring_an_older_ledger_up_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "tthc"
    made_before(folder)
    together, faults = threading.Barrier(8), []

    def record(number: int) -> None:
        together.wait()
        try:
            day = date(2026, 11, 1 + number)
            record_done(folder, KEY, [day], day, "12/BC", "a")
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=record, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(done_records(folder, PLAN)) == 8
