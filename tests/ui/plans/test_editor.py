"""Thêm, sửa kế hoạch: what is typed is checked and saved as a version; nothing unconfirmed is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.planning.drafts import HEADINGS, Draft
from data.planning.plan_as_draft import draft_of
from data.planning.plan_versions import current_plans, plan_versions, save_plan
from data.planning.targets import Plan, target_on
from metrics.catalogue.plan_names import catalogue_labels
from reports.plan_template import plan_template
from tests.support.pages import pages_over, press, run
from tests.support.paths import ROOT
from ui.display.words import escape_markdown
from ui.plans.writing.draft_tables import draft_rows
from ui.plans.writing.target_table import table_of_draft_rows

PAGE = ROOT / "pages" / "plans.py"
KEY, CODE = "11203-2026", "11203"
TEXT = """KẾ HOẠCH
Năm 2026
- Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%.
- Mức độ hài lòng của người dân, doanh nghiệp đạt trên 95%.
"""

OF_BOTH = "90% phản ánh, kiến nghị được giải quyết và công khai kết quả xử lý."


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A record of the test's own, with nothing in it."""
    with pages_over(tmp_path / "tthc.duckdb") as folder:
        yield folder


def open_editor(plan: str = KEY) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["viec"] = "sua"
    app.query_params["ke-hoach-cua"] = plan
    return run(app)


def edit(
    app: AppTest,
    edited: Mapping[int, Mapping[str, object]] | None = None,
    added: Sequence[Mapping[str, object]] = (),
    deleted: list[int] | None = None,
) -> AppTest:
    """Change the table as a person would; cells by the names of HEADINGS."""
    table, _ = app.data_editor  # of targets, of tasks
    app.session_state[str(table.key)] = {
        "edited_rows": {n: headed(cells) for n, cells in (edited or {}).items()},
        "added_rows": [headed(cells) for cells in added],
        "deleted_rows": deleted or [],
    }
    return run(app)


def headed(cells: Mapping[str, object]) -> dict[str, object]:
    return {HEADINGS[name]: cell for name, cell in cells.items()}


def plan_in_force(folder: Path, key: str = KEY) -> Plan:
    (plan,) = (plan for plan in current_plans(folder) if plan.key == key)
    return plan


def texts_on(app: AppTest) -> str:
    """Every text on the page, one below the other, without the backslashes of escaping."""
    blocks = [*app.markdown, *app.warning, *app.success, *app.error, *app.caption]
    return "\n".join(block.value for block in blocks).replace("\\", "")


def can_save(app: AppTest) -> bool:
    return not app.button(key="save_plan").disabled


def test_it_opens_with_the_saved_plan_and_nothing_to_save(folder: Path) -> None:
    app = open_editor()
    assert app.text_input(key="plan-title-1").value == plan_in_force(folder).title
    table, _ = app.data_editor  # of targets, of tasks
    assert list(table.value[HEADINGS["id"]]) == [t.id for t in plan_in_force(folder).targets]
    assert "Chưa có gì thay đổi" in texts_on(app)
    assert not can_save(app)


def test_changed_added_and_removed_targets_are_listed_then_saved(folder: Path) -> None:
    before = plan_in_force(folder)
    app = open_editor()
    row = {"metric": "Giải quyết trước hạn", "comparator": "trên", "value": "60,5%"}
    edit(app, {9: {"value": "85"}}, [row], [0])
    assert "Sửa NG-10 Hồ sơ tiếp nhận trực tuyến: tối thiểu 80% → tối thiểu 85%" in texts_on(app)
    assert "Thêm NG-28 Giải quyết trước hạn: trên 60,5%" in texts_on(app)
    assert "Bỏ NG-01" in texts_on(app)
    assert plan_versions(folder) == []
    press(app, "save_plan")
    after = plan_in_force(folder)
    assert [t.id for t in after.targets] == [*(t.id for t in before.targets[1:]), "NG-28"]
    assert after.targets[8].value == Decimal("0.85")
    assert after.targets[-1].value == Decimal("0.605")
    assert "Đã lưu phiên bản mới" in texts_on(app)
    assert not can_save(app)
    table, _ = app.data_editor  # of targets, of tasks
    assert list(table.value[HEADINGS["id"]]) == [t.id for t in after.targets]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"value": "tám mươi"}, "Dòng 3, cột “Mức (%)” ghi “tám mươi”: phải là số từ 0 đến 100"),
        ({"metric": None}, "Dòng 3, cột “Chỉ số”: chưa chọn chỉ số"),
        ({"comparator": None}, "Dòng 3, cột “So sánh”: hãy chọn tối thiểu, trên, đạt"),
    ],
)
def test_nothing_is_saved_with_a_fault(
    folder: Path, cells: dict[str, object], sentence: str
) -> None:
    app = edit(open_editor(), {2: cells})
    assert sentence in texts_on(app)
    assert "còn 1 chỗ cần sửa" in texts_on(app)
    assert not can_save(app)
    assert plan_versions(folder) == []


