"""Two lines of a plan that contradict each other: both say so, and ask which is in force."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.support.pages import pages_over, press, run
from tests.support.paths import ROOT

TEXT = """KẾ HOẠCH
Năm 2026
- Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 90%.
- Tỷ lệ số hóa hồ sơ đạt 100%.
- Tỷ lệ hồ sơ nộp trực tuyến đạt trên 95%.
"""
END = ": mức nào đang áp dụng? Hãy chỉ xác nhận mức ấy."


def test_both_lines_say_what_the_other_asks_for(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
        app.query_params["viec"] = "sua"
        run(app).selectbox(key="plan_to_edit").set_value("")
        run(app).text_area(key="plan_pasted").set_value(TEXT)
        warnings = [warning.value.replace("\\", "") for warning in press(app, "propose").warning]
    assert [warning for warning in warnings if warning.endswith(END)] == [
        f"Cùng chỉ tiêu này, dòng 5 ghi trên 95%{END}",
        f"Cùng chỉ tiêu này, dòng 3 ghi tối thiểu 90%{END}",
    ]
