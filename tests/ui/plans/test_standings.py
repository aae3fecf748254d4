"""The page Kế hoạch: what a plan says of itself is shown as text, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import current_plans, save_plan
from data.planning.task_records import record_done
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