def test_an_amendment_is_a_plan_of_its_own_from_its_day_on(folder: Path) -> None:
    app = open_editor()
    app.selectbox(key="plan_to_edit").set_value("")
    run(app)
    assert "Tên kế hoạch: chưa ghi." in texts_on(app)
    keys = [str(box.key) for box in app.text_input]
    (turn,) = (key.rsplit("-", 1)[1] for key in keys if key.startswith("plan-title"))
    app.selectbox(key=f"plan-commune-{turn}").set_value(CODE)
    app.text_input(key=f"plan-title-{turn}").set_value("Kế hoạch điều chỉnh")
    app.text_input(key=f"plan-issuer-{turn}").set_value("UBND xã Ninh Giang")
    app.date_input(key=f"plan-valid_from-{turn}").set_value(date(2026, 7, 1))
    app.date_input(key=f"plan-valid_to-{turn}").set_value(date(2026, 12, 31))
    row = {"metric": "Hồ sơ nộp trực tuyến", "comparator": "tối thiểu", "value": "90"}
    edit(app, added=[row])
    press(app, "save_plan")
    assert len(plan_in_force(folder).targets) == 27
    plans = current_plans(folder)
    for day, key in ((date(2026, 6, 30), KEY), (date(2026, 7, 1), f"{KEY}-b")):
        target = target_on(plans, CODE, "online_filing", day)
        assert target is not None
        assert target.plan_key == key
    assert app.selectbox(key="plan_to_edit").value == f"{KEY}-b"


def test_the_page_marks_what_an_amendment_has_replaced(folder: Path) -> None:
    original = plan_in_force(folder)
    amended = Plan(
        key=f"{KEY}-b",
        commune_code=CODE,
        title="Kế hoạch điều chỉnh",
        number="",
        date="",
        issuer="UBND xã Ninh Giang",
        valid_from=date(2026, 7, 1),
        valid_to=date(2026, 12, 31),
        targets=(original.targets[9],),
    )
    save_plan(folder, amended, "thử")
    for period, marked in (("2026-06", False), ("2026-07", True)):
        app = AppTest.from_file(str(PAGE), default_timeout=60)
        app.query_params["ke-hoach-cua"] = KEY
        app.query_params["ky-xet"] = period
        run(app)
        (sheet,) = [html.proto.body for html in app.get("html") if "NG-01" in html.proto.body]
        rows = {row.split(">")[1].split("<")[0]: row for row in sheet.split("<th scope='row'")[1:]}
        note = "từ 01/07/2026 áp dụng theo Kế hoạch điều chỉnh"
        assert (note in rows["NG-10"]) is marked
        assert note not in rows["NG-06"]


def test_versions_are_listed_and_one_is_brought_back(folder: Path) -> None:
    original = plan_in_force(folder)
    app = press(edit(open_editor(), {9: {"value": "85"}}), "save_plan")
    assert "Các phiên bản (2)" in [box.label for box in app.expander]
    assert "người dùng trang · **đang áp dụng**" in texts_on(app)
    press(app, f"bring_back_plan_{KEY}_0")
    assert plan_in_force(folder) == original
    assert [version.plan == original for version in plan_versions(folder, KEY)] == [False, True]


def test_a_plan_is_taken_away_and_brought_back(folder: Path) -> None:
    original = plan_in_force(folder)
    app = press(open_editor(), "take_plan_away")
    assert KEY not in {plan.key for plan in current_plans(folder)}
    assert "Kế hoạch đã bỏ (1)" in [box.label for box in app.expander]
    press(app, f"bring_back_plan_{KEY}_0")
    assert plan_in_force(folder) == original


def test_a_version_that_somebody_saved_meanwhile_is_not_written_over(folder: Path) -> None:
    app = edit(open_editor(), {9: {"value": "85"}})
    numbered = Plan(**{**vars(plan_in_force(folder)), "number": "12/KH-UBND"})
    save_plan(folder, numbered, "người khác")
    run(app)
    assert "Người khác vừa lưu khác" in texts_on(app)
    assert "Sửa số văn bản" in texts_on(app)
    assert "save_plan" not in {button.key for button in app.button}
    press(app, next(b.key for b in app.button if b.label == "Lấy của người kia"))
    assert len(plan_versions(folder)) == 1
    assert "Chưa có gì thay đổi" in texts_on(app)


