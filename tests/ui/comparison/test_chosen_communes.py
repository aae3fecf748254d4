"""Communes chosen one by one: at first only those with figures, in the address those named."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import save_plans
from data.planning.targets import built_in_plans
from tests.support.builders import NINH_GIANG, Desk
from tests.support.pages import pages_over, run
from tests.support.paths import ROOT

WITHOUT_FIGURES = ("11218", "10729")


def chosen_communes(desk: Desk, communes_in_address: str = "") -> list[str]:
    plan = next(plan for plan in built_in_plans() if plan.key == "11203-2026")
    shared_plans = [
        replace(plan, key=f"{code}-2026-x", commune_code=code) for code in WITHOUT_FIGURES
    ]
    save_plans(desk.record, shared_plans, "thử")
    with pages_over(desk.database):
        app = AppTest.from_file(str(ROOT / "pages" / "comparison.py"), default_timeout=60)
        if communes_in_address:
            app.query_params["cac-xa"] = communes_in_address
        else:
            app.query_params["nhom"] = "tu-chon"
        choice = run(app).multiselect(key="cac-xa")
        assert {option.split("(")[-1] for option in choice.options} >= {"11218)", "10729)"}
        return choice.value


def test_a_commune_with_a_plan_alone_is_not_chosen(stocked: Desk) -> None:
    assert chosen_communes(stocked) == [NINH_GIANG]


def test_an_address_keeps_what_it_says(stocked: Desk) -> None:
    assert chosen_communes(stocked, "11218,11203") == ["11218", NINH_GIANG]
