"""The page Nhiệm vụ: what stands there, marking done and undoing it, and the overview's lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.dates import today
from data.planning.earlier_tasks import keep_earlier_tasks
from data.planning.targets import built_in_plans
from data.planning.task_records import done_records, record_done
from tests.support.pages import pages_over, run
from tests.support.paths import ROOT

PAGE = ROOT / "pages" / "tasks.py"
PLAN = "11203-2026"
FINISHED = date(2025, 6, 2)  # long past, whatever the clock says: no later day can be picked


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A record of the test's own, which begins before all that the plans want done."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        for plan in built_in_plans():
            keep_earlier_tasks(folder, plan.key, date(2020, 1, 1), [], "thử")
        yield folder


def page_at(**query: str) -> AppTest:
    """The page at an address with these parameters, "_" for "-"."""
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, text in {"ke_hoach_cua": PLAN, "ngay": "2026-11-20", **query}.items():
        app.query_params[name.replace("_", "-")] = text
    return run(app)


def table(app: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in app.get("html"))


def texts(app: AppTest) -> str:
    return " ".join(block.value for block in app.markdown)


def test_it_counts_the_tasks_of_the_day_and_lists_them(folder: Path) -> None:
    app = page_at()
    assert "34 nhiệm vụ tính đến ngày 20/11/2026: **6** quá hạn, **1** sắp đến hạn" in texts(app)
    assert all(f"NG-T{number:02d} ·" in table(app) for number in range(1, 35))
    assert "“Chậm nhất ngày 15/9/2026”" in table(app)


def test_an_impossible_day_is_shown_as_written_and_flagged(folder: Path) -> None:
    app = page_at(ke_hoach_cua="11842-2025", tinh_trang="ngay-khong-co-that")
    assert "“Trước ngày 31/9/2025”" in table(app)
    assert "31/9/2025 không có trong lịch" in table(app)
    assert "VT-T02" not in table(app)
    assert "30/09/2025" not in table(app)


def test_status_and_lead_in_the_address_filter(folder: Path) -> None:
    lead = "Các cơ quan, đơn vị chuyên môn thuộc xã"
    app = page_at(tinh_trang="qua-han", chu_tri=lead)
    assert "NG-T02 ·" in table(app)
    assert "NG-T03 ·" not in table(app)
    app.selectbox(key="tinh-trang").set_value("da-xong")
    assert "Không có nhiệm vụ nào phù hợp với lựa chọn" in run(app).info[-1].value


@pytest.mark.parametrize("day", ["hôm nay", "2026-13-01", "1000-01-01"])
def test_a_day_that_is_none_in_the_address_is_today(folder: Path, day: str) -> None:
    assert page_at(ngay=day).date_input[0].value == today()


def test_marking_done_and_undoing_it(folder: Path) -> None:
    app = page_at()
    app.selectbox(key="done_task").set_value("NG-T02")
    run(app).date_input(key="done_on").set_value(FINISHED)
    app.text_input(key="done_document_0").set_value("45/BC-UBND")
    app.button(key="save_done").click()
    run(app)
    (record,) = done_records(folder, PLAN)
    assert (record.task_id, record.due_on) == ("NG-T02", date(2026, 9, 15))
    assert (record.finished_on, record.document) == (FINISHED, "45/BC-UBND")
    assert "**1** đã xong" in texts(app)
    assert "Xong ngày 02/06/2025, văn bản 45/BC-UBND" in table(app)
    app.button(key="undo_NG-T02_2026-09-15").click()
    assert "đã xong" not in texts(run(app))
    assert done_records(folder, PLAN) == ()


def test_a_duty_asks_for_which_due_days(folder: Path) -> None:
    app = page_at()
    app.selectbox(key="done_task").set_value("NG-T07")
    run(app).multiselect(key="done_days_NG-T07").set_value([date(2026, 10, 15), date(2026, 11, 15)])
    app.date_input(key="done_on").set_value(FINISHED)
    app.text_input(key="done_document_0").set_value("46/BC-UBND")
    app.button(key="save_done").click()
    run(app)
    records = done_records(folder, PLAN)
    assert {record.due_on for record in records} == {date(2026, 10, 15), date(2026, 11, 15)}
    assert "7 kỳ trước chưa ghi" in table(app)  # March to September are left


def test_without_a_documents_number_it_asks_for_it(folder: Path) -> None:
    app = page_at()
    app.button(key="save_done").click()
    assert "Hãy điền đủ kỳ, ngày xong và số văn bản" in run(app).error[0].value
    assert done_records(folder, PLAN) == ()


def overview(commune: str, day: str) -> AppTest:
    """The overview's matters of tasks alone, for a day."""

    def script(commune: str, day: str) -> None:
        from datetime import date

        import streamlit as st

        from data.periods import parse_period
        from ui.overview.today import task_items

        for item in task_items(commune, parse_period(day[:7]), date.fromisoformat(day)):
            if item:
                st.markdown(f"{item.text} | {item.note} | {item.address}")

    return run(AppTest.from_function(script, default_timeout=60, args=(commune, day)))


def test_the_overview_names_what_presses_and_leads_to_the_page(folder: Path) -> None:
    text = texts(overview("11203", "2026-11-22"))
    assert text.startswith("6 quá hạn, chưa ghi hoàn thành, 1 đến hạn trong 14 ngày | ")
    assert "hạn 30/11/2026: " in text
    address = "nhiem-vu?xa=11203&ky=2026-11&ke-hoach-cua=11203-2026&tinh-trang=qua-han"
    assert text.endswith(address)


def test_what_is_recorded_leaves_the_overview(folder: Path) -> None:
    record_done(folder, (PLAN, "NG-T05"), [date(2026, 11, 30)], date(2026, 11, 20), "9/BC", "thử")
    text = texts(overview("11203", "2026-11-22"))
    assert "trong 14 ngày" not in text
    assert text.startswith("6 quá hạn, chưa ghi hoàn thành | ")


@pytest.mark.parametrize(("commune", "day"), [("11842", "2025-07-02"), ("31390", "2026-11-22")])
def test_where_nothing_presses_the_overview_says_nothing(
    folder: Path, commune: str, day: str
) -> None:
    assert not overview(commune, day).markdown


def test_an_ended_plan_is_told_in_one_line(folder: Path) -> None:
    (line,) = (block.value for block in overview("11842", "2026-11-22").markdown)
    assert line.startswith("5 chưa ghi hoàn thành | ")
    assert " đã hết hiệu lực | " in line