def test_what_was_typed_can_be_kept_after_the_version_that_somebody_saved(folder: Path) -> None:
    app = edit(open_editor(), {9: {"value": "85"}})
    numbered = Plan(**{**vars(plan_in_force(folder)), "number": "12/KH-UBND"})
    save_plan(folder, numbered, "người khác")
    run(app)
    press(app, next(b.key for b in app.button if b.label == "Giữ của tôi"))
    assert "tối thiểu 80% → tối thiểu 85%" in texts_on(app)
    assert "Sửa số văn bản" in texts_on(app)  # what keeping mine takes back is said
    press(app, "save_plan")
    assert len(plan_versions(folder)) == 2


def test_where_nothing_was_typed_the_newest_version_is_shown(folder: Path) -> None:
    app = open_editor()
    numbered = Plan(**{**vars(plan_in_force(folder)), "number": "12/KH-UBND"})
    save_plan(folder, numbered, "người khác")
    run(app)
    assert "Người khác vừa lưu khác" not in texts_on(app)
    assert "12/KH-UBND" in [box.value for box in app.text_input]


def test_what_was_typed_outlives_a_look_at_the_standings(folder: Path) -> None:
    app = edit(open_editor(), {9: {"value": "85"}})
    (views,) = [group for group in app.button_group if group.key == "viec"]
    views.set_value("xem")
    run(app)
    assert not app.data_editor
    app.button_group(key="viec").set_value("sua")
    run(app)
    assert "tối thiểu 80% → tối thiểu 85%" in texts_on(app)
    assert can_save(app)


def test_what_was_typed_outlives_a_look_at_another_plan_and_proposals_stay_behind(
    folder: Path,
) -> None:
    app = propose_from_text(edit(open_editor(), {9: {"value": "85"}}))
    app.selectbox(key="plan_to_edit").set_value("31393-2026")
    run(app)
    assert "Chưa có gì thay đổi" in texts_on(app)
    assert not [box for box in app.checkbox if str(box.key).startswith("proposal-")]
    app.selectbox(key="plan_to_edit").set_value(KEY)
    run(app)
    assert "tối thiểu 80% → tối thiểu 85%" in texts_on(app)
    assert plan_versions(folder) == []


def test_a_filled_in_template_fills_the_table_and_is_not_saved_yet(folder: Path) -> None:
    plan = plan_in_force(folder)
    draft = draft_of(plan, catalogue_labels())
    texts = {**draft.rows[9].texts, "value": "85"}
    rows = [*draft.rows[:9], type(draft.rows[9])(10, texts), *draft.rows[10:]]
    app = open_editor()
    app.file_uploader(key="plan-file-1").set_value(
        ("mau.xlsx", plan_template(Draft(draft.head, rows)), "")
    )
    run(app)
    assert "Đã đọc 27 chỉ tiêu, 0 nhiệm vụ từ tệp vào bảng; chưa lưu." in texts_on(app)
    assert "Sửa NG-10 Hồ sơ tiếp nhận trực tuyến: tối thiểu 80% → tối thiểu 85%" in texts_on(app)
    assert plan_versions(folder) == []
    press(app, "save_plan")
    assert plan_in_force(folder).targets[9].value == Decimal("0.85")


def test_a_template_of_another_commune_is_not_taken(folder: Path) -> None:
    foreign = draft_of(plan_in_force(folder, "31393-2026"), catalogue_labels())
    app = open_editor()
    app.file_uploader(key="plan-file-1").set_value(("mau.xlsx", plan_template(foreign), ""))
    run(app)
    assert "Tệp ghi Xã Hòa An, kế hoạch đang sửa là của Xã Ninh Giang" in texts_on(app)
    assert "Chưa có gì thay đổi" in texts_on(app)


def propose_from_text(app: AppTest) -> AppTest:
    app.text_area(key="plan_pasted").set_value(TEXT)
    return press(app, "propose")


def test_one_click_reads_what_was_just_pasted(folder: Path) -> None:
    app = press(open_editor(), "propose")
    assert "Chưa có văn bản nào: hãy chọn tệp hoặc dán nội dung" in texts_on(app)
    app.text_area(key="plan_pasted").set_value(TEXT)
    assert "Đề xuất **2** chỉ tiêu" in texts_on(press(app, "propose"))


