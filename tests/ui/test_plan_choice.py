"""A page says whose plan it shows, and begins with one's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import save_plan
from data.planning.targets import built_in_plans
from data.record.settings import set_setting
from tests.support.builders import Desk
from tests.support.pages import pages_over, run
from tests.support.paths import ROOT
from ui.plan_choice import plan_labels

NINH_GIANG = next(plan for plan in built_in_plans() if plan.key == "11203-2026")
BA_DINH, DONG_NGUYEN = "00004", "09385"


def open_page(file: str, kept_commune: str = "") -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / file), default_timeout=60)
    if kept_commune:  # as the overview leaves it
        app.session_state["kept_xa"] = kept_commune
    return run(app)


def notices(app: AppTest) -> list[str]:
    return [block.value for block in app.info if "Đây là kế hoạch của" in block.value]


@pytest.mark.parametrize("file", ["plans.py", "tasks.py"])
def test_before_a_centre_is_chosen_the_page_says_whose_plan_it_shows(
    tmp_path: Path, file: str
) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        app = open_page(file)
        (notice,) = notices(app)
        assert app.selectbox(key="ke-hoach-cua").value.startswith(DONG_NGUYEN)
        assert "kế hoạch của Phường Đồng Nguyên, Tỉnh Bắc Ninh (09385)" in notice
        assert "[Thiết lập](thiet-lap)" in notice


@pytest.mark.parametrize("file", ["plans.py", "tasks.py"])
def test_a_centre_without_a_plan_is_led_to_add_one(stocked: Desk, file: str) -> None:
    """Of the built-in plans only Ninh Giang's is offered, which has figures."""
    set_setting(stocked.record, "home_commune", BA_DINH, "thử")
    with pages_over(stocked.database):
        (notice,) = notices(open_page(file))
    assert "kế hoạch của Xã Ninh Giang, Thành phố Hải Phòng (11203), không phải" in notice
    assert "(Phường Ba Đình, Thành phố Hà Nội (00004))" in notice
    assert "[Kế hoạch](ke-hoach?viec=sua)" in notice


def test_the_own_centres_plan_comes_first_and_needs_no_word(stocked: Desk) -> None:
    set_setting(stocked.record, "home_commune", DONG_NGUYEN, "thử")
    with pages_over(stocked.database):
        app = open_page("plans.py", kept_commune="11203")
        assert app.selectbox(key="ke-hoach-cua").value.startswith(DONG_NGUYEN)
        assert notices(app) == []
        app.selectbox(key="ke-hoach-cua").set_value("11203-2026")
        (notice,) = notices(run(app))
    assert "chọn ở ô “Kế hoạch”" in notice


def test_plans_of_one_title_are_told_apart_by_commune_and_days() -> None:
    first = replace(NINH_GIANG, key="a", title="Chỉ tiêu giao", commune_code=BA_DINH)
    second = replace(first, key="b", commune_code=DONG_NGUYEN)
    third = replace(first, key="c", valid_from=first.valid_from.replace(month=7))
    assert plan_labels([NINH_GIANG, first, second, third]) == {
        "11203-2026": NINH_GIANG.title,
        "a": "Phường Ba Đình, Thành phố Hà Nội (00004): Chỉ tiêu giao, 01/01–31/12/2026",
        "b": "Phường Đồng Nguyên, Tỉnh Bắc Ninh (09385): Chỉ tiêu giao",
        "c": "Phường Ba Đình, Thành phố Hà Nội (00004): Chỉ tiêu giao, 01/07–31/12/2026",
    }


def test_both_lists_of_plans_name_the_commune_of_a_shared_title(desk: Desk) -> None:
    for code in (BA_DINH, "00008"):
        shared = replace(NINH_GIANG, key=f"{code}-2026", commune_code=code, title="Giao chung")
        save_plan(desk.record, shared, "thử")
    with pages_over(desk.database):
        shown = open_page("plans.py").selectbox(key="ke-hoach-cua").options
        app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
        app.query_params["viec"] = "sua"
        edited = run(app).selectbox(key="plan_to_edit").options
    for options in (shown, edited):
        assert "Phường Ba Đình, Thành phố Hà Nội (00004): Giao chung" in options
        assert len(options) == len(set(options))
