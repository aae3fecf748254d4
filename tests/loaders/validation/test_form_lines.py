"""Which rows below a form's headings are lines that name and count something."""

from __future__ import annotations

import pyarrow as pa
import pytest

from files.refusal import Refused
from loaders.reading.grid import ERROR_CELL
from loaders.recognition.sheet import Sheet
from loaders.validation.form_lines import TOO_MANY_LINES, number_columns, read_lines
from tests.support.drawn_sheets import FIRST_ROW, drawn_sheet

COLUMNS = {
    "ordinal": "STT",
    "field": "Lĩnh vực",
    "ratings": "Tổng số",
    "ratings_very_satisfied": "Rất hài lòng",
    "ratings_fairly_satisfied": "Hài lòng",
    "rate_satisfied": "Tỷ lệ",
}


def form(drawing: str) -> Sheet:
    """Lines of an ordinal, a name, three counts and a rate."""
    return drawn_sheet("hai-long", COLUMNS, drawing)


def test_a_line_has_the_value_the_text_and_the_blankness_of_each_number() -> None:
    sheet = form("1 | Hộ  tịch | 1.234 | - | bốn | 98,5")
    assert number_columns(sheet) == list(COLUMNS)[2:]
    assert read_lines(sheet) == [
        {
            "row": FIRST_ROW,
            "name": "Hộ tịch",
            "ordinal": "1",
            "is_empty": False,
            "ratings": 1234.0,
            "raw_ratings": "1.234",
            "blank_ratings": False,
            "ratings_very_satisfied": None,
            "raw_ratings_very_satisfied": "-",
            "blank_ratings_very_satisfied": True,
            "ratings_fairly_satisfied": None,
            "raw_ratings_fairly_satisfied": "bốn",
            "blank_ratings_fairly_satisfied": False,
            "rate_satisfied": 98.5,
            "raw_rate_satisfied": "98,5",
            "blank_rate_satisfied": False,
            "rank": 2,
            "parent_row": None,
        }
    ]


@pytest.mark.parametrize(
    ("cells", "is_line"),
    [
        ("Hộ tịch | 5 | 3 | 2 | 100", True),
        ("Hộ tịch | 0", True),
        ("Hộ tịch | | | | 100", True),
        ("Hộ tịch", False),
        ("Hộ tịch | - | null | … | ", False),
        (" | 5 | 3 | 2 | 100", False),
        # Who signs: no number, and at most half of the four cells filled.
        ("Người lập biểu | | Chủ tịch", False),
        ("Người lập biểu | | Phó Chủ tịch | Chủ tịch", False),
        ("Người lập biểu | Kế toán | Phó Chủ tịch | Chủ tịch", True),
        ("Người lập biểu | 5 | Chủ tịch", True),
        ("Hộ tịch | 4 hồ sơ", True),
        ("Hộ tịch | -4", True),
        ("Hộ tịch | khoảng 4", False),
        (f"Hộ tịch | {ERROR_CELL}", True),
        # Groups stand in their lines' counts too.
        ("Cấp xã | 5 | 3 | 2 | 100", False),
        ("II. CẤP TRUNG ƯƠNG | 5", False),
        ("* UBND cấp huyện | 5", False),
        ("a) Các sở, ban, ngành | 5", False),
        ("Sở ngành | 5", False),
        ("Cơ quan ngành dọc | 5", False),
        ("Xã, phường | 5", False),
        ("Các xã, phường | 5", False),
        ("Huyện, thị xã | 5", False),
        ("Cấp phép xây dựng | 5", True),
        ("Cấp xãhội | 5", True),
        ("Sở hữu trí tuệ | 5", True),
        ("Hỗ trợ cấp xã | 5", True),
    ],
)
def test_which_rows_are_lines(cells: str, is_line: bool) -> None:
    sheet = form(f"1 | Đất đai | 1 | 1 | 0 | 100\n2 | {cells}")
    expected = [FIRST_ROW, FIRST_ROW + 1] if is_line else [FIRST_ROW]
    assert [line["row"] for line in read_lines(sheet)] == expected


def test_each_line_stands_below_the_nearest_that_counts() -> None:
    """Row 8 has no counts, so row 10 stands below none; the signature of row 14 is no line."""
    sheet = form(
        """
        | I   | Tư pháp                |    |    |   |
        |     | 1. Hộ tịch             | 20 | 12 | 8 |
        | 1.1 | Khai sinh              | 12 |  8 | 4 |
        |     | - Trong đó: trực tuyến |  9 |  6 | 3 |
        | II  | Kinh tế                |  5 |  5 | 0 |
        | 1   | Đất đai                |  5 |  5 | 0 |
        |     | Nguyễn Văn Mẫu         | Chủ tịch
        """
    )
    assert [(line["row"], line["rank"], line["parent_row"]) for line in read_lines(sheet)] == [
        (9, 2, None),
        (10, 3, 9),
        (11, 8, 10),
        (12, 1, None),
        (13, 2, 12),
    ]


def test_a_form_without_a_column_of_numbers_has_those_before_the_names() -> None:
    without = {name: heading for name, heading in COLUMNS.items() if name != "ordinal"}
    sheet = drawn_sheet("hai-long", without, "I. Tư pháp | 9 | 5 | 4\n1. Hộ tịch | 9 | 5 | 4")
    lines = read_lines(sheet)
    assert [(line["ordinal"], line["rank"], line["parent_row"]) for line in lines] == [
        (None, 1, None),
        (None, 2, FIRST_ROW),
    ]


@pytest.mark.parametrize(("count", "is_refused"), [(20_000, False), (20_001, True)])
def test_no_form_has_more_than_twenty_thousand_lines(count: int, is_refused: bool) -> None:
    sheet = form("1 | Hộ tịch | 1 | 1 | 0 | 100")
    rows = sheet.cells.take(pa.array([0] * count))
    many = Sheet(sheet.layout, sheet.name, sheet.headings, (), rows)
    if is_refused:
        with pytest.raises(Refused) as refused:
            read_lines(many)
        assert refused.value.sentence == TOO_MANY_LINES
    else:
        assert len(read_lines(many)) == count