def test_nothing_that_is_proposed_is_taken_unconfirmed(folder: Path) -> None:
    app = propose_from_text(open_editor())
    boxes = [box for box in app.checkbox if str(box.key).startswith("proposal-")]
    assert [box.value for box in boxes] == [False, False]
    assert "Đề xuất **2** chỉ tiêu; đã xác nhận **0**" in texts_on(app)
    assert "Dòng 3: “Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%" in texts_on(app)
    assert "phải đối chiếu từng dòng với văn bản" in texts_on(app)
    assert app.button(key="take_proposals").disabled
    assert "Chưa có gì thay đổi" in texts_on(app)
    assert plan_versions(folder) == []


def test_what_a_text_before_proposed_is_gone_where_the_next_is_refused(folder: Path) -> None:
    app = propose_from_text(open_editor())
    app.file_uploader(key="plan_document").set_value(("kế hoạch.docx", b"PK\x03\x04", ""))
    press(app, "propose")
    assert len(app.error) == 1
    assert not [box for box in app.checkbox if str(box.key).startswith("proposal-")]
    assert "Đề xuất **" not in texts_on(app)


def test_many_proposals_are_shown_two_hundred_at_a_time(folder: Path) -> None:
    many = "\n".join(
        f"{n}. Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu {40 + n // 5},{n % 5}%."
        for n in range(1, 202)
    )
    app = open_editor()
    app.text_area(key="plan_pasted").set_value(f"KẾ HOẠCH\n{many}")
    press(app, "propose")
    boxes = [str(box.key) for box in app.checkbox if str(box.key).startswith("proposal-")]
    assert (boxes[0], boxes[-1], len(boxes)) == ("proposal-0", "proposal-199", 200)
    assert "Đề xuất **201** chỉ tiêu" in texts_on(app)
    assert "thứ 1 đến 200; còn 1 đề xuất ở trang khác" in texts_on(app)
    app.checkbox(key="proposal-3").check()
    run(app)
    assert app.button(key="turn_proposals_Trang sau").disabled  # a tick would be lost
    press(app, "take_proposals")
    press(app, "turn_proposals_Trang sau")
    boxes = [str(box.key) for box in app.checkbox if str(box.key).startswith("proposal-")]
    assert boxes == ["proposal-200"]
    assert "đã xác nhận **1**, trong đó 1 đã vào bảng" in texts_on(app)
    press(app, "turn_proposals_Trang trước")
    assert len([box for box in app.checkbox if str(box.key).startswith("proposal-")]) == 199


def test_a_confirmed_proposal_is_put_right_and_goes_into_the_table_alone(folder: Path) -> None:
    app = propose_from_text(open_editor())
    app.checkbox(key="proposal-1").check()
    run(app)
    app.text_input(key="proposal-value-1").set_value("96")
    app.selectbox(key="proposal-comparator-1").set_value("tối thiểu")
    run(app)
    assert "đã xác nhận **1**, trong đó 0 đã vào bảng" in texts_on(app)
    assert "Chưa có gì thay đổi" in texts_on(app)  # ticked, not taken
    press(app, "take_proposals")
    assert "Đã đưa 1 trong 2 đề xuất vào bảng chỉ tiêu; chưa lưu." in texts_on(app)
    assert "Thêm NG-28 Mức độ hài lòng: tối thiểu 96%" in texts_on(app)
    assert "Thêm NG-29" not in texts_on(app)
    assert plan_versions(folder) == []
    keep_all_figures(app)
    press(app, "save_plan")
    added = plan_in_force(folder).targets[27:]
    assert [(t.metric, t.value, t.line) for t in added] == [("satisfaction", Decimal("0.96"), "L4")]
    assert "trên 95%" in str(added[0].note)


def test_a_kind_of_petitions_comes_into_the_table_with_what_is_confirmed(folder: Path) -> None:
    app = open_editor()
    text = "100% phản ánh, kiến nghị về quy định hành chính được xử lý đúng hạn."
    app.text_area(key="plan_pasted").set_value(f"KẾ HOẠCH\nNăm 2026\n- {text}\n- {OF_BOTH}\n")
    press(app, "propose")
    variant = "phản ánh, kiến nghị về quy định hành chính đã xử lý hoặc để quá hạn"
    lines = [box.label for box in app.checkbox if str(box.key).startswith("proposal-")]
    assert [escape_markdown(f"mẫu số: {variant}") in line for line in lines] == [True, False, False]
    for number in range(3):
        app.checkbox(key=f"proposal-{number}").check()
    run(app)
    # Of another metric than the proposed one there is no such denominator.
    app.selectbox(key="proposal-metric-2").set_value("Hồ sơ nộp trực tuyến")
    run(app)
    press(app, "take_proposals")
    keep_all_figures(app)
    press(app, "save_plan")
    added = plan_in_force(folder).targets[27:]
    assert [(t.metric, t.denominator_variant) for t in added] == [
        ("petitions_on_time", "regulation_petitions_due"),
        ("petitions_handled", None),
        ("online_filing", None),
    ]


