"""A plan as a workbook: written, read back the safe way, and told by row where it is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from data.planning.draft_checks import check_draft
from data.planning.draft_ids import new_plan_key
from data.planning.drafts import HEAD, HEADINGS, Draft, DraftRow, Head
from data.planning.own_day import OwnDay
from data.planning.plan import parse_plan, plan_toml
from data.planning.plan_as_draft import draft_of
from data.planning.targets import Plan, built_in_plans
from data.schema import MalformedFile
from files.refusal import Refused
from loaders.__main__ import main
from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.plan_template import NO_PLAN_SHEET, plan_draft_in, task_rows_in
from loaders.staging import A_PLAN
from metrics.catalogue.plan_names import catalogue_labels
from reports.plan_template import plan_template
from tests.support.task_builders import MONTHLY, REPORT, plan_with_tasks

NAMES = catalogue_labels()
_2025 = "mức của năm 2025"


def plan_of(key: str) -> Plan:
    (plan,) = (plan for plan in built_in_plans() if plan.key == key)
    return plan


def written(key: str = "11203-2026") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(plan_template(draft_of(plan_of(key), NAMES))))


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def place(sheet: Worksheet, name: str) -> tuple[int, int]:
    """Row of the headings and column of the one with this name."""
    (cell,) = (c for row in sheet for c in row if c.value == HEADINGS[name])
    return cell.row, cell.column


def sentences(book: openpyxl.Workbook) -> list[str]:
    plan, faults = check_draft(plan_draft_in(saved(book)), "11203-2026", NAMES)
    assert (plan is None) == bool(faults)
    return [fault.sentence for fault in faults]


@pytest.mark.parametrize("plan", built_in_plans(), ids=lambda plan: plan.key)
def test_every_plan_comes_back_as_it_was(plan: Plan) -> None:
    found, faults = check_draft(
        plan_draft_in(plan_template(draft_of(plan, NAMES))), plan.key, NAMES
    )
    assert faults == ()
    assert found == plan


def test_a_spreadsheet_program_may_have_saved_it_in_between() -> None:
    found, _ = check_draft(plan_draft_in(saved(written())), "11203-2026", NAMES)
    assert found == plan_of("11203-2026")


def test_an_empty_template_filled_in_is_a_plan() -> None:
    book = openpyxl.load_workbook(BytesIO(plan_template(Draft(Head("11203")))))
    sheet = book["Kế hoạch"]
    told = {
        "title": "Kế hoạch điều chỉnh",
        "issuer": "UBND xã Ninh Giang",
        "valid_from": datetime(2026, 7, 1),  # as Excel makes of a day that is typed
        "valid_to": "31/12/2026",
    }
    labels = {c.value: c.row for c in sheet["B"] if c.value}
    for name, value in told.items():
        sheet.cell(labels[f"{HEAD[name]}:"], 3, value)
    row = {"metric": "Hồ sơ nộp trực tuyến", "comparator": "trên", "value": 90.5, "part": "Phụ lục"}
    for name, value in row.items():
        first, column = place(sheet, name)
        sheet.cell(first + 1, column, value)
    draft = plan_draft_in(saved(book))
    assert new_plan_key(draft.head, {"11203-2026"}) == "11203-2026-b"
    plan, faults = check_draft(draft, "11203-2026-b", NAMES)
    assert faults == ()
    assert plan is not None
    assert (plan.valid_from, plan.valid_to) == (date(2026, 7, 1), date(2026, 12, 31))
    (target,) = plan.targets
    assert (target.id, target.metric, target.comparator) == ("NG-01", "online_filing", ">")
    assert str(target.value) == "0.905"
    assert (target.part, target.column, target.label) == (
        "appendix",
        "text",
        "Hồ sơ nộp trực tuyến",
    )


def test_a_year_with_a_plan_for_each_letter_goes_on_by_number() -> None:
    head = Head("11203", valid_from=date(2026, 1, 1))
    keys = {"11203-2026", *(f"11203-2026-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")}
    assert new_plan_key(head, keys - {"11203-2026-z"}) == "11203-2026-z"
    assert new_plan_key(head, keys) == "11203-2026-27"
    assert new_plan_key(head, keys | {"11203-2026-27"}) == "11203-2026-28"


def test_a_text_of_just_the_longest_length_is_let_through() -> None:
    """900 signs; that 901 are too many is among the wrong cells below."""
    book = written()
    sheet = book["Kế hoạch"]
    headings, column = place(sheet, "note")
    sheet.cell(headings + 1, column).value = "a" * 900
    assert sentences(book) == []


def test_cells_that_a_row_does_not_have_are_blank_ones() -> None:
    cells = {"metric": "Hồ sơ nộp trực tuyến", "comparator": "trên", "value": "90"}
    head = draft_of(plan_of("11203-2026"), NAMES).head
    plan, faults = check_draft(Draft(head, (DraftRow(1, cells),)), "11203-2026", NAMES)
    assert faults == ()
    assert plan is not None
    (target,) = plan.targets
    assert (target.metric, target.until, target.base_year, target.place) == (
        "online_filing",
        None,
        None,
        "",
    )


def test_a_target_of_part_of_the_year_has_two_days_in_their_order() -> None:
    cells = {"metric": "Hồ sơ nộp trực tuyến", "comparator": "trên", "value": "90"}
    head = draft_of(plan_of("11203-2026"), NAMES).head
    rows = [
        DraftRow(1, cells | {"since": "01/07/2026", "until": "31/08/2026"}),
        DraftRow(2, cells | {"since": "01/07/2026", "until": "30/06/2026"}),
    ]
    plan, _ = check_draft(Draft(head, rows[:1]), "11203-2026", NAMES)
    assert plan is not None
    (target,) = plan.targets
    assert (target.since, target.until) == (date(2026, 7, 1), date(2026, 8, 31))
    assert parse_plan(plan_toml(plan), plan.key) == plan
    _, faults = check_draft(Draft(head, rows), "11203-2026", NAMES)
    assert [(fault.row, fault.heading) for fault in faults] == [(2, "Hạn của chỉ tiêu")]
    backwards = plan_toml(plan).replace("2026-08-31", "2026-06-30")
    with pytest.raises(MalformedFile, match="until đứng trước since"):
        parse_plan(backwards, plan.key)


@pytest.mark.parametrize("year", [2015, 2024, 2026, 2029])
def test_a_cut_may_be_from_the_level_of_any_year(year: int) -> None:
    book = written("10729-2026")  # its cuts are from 2025
    sheet = book["Kế hoạch"]
    row, column = place(sheet, "denominator_variant")
    (first, *_) = (y for y in range(row, sheet.max_row + 1) if sheet.cell(y, column).value == _2025)
    sheet.cell(first, column, f"mức của năm {year}")
    plan, faults = check_draft(plan_draft_in(saved(book)), "10729-2026", NAMES)
    assert faults == ()
    assert plan is not None
    found = {target.denominator_variant for target in plan.targets}
    assert f"base_{year}" in found
    assert parse_plan(plan_toml(plan), plan.key) == plan


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("value", "8o", "cột “Mức (%)” ghi “8o”: phải là số từ 0 đến 100"),
        ("value", "101", "cột “Mức (%)” ghi “101”: phải là số từ 0 đến 100"),
        ("value", 0.8, "cột “Mức (%)” ghi “0.8”: hãy ghi theo phần trăm"),
        ("value", 1, "cột “Mức (%)” ghi “1”: hãy ghi theo phần trăm"),
        ("metric", "Chỉ số lạ", "cột “Chỉ số” ghi “Chỉ số lạ”: không có chỉ số này"),
        ("metric", None, "cột “Chỉ số”: chưa chọn chỉ số"),
        ("comparator", "khoảng", "ghi “khoảng”: hãy chọn tối thiểu, trên, đạt"),
        ("comparator", None, "cột “So sánh”: hãy chọn tối thiểu, trên, đạt"),
        ("comparator", "tăng", "cột “Năm gốc”: ghi năm để so sánh"),
        ("base_year", "2025", "cột “Năm gốc” ghi “2025”: ghi năm để so sánh"),
        ("until", "31/2/2026", "cột “Hạn của chỉ tiêu” ghi “31/2/2026”: hãy ghi ngày"),
        ("since", "32/1/2026", "cột “Áp dụng từ ngày” ghi “32/1/2026”: hãy ghi ngày"),
        ("denominator_variant", "giao dịch thanh toán", "ghi “giao dịch thanh toán”: không phải"),
        ("part", "trang bìa", "cột “Thân hay phụ lục” ghi “trang bìa”: hãy chọn"),
        ("province_wide", "x", "cột “Của tỉnh, thành” ghi “x”: hãy ghi “có” hoặc để trống"),
        ("id", "NG-02", "cột “Số” ghi “NG-02”: số này có ở dòng khác"),
        ("note", "a" * 901, "cột “Ghi chú” ghi “aaaa"),
    ],
)
def test_a_wrong_cell_is_told_by_excels_own_row(name: str, value: object, told: str) -> None:
    book = written()
    sheet = book["Kế hoạch"]
    headings, column = place(sheet, name)
    sheet.cell(headings + 1, column).value = value
    found = sentences(book)
    assert found[0].startswith(f"Dòng {headings + 1}, ")
    assert told in found[0]
    assert len(found) == (2 if name == "id" else 1)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("commune_code", "Xã Không Có Thật", "Xã, phường ghi “Xã Không Có Thật”: không rõ"),
        ("commune_code", "Xã Hòa An", "không rõ là xã, phường nào"),  # more than one has the name
        ("title", None, "Tên kế hoạch: chưa ghi."),
        ("valid_from", "31/9/2026", "ghi “31/9/2026”: không rõ là ngày nào"),
        ("valid_to", "31/12/2025", "ghi “31/12/2025”: trước ngày có hiệu lực"),
        ("issuer", "a" * 195, "Cơ quan ban hành ghi “aaaa"),
    ],
)
def test_what_stands_above_the_table_is_checked_too(
    name: str, value: str | None, told: str
) -> None:
    book = written()
    sheet = book["Kế hoạch"]
    (row,) = (c.row for c in sheet["B"] if c.value == f"{HEAD[name]}:")
    sheet.cell(row, 3).value = value
    (sentence,) = sentences(book)
    assert told in sentence


def test_no_target_at_all_is_told() -> None:
    draft = plan_draft_in(plan_template(Draft(Head("11203"))))
    _, faults = check_draft(draft, "11203-2026", NAMES)
    assert faults[-1].sentence == "Bảng chỉ tiêu: chưa có chỉ tiêu hay nhiệm vụ nào."


def test_text_is_never_a_formula_and_choices_are_lists() -> None:
    plan = plan_of("11203-2026")
    rows = [DraftRow(1, {"metric": "Hồ sơ nộp trực tuyến", "note": "=HYPERLINK(1)"})]
    book = openpyxl.load_workbook(BytesIO(plan_template(Draft(draft_of(plan, NAMES).head, rows))))
    sheet = book["Kế hoạch"]
    headings, column = place(sheet, "note")
    cell = sheet.cell(headings + 1, column)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    ruled = {
        area.min_col: rule.formula1
        for rule in sheet.data_validations.dataValidation
        for area in rule.cells.ranges
    }
    chosen = ("metric", "comparator", "denominator_variant", "part", "province_wide")
    assert set(ruled) == {place(sheet, name)[1] for name in chosen}
    offered = [cell.value for cell in book["Danh mục"]["A"] if cell.value]
    assert offered == list(NAMES.metrics.values())
    assert book.sheetnames == ["Kế hoạch", "Nhiệm vụ", "Hướng dẫn", "Danh mục"]


def test_loaded_as_figures_it_is_sent_to_the_right_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = plan_template(draft_of(plan_of("11203-2026"), NAMES))
    with pytest.raises(Refused) as refused:
        read_and_stage("mẫu.xlsx", content, Answers())
    assert refused.value.sentence == A_PLAN
    assert refused.value.asks is None
    path = tmp_path / "mau.xlsx"
    path.write_bytes(content)
    assert main([str(path), "--database", str(tmp_path / "tthc.duckdb")]) == 1
    assert "hãy chọn ở trang Kế hoạch" in capsys.readouterr().out


def test_another_file_is_no_plan_and_a_harmful_one_is_refused() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["STT", "Lĩnh vực", "Số"])
        sheet.write_row(1, 0, [1, "Đất đai", 5])
    with pytest.raises(Refused):
        plan_draft_in(out.getvalue())
    with pytest.raises(Refused):
        plan_draft_in(b"PK\x03\x04 not a workbook")


def test_a_list_of_dossiers_is_told_to_be_no_plan() -> None:
    listed = "Mã hồ sơ,Ngày tiếp nhận,Trạng thái,Hình thức nộp,Ngày hẹn trả,Ngày kết thúc\n"
    with pytest.raises(Refused) as refused:
        plan_draft_in((listed + "H24.91-260105-0001,05/01/2026,Đang xử lý,,,\n").encode())
    assert refused.value.sentence == NO_PLAN_SHEET


def with_tasks() -> Plan:
    """A built-in plan with two tasks of its own."""
    tasks = plan_with_tasks(REPORT, MONTHLY).tasks
    plan = plan_of("11203-2026")
    return parse_plan(plan_toml(replace(plan, tasks=tasks)), plan.key)


def draft_in(book: openpyxl.Workbook) -> Draft:
    """A saved template's draft with its tasks."""
    content = saved(book)
    return replace(plan_draft_in(content), task_rows=task_rows_in(content) or ())


