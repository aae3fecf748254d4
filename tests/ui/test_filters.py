"""What a reader chose stands in the page's address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import save_plan
from data.planning.targets import built_in_plans
from data.record.settings import set_setting
from tests.support.builders import Desk
from tests.support.pages import pages_over
from tests.support.paths import ROOT


def _page_with_a_commune_alone() -> None:
    """A page's script: Streamlit runs this text by itself."""
    import streamlit as st

    from ui import filters

    st.text(filters.choose_commune())


def test_a_commune_chosen_alone_stands_in_the_address(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        set_setting(folder, "home_commune", "09385", "thử")
        app = AppTest.from_function(_page_with_a_commune_alone, default_timeout=60)
        app.query_params["xa"] = "31393"
        app.run()
        assert app.text[0].value == "31393"
        app.selectbox(key="xa").set_value("09385").run()
        assert not app.exception
        assert app.text[0].value == "09385"
        assert app.query_params["xa"] in ("09385", ["09385"])


def _page_that_offers_communes() -> None:
    """A page's script: Streamlit runs this text by itself."""
    import streamlit as st

    from ui import plan_choice, session

    st.text(",".join(session.available_communes()))
    st.text(",".join(sorted({plan.commune_code for plan in plan_choice.offered_plans()})))


def _offered(desk: Desk) -> list[list[str]]:
    """The codes of the communes, then those of the plans, that choices offer."""
    with pages_over(desk.database):
        app = AppTest.from_function(_page_that_offers_communes, default_timeout=60).run()
        return [block.value.split(",") for block in app.text]


def test_my_centre_comes_first_and_strangers_only_with_figures(stocked: Desk) -> None:
    """The commune with figures is Ninh Giang; four more have a built-in plan and no figures."""
    assert _offered(stocked)[0] == ["11203"]
    assert len(_offered(stocked)[1]) == 5
    set_setting(stocked.record, "home_commune", "00004", "thử")
    assert _offered(stocked) == [["00004", "11203"], ["11203"]]


def test_a_commune_whose_plan_was_written_here_is_offered(desk: Desk) -> None:
    plan = replace(built_in_plans()[0], key="00004-2026", commune_code="00004")
    save_plan(desk.record, plan, "thử")
    assert _offered(desk)[0] == ["00004"]


def test_a_page_without_any_commune_leads_to_the_choice(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        app = AppTest.from_file(str(ROOT / "pages" / "entry.py"), default_timeout=60).run()
        assert not app.exception
        assert "[Thiết lập](thiet-lap)" in app.info[0].value
