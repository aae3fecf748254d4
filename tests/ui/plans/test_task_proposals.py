"""From a plan's text to its tasks done: proposed, confirmed, saved, followed on the page of tasks.

The plan is of Phường Ba Đình, which has none built in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.planning.drafts import TASK_HEADINGS
from data.planning.earlier_tasks import keep_earlier_tasks
from data.planning.plan_versions import current_plans, plan_versions
from data.planning.targets import Plan, plans_of
from data.planning.task_records import done_records
from data.record.settings import set_setting
from tests.support.pages import pages_over, press, run
from tests.support.paths import ROOT

CODE, KEY = "00004", "00004-2026"
TEXT = """KẾ HOẠCH
Cải cách hành chính năm 2026
PHỤ LỤC. NHIỆM VỤ
STT\tNội dung công việc\tChủ trì\tPhối hợp\tThời gian thực hiện\tSản phẩm
1\tRà soát, đơn giản hóa thủ tục hành chính\tVăn phòng\tPhòng Kinh tế\tTrước ngày 15/6/2026\tBáo cáo
2\tBáo cáo kết quả kiểm soát thủ tục hành chính\tTrung tâm\tVăn phòng\tHằng tháng\tBáo cáo
3\tTuyên truyền dịch vụ công trực tuyến\tPhòng Văn hóa\tVăn phòng\tThường xuyên\tTin, bài
"""
FINISHED = date(2025, 6, 2)  # long past, whatever the clock says: no later day can be picked


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A record of which only the reader's own centre is known."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        set_setting(folder, "home_commune", CODE, "thử")
        keep_earlier_tasks(folder, KEY, date(2020, 1, 1), [], "thử")
        yield folder


def propose(text: str = TEXT) -> AppTest:
    """The page with a new plan of 2026 and what the text proposes for it."""
    app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
    app.query_params["viec"] = "sua"
    run(app)
    turn = next(str(box.key).rsplit("-", 1)[1] for box in app.date_input)
    app.text_input(key=f"plan-title-{turn}").set_value("Kế hoạch cải cách hành chính năm 2026")
    app.date_input(key=f"plan-valid_from-{turn}").set_value(date(2026, 1, 1))
    app.date_input(key=f"plan-valid_to-{turn}").set_value(date(2026, 12, 31))
    app.text_area(key="plan_pasted").set_value(text)
    return press(app, "propose")


def ticks(app: AppTest) -> list[bool]:
    """Whether each proposed task is ticked, in the text's order."""
    return [box.value for box in app.checkbox if str(box.key).startswith("task_proposal-")]


def tick(app: AppTest, number: int) -> AppTest:
    app.checkbox(key=f"task_proposal-{number}").check()
    return run(app)


def texts_on(app: AppTest) -> str:
    blocks = [*app.markdown, *app.warning, *app.success, *app.caption, *app.info]
    return "\n".join(block.value for block in blocks).replace("\\", "")


def saved_plan(folder: Path) -> Plan:
    (plan,) = plans_of(current_plans(folder), CODE)
    return plan


def page_of_tasks(day: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "tasks.py"), default_timeout=60)
    app.query_params["ngay"] = day
    return run(app)


def tasks_shown(app: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in app.get("html"))


def test_nothing_that_is_proposed_is_taken_unconfirmed(folder: Path) -> None:
    app = propose()
    assert ticks(app) == [False, False, False]
    text = texts_on(app)
    assert "Đề xuất **3** nhiệm vụ; đã xác nhận **0**" in text
    assert "Dòng 5: “1 | Rà soát, đơn giản hóa thủ tục hành chính | Văn phòng" in text
    lines = [box.label for box in app.checkbox if str(box.key).startswith("task_proposal-")]
    assert lines[0].replace("\\", "").endswith("**: đến 14/06/2026 · Văn phòng")
    assert "**: hằng tháng" in lines[1]
    assert app.button(key="take_task_proposals").disabled
    _, table = app.data_editor
    assert len(table.value) == 0
    assert plan_versions(folder) == []


def test_those_with_a_day_are_ticked_at_one_press_and_unticked_by_another(folder: Path) -> None:
    app = press(propose(), "tick_task_proposals")
    assert ticks(app) == [True, True, False]
    assert app.button(key="tick_task_proposals").label.startswith("Bỏ chọn cả 2 nhiệm vụ")
    assert ticks(press(app, "tick_task_proposals")) == [False, False, False]


