"""Next year's plan is begun from this year's, and nothing is saved by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import plan_versions
from data.planning.targets import built_in_plans
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
        (table,) = app.data_editor
        assert len(table.value) == len(PLAN.targets)
        assert plan_versions(folder) == []
        app.button(key="save_plan").click().run()
        assert not app.exception
        (version,) = plan_versions(folder)
        assert version.key == "11203-2027"
        assert version.plan is not None
        assert [t.value for t in version.plan.targets] == [t.value for t in PLAN.targets]


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
