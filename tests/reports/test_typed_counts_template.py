"""The template: filled in by a spreadsheet program and loaded, it gives the counts typed in."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from data.periods import Period, parse_period
from loaders.answers import Answers
from loaders.load import read_and_stage, store_staged
from metrics.analysis.provenance import origins
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.day_counts import open_warehouse, read_holdings
from metrics.counting.gathering import gather_evidence
from reports import typed_counts
from reports.typed_counts_template import (
    DocumentedCount,
    counts_by_topic,
    template_layout,
    typed_counts_template,
)

CODE = "11203"
QUARTER = parse_period("2026-Q1")
REPORT = "Báo cáo 12/BC-UBND ngày 05/4/2026"
GIVEN = {
    "procedures": DocumentedCount(400, REPORT),
    "procedures_one_stop": DocumentedCount(398, REPORT),
    "tasks_due": DocumentedCount(0, "=HYPERLINK(1)"),
}
NOW = datetime(2026, 4, 6, 14, 5, 33)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def row_of(book: openpyxl.Workbook, text: str) -> int:
    (row,) = (cell.row for cell in book["Số liệu"]["B"] if cell.value == text)
    return int(row)


def texts() -> dict[str, str]:
    return {count.measure: count.line for _, counts in counts_by_topic() for count in counts}


def test_filled_in_elsewhere_it_loads_as_typed_and_blanks_stay_unknown() -> None:
    book = opened(typed_counts_template(CODE, QUARTER))
    sheet, named = book["Số liệu"], texts()
    for measure, number in (("procedures", 400), ("procedures_online", 350), ("tasks_due", 0)):
        sheet.cell(row_of(book, named[measure]), 4, number)
        sheet.cell(row_of(book, named[measure]), 5, REPORT)
    out = BytesIO()
    book.save(out)
    content = out.getvalue()
    staged = read_and_stage("mẫu.xlsx", content, Answers())
    assert {row["measure"]: row["n"] for row in staged.rows.to_pylist()} == {
        "procedures": 400,
        "procedures_online": 350,
        "tasks_due": 0,
    }
    assert staged.problems == ()
    assert dict(staged.communes) == {CODE: 3}
    assert (staged.first, staged.last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert staged.sheet.other_sheets == ()


def test_only_numbers_and_documents_can_be_typed_and_only_counts_as_numbers() -> None:
    book = opened(typed_counts_template(CODE, QUARTER, GIVEN))
    sheet = book["Số liệu"]
    assert sheet.protection.sheet
    lines = {row_of(book, text) for text in texts().values()}
    free = {(cell.row, cell.column) for row in sheet for cell in row if not cell.protection.locked}
    assert free == {(row, column) for row in lines for column in (4, 5)}
    ruled = {cell for rule in sheet.data_validations.dataValidation for cell in rule.cells.ranges}
    covered = {row for area in ruled for row, _ in area.cells}
    assert covered == lines
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"whole", "decimal"}


def test_a_published_mark_is_typed_with_its_decimals_and_no_more_than_there_is() -> None:
    """SIPAS 85,21 % comes back as it was; 22,5 of 22 points and 17,255 are no marks."""
    book = opened(typed_counts_template(CODE, QUARTER, {"sipas": DocumentedCount(8521, REPORT)}))
    sheet, named = book["Số liệu"], texts()
    assert sheet.cell(row_of(book, named["sipas"]), 4).value == 85.21
    for measure, mark in (
        ("index_766", "88,6"),
        ("index_766_online", 22.5),
        ("index_766_progress", 17.255),
    ):
        sheet.cell(row_of(book, named[measure]), 4, mark)
        sheet.cell(row_of(book, named[measure]), 5, REPORT)
    out = BytesIO()
    book.save(out)
    staged = read_and_stage("mẫu.xlsx", out.getvalue(), Answers())
    sound = {row["measure"]: row["n"] for row in staged.rows.to_pylist() if row["n"] is not None}
    assert sound == {"sipas": 8521, "index_766": 8860}
    assert [(p.kind, "từ 0 đến" in p.message) for p in staged.problems] == [
        ("not_a_number", True),
        ("not_a_number", True),
    ]


def test_saved_marks_are_shares_of_a_hundred_whatever_documents_they_rest_on(
    tmp_path: Path,
) -> None:
    marks = {
        "sipas": DocumentedCount(8521, REPORT),
        "index_766": DocumentedCount(8860, "Thông báo 9/TB-UBND"),
        "tasks_due": DocumentedCount(7, REPORT),
    }
    store_staged(tmp_path, typed_counts.stage_counts(CODE, QUARTER, marks, NOW), "thử")
    warehouse = open_warehouse(tmp_path, None)
    warehouse.refresh()
    holdings = read_holdings(warehouse)
    assert typed_counts.current_typed_counts(holdings, CODE, QUARTER) == marks
    evidence = gather_evidence(warehouse, [CODE], [QUARTER], {}, (), holdings)
    rates = [
        evidence.tally(METRICS_BY_NAME[name], CODE, QUARTER).rate for name in ("sipas", "index_766")
    ]
    assert rates == [0.8521, 0.886]


def test_what_is_given_is_filled_in_and_text_is_never_a_formula() -> None:
    book = opened(typed_counts_template(CODE, QUARTER, GIVEN))
    row = row_of(book, texts()["tasks_due"])
    cell = book["Số liệu"].cell(row, 5)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert book["Số liệu"].cell(row, 4).value == 0
    assert [line.value for line in book["Số liệu"]["B"][:3]] == [
        "MẪU NHẬP SỐ LIỆU",
        "Đơn vị báo cáo: Xã Ninh Giang, Thành phố Hải Phòng (mã 11203)",
        "Từ ngày 01/01/2026 đến ngày 31/03/2026",
    ]
    assert book.sheetnames == ["Số liệu", "Hướng dẫn"]


def test_two_communes_of_one_name_are_told_apart_by_the_code_in_the_sheet() -> None:
    staged = typed_counts.stage_counts(
        "14038", QUARTER, GIVEN, NOW
    )  # the other Ninh Giang, of Ninh Bình
    assert dict(staged.communes) == {"14038": 3}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record with the given counts of the quarter, then one of them corrected."""
    store_staged(tmp_path, typed_counts.stage_counts(CODE, QUARTER, GIVEN, NOW), "thử")
    corrected = {**GIVEN, "procedures_one_stop": DocumentedCount(399, "Báo cáo 15/BC-UBND")}
    store_staged(tmp_path, typed_counts.stage_counts(CODE, QUARTER, corrected, NOW), "thử")
    return tmp_path


