"""What is said of a list's faulty rows, and what is kept of those that are set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pytest

from data.record.problem import Problem
from files.refusal import Refused
from loaders.parsing.engine import scratch_connection
from loaders.reading.grid import ROWS_A_SHEET
from loaders.recognition.sheet import Sheet
from loaders.validation.dossier_problems import row_problems
from loaders.validation.dossier_rules import DossierRule
from loaders.validation.problems import CheckedRows, RowSetAside, problem
from tests.support.drawn_sheets import FIRST_ROW, drawn_sheet

HEADINGS = {
    "dossier_code": "Mã hồ sơ",
    "unit": "Cơ quan",
    "channel": "Hình thức nộp",
    "received_on": "Ngày tiếp nhận",
    "due_on": "Ngày hẹn trả",
    "fee": "Phí",
    "state": "Trạng thái",
}
LINE = "HS-{}|Phòng Tư pháp|Trực tuyến|hôm qua|20/01/2026||lạ"


def sheet_of(*lines: str) -> Sheet:
    return drawn_sheet("danh-sach-ho-so", HEADINGS, "\n".join(lines))


def rule(kind: str, column: str, rows: str = "true", sets_aside: bool = True) -> DossierRule:
    return DossierRule(kind, column, rows, sets_aside)


def told(sheet: Sheet, *rules: DossierRule) -> tuple[tuple[Problem, ...], tuple[RowSetAside, ...]]:
    with scratch_connection() as engine:
        return row_problems(engine, sheet.cells, rules, sheet)


def test_each_column_with_a_fault_is_told_once_by_its_first_rule() -> None:
    problems, set_aside = told(
        sheet_of(LINE.format(1), LINE.format(2)),
        rule("missing_date", "received_on", f"row = {FIRST_ROW}"),
        rule("impossible_date", "received_on"),
        rule("unknown_state", "state", f"row = {FIRST_ROW}"),
    )
    assert problems == (
        problem("missing_date", FIRST_ROW, "Ngày tiếp nhận", "hôm qua"),
        problem("unknown_state", FIRST_ROW, "Trạng thái", "lạ"),
        problem("impossible_date", FIRST_ROW + 1, "Ngày tiếp nhận", "hôm qua"),
    )
    kept = {
        "dossier_code": "HS-1",
        "unit": "Phòng Tư pháp",
        "channel": "Trực tuyến",
        "received_on": "hôm qua",
        "due_on": "20/01/2026",
        "state": "lạ",
    }
    assert set_aside == (
        (FIRST_ROW, kept),
        (FIRST_ROW + 1, kept | {"dossier_code": "HS-2"}),
    )


def test_a_mild_fault_is_told_and_sets_nothing_aside() -> None:
    mild = rule("due_before_receipt", "due_on", sets_aside=False)
    problems, set_aside = told(sheet_of(LINE.format(1)), mild)
    assert problems == (problem("due_before_receipt", FIRST_ROW, "Ngày hẹn trả", "20/01/2026"),)
    assert set_aside == ()
    _, set_aside = told(sheet_of(LINE.format(1)), mild, rule("unknown_state", "state"))
    assert [row for row, _ in set_aside] == [FIRST_ROW]


def test_of_cells_shifted_by_a_comma_nothing_else_is_told() -> None:
    problems, set_aside = told(
        sheet_of(LINE.format(1)),
        rule("unknown_state", "state"),
        rule("shifted_cells", "dossier_code"),
    )
    assert problems == (problem("shifted_cells", FIRST_ROW, "Mã hồ sơ", "HS-1"),)
    assert len(set_aside) == 1


WRONG_KINDS = (
    rule("impossible_date", "received_on"),
    rule("unknown_state", "state"),
    rule("unknown_channel", "channel"),
    rule("not_a_number", "fee"),
)


@pytest.mark.parametrize(
    ("rules", "is_shifted"),
    [
        (WRONG_KINDS, True),
        (WRONG_KINDS[1:], False),
        ((*WRONG_KINDS[1:], rule("unknown_word", "payment")), True),
        ((*WRONG_KINDS[1:], rule("missing_date", "due_on")), False),
        ((*WRONG_KINDS[1:], rule("unknown_word", "state")), False),
    ],
)
def test_of_a_row_with_four_cells_of_another_kind_only_what_fits_is_shown(
    rules: Sequence[DossierRule], is_shifted: bool
) -> None:
    """ "hôm qua" is no day, "lạ" no word: they may be another column's, and a person's."""
    _, ((_, kept),) = told(sheet_of(LINE.format(1)), *rules)
    assert kept["received_on"] == ("…" if is_shifted else "hôm qua")
    assert kept["state"] == ("…" if is_shifted else "lạ")
    assert kept["channel"] == "Trực tuyến"


@pytest.mark.parametrize(
    ("unit", "value", "message"),
    [
        (
            "Phòng Tư pháp",
            "…",
            "“Phòng Tư pháp” không phải xã, phường đã biết: các dòng này không tính vào xã, phường "
            "nào.",
        ),
        ("Trần Văn A", "…", problem("unknown_unit", 1, "", "").message),
        ("", "", problem("unknown_unit", 1, "", "").message),
    ],
)
def test_an_unknown_units_name_stands_in_the_sentence_alone(
    unit: str, value: str, message: str
) -> None:
    sheet = sheet_of(LINE.format(1).replace("Phòng Tư pháp", unit))
    (unknown,), _ = told(sheet, rule("unknown_unit", "unit"))
    assert unknown == Problem("unknown_unit", FIRST_ROW, "Cơ quan", value, message)


def test_of_several_sheets_the_heading_names_the_rows_own() -> None:
    sheet = sheet_of(LINE.format(1), LINE.format(2))
    rows = pa.array([FIRST_ROW, ROWS_A_SHEET + 5], pa.int32())
    place = sheet.cells.column_names.index("row")
    both = replace(
        sheet, cells=sheet.cells.set_column(place, "row", rows), sheets=("Tháng 1", "x" * 50)
    )
    problems, set_aside = told(both, rule("unknown_state", "state"))
    assert [(one.row, one.heading) for one in problems] == [
        (FIRST_ROW, "Trạng thái (trang Tháng 1)"),
        (5, f"Trạng thái (trang {'x' * 40})"),
    ]
    assert [row for row, _ in set_aside] == [FIRST_ROW, 5]


def test_a_column_that_the_list_lacks_has_no_heading() -> None:
    (one,), _ = told(sheet_of(LINE.format(1)), rule("unknown_word", "rating"))
    assert (one.heading, one.value) == ("", "")


def test_a_list_without_faulty_rows_has_no_problems() -> None:
    sheet = sheet_of(LINE.format(1))
    empty = replace(sheet, cells=sheet.cells.slice(0, 0))
    assert told(empty, rule("unknown_state", "state")) == ((), ())


def test_more_faulty_rows_than_anybody_puts_right_are_refused() -> None:
    """With the commonest fault's column; of few rows the other has the fault."""
    sheet, count = sheet_of(LINE.format(1)), 50_001
    cells = sheet.cells.take(pa.array([0] * count))
    rows = pa.array(range(1, count + 1), pa.int32())
    many = replace(sheet, cells=cells.set_column(cells.column_names.index("row"), "row", rows))
    with pytest.raises(Refused) as refused:
        told(
            many,
            rule("unknown_state", "state", "row < 9"),
            rule("impossible_date", "received_on"),
        )
    assert refused.value.sentence == (
        "Hơn 50.000 dòng có lỗi, nhiều nhất ở cột “Ngày tiếp nhận”: hãy kiểm tra cột này rồi "
        "xuất lại."
    )


def test_a_problem_keeps_forty_signs_of_its_value() -> None:
    assert problem("error_cell", 3, "Phí", "x" * 50).value == "x" * 40
    assert problem("error_cell", 3, "Phí", None) == Problem(
        "error_cell", 3, "Phí", "", "Ô báo lỗi của Excel: hãy sửa ô này rồi nạp lại."
    )


def test_rows_are_counted_by_commune_and_a_commune_whose_rows_all_wait_has_none() -> None:
    rows = pa.table({"commune_code": ["11203", "10729", "11203"]})
    waiting = pa.table({"commune_code": ["31393", "11203", "31393"]})
    assert CheckedRows(rows, 3, (), ()).row_counts_by_commune == {"11203": 2, "10729": 1}
    counts = CheckedRows(rows, 6, (), (), waiting_rows=waiting).row_counts_by_commune
    assert counts == {"11203": 2, "10729": 1, "31393": 0}
