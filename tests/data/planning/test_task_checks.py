"""Tasks as people write them: checked by the cell, numbered, and the same when written back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from data.planning.draft_checks import check_draft
from data.planning.drafts import Draft, DraftRow, Head
from data.planning.own_day import OwnDay
from data.planning.plan import Plan
from data.planning.plan_as_draft import draft_of, task_row_texts
from data.planning.task import Cadence, Kind, Task
from data.planning.tasks_of_plans import built_in_tasks
from metrics.catalogue.plan_names import catalogue_labels

LABELS = catalogue_labels()
KEY = "00004-2026"
HEAD = Head(
    "00004",
    "Kế hoạch năm 2026",
    issuer="UBND phường Ba Đình",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)
REPORT = {
    "title": "Báo cáo kết quả",
    "deadline_text": "Trước ngày 15/6/2026",
    "last": "14/6/2026",
    "cadence": "một lần",
    "leads": "Văn phòng HĐND và UBND",
    "supports": "Phòng Kinh tế;  Trung tâm Phục vụ hành chính công; ",
    "product": "Báo cáo",
}


def checked(*rows: Mapping[str, str]) -> tuple[Plan | None, list[str]]:
    """The plan of these rows of tasks, and the sentences of its faults."""
    draft = Draft(HEAD, (), [DraftRow(n, row) for n, row in enumerate(rows, 1)])
    plan, faults = check_draft(draft, KEY, LABELS)
    return plan, [fault.sentence for fault in faults]


def only_task(row: Mapping[str, str]) -> Task:
    plan, sentences = checked(row)
    assert (plan is not None, sentences) == (True, [])
    assert plan is not None
    (task,) = plan.tasks
    return task


def test_a_row_becomes_a_task() -> None:
    task = only_task(REPORT)
    assert (task.id, task.plan_key, task.title) == ("NV-01", KEY, "Báo cáo kết quả")
    assert (task.first, task.last, task.cadence) == (None, date(2026, 6, 14), ("once",))
    assert task.supports == ("Phòng Kinh tế", "Trung tâm Phục vụ hành chính công")
    assert (task.kind, task.valid_to, task.note) == ("deadline", date(2026, 12, 31), None)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"title": ""}, "cột “Nhiệm vụ”: chưa ghi"),
        ({"last": "31/6/2026"}, "cột “Đến ngày” ghi “31/6/2026”: hãy ghi ngày như"),
        ({"first": "1/7/2026"}, "cột “Đến ngày” ghi “14/6/2026”: trước “Từ ngày”"),
        ({"first": "1/6/2026", "last": ""}, "cột “Đến ngày”: có “Từ ngày” thì ghi cả"),
        ({"last": "", "cadence": ""}, "cột “Đến ngày”: hãy ghi ngày hạn, hoặc chọn"),
        ({"last": ""}, "cột “Đến ngày”: việc làm một lần thì ghi ngày hạn"),
        ({"cadence": "lúc rảnh"}, "cột “Định kỳ” ghi “lúc rảnh”: hãy chọn trong: một lần, hằng"),
        ({"own_day": "đầu kỳ"}, "cột “Ngày trong kỳ” ghi “đầu kỳ”: hãy ghi như “ngày 20”"),
        ({"own_day": "ngày 20"}, "cột “Ngày trong kỳ” ghi “ngày 20”: không hợp với cột “Định kỳ”"),
        ({"deadline_text": "Trước 31/9/2026"}, "văn bản ghi 31/9/2026, ngày không có thật"),
        ({"product": "a" * 901}, "dài quá 900 chữ"),
        ({"place": "Mục\x07 1"}, "ký tự điều khiển"),
    ],
)
def test_a_wrong_cell_is_told_by_table_row_and_column(
    cells: Mapping[str, str], message: str
) -> None:
    plan, (sentence,) = checked(REPORT, {**REPORT, **cells})
    assert plan is None
    assert sentence.startswith("Bảng nhiệm vụ, dòng 2, cột ")
    assert message in sentence


def test_a_day_that_no_calendar_has_stands_alone() -> None:
    task = only_task({"title": "Báo cáo", "deadline_text": "Trước 31/9/2026"})
    assert (task.kind, task.last, task.impossible_day) == ("deadline", None, "31/9/2026")


@pytest.mark.parametrize(
    ("words", "days", "cadence", "kind"),
    [
        ("", "14/6/2026", ("once",), "deadline"),
        ("hàng tháng", "", ("monthly",), "recurring"),
        ("Hằng năm, hằng quý; hằng quý", "", ("quarterly", "yearly"), "recurring"),
        ("thường xuyên", "", ("continuous",), "continuous"),
        ("thường xuyên", "30/6/2026", ("continuous",), "period"),
        ("Sáu tháng một lần", "", ("half_yearly",), "recurring"),
        ("theo văn bản khác", "", ("open",), "open"),
        ("khi phát sinh", "", ("event",), "event"),
    ],
)
def test_how_often_is_read_from_words(
    words: str, days: str, cadence: tuple[Cadence, ...], kind: Kind
) -> None:
    task = only_task({"title": "Việc", "cadence": words, "last": days})
    assert (task.cadence, task.kind) == (cadence, kind)


def test_a_duty_gets_the_day_that_its_row_names() -> None:
    row = {"title": "Báo cáo", "cadence": "hằng quý", "own_day": "Trước ngày 15 tháng cuối quý"}
    task = only_task(row)
    assert task.own_day == OwnDay(day=14)
    assert task_row_texts(task)["own_day"] == "ngày 14"
    assert only_task(task_row_texts(task)) == task


def test_a_kind_goes_along_only_while_cadence_and_days_allow_it() -> None:
    row = {"title": "Việc", "first": "1/4/2026", "last": "30/6/2026", "kind": "deadline"}
    assert only_task(row).kind == "deadline"
    assert only_task({**row, "cadence": "hằng tháng"}).kind == "recurring"
    assert only_task({**row, "kind": ""}).kind == "period"


def test_numbers_go_on_and_never_come_again() -> None:
    rows = [DraftRow(1, {**REPORT, "id": "NV-02"}), DraftRow(2, {}), DraftRow(3, REPORT)]
    plan, _ = check_draft(Draft(HEAD, (), rows), KEY, LABELS)
    assert plan is not None
    assert [task.id for task in plan.tasks] == ["NV-02", "NV-03"]
    plan, _ = check_draft(Draft(HEAD, (), rows), KEY, LABELS, {"NV-07", "NG-T99"})
    assert plan is not None
    assert [task.id for task in plan.tasks] == ["NV-02", "NV-08"]


def test_a_number_that_stands_twice_is_told_in_both_rows() -> None:
    _, sentences = checked({**REPORT, "id": "NV-01"}, {**REPORT, "id": "NV-01"})
    assert [sentence.split(":")[0] for sentence in sentences] == [
        "Bảng nhiệm vụ, dòng 1, cột “Số” ghi “NV-01”",
        "Bảng nhiệm vụ, dòng 2, cột “Số” ghi “NV-01”",
    ]


def test_a_row_that_only_carries_a_kind_is_blank() -> None:
    plan, _ = checked(REPORT, {"id": "NV-05", "kind": "deadline", "calendar": "month"})
    assert plan is not None
    assert len(plan.tasks) == 1


def test_what_repeats_a_dropped_task_stands_for_itself() -> None:
    row = {"title": "Việc", "cadence": "hằng quý", "repeats": "NV-01; NV-09"}
    plan, _ = checked({**REPORT, "id": "NV-01"}, row)
    assert plan is not None
    assert plan.tasks[1].repeats == ("NV-01",)


def test_a_plan_of_nothing_is_no_plan() -> None:
    assert checked({}) == (None, ["Bảng chỉ tiêu: chưa có chỉ tiêu hay nhiệm vụ nào."])


@pytest.mark.parametrize("task", built_in_tasks(), ids=lambda task: task.id)
def test_every_built_in_task_is_the_same_when_written_back(task: Task) -> None:
    row = {**task_row_texts(task), "repeats": ""}
    written = only_task(row)
    assert written == replace(
        task,
        plan_key=KEY,
        valid_from=HEAD.valid_from,
        valid_to=HEAD.valid_to,
        recurs_after=date(2026, 1, 1),
        repeats=(),
    )


def test_a_saved_plan_is_the_draft_that_it_came_of() -> None:
    plan, _ = checked(REPORT)
    assert plan is not None
    again, _ = check_draft(draft_of(plan, LABELS), KEY, LABELS)
    assert again == plan