def keep_all_figures(app: AppTest) -> None:
    """Confirm that the text sets another figure beside one of the plan."""
    next(box for box in app.checkbox if "giữ tất cả các mức" in box.label).check()
    run(app)


def propose(app: AppTest, text: str) -> AppTest:
    """Have one text's proposals shown, the first of them ticked."""
    app.text_area(key="plan_pasted").set_value(f"KẾ HOẠCH\nNăm 2026\n- {text}\n")
    press(app, "propose")
    app.checkbox(key="proposal-0").check()
    return run(app)


def test_all_that_a_target_holds_is_set_while_confirming(folder: Path) -> None:
    app = propose(open_editor(), "Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%.")
    variant = "hồ sơ tiếp nhận trong kỳ và kỳ trước chuyển sang"
    app.selectbox(key="proposal-variant-0-online_filing").set_value(variant)
    app.text_input(key="proposal-until-0").set_value("30/06/2026")
    app.selectbox(key="proposal-level-0").set_value("của tỉnh, thành")
    app.text_input(key="proposal-scope-0").set_value("lĩnh vực hộ tịch")
    press(run(app), "take_proposals")
    press(app, "save_plan")
    target = plan_in_force(folder).targets[-1]
    assert target.denominator_variant == "received_and_carried_over"
    assert target.until == date(2026, 6, 30)
    assert target.province_wide
    assert target.scope == "lĩnh vực hộ tịch"
    assert target.base_year is None


def test_a_rise_is_confirmed_only_with_its_base_year(folder: Path) -> None:
    app = propose(open_editor(), "Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 5%.")
    app.selectbox(key="proposal-comparator-0").set_value("tăng điểm phần trăm")
    run(app)
    assert "mức tăng so với năm nào thì ghi vào ô Năm gốc" in texts_on(app)
    assert app.button(key="take_proposals").disabled
    app.text_input(key="proposal-base_year-0").set_value("2025")
    press(run(app), "take_proposals")
    press(app, "save_plan")
    target = plan_in_force(folder).targets[-1]
    assert (target.comparator, target.base_year) == ("+pp", 2025)


def test_a_base_year_without_a_rise_is_asked_about(folder: Path) -> None:
    app = propose(open_editor(), "Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 85%.")
    app.text_input(key="proposal-base_year-0").set_value("2025")
    run(app)
    assert "năm gốc chỉ đi với mức tăng" in texts_on(app)
    assert app.button(key="take_proposals").disabled


def test_the_days_that_a_text_names_stand_in_the_boxes(folder: Path) -> None:
    app = propose(open_editor(), "6 tháng đầu năm: tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 80%.")
    assert "30/06/2026" in app.checkbox(key="proposal-0").label
    assert app.text_input(key="proposal-until-0").value == "30/06/2026"
    press(app, "take_proposals")
    press(app, "save_plan")
    assert plan_in_force(folder).targets[-1].until == date(2026, 6, 30)


def test_what_the_text_says_of_its_base_year_stands_in_the_box(folder: Path) -> None:
    app = propose(open_editor(), "Tỷ lệ hồ sơ nộp trực tuyến tăng 10% so với năm 2025.")
    assert "so với năm 2025" in app.checkbox(key="proposal-0").label
    assert app.text_input(key="proposal-base_year-0").value == "2025"
    assert app.selectbox(key="proposal-comparator-0").value == "tăng"


def test_a_repetition_is_folded_below_the_first_until_it_is_taken_apart(folder: Path) -> None:
    text = "Hồ sơ nộp trực tuyến đạt 85%.\n- Mức độ hài lòng đạt 95%.\n- 85% hồ sơ nộp trực tuyến."
    app = propose(open_editor(), text)
    assert "Đề xuất **2** chỉ tiêu" in texts_on(app)
    assert "Cũng ghi ở dòng 5" in [fold.label for fold in app.expander]
    press(app, "separate-2")
    app.checkbox(key="proposal-2").check()
    press(run(app), "take_proposals")
    keep_all_figures(app)
    press(app, "save_plan")
    added = plan_in_force(folder).targets[27:]
    assert [(t.metric, t.value) for t in added] == [("online_filing", Decimal("0.85"))] * 2


def test_the_table_gives_back_what_it_was_made_of(folder: Path) -> None:
    for plan in current_plans(folder):
        rows = draft_of(plan, catalogue_labels()).rows
        assert draft_rows(table_of_draft_rows(rows), HEADINGS) == tuple(rows)
