"""A garbled entry of the ledger is named and left out; all others are read as before."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import rmtree

import pytest

from data.planning.plan_versions import (
    current_plans,
    plan_versions,
    save_plan,
    unreadable_plans,
)
from data.planning.scopes import scope_fields, set_scope
from data.planning.targets import built_in_plans
from data.planning.task_records import done_records, record_done, unreadable_records
from data.record import ledger
from data.record.late_marks import Mark, newest_marks, set_marks, unreadable_marks
from data.record.settings import newest_settings, set_setting, setting
from loaders.answers import remember_units, remembered_units
from tests.support.builders import Desk

NINH_GIANG = "11203"
SCOPE = "land_construction_investment"


def garble(folder: Path, statement: str, *parameters: object) -> None:
    """Write into a ledger what no door of it would write; it has no copies, as older ones."""
    rmtree(folder / "copies")
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        connection.execute("pragma ignore_check_constraints = on")
        connection.execute(statement, parameters)
        connection.commit()


@pytest.mark.parametrize(
    "text", ["", "{", '"99999"', "11203", "[]", b"\xff\xfe", '"112\\u00003"', "NaN"]
)
def test_a_garbled_setting_is_named_and_counts_as_never_set(tmp_path: Path, text: object) -> None:
    set_setting(tmp_path, "home_commune", NINH_GIANG, "a")
    set_scope(tmp_path, SCOPE, ["Đất đai"], "a")
    garble(tmp_path, "update settings set value = ? where name = 'home_commune'", text)
    assert setting(tmp_path, "home_commune") is None
    assert scope_fields(tmp_path)[SCOPE] == {"Đất đai"}
    (fault,) = newest_settings(tmp_path).unreadable
    assert "Trung tâm của tôi" in fault.sentence


@pytest.mark.parametrize("text", ["[1]", '{"land_construction_investment": 1}', "null"])
def test_a_garbled_scope_leaves_the_list_that_ships(tmp_path: Path, text: str) -> None:
    standing = scope_fields(tmp_path)
    set_setting(tmp_path, "scopes", {}, "a")
    garble(tmp_path, "update settings set value = ?", text)
    assert scope_fields(tmp_path) == standing
    assert len(newest_settings(tmp_path).unreadable) == 1


def test_of_remembered_units_only_the_garbled_one_is_left_out(tmp_path: Path) -> None:
    remember_units(tmp_path, "danh-sach", {"Một cửa số 1": NINH_GIANG, "Một cửa số 2": "-"}, "a")
    garble(
        tmp_path,
        "update settings set value = ? where name like '%số 1'",
        '{"unit": "Một cửa số 1", "code": "00000"}',
    )
    assert [unit.text for unit in remembered_units(tmp_path)] == ["Một cửa số 2"]
    (fault,) = newest_settings(tmp_path).unreadable
    assert "một cửa số 1" in fault.sentence


@pytest.mark.parametrize("change", ["targets = 3", "commune_code = '99999'", "content = content"])
def test_a_plan_whose_newest_version_is_garbled_holds_nowhere(tmp_path: Path, change: str) -> None:
    first, *others = built_in_plans()
    save_plan(tmp_path, first, "a")
    assert current_plans(tmp_path) == built_in_plans()
    name, _, _ = change.partition(" ")
    garble(
        tmp_path,
        "update plan_versions set content = "
        + {
            "targets": "replace(content, 'targets', 'targetz')",
            "commune_code": f"replace(content, '{first.commune_code}', '99999')",
            "content": "cast(x'ff' || content as text)",
        }[name],
    )
    assert current_plans(tmp_path) == tuple(others)
    (fault,) = unreadable_plans(tmp_path)
    assert first.key in fault.sentence
    save_plan(tmp_path, first, "a")
    assert current_plans(tmp_path) == built_in_plans()
    assert unreadable_plans(tmp_path) == ()


def test_an_unreadable_version_of_a_plan_has_no_plan_no_moment_and_nobodys_name(
    tmp_path: Path,
) -> None:
    first, *_ = built_in_plans()
    save_plan(tmp_path, first, "Chị Lan")
    garble(tmp_path, "update plan_versions set content = 'targets = 3'")
    (version,) = plan_versions(tmp_path, first.key)
    assert (version.key, version.plan, version.done_by) == (first.key, None, "")
    assert version.unreadable is not None


@pytest.mark.parametrize(
    "change",
    ["finished_on = '2026-13-01'", "action = 'dane'", "due_on = 'x'", "document = x'ff'"],
)
def test_of_tasks_done_only_the_garbled_one_is_left_out(tmp_path: Path, change: str) -> None:
    for task in ("NG-T01", "NG-T02"):
        day = date(2026, 11, 20)
        record_done(tmp_path, ("11203-2026", task), [day], day, "12/BC", "a")
    garble(tmp_path, f"update tasks_done set {change} where task_id = 'NG-T01'")
    assert [done.task_id for done in done_records(tmp_path, "11203-2026")] == ["NG-T02"]
    (fault,) = unreadable_records(tmp_path)
    assert "NG-T01" in fault.sentence


def test_a_record_that_neither_does_nor_undoes_is_named_with_that_cause(tmp_path: Path) -> None:
    day = date(2026, 11, 20)
    record_done(tmp_path, ("11203-2026", "NG-T01"), [day], day, "12/BC", "a")
    garble(tmp_path, "update tasks_done set action = 'dane'")
    (fault,) = unreadable_records(tmp_path)
    assert fault.cause == "không rõ là ghi hay bỏ ghi"


@pytest.mark.parametrize("change", ["explained = 7", "apologised = 'x'", "document = x'ff'"])
def test_of_marks_only_the_garbled_one_is_left_out(tmp_path: Path, change: str) -> None:
    set_marks(tmp_path, NINH_GIANG, {"A": Mark(True), "B": Mark(True)}, "a")
    garble(tmp_path, f"update late_marks set {change} where dossier_code = 'A'")
    assert newest_marks(tmp_path, NINH_GIANG) == {"B": Mark(True)}
    (fault,) = unreadable_marks(tmp_path)
    assert "“A”" in fault.sentence


@pytest.mark.parametrize(
    "change",
    ["first_day = '2026-02-30'", "columns = '{}'", "complete = 3", "stored_at = 'hôm qua'"],
)
def test_an_upload_whose_row_is_garbled_can_be_withdrawn(stocked: Desk, change: str) -> None:
    garble(stocked.record, f"update uploads set {change}")
    assert ledger.uploads(stocked.record) == ()
    ((upload_id, fault),) = ledger.unreadable_uploads(stocked.record)
    assert "tháng 1.csv" in fault.sentence
    ledger.withdraw(stocked.record, [upload_id], "a")
