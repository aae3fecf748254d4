"""Tasks of a plan that people wrote, of a commune with no plan built in, on every page of tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from data.planning.earlier_tasks import keep_earlier_tasks
from data.planning.plan_versions import save_plan
from data.planning.task_records import done_records
from data.planning.task_status import states_of_tasks
from data.planning.tasks_of_plans import tasks_of
from data.record.settings import set_setting
from reports.tasks_workbook import tasks_workbook
from tests.support.pages import pages_over, press, run
from tests.support.paths import ROOT
from tests.support.task_builders import BA_DINH_PLAN, MONTHLY, REPORT, plan_with_tasks

PAGE = ROOT / "pages" / "tasks.py"
FINISHED = date(2025, 6, 2)  # long past, whatever the clock says: no later day can be picked


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A record with the plan, which begins before all that it wants done."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        save_plan(folder, plan_with_tasks(REPORT, MONTHLY), "Lan")
        keep_earlier_tasks(folder, BA_DINH_PLAN, date(2020, 1, 1), [], "thử")
        set_setting(folder, "home_commune", "00004", "thử")
        yield folder


def page_at(day: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["ke-hoach-cua"] = BA_DINH_PLAN
    app.query_params["ngay"] = day
    return run(app)


def shown(app: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in app.get("html"))


def texts(app: AppTest) -> str:
    return " ".join(block.value for block in app.markdown)


def test_the_page_lists_them_with_their_due_days(folder: Path) -> None:
    app = page_at("2026-06-10")
    counts = "2 nhiệm vụ tính đến ngày 10/06/2026: **1** quá hạn, **1** sắp đến hạn"
    assert counts in texts(app)
    for text in ("NV-01 ·", "“Trước ngày 15/6/2026”", "Hạn 14/06/2026", "Hạn 01/06/2026"):
        assert text in shown(app)


def test_a_mark_stays_when_the_plan_is_saved_with_other_tasks(folder: Path) -> None:
    app = page_at("2026-06-20")
    app.selectbox(key="done_task").set_value("NV-01")
    run(app).date_input(key="done_on").set_value(FINISHED)
    app.text_input(key="done_document_0").set_value("45/BC-UBND")
    press(app, "save_done")
    assert "**1** đã xong" in texts(app)
    save_plan(folder, plan_with_tasks(REPORT), "Lan")
    app = page_at("2026-06-20")
    assert "1 nhiệm vụ tính đến ngày 20/06/2026: **1** đã xong" in texts(app)
    assert "Xong ngày 02/06/2025, văn bản 45/BC-UBND" in shown(app)
    save_plan(folder, plan_with_tasks(MONTHLY), "Lan")  # what is recorded of a dropped task stays
    assert "**NV-01** (không còn trong kế hoạch)" in texts(page_at("2026-06-20")).replace("\\", "")
    assert [record.task_id for record in done_records(folder, BA_DINH_PLAN)] == ["NV-01"]


def test_a_plan_without_tasks_says_where_to_add_them(folder: Path) -> None:
    save_plan(folder, plan_with_tasks(), "Lan")
    assert "Kế hoạch này chưa ghi nhiệm vụ nào" in page_at("2026-06-10").info[0].value


def test_the_page_of_targets_leads_to_a_plan_s_tasks_where_it_has_no_targets(folder: Path) -> None:
    app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
    app.query_params["ke-hoach-cua"] = BA_DINH_PLAN
    text = run(app).info[0].value
    assert f"[Nhiệm vụ](nhiem-vu?ke-hoach-cua={BA_DINH_PLAN})" in text


def test_earlier_due_days_are_asked_about(folder: Path) -> None:
    keep_earlier_tasks(folder, BA_DINH_PLAN, date(2026, 5, 15), None, "thử")
    app = page_at("2026-06-10")
    assert "1 nhiệm vụ có hạn trước đó" in texts(app)
    assert [option.split(" ")[0] for option in app.multiselect[0].options] == ["NV-02"]


def test_the_overview_names_what_presses(folder: Path) -> None:
    def script() -> None:
        from datetime import date

        import streamlit as st

        from data.periods import parse_period
        from ui.overview.today import task_items

        for item in task_items("00004", parse_period("2026-05"), date(2026, 6, 10)):
            if item:
                st.markdown(f"{item.text} | {item.note} | {item.address}")

    text = texts(run(AppTest.from_function(script, default_timeout=60)))
    assert text.startswith("1 quá hạn, chưa ghi hoàn thành, 1 đến hạn trong 14 ngày | ")
    assert "hạn 14/06/2026: Báo cáo kết quả cải cách hành chính" in text
    address = f"nhiem-vu?xa=00004&ky=2026-05&ke-hoach-cua={BA_DINH_PLAN}&tinh-trang=qua-han"
    assert text.endswith(address)


def test_the_workbook_has_a_row_for_each(folder: Path) -> None:
    tasks = tasks_of(plan_with_tasks(REPORT, MONTHLY))
    content = tasks_workbook("Nhiệm vụ", states_of_tasks(tasks, (), date(2026, 6, 10)))
    (sheet,) = openpyxl.load_workbook(BytesIO(content)).worksheets
    assert [cell.value for cell in sheet["A"] if str(cell.value).startswith("NV-")] == [
        "NV-01",
        "NV-02",
    ]