def test_saved_counts_are_in_force_for_their_own_period_and_lead_to_their_documents(
    folder: Path,
) -> None:
    warehouse = open_warehouse(folder, None)
    warehouse.refresh()
    holdings = read_holdings(warehouse)
    held = typed_counts.current_typed_counts(holdings, CODE, QUARTER)
    assert held == {**GIVEN, "procedures_one_stop": DocumentedCount(399, "Báo cáo 15/BC-UBND")}
    assert typed_counts.current_typed_counts(holdings, CODE, parse_period("2026-03")) == {}
    assert typed_counts.current_typed_counts(holdings, "14038", QUARTER) == {}
    evidence = gather_evidence(warehouse, [CODE], [QUARTER], {}, (), holdings)
    ((one,),) = origins(
        warehouse, evidence, [METRICS_BY_NAME["procedures_one_stop"]], CODE, QUARTER
    )
    warehouse.close()
    assert (one.numerator, one.denominator, one.upload_id) == (399, 400, 2)
    assert sorted(one.documents) == [REPORT, "Báo cáo 15/BC-UBND"]


def test_saving_the_same_counts_again_is_another_file() -> None:
    """A sheet that was replaced must be able to come back."""
    again = datetime(2026, 4, 6, 14, 5, 34)
    first, second = (typed_counts.stage_counts(CODE, QUARTER, GIVEN, at) for at in (NOW, again))
    assert first.sha256 != second.sha256


def test_any_span_of_days_can_be_typed() -> None:
    period = Period(date(2026, 1, 10), date(2026, 2, 3), "2026-01-10..2026-02-03")
    staged = typed_counts.stage_counts(CODE, period, GIVEN, NOW)
    assert (staged.first, staged.last) == (period.first, period.last)


def test_the_layout_is_our_own() -> None:
    assert template_layout().name == "mau-nhap-so-lieu"