def test_a_confirmed_one_is_put_right_and_goes_into_the_table_alone(folder: Path) -> None:
    app = tick(propose(), 0)
    app.text_input(key="task_proposal-last-0").set_value("20/06/2026")
    app.text_input(key="task_proposal-leads-0").set_value("Văn phòng; Phòng Tư pháp")
    press(run(app), "take_task_proposals")
    assert "Đã đưa 1 trong 3 đề xuất vào bảng nhiệm vụ; chưa lưu." in texts_on(app)
    assert "đã xác nhận **1**, trong đó 1 đã vào bảng" in texts_on(app)
    _, table = app.data_editor
    (row,) = table.value.to_dict("records")
    assert row[TASK_HEADINGS["last"]] == "20/06/2026"
    assert row[TASK_HEADINGS["leads"]] == "Văn phòng; Phòng Tư pháp"
    assert row[TASK_HEADINGS["note"]].startswith("Văn bản ghi: “1 | Rà soát")
    assert "Thêm nhiệm vụ NV-01 Rà soát, đơn giản hóa thủ tục hành chính: hạn 20/06/2026" in (
        texts_on(app)
    )
    assert plan_versions(folder) == []


def test_what_a_confirmed_one_lacks_is_told_before_it_is_taken(folder: Path) -> None:
    app = tick(propose(), 0)
    app.text_input(key="task_proposal-last-0").set_value("31/6/2026")
    assert "Dòng 5: “Đến ngày”: hãy ghi ngày như 28/02/2026" in texts_on(run(app))
    assert app.button(key="take_task_proposals").disabled


def test_from_the_text_to_a_task_that_is_done_and_stays_so(folder: Path) -> None:
    app = tick(press(propose(), "tick_task_proposals"), 2)
    press(press(app, "take_task_proposals"), "save_plan")
    assert "Đã lưu phiên bản mới, 3 nhiệm vụ." in texts_on(app)
    assert [task.id for task in saved_plan(folder).tasks] == ["NV-01", "NV-02", "NV-03"]
    followed = page_of_tasks("2026-06-10")
    shown = tasks_shown(followed)
    assert "Hạn 14/06/2026" in shown
    assert "Hạn 15/05/2026 (tháng 5/2026)" in shown  # of the monthly report, not yet recorded
    assert "Hạn tiếp theo 15/06/2026" in shown
    assert "Văn bản ghi" not in shown  # the quotation stands beside who confirmed it
    followed.selectbox(key="done_task").set_value("NV-01")
    run(followed).date_input(key="done_on").set_value(FINISHED)
    followed.text_input(key="done_document_0").set_value("45/BC-UBND")
    press(followed, "save_done")
    assert "**1** đã xong" in texts_on(followed)
    _, table = app.data_editor
    app.session_state[str(table.key)] = {
        "edited_rows": {1: {TASK_HEADINGS["title"]: "Báo cáo tháng"}},
        "added_rows": [],
        "deleted_rows": [2],
    }
    press(run(app), "save_plan")
    assert [task.id for task in saved_plan(folder).tasks] == ["NV-01", "NV-02"]
    assert "**1** đã xong" in texts_on(page_of_tasks("2026-06-10"))
    (record,) = done_records(folder, KEY)
    assert (record.task_id, record.due_on) == ("NV-01", date(2026, 6, 14))


def test_a_duty_is_due_on_the_day_that_its_text_names(folder: Path) -> None:
    app = propose(TEXT.replace("Hằng tháng", "Trước ngày 21 hằng tháng"))
    lines = [box.label for box in app.checkbox if str(box.key).startswith("task_proposal-")]
    assert "**: hằng tháng, ngày 20" in lines[1]
    app = tick(app, 1)
    own_day = app.text_input(key="task_proposal-own_day-1")
    assert own_day.value == "ngày 20"
    own_day.set_value("thứ Sáu")
    assert "Dòng 6: “Ngày trong kỳ”: không hợp với cột “Định kỳ”" in texts_on(run(app))
    app.text_input(key="task_proposal-own_day-1").set_value("ngày 25")
    press(press(run(app), "take_task_proposals"), "save_plan")
    shown = tasks_shown(page_of_tasks("2026-06-10"))
    assert "Hạn 25/05/2026 (tháng 5/2026)" in shown
    assert "Hằng tháng, ngày 25" in shown
    assert "văn bản không nêu ngày" not in shown


def test_a_text_without_tasks_says_so(folder: Path) -> None:
    app = propose("KẾ HOẠCH\nNăm 2026\n- Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%.\n")
    assert "Đề xuất **1** chỉ tiêu" in texts_on(app)
    assert "Không thấy nhiệm vụ nào có thời hạn trong văn bản này." in texts_on(app)
    assert not ticks(app)
