"""The page Kế hoạch: what a plan says of itself is shown as text, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import current_plans, save_plan
from data.planning.task_records import record_done
from tests.support.builders import Desk, dossier, table
from tests.support.pages import pages_over
from tests.support.paths import ROOT

MARKUP = "<img src=x onerror=alert(1)> **đậm** [x](http://x.vn)"


def test_markup_in_a_plan_is_shown_as_text(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        original = current_plans(tmp_path / "tthc")[0]
        target = replace(
            original.targets[0], label=MARKUP, scope=MARKUP, denominator=MARKUP, place=MARKUP
        )
        hostile = replace(
            original,
            key=f"{original.commune_code}-2026-x",
            title=MARKUP,
            number=MARKUP,
            date=MARKUP,
            issuer=MARKUP,
            valid_from=date(2026, 1, 1),
            targets=(target,),
        )
        save_plan(tmp_path / "tthc", hostile, "thử")
        app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
        app.query_params["ke-hoach-cua"] = hostile.key
        app.run()
        assert not app.exception
        (sheet,) = [html.proto.body for html in app.get("html") if "onerror" in html.proto.body]
        assert sheet.count("&lt;img src=x onerror=alert(1)&gt;") == 4
        assert "<img" not in sheet
        (head,) = [block.value for block in app.markdown if "onerror" in block.value]
        assert head.count("onerror") == 4
        assert "<img" not in head.replace("\\<img", "")
        assert "**đậm**" not in head
        assert "[x](" not in head


def test_tasks_that_nobody_typed_are_counted_from_the_page_of_tasks_and_said_to_be(
    tmp_path: Path,
) -> None:
    """Six fall due in the quarter: three in February, two on 1 March, one on the 15th."""
    with pages_over(tmp_path / "tthc.duckdb"):
        app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
        app.query_params["ke-hoach-cua"], app.query_params["ky-xet"] = "09385-2026", "2026-Q1"
        counted = "lượt nhiệm vụ của kế hoạch đến hạn, đếm từ trang Nhiệm vụ"

        def sheet() -> str:
            app.run()
            assert not app.exception
            return " ".join(str(block.proto.body) for block in app.get("html"))

        def record(task_id: str, due_on: date, finished_on: date) -> None:
            key = "09385-2026", task_id
            record_done(tmp_path / "tthc", key, [due_on], finished_on, "12/BC-UBND", "thử")

        assert counted not in sheet()
        assert "tử số và mẫu số khác với kế hoạch" not in sheet()
        record("DN-T02", date(2026, 2, 27), date(2026, 2, 27))
        record("DN-T05", date(2026, 2, 28), date(2026, 3, 2))
        assert f"1/6 {counted}" in sheet()
        record("DN-T06", date(2026, 3, 1), date(2026, 2, 25))
        assert f"2/6 {counted}" in sheet()
        assert "tử số và mẫu số khác với kế hoạch" in sheet()
        app.selectbox(key="target_of_plan").set_value("Nhiệm vụ đúng tiến độ")
        sheet()
        assert any("đếm từ trang [Nhiệm vụ](nhiem-vu)" in block.value for block in app.markdown)


def test_promised_times_stand_beside_a_cut_and_do_not_judge_it(tmp_path: Path) -> None:
    """Eight working days in 2025, four in 2026: half, as asked, and still nothing was typed."""
    desk = Desk(tmp_path)
    promises = (
        (2025, "250303", "03/03/2025", "13/03/2025"),
        (2026, "260302", "02/03/2026", "06/03/2026"),
    )
    for year, code_day, received, due in promises:
        days = f"Từ ngày 01/01/{year} đến ngày 30/06/{year}"
        row = dossier(f"H24.91-{code_day}-0001", received=received, due=due)
        row["Cơ quan thực hiện"] = "UBND Phường Trần Liễu"
        titles = ("UBND PHƯỜNG TRẦN LIỄU", "DANH SÁCH HỒ SƠ", days)
        desk.stored(f"{year}.csv", table([row], titles))
    line = "Tham khảo: 1/1 thủ tục hẹn trả nhanh hơn năm 2025 tối thiểu 50%"
    assert [line in row for row in shown_rows(desk, "TL-02", "2026-Q1")] == [True]
    assert ["Thiếu số liệu" in row for row in shown_rows(desk, "TL-02", "2026-Q1")] == [True]
    assert ["Tham khảo" in row for row in shown_rows(desk, "TL-03", "2026-Q1")] == [False]


def shown_rows(desk: Desk, target_id: str, period: str) -> list[str]:
    """The rows of a target in the table of its plan, over a period."""
    with pages_over(desk.database):
        app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
        app.query_params["ke-hoach-cua"], app.query_params["ky-xet"] = "10729-2026", period
        app.run()
    assert not app.exception
    sheet = " ".join(str(block.proto.body) for block in app.get("html"))
    return [row for row in sheet.split("<tr") if f">{target_id}<" in row]
