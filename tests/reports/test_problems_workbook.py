"""The workbook of problems repeats what is kept of each row, and its reasons, as text."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from data.record import ledger
from data.record.problem import Problem
from loaders.answers import Answers
from loaders.load import read_and_stage, store_staged
from reports.problems_workbook import (
    problems_workbook,
    staged_problems_workbook,
    upload_problems_workbook,
)
from tests.support.builders import csv_bytes, done, dossier, earlier, table


def cells(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_each_row_stands_once_with_all_its_reasons() -> None:
    rows = cells(
        problems_workbook(
            "tháng 1.xlsx",
            {"dossier_code": "Mã hồ sơ", "received_on": "Ngày nhận"},
            [
                (9, {"dossier_code": "H24-9"}),
                (7, {"dossier_code": "H24-7", "received_on": "31/02/2026"}),
            ],
            [
                Problem("impossible_date", 7, "Ngày nhận", "31/02/2026", "Không có ngày này."),
                Problem("missing_state", 7, "Trạng thái", "", "Thiếu trạng thái."),
                Problem("missing_date", 9, "Ngày nhận", "", "Thiếu ngày."),
            ],
        )
    )
    assert "tháng 1.xlsx" in str(rows[0][0])
    assert rows[2] == ["Dòng trong tệp", "Mã hồ sơ", "Ngày nhận", "Cần làm gì"]
    assert rows[3:] == [
        [
            *(7, "H24-7", "31/02/2026"),
            "Ngày nhận (31/02/2026): Không có ngày này.\nTrạng thái: Thiếu trạng thái.",
        ],
        [9, "H24-9", None, "Ngày nhận: Thiếu ngày."],
    ]


def test_text_that_excel_would_run_stays_text() -> None:
    bad = ("=1+1", "+84", "-5", "@SUM(A1)", "http://example.org", "=HYPERLINK(A1)", "007")
    set_aside = [(row, {"dossier_code": text}) for row, text in enumerate(bad, start=1)]
    reasons = [
        Problem("missing_state", row, text, text, "=x") for row, text in enumerate(bad, start=1)
    ]
    content = problems_workbook("=cmd|x.xlsx", {"dossier_code": "=Mã"}, set_aside, reasons)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    texts = [cell for row in sheet.iter_rows(min_row=3) for cell in row if cell.column > 1]
    assert [sheet.cell(row, 2).value for row in range(4, 4 + len(bad))] == list(bad)
    assert {cell.data_type for cell in texts} == {"s"}
    assert not [cell for cell in texts if cell.hyperlink]


def test_a_problem_that_set_no_row_aside_is_there_too() -> None:
    rows = cells(
        problems_workbook("a", {}, [], [Problem("rate_differs", 12, "Tỷ lệ", "80", "Tỷ lệ khác.")])
    )
    assert rows[2:] == [["Dòng trong tệp", "Cần làm gì"], [12, "Tỷ lệ (80): Tỷ lệ khác."]]


def test_before_and_after_storing_the_same_rows_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    bad = dossier(3, received="31/02/2026", owner="NGUYỄN VĂN KÍN")
    content = csv_bytes(table([earlier(), done(1), bad, dossier("", state="Lạ lẫm")]))
    staged = read_and_stage("tháng 1.csv", content, Answers())
    before = cells(staged_problems_workbook(staged))
    stored = store_staged(folder, staged, "thử").upload
    after = cells(upload_problems_workbook(folder, stored))
    # Four lines above, so the third dossier is the file's row 7.
    assert [row[0] for row in before[3:]] == [7, 8]
    assert before[3:] == after[3:]
    assert "31/02/2026" in before[3]
    assert "Mã hồ sơ" in before[2]
    assert "KÍN" not in str(before) + str(after)
    assert [row for row, _ in ledger.set_aside_of(folder, stored.id)] == [7, 8]
