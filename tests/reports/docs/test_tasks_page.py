"""The docs' page of tasks has a line for each task, and no section without one."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date

import openpyxl

from data.planning.targets import built_in_plans
from data.planning.task_status import states_of_tasks
from data.planning.tasks_of_plans import built_in_tasks, tasks_of
from reports.docs.tasks_page import tasks_document
from reports.tasks_workbook import HEADINGS, tasks_workbook
from tests.support.paths import PLANS, ROOT
from tests.support.task_builders import done

PAGE = ROOT / "docs" / "nhiem-vu.md"
DAY = date(2026, 11, 22)


def lines() -> list[list[str]]:
    """The page's rows, a list of cells each."""
    lines_of_page = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines_of_page if re.match(r"\| [A-Z]{2}-T\d", line)]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_a_plan_without_tasks_has_no_section() -> None:
    plan, *others = (plan for plan in built_in_plans() if tasks_of(plan))
    taskless = replace(plan, key="00000-2026", title="Kế hoạch không có nhiệm vụ")
    assert plan.title in tasks_document([plan], DAY)
    assert tasks_document([taskless, *others], DAY) == tasks_document(others, DAY)


def test_every_collected_task_has_one_line_with_a_standing() -> None:
    with (PLANS / "tasks.csv").open(encoding="utf-8", newline="") as file:
        collected = {row["task_id"]: row for row in csv.DictReader(file)}
    rows = {cells[0]: cells for cells in lines()}
    assert len(lines()) == len(rows) == len(built_in_tasks())
    assert rows.keys() >= collected.keys()
    for name, row in collected.items():
        assert row["line_in_seed_file"] in rows[name][7]
        assert all(rows[name][place] for place in (1, 2, 8))


def test_every_task_here_has_a_line() -> None:
    assert [cells[0] for cells in lines()] == [task.id for task in built_in_tasks()]


def test_the_impossible_day_stands_there_as_written_with_a_flag() -> None:
    (cells,) = (cells for cells in lines() if cells[0] == "VT-T01")
    assert cells[2] == "Trước ngày 31/9/2025 ⚠ 31/9/2025 không có trong lịch"
    assert cells[4] == "–"


def test_the_workbook_has_a_row_a_task() -> None:
    record = done("NG-T01", date(2026, 6, 30), date(2026, 6, 29), "=1+1")
    task_states = states_of_tasks(
        [task for task in built_in_tasks() if task.plan_key == "11203-2026"], [record], DAY
    )
    sheet = openpyxl.load_workbook(io.BytesIO(tasks_workbook("Kế hoạch", task_states))).worksheets[
        0
    ]
    head, *rows = sheet.iter_rows(min_row=3, values_only=True)
    assert head == HEADINGS
    by_id = {row[0]: dict(zip(HEADINGS, row, strict=True)) for row in rows}
    assert len(by_id) == 12 + 22
    assert by_id["NG-T01"]["Tình trạng"] == "Đã xong"
    assert by_id["NG-T01"]["Số văn bản"] == "=1+1"
    weekly = by_id["NG-T07"]
    days = (weekly["Hạn"], weekly["Ngày làm việc liền sau"], weekly["Hạn tiếp theo"])
    assert [f"{day:%d/%m/%Y}" for day in days] == ["15/11/2026", "16/11/2026", "15/12/2026"]
