"""Next year's plan is begun from this year's, and nothing is saved by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.planning.draft_checks import check_draft
from data.planning.plan_versions import plan_versions
from data.planning.targets import Plan, built_in_plans
from data.planning.tasks_of_plans import built_in_tasks, tasks_of
from metrics.catalogue.plan_names import catalogue_labels
from tests.support.pages import pages_over
from tests.support.paths import ROOT
from ui.plans.next_year import next_year_draft

PLAN = next(plan for plan in built_in_plans() if plan.key == "11203-2026")


def test_years_go_one_up_and_what_names_the_old_document_goes() -> None:
    rise = replace(
        PLAN.targets[0], comparator="+", base_year=2025, until=date(2026, 6, 30), place="mục I"
    )
    plan = replace(PLAN, title="Kế hoạch năm 2026", number="12/KH-UBND", targets=(rise,))
    draft = next_year_draft(plan)
    assert (draft.head.title, draft.head.number) == ("Kế hoạch năm 2027", "")
    assert (draft.head.valid_from, draft.head.valid_to) == (date(2027, 1, 1), date(2027, 12, 31))
    assert draft.head.commune_code == PLAN.commune_code
    (row,) = draft.rows
    assert (row.texts["base_year"], row.texts["until"]) == ("2026", "30/06/2027")
    assert (row.texts["place"], row.texts["line"]) == ("", "")
    assert row.texts["note"] == "Như kế hoạch năm 2026: hãy đối chiếu với văn bản mới."


def test_tasks_come_along_a_year_later_those_of_the_plan_s_own_file_too() -> None:
    """NG-T01 is due "Trong Quý II/2026", NG-T02 "Chậm nhất ngày 15/9/2026"; NG-T07 recurs."""
    own = replace(
        next(task for task in built_in_tasks() if task.id == "NG-T01"),
        id="NV-01",
        title="Rà soát theo Nghị định 61/2018/NĐ-CP năm 2026",
        deadline_text="Từ 01/4/2026 đến 29/02/2028",
        last=date(2028, 2, 29),
    )
    draft = next_year_draft(replace(PLAN, tasks=(own,)))
    rows = {row.texts["id"]: row.texts for row in draft.task_rows}
    assert len(rows) == 35
    assert (rows["NG-T01"]["first"], rows["NG-T01"]["last"]) == ("01/04/2027", "30/06/2027")
    assert rows["NG-T02"]["deadline_text"] == "Chậm nhất ngày 15/9/2027"
    assert rows["NG-T07"]["cadence"] == "hằng tháng, hằng quý, hằng năm"
    assert (rows["NV-01"]["first"], rows["NV-01"]["last"]) == ("01/04/2027", "28/02/2029")
    assert rows["NV-01"]["deadline_text"] == "Từ 01/4/2027 đến 28/02/2029"
    assert rows["NV-01"]["title"] == "Rà soát theo Nghị định 61/2018/NĐ-CP năm 2027"
    assert {row["line"] for row in rows.values()} == {""}


@pytest.mark.parametrize("plan", built_in_plans(), ids=lambda plan: plan.key)
def test_every_plan_s_next_year_can_be_saved_as_it_is(plan: Plan) -> None:
    draft = next_year_draft(plan)
    following, faults = check_draft(draft, f"{plan.key}-sau", catalogue_labels())
    assert faults == ()
    assert following is not None
    assert len(following.tasks) == len(tasks_of(plan))


def test_a_leap_day_has_its_next_year() -> None:
    plan = replace(PLAN, valid_from=date(2028, 2, 29), valid_to=date(2028, 2, 29))
    assert next_year_draft(plan).head.valid_to == date(2029, 2, 28)


def test_the_copy_opens_as_a_new_plan_and_this_year_s_stays(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
        app.query_params["viec"], app.query_params["ke-hoach-cua"] = "sua", PLAN.key
        app.run()
        app.button(key="copy_to_next_year").click().run()
        assert not app.exception
        assert app.selectbox(key="plan_to_edit").value == ""
        table, _ = app.data_editor  # of targets, of tasks
        assert len(table.value) == len(PLAN.targets)
        assert plan_versions(folder) == []
        app.button(key="save_plan").click().run()
        assert not app.exception
        (version,) = plan_versions(folder)
        assert version.key == "11203-2027"
        assert version.plan is not None
        assert [t.value for t in version.plan.targets] == [t.value for t in PLAN.targets]
        assert [task.id for task in version.plan.tasks] == [task.id for task in tasks_of(PLAN)]


def test_a_new_plan_that_is_being_written_is_not_lost(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
        app.query_params["viec"], app.query_params["ke-hoach-cua"] = "sua", PLAN.key
        app.run()
        app.button(key="copy_to_next_year").click().run()
        app.selectbox(key="plan_to_edit").set_value("31393-2026").run()
        assert not app.exception
        assert "copy_to_next_year" not in {button.key for button in app.button}
        assert any("Đang có một kế hoạch mới chưa lưu" in block.value for block in app.markdown)