def test_tasks_come_back_as_they_were_from_a_sheet_of_their_own() -> None:
    plan = with_tasks()
    book = openpyxl.load_workbook(BytesIO(plan_template(draft_of(plan, NAMES))))
    found, faults = check_draft(draft_in(book), plan.key, NAMES)
    assert faults == ()
    assert found == plan
    sheet = book["Nhiệm vụ"]
    assert [sheet.cell(4, x).value for x in (1, 2, 5, 6)] == [
        *("NV-01", "Báo cáo kết quả cải cách hành chính"),
        *("14/06/2026", "một lần"),
    ]
    assert sheet.column_dimensions["N"].hidden


def test_what_is_typed_on_the_sheet_of_tasks_is_told_by_excels_own_row() -> None:
    book = openpyxl.load_workbook(BytesIO(plan_template(draft_of(with_tasks(), NAMES))))
    sheet = book["Nhiệm vụ"]
    sheet.cell(4, 5).value = datetime(2026, 7, 31)  # as Excel makes of a day that is typed
    for x, text in ((2, "Việc mới"), (6, "hàng quý, đột xuất"), (7, "trước ngày 15")):
        sheet.cell(6, x).value = text
    plan, faults = check_draft(draft_in(book), "11203-2026", NAMES)
    assert faults == ()
    assert plan is not None
    assert plan.tasks[0].last == date(2026, 7, 31)
    assert (plan.tasks[2].id, plan.tasks[2].cadence) == ("NV-03", ("quarterly", "ad_hoc"))
    assert plan.tasks[2].own_day == OwnDay(day=14)
    sheet.cell(6, 2).value = None
    _, faults = check_draft(draft_in(book), "11203-2026", NAMES)
    assert [fault.sentence for fault in faults] == [
        "Bảng nhiệm vụ, dòng 6, cột “Nhiệm vụ”: chưa ghi."
    ]


