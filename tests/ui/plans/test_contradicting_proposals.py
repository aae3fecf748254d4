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
OF_A_PART = """KẾ HOẠCH
Năm 2026
- Tỷ lệ hồ sơ nộp trực tuyến của các thủ tục lĩnh vực đất đai đạt tối thiểu 80%.
- Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 82%.
"""
END = ": mức nào đang áp dụng? Hãy chỉ xác nhận mức ấy."


def proposing(text: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
    app.query_params["viec"] = "sua"
    run(app).selectbox(key="plan_to_edit").set_value("")
    run(app).text_area(key="plan_pasted").set_value(text)
    return press(app, "propose")


def test_a_level_of_a_part_says_that_another_line_asks_of_all(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        notes = [note.value.replace("\\", "") for note in proposing(OF_A_PART).info]
    assert [note for note in notes if note.startswith("Mức này")] == [
        "Mức này cho riêng phạm vi “lĩnh vực đất đai”. Dòng 4 ghi mức chung tối thiểu 82%: xác "
        "nhận cả hai thì Tổng quan xét theo mức chung."
    ]


def test_both_lines_say_what_the_other_asks_for(tmp_path: Path) -> None:
    with pages_over(tmp_path / "tthc.duckdb"):
        warnings = [warning.value.replace("\\", "") for warning in proposing(TEXT).warning]
    assert [warning for warning in warnings if warning.endswith(END)] == [
        f"Cùng chỉ tiêu này, dòng 5 ghi trên 95%{END}",
        f"Cùng chỉ tiêu này, dòng 3 ghi tối thiểu 90%{END}",
    ]
