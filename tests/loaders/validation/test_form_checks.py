"""A form's cells, sums, bounds, printed rates and totals, held against counts worked by hand."""

from __future__ import annotations

import pytest

from data.record.problem import Problem
from loaders.parsing.line_numbers import Line
from loaders.reading.grid import ERROR_CELL
from loaders.recognition.sheet import Sheet
from loaders.validation.form_checks import (
    cell_problems,
    rate_problems,
    sum_problems,
    total_problems,
)
from loaders.validation.form_lines import read_lines
from loaders.validation.problems import problem
from tests.support.drawn_sheets import FIRST_ROW, drawn_sheet

ALL, VERY, FAIRLY, NOT = (
    "ratings",
    "ratings_very_satisfied",
    "ratings_fairly_satisfied",
    "ratings_dissatisfied",
)
COUNTS = (ALL, VERY, FAIRLY, NOT)
HEADINGS = {
    "field": "Lĩnh vực",
    ALL: "Tổng số phiếu đánh giá",
    VERY: "Mức độ > Rất hài lòng",
    FAIRLY: "Mức độ > Hài lòng",
    NOT: "Mức độ > Chưa hài lòng",
    "rate_satisfied": "Tỷ lệ hài lòng (%)",
}
BALANCE = "tổng số phiếu = rất hài lòng + hài lòng + chưa hài lòng"


def satisfaction_form(drawing: str, *columns: str) -> tuple[Sheet, list[Line]]:
    """A form of ratings by field with these columns, or all of them, and its lines."""
    headings = {name: HEADINGS[name] for name in ("field", *columns)} if columns else HEADINGS
    sheet = drawn_sheet("hai-long", headings, drawing)
    return sheet, read_lines(sheet)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("", None),
        ("-", None),
        ("0", None),
        ("12", None),
        ("1.234", None),
        ("12,0", None),
        ("1000000000000", None),
        ("1000000000001", "not_a_number"),
        ("-1", "not_a_number"),
        ("0,5", "not_a_number"),
        ("bốn", "not_a_number"),
        ("Infinity", "not_a_number"),
        (ERROR_CELL, "error_cell"),
    ],
)
def test_which_cells_hold_a_count(cell: str, kind: str | None) -> None:
    sheet, (line,) = satisfaction_form(f"Hộ tịch | 9 | {cell} | 3 | 1 | ")
    expected = [problem(kind, FIRST_ROW, HEADINGS[VERY], cell)] if kind else []
    assert list(cell_problems(line, COUNTS, sheet)) == expected


def test_each_cell_without_a_count_is_told_under_its_heading() -> None:
    sheet, (_, line) = satisfaction_form("Đất đai|1|1|0|0|\nHộ tịch|x|6|y|1|tốt")
    assert list(cell_problems(line, COUNTS, sheet)) == [
        problem("not_a_number", FIRST_ROW + 1, HEADINGS[ALL], "x"),
        problem("not_a_number", FIRST_ROW + 1, HEADINGS[FAIRLY], "y"),
    ]


UNBALANCED = problem("unbalanced", FIRST_ROW, HEADINGS[ALL], BALANCE)
TOO_MANY_VERY = problem(
    "part_exceeds_whole", FIRST_ROW, HEADINGS[VERY], "rất hài lòng không quá tổng số phiếu"
)
TOO_MANY_FAIRLY = problem(
    "part_exceeds_whole", FIRST_ROW, HEADINGS[FAIRLY], "hài lòng không quá tổng số phiếu"
)


@pytest.mark.parametrize(
    ("drawing", "columns", "expected"),
    [
        ("Hộ tịch | 10 | 6 | 3 | 1 | ", COUNTS, []),
        ("Hộ tịch | 11 | 6 | 3 | 1 | ", COUNTS, [UNBALANCED]),
        ("Hộ tịch |  9 | 6 | 3 | 1 | ", COUNTS, [UNBALANCED]),
        ("Hộ tịch |  9 | 6 | 3 |   | ", COUNTS, []),
        ("Hộ tịch |    | 6 | 3 | 1 | ", COUNTS, [UNBALANCED, TOO_MANY_VERY, TOO_MANY_FAIRLY]),
        ("Hộ tịch |  3 | 4 | 0 | 0 | ", COUNTS, [UNBALANCED, TOO_MANY_VERY]),
        # Without all its parts a sum tells nothing; a bound needs only its two counts.
        ("Hộ tịch |  8 | 6 | 3", (ALL, VERY, FAIRLY), []),
        ("Hộ tịch |  6 | 6 | 3", (ALL, VERY, FAIRLY), []),
        ("Hộ tịch |  5 | 6 | 3", (ALL, VERY, FAIRLY), [TOO_MANY_VERY]),
        ("Hộ tịch |  2 | 3", (ALL, FAIRLY), [TOO_MANY_FAIRLY]),
        ("Hộ tịch |  6 | 3", (VERY, FAIRLY), []),
    ],
)
def test_sums_and_bounds(drawing: str, columns: tuple[str, ...], expected: list[Problem]) -> None:
    sheet, (line,) = satisfaction_form(drawing, *columns, *(["rate_satisfied"] * (NOT in columns)))
    assert list(sum_problems(line, columns, sheet)) == expected


