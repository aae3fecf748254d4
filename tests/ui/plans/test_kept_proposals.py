"""What was ticked and put right of proposals stays until it is taken, and is shown as taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.pages import pages_over, press, run
from tests.support.paths import ROOT

TEXT = """KẾ HOẠCH
Năm 2026
- Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%.
PHỤ LỤC. NHIỆM VỤ
STT\tNội dung công việc\tChủ trì\tThời gian thực hiện\tSản phẩm
1\tRà soát thủ tục hành chính\tVăn phòng\tTrước ngày 15/6/2026\tBáo cáo
"""
VARIANT = "hồ sơ tiếp nhận trong kỳ và kỳ trước chuyển sang"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppTest]:
    """The page with a new plan, and both proposals ticked and put right."""
    with pages_over(tmp_path / "tthc.duckdb"):
        app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
        app.query_params["viec"] = "sua"
        run(app).selectbox(key="plan_to_edit").set_value("")
        run(app).text_area(key="plan_pasted").set_value(TEXT)
        press(app, "propose").checkbox(key="proposal-0").check()
        app.checkbox(key="task_proposal-0").check()
        run(app).text_input(key="proposal-value-0").set_value("87,5")
        app.selectbox(key="proposal-variant-0-online_filing").set_value(VARIANT)
        app.text_input(key="proposal-scope-0").set_value("hộ tịch")
        app.text_input(key="proposal-until-0").set_value("30/06/2026")
        app.text_input(key="task_proposal-last-0").set_value("20/06/2026")
        app.multiselect(key="task_proposal-cadence-0").set_value(["hằng năm"])
        yield run(app)


def texts_on(app: AppTest) -> str:
    blocks = [*app.markdown, *app.warning, *app.success]
    return "\n".join(block.value for block in blocks).replace("\\", "")


def look_elsewhere(app: AppTest) -> None:
    """Show the standings, whose page has none of these boxes, and come back."""
    app.button_group(key="viec").set_value("xem")
    assert not run(app).checkbox
    app.button_group(key="viec").set_value("sua")
    run(app)


def test_ticks_and_corrections_outlive_a_look_elsewhere(app: AppTest) -> None:
    for _ in range(2):
        look_elsewhere(app)
        assert app.checkbox(key="proposal-0").value
        assert app.text_input(key="proposal-value-0").value == "87,5"
        assert app.selectbox(key="proposal-variant-0-online_filing").value == VARIANT
        assert app.text_input(key="task_proposal-last-0").value == "20/06/2026"
        assert app.multiselect(key="task_proposal-cadence-0").value == ["hằng năm"]
        assert texts_on(app).count("đã xác nhận **1**, trong đó 0 đã vào bảng") == 2
    app.checkbox(key="proposal-0").uncheck()
    look_elsewhere(run(app))
    assert not app.checkbox(key="proposal-0").value


def test_another_text_begins_without_them(app: AppTest) -> None:
    app.text_area(key="plan_pasted").set_value(TEXT.replace("85%", "90%"))
    press(app, "propose")
    assert not app.checkbox(key="proposal-0").value
    app.checkbox(key="proposal-0").check()
    assert run(app).text_input(key="proposal-value-0").value == "90"


def test_the_line_of_one_in_the_table_says_what_was_taken(app: AppTest) -> None:
    press(press(app, "take_proposals"), "take_task_proposals")
    demand = f"tối thiểu 87,5% · đến 30/06/2026 · hộ tịch · mẫu số: {VARIANT}"
    assert f"✔ **Hồ sơ nộp trực tuyến**: {demand} · đã vào bảng" in texts_on(app)
    task = "**Rà soát thủ tục hành chính**: đến 20/06/2026 · hằng năm · Văn phòng"
    assert f"✔ {task} · đã vào bảng" in texts_on(app)
    look_elsewhere(app)
    assert f"✔ {task} · đã vào bảng" in texts_on(app)


@pytest.mark.parametrize(
    ("box", "entry", "answer"),
    [
        ("value", "abc", "ô “Mức (%)” ghi “abc”: phải là số từ 0 đến 100"),
        ("value", "830", "ô “Mức (%)” ghi “830”: phải là số từ 0 đến 100"),
        ("value", "-5", "ô “Mức (%)” ghi “-5”: phải là số từ 0 đến 100"),
        ("value", "", "hãy ghi ô “Mức (%)”"),
        ("value", "83,5%", ""),
        ("until", "cuối năm", "ghi “cuối năm”"),
    ],
)
def test_what_cannot_be_read_is_said_and_does_not_come_into_the_table(
    app: AppTest, box: str, entry: str, answer: str
) -> None:
    app.text_input(key=f"proposal-{box}-0").set_value(entry)
    run(app)
    assert app.button(key="take_proposals").disabled == bool(answer)
    assert answer in texts_on(app)
    if not answer:
        assert "tối thiểu 83,5%" in texts_on(press(app, "take_proposals"))