def test_a_template_from_before_duties_had_days_is_read_as_it_is() -> None:
    book = openpyxl.load_workbook(BytesIO(plan_template(draft_of(with_tasks(), NAMES))))
    assert book["Nhiệm vụ"].cell(3, 7).value == "Ngày trong kỳ"
    book["Nhiệm vụ"].delete_cols(7)
    plan, faults = check_draft(draft_in(book), "11203-2026", NAMES)
    assert (plan, faults) == (with_tasks(), ())


def test_a_template_without_a_sheet_of_tasks_says_nothing_of_them() -> None:
    book = openpyxl.load_workbook(BytesIO(plan_template(draft_of(with_tasks(), NAMES))))
    for x in range(1, 17):
        book["Nhiệm vụ"].cell(3, x).value = f"Cột {x}"
    assert task_rows_in(saved(book)) is None
    del book["Nhiệm vụ"]
    assert task_rows_in(saved(book)) is None
    assert task_rows_in(saved(written())) == ()


def test_a_sign_that_nobody_sees_is_refused_in_a_row_and_above_the_table() -> None:
    draft = draft_of(plan_of("11203-2026"), NAMES)
    first = replace(draft.rows[0], texts={**draft.rows[0].texts, "place": "Mục\x07 1"})
    unsound = Draft(replace(draft.head, title="Kế hoạch\x1b[0m"), (first, *draft.rows[1:]))
    plan, faults = check_draft(unsound, "11203-2026", NAMES)
    assert plan is None
    assert [fault.heading for fault in faults] == ["Tên kế hoạch", "Chỗ ghi"]
    assert all("ký tự điều khiển" in fault.message for fault in faults)