@pytest.mark.parametrize(
    ("counts", "printed", "differs"),
    [
        # Of 3 ratings 2 were satisfied: 66,66… %, rounded, cut, or as a share.
        ("3|1|1|1", "66,67", False),
        ("3|1|1|1", "66.66%", False),
        ("3|1|1|1", "66,67 %", False),
        ("3|1|1|1", "0,6667", False),
        ("3|1|1|1", "66,68", True),
        ("3|1|1|1", "66,68%", True),
        ("3|1|1|1", "66,65", True),
        ("3|1|1|1", "33,33", True),
        ("3|1|1|1", "0,66", True),
        ("3|1|1|1", "-66,67", True),
        # 1 of 32 is 3,125 %: rounded up, cut.
        ("32|1|0|31", "3,13", False),
        ("32|0|1|31", "3,12", False),
        ("32|1|0|31", "3,14", True),
        # 1 of 2 is 50 %: cutting it changes nothing.
        ("2|1|0|1", "50", False),
        ("2|1|0|1", "49,99", True),
        ("2|1|0|1", "50,01", True),
        ("4|2|2|0", "100", False),
        ("4|2|2|0", "1", False),
        # What says nothing cannot be wrong.
        ("4|2|2|0", "", False),
        ("4|2|2|0", "cao", False),
        ("4|2|2|0", "inf", False),
        ("0|0|0|0", "100", False),
    ],
)
def test_printed_rates(counts: str, printed: str, differs: bool) -> None:
    sheet, (_, line) = satisfaction_form(f"Đất đai|1|1|0|0|100\nHộ tịch|{counts}|{printed}")
    expected = problem("rate_differs", FIRST_ROW + 1, HEADINGS["rate_satisfied"], printed)
    assert list(rate_problems(line, COUNTS, sheet)) == ([expected] if differs else [])


def test_a_rate_is_held_only_against_counts_that_are_there() -> None:
    sheet, (line,) = satisfaction_form("Hộ tịch|3|1|90", ALL, VERY, "rate_satisfied")
    assert list(rate_problems(line, (ALL, VERY), sheet)) == []
    sheet, (line,) = satisfaction_form("Hộ tịch|3|1|1", ALL, VERY, FAIRLY)
    assert list(rate_problems(line, (ALL, VERY, FAIRLY), sheet)) == []


def test_a_rate_of_whole_percents_may_be_one_off_where_it_is_cut() -> None:
    headings = {
        "unit": "Đơn vị",
        "resolved": "Đã giải quyết",
        "resolved_early": "Sớm hạn",
        "resolved_on_time": "Đúng hạn",
        "rate_on_time": "Tỉ lệ",
    }
    for printed, differs in (("66", False), ("67", False), ("68", True), ("65", True)):
        sheet = drawn_sheet("opencps-thang", headings, f"Phường Hồng Bàng|3|1|1|{printed}")
        (line,) = read_lines(sheet)
        assert bool(list(rate_problems(line, list(headings)[1:4], sheet))) == differs


TOTALS = {
    "the sum of all": ("A|1|1\nB|2|0\nTổng số|3|1", []),
    "below nothing": ("Tổng số|3|1\nA|1|1\nB|2|0", []),
    "one column wrong": ("A|1|1\nB|2|0\nTổng số|3|2", [(10, VERY, "2")]),
    "both columns wrong": ("A|1|1\nB|2|0\nTổng số|4|2", [(10, ALL, "4"), (10, VERY, "2")]),
    "a blank says nothing": ("A|1|1\nB|2|0\nTổng số|3|", []),
    "nought is not blank": ("A|1|1\nB|2|0\nTổng số|3|0", [(10, VERY, "0")]),
    "the sum of those above": ("A|1|1\nB|2|0\nCộng|3|1\nC|4|1", []),
    "the sum of those below": ("A|1|1\nCộng|6|1\nB|2|0\nC|4|1", []),
    "the sum of all, in the middle": ("A|1|1\nCộng|7|2\nB|2|0\nC|4|1", []),
    "no sum of any": ("A|1|1\nCộng|5|2\nB|2|0\nC|4|1", [(9, ALL, "5")]),
    "two groups and all": ("A|1|1\nB|2|0\nCộng|3|1\nC|4|1\nCộng|4|1\nTổng|7|2", []),
    "the second group alone": ("A|1|1\nCộng|1|1\nB|2|0\nC|4|1\nCộng|6|1", []),
    "the second group is wrong": (
        "A|1|1\nCộng|1|1\nB|2|0\nC|4|1\nCộng|5|1",
        [(12, ALL, "5"), (12, VERY, "1")],
    ),
    "a total reaches over no other total": (
        "A|1|1\nCộng|1|1\nB|2|0\nCộng|2|0\nC|4|1\nCộng|6|1",
        [(13, ALL, "6"), (13, VERY, "1")],
    ),
}


@pytest.mark.parametrize(("drawing", "expected"), TOTALS.values(), ids=TOTALS)
def test_totals(drawing: str, expected: list[tuple[int, str, str]]) -> None:
    sheet, lines = satisfaction_form(drawing, ALL, VERY)
    totals = [line for line in lines if str(line["name"])[0] in "CT" and line["name"] != "C"]
    data_lines = [line for line in lines if line not in totals]
    assert list(total_problems(totals, data_lines, (ALL, VERY), sheet)) == [
        problem("unbalanced_total", row, HEADINGS[column], cell) for row, column, cell in expected
    ]
