"""Against which of its layout's sums a form can be held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from loaders.recognition.headings import Heading
from loaders.recognition.sheet import Sheet
from loaders.validation.balances import balances_over, unknown_parts
from tests.support.drawn_sheets import drawn_sheet

LEVELS = "Mức độ đánh giá"
RATINGS = {
    "field": "Lĩnh vực",
    "ratings": "Tổng số phiếu",
    "ratings_very_satisfied": f"{LEVELS} > Rất hài lòng",
    "ratings_fairly_satisfied": f"{LEVELS} > Hài lòng",
    "ratings_dissatisfied": f"{LEVELS} > Chưa hài lòng",
}
WORDS = "tổng số phiếu = rất hài lòng + hài lòng + chưa hài lòng"


def ratings(*unknown_headings: str, **headings: str) -> Sheet:
    return drawn_sheet("hai-long", RATINGS | headings, "Hộ tịch|3|1|1|1", *unknown_headings)


def sums(sheet: Sheet, left_out: Sequence[str] = ()) -> list[str]:
    """The sums that hold over the sheet's columns but these, in the layout's words."""
    columns = sheet.heading_of.keys() - set(left_out)
    return [balance.words for balance in balances_over(sheet, columns)]


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ([], [WORDS]),
        (["field"], [WORDS]),
        (["ratings"], []),
        (["ratings_very_satisfied"], []),
        (["ratings_dissatisfied"], []),
    ],
)
def test_a_sum_needs_its_total_and_every_part(left_out: list[str], expected: list[str]) -> None:
    assert sums(ratings(), left_out) == expected


@pytest.mark.parametrize(
    ("unknown_heading", "is_part"),
    [
        (f"{LEVELS} > Bình thường", True),
        ("Bình thường", False),
        ("Mức độ khác > Bình thường", False),
        (f"{LEVELS} > Chung > Bình thường", False),
        (f"{LEVELS} > %", False),
        (f"{LEVELS} > Hài lòng (%)", False),
        (f"{LEVELS} > Tỷ lệ hài lòng", False),
        (f"{LEVELS} > TỈ LỆ", False),
        (f"{LEVELS} > Số tỷ lệ", True),
    ],
)
def test_an_unknown_heading_among_the_parts_may_be_one_more(
    unknown_heading: str, is_part: bool
) -> None:
    sheet = ratings(unknown_heading)
    assert sums(sheet) == ([] if is_part else [WORDS])
    assert unknown_parts(sheet) == ([unknown_heading] if is_part else [])


def test_two_columns_under_one_merged_cell_have_a_place_among_them() -> None:
    sheet = ratings(f"{LEVELS} > Bình thường", ratings_dissatisfied="Chưa hài lòng")
    assert sums(sheet) == []


def test_only_the_last_of_several_merged_cells_tells_that_a_heading_is_over_shares() -> None:
    group = "Đánh giá > Tỷ lệ và số phiếu (%)"
    below = {
        name: f"{group} > {level}"
        for name, level in (("ratings_very_satisfied", "Rất"), ("ratings_fairly_satisfied", "Có"))
    }
    assert unknown_parts(ratings(f"{group} > Bình thường", **below)) == [f"{group} > Bình thường"]


def test_a_heading_that_is_known_and_not_read_is_no_part() -> None:
    sheet = ratings()
    unused = Heading(f"{LEVELS} > Ghi chú", 50, None, "unused")
    assert sums(replace(sheet, headings=(*sheet.headings, unused))) == [WORDS]


def test_parts_of_which_no_two_share_a_merged_cell_have_no_place_among_them() -> None:
    apart = {
        "ratings_very_satisfied": "A > Rất hài lòng",
        "ratings_fairly_satisfied": "B > Hài lòng",
        "ratings_dissatisfied": "Chưa hài lòng",
    }
    assert sums(ratings("A > Bình thường", "Bình thường", **apart)) == [WORDS]


def test_several_unknown_parts_are_told_once_each() -> None:
    names = (f"{LEVELS} > Bình thường", f"{LEVELS} > Không ý kiến")
    assert unknown_parts(ratings(*names, names[0])) == [*names]


def test_a_part_given_only_in_its_own_parts_is_there_by_those() -> None:
    received = {
        "field": "Lĩnh vực",
        "received_and_carried_over": "Tiếp nhận > Tổng số",
        "received_online_end_to_end": "Tiếp nhận > Toàn trình",
        "received_online_partial": "Tiếp nhận > Một phần",
        "received_direct_or_postal": "Tiếp nhận > Trực tiếp",
        "carried_over": "Tiếp nhận > Kỳ trước",
    }
    sheet = drawn_sheet("bieu-ii06a", received, "Hộ tịch|10|2|3|4|1")
    (balance,) = balances_over(sheet, received.keys())
    assert balance.words == "(3) = (4) + (5) + (6)"
    assert balance.total == "received_and_carried_over"
    assert balance.parts == (
        "received_online_end_to_end",
        "received_online_partial",
        "received_direct_or_postal",
        "carried_over",
    )
    with_unknown = drawn_sheet("bieu-ii06a", received, "Hộ tịch|10", "Tiếp nhận > Bưu chính")
    assert list(balances_over(with_unknown, received.keys())) == []
    assert unknown_parts(with_unknown) == ["Tiếp nhận > Bưu chính"]
