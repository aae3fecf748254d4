"""A form's lines as they are stored: their counts, what is said of each, and what is set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from files.refusal import Refused
from loaders.recognition.sheet import Sheet
from loaders.validation.forms import NO_COUNTS, ONLY_TOTALS, check_form, data_lines
from loaders.validation.problems import problem
from tests.support.drawn_sheets import drawn_sheet

HEADINGS = {
    "field": "Lĩnh vực",
    "ratings": "Tổng số phiếu",
    "ratings_very_satisfied": "Rất hài lòng",
    "ratings_fairly_satisfied": "Hài lòng",
    "ratings_dissatisfied": "Chưa hài lòng",
    "rate_satisfied": "Tỷ lệ hài lòng (%)",
}
OF_NINH_GIANG = {"": "11203"}
BALANCE = "tổng số phiếu = rất hài lòng + hài lòng + chưa hài lòng"
LAND, CIVIL = "Đất đai|10|6|3|1|90", "Hộ tịch|20|9|9|2|90"


def form(*lines: str) -> Sheet:
    """Ratings by field: in all, very satisfied, satisfied, not satisfied, the rate."""
    return drawn_sheet("hai-long", HEADINGS, "\n".join(lines))


def row(number: int, field: str, *counts: int | None) -> dict[str, Any]:
    """A stored row of Xã Ninh Giang; without counts it has none that anybody trusts."""
    names = [name for name in HEADINGS if name.startswith("ratings")]
    return {
        "commune_code": "11203",
        "field": field,
        **dict(zip(names, counts or (None,) * 4, strict=True)),
        "row": number,
    }


def cells(field: str, *texts: str) -> Mapping[str, str]:
    """What is kept of a line set aside."""
    names = [name for name in HEADINGS if name.startswith("ratings")]
    return {"field": field, **dict(zip(names, texts, strict=True))}


LAND_ROW, CIVIL_ROW = row(8, "Đất đai", 10, 6, 3, 1), row(9, "Hộ tịch", 20, 9, 9, 2)


def test_the_lines_of_a_sound_form_are_its_rows() -> None:
    checked = check_form(form(LAND, CIVIL, "Tổng số|30|15|12|3|90"), OF_NINH_GIANG)
    assert checked.rows.to_pylist() == [LAND_ROW, CIVIL_ROW]
    assert (checked.rows_read, checked.problems, checked.set_aside) == (2, (), ())
    assert [(column.name, column.type) for column in checked.rows.schema] == [
        ("commune_code", pa.string()),
        ("field", pa.string()),
        *((name, pa.int64()) for name in HEADINGS if name.startswith("ratings")),
        ("row", pa.int32()),
    ]
    assert [line["name"] for line in data_lines(form(LAND, "Tổng số|10|6|3|1|90"))] == ["Đất đai"]


@pytest.mark.parametrize("code", ["11203", None])
def test_rows_without_a_count_and_no_rows_have_columns_of_the_same_types(code: str | None) -> None:
    """Every line is set aside: for a cell that is no number, or as of no commune."""
    checked = check_form(form("Đất đai|x|y|z|1|", "Hộ tịch|1|1|0|x|"), {"": code})
    assert checked.rows.schema == check_form(form(LAND), OF_NINH_GIANG).rows.schema
    assert checked.rows.to_pylist() == ([row(8, "Đất đai"), row(9, "Hộ tịch")] if code else [])


def test_a_blank_count_is_none() -> None:
    checked = check_form(form(LAND, "Hộ tịch|9||9||100"), OF_NINH_GIANG)
    assert checked.rows.to_pylist() == [LAND_ROW, row(9, "Hộ tịch", 9, 0, 9, 0)]
    assert checked.problems == ()


@pytest.mark.parametrize(
    ("line", "kind", "heading", "text"),
    [
        ("Hộ tịch|21|9|9|2|85,71", "unbalanced", "Tổng số phiếu", BALANCE),
        ("Hộ tịch|20|chín|9|2|90", "not_a_number", "Rất hài lòng", "chín"),
    ],
)
def test_a_line_that_is_wrong_has_no_counts_and_is_set_aside(
    line: str, kind: str, heading: str, text: str
) -> None:
    """Of one with a cell that is no number the sums are not checked, and of none the totals."""
    checked = check_form(form(LAND, line, "Tổng số|99|15|12|3|90"), OF_NINH_GIANG)
    assert checked.rows.to_pylist() == [LAND_ROW, row(9, "Hộ tịch")]
    assert checked.problems == (problem(kind, 9, heading, text),)
    assert checked.set_aside == ((9, cells("Hộ tịch", *line.split("|")[1:5])),)
    assert checked.rows_read == 2


def test_a_part_that_exceeds_its_whole_sets_its_line_aside() -> None:
    less = {name: HEADINGS[name] for name in (*list(HEADINGS)[:2], "ratings_very_satisfied")}
    sheet = drawn_sheet("hai-long", less, "Đất đai|10|6\nHộ tịch|8|9")
    bound = problem("part_exceeds_whole", 9, "Rất hài lòng", "rất hài lòng không quá tổng số phiếu")
    checked = check_form(sheet, OF_NINH_GIANG)
    assert (checked.problems, [number for number, _ in checked.set_aside]) == ((bound,), [9])
    accepted = check_form(sheet, OF_NINH_GIANG, accept_unbalanced=True)
    assert (accepted.problems, accepted.set_aside) == ((bound,), ())


def test_a_line_that_breaks_a_sum_may_be_accepted_one_without_a_number_may_not() -> None:
    lines = (LAND, "Hộ tịch|21|9|9|2|90", "Nhà ở|x|1|1|1|90")
    checked = check_form(form(*lines), OF_NINH_GIANG, accept_unbalanced=True)
    assert checked.rows.to_pylist() == [
        LAND_ROW,
        row(9, "Hộ tịch", 21, 9, 9, 2),
        row(10, "Nhà ở"),
    ]
    assert checked.problems == (
        problem("unbalanced", 9, "Tổng số phiếu", BALANCE),
        problem("rate_differs", 9, "Tỷ lệ hài lòng (%)", "90"),
        problem("not_a_number", 10, "Tổng số phiếu", "x"),
    )
    assert [number for number, _ in checked.set_aside] == [10]


def test_a_total_is_held_against_lines_of_which_none_is_set_aside() -> None:
    checked = check_form(form(LAND, CIVIL, "Tổng số|31|15|12|3|90"), OF_NINH_GIANG)
    assert checked.problems == (problem("unbalanced_total", 10, "Tổng số phiếu", "31"),)
    assert (checked.rows.num_rows, checked.set_aside) == (2, ())


def test_a_printed_rate_that_differs_is_told_and_the_counts_stand() -> None:
    checked = check_form(form(LAND, "Hộ tịch|20|9|9|2|91"), OF_NINH_GIANG)
    assert checked.problems == (problem("rate_differs", 9, "Tỷ lệ hài lòng (%)", "91"),)
    assert checked.rows.to_pylist() == [LAND_ROW, CIVIL_ROW]


def test_a_line_with_cells_that_a_comma_shifted_is_set_aside_unread() -> None:
    sheet = replace(form(LAND, "Hộ tịch|x|9|9|2|"), shifted_rows=(9,))
    checked = check_form(sheet, OF_NINH_GIANG)
    assert checked.problems == (problem("shifted_cells", 9, "Lĩnh vực", ""),)
    assert checked.rows.to_pylist() == [LAND_ROW, row(9, "Hộ tịch")]


def test_a_field_that_stands_twice_is_set_aside_where_it_comes_again() -> None:
    checked = check_form(form(CIVIL, LAND, "HỘ TỊCH|5|5|0|0|100"), OF_NINH_GIANG)
    assert checked.problems == (problem("repeated_line", 10, "Lĩnh vực", "HỘ TỊCH"),)
    assert checked.rows.to_pylist() == [
        row(8, "Hộ tịch", 20, 9, 9, 2),
        row(9, "Đất đai", 10, 6, 3, 1),
        row(10, "HỘ TỊCH"),
    ]


@pytest.mark.parametrize(
    ("lines", "kind", "number", "name", "rows_that_count"),
    [
        ((LAND, "Số liệu|10|6|3|1|90"), "taken_as_total", 9, "Số liệu", [8]),
        ((LAND, CIVIL, "Nhà ở|30|15|12|3|90"), "maybe_total", 10, "Nhà ở", [8, 9, 10]),
        (
            (LAND, "Trong đó: trực tuyến|4|4|0|0|100", CIVIL),
            "side_line",
            9,
            "Trong đó: trực tuyến",
            [8, 10],
        ),
    ],
)
def test_a_line_that_repeats_others_or_stands_beside_them_is_told(
    lines: tuple[str, ...], kind: str, number: int, name: str, rows_that_count: list[int]
) -> None:
    checked = check_form(form(*lines), OF_NINH_GIANG)
    assert checked.problems == (problem(kind, number, "Lĩnh vực", name),)
    assert checked.rows.column("row").to_pylist() == rows_that_count
    assert (checked.rows_read, checked.set_aside) == (len(rows_that_count), ())


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("Tổng số|10|6|3|1|90", "Cộng|10|6|3|1|90"), ONLY_TOTALS),
        (("Đất đai", "Hộ tịch|-"), NO_COUNTS),
    ],
)
def test_a_form_without_a_line_that_counts_is_refused(
    lines: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        check_form(form(*lines), OF_NINH_GIANG)
    assert refused.value.sentence == sentence


def test_what_is_kept_of_a_line_set_aside_is_cut_and_leaves_blanks_out() -> None:
    line = f"Hộ tịch {'dài ' * 20}|{'x' * 50}||{'9' * 50}|2|{'9' * 50}"
    ((number, kept),) = check_form(form(LAND, line), OF_NINH_GIANG).set_aside
    assert number == 9
    assert kept == {
        "field": f"Hộ tịch {'dài ' * 8}",
        "ratings": "x" * 40,
        "ratings_fairly_satisfied": "9" * 40,
        "ratings_dissatisfied": "2",
    }


UNITS = {
    "unit": "Tên đơn vị",
    "payable": "Hồ sơ thu phí",
    "paid_direct": "Trực tiếp",
    "paid_online": "Trực tuyến",
}
HONG_BANG, LE_CHAN, OFFICE = "UBND Phường Hồng Bàng", "UBND Phường Lê Chân", "Sở Nội vụ"


def test_each_unit_counts_for_its_commune_and_an_unknown_one_for_none() -> None:
    drawing = f"{HONG_BANG}|9|5|4\n{OFFICE}|x|2|1\n{LE_CHAN}|7|7|0"
    codes = {HONG_BANG: "11311", LE_CHAN: "11365", OFFICE: None}
    checked = check_form(drawn_sheet("thanh-toan", UNITS, drawing), codes)
    assert checked.rows.to_pylist() == [
        {"commune_code": "11311", "payable": 9, "paid_direct": 5, "paid_online": 4, "row": 8},
        {"commune_code": "11365", "payable": 7, "paid_direct": 7, "paid_online": 0, "row": 10},
    ]
    assert checked.problems == (problem("unknown_unit", 9, "Tên đơn vị", OFFICE),)
    assert checked.set_aside == (
        (9, {"unit": OFFICE, "payable": "x", "paid_direct": "2", "paid_online": "1"}),
    )
    assert checked.rows_read == 3


def test_units_that_fields_would_take_for_one_are_two() -> None:
    """Only fields are compared without capitals; a unit must be written the same."""
    first, second, again = HONG_BANG, HONG_BANG.upper(), HONG_BANG
    drawing = f"{first}|9|5|4\n{second}|7|7|0\n{again}|1|1|0"
    codes = {first: "11311", second: "11311"}
    checked = check_form(drawn_sheet("thanh-toan", UNITS, drawing), codes)
    assert checked.problems == (problem("repeated_line", 10, "Tên đơn vị", again),)
