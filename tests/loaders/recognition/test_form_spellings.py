"""Forms as other systems and people head them: the columns that are read, and what is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from files.refusal import Refused
from loaders.layouts.layout import layouts
from loaders.recognition.reader import read_sheet
from tests.support.builders import xlsx_bytes

TITLE = [["UBND xã Ninh Giang, thành phố Hải Phòng"], ["Tháng 01 năm 2026"]]
CENTRE = ["Lĩnh vực", "", "Hộ tịch"]
UNIT = ["Tên đơn vị", "", "UBND Xã Ninh Giang"]


def columns_of(*columns: Sequence[str]) -> dict[str, str]:
    """Column → heading, of a form with these columns: two rows of headings and a line each."""
    rows = [list(row) for row in zip(*columns, strict=True)]
    return dict(read_sheet(xlsx_bytes([*TITLE, *rows])).heading_of)


def group(heading: str, *parts: str) -> list[list[str]]:
    """The columns below a merged heading, 1 in each of the line's cells."""
    return [[heading if i == 0 else "", part, "1"] for i, part in enumerate(parts)]


RESOLVED = {
    "resolved_early": "Trước hạn",
    "resolved_on_time_or_left": "Đúng hạn",
    "resolved_late": "Trễ hạn",
}


@pytest.mark.parametrize("resolved", ["Đã giải quyết", "Hồ sơ đã xử lý", "Kết quả giải quyết"])
@pytest.mark.parametrize(
    ("received", "online", "rest"),
    [
        ("Hồ sơ tiếp nhận", "Nộp trực tuyến", "Trực tiếp/BCCI"),
        ("Tiếp nhận", "Trực tuyến", "Trực tiếp hoặc qua BCCI"),
        ("Số hồ sơ tiếp nhận trong kỳ", "Qua mạng", "Trực tiếp và bưu chính"),
        ("Trong đó", "Trực tuyến", "Trực tiếp, qua bưu chính"),
        # Beside what came online alone, the direct ones are all others.
        ("Tiếp nhận trong kỳ", "Trực tuyến", "Trực tiếp"),
    ],
)
@pytest.mark.parametrize(("key", "layout"), [(CENTRE, "bieu-ii06a"), (UNIT, "bieu-06-don-vi")])
def test_a_form_under_other_words(
    key: list[str], layout: str, received: str, online: str, rest: str, resolved: str
) -> None:
    columns = [
        key,
        *group(received, "Kỳ trước chuyển sang", online, rest),
        *group(resolved, *RESOLVED.values()),
        *group("Đang xử lý", "Còn hạn", "Quá hạn"),
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    sheet = read_sheet(xlsx_bytes([*TITLE, *rows]))
    assert sheet.layout.name == layout
    assert {c: h.rpartition(" > ")[2] for c, h in sheet.heading_of.items()} == {
        ("field" if key is CENTRE else "unit"): key[0],
        "carried_over": "Kỳ trước chuyển sang",
        "received_online": online,
        "received_direct_or_postal": rest,
        **RESOLVED,
        "pending_on_time": "Còn hạn",
        "pending_late": "Quá hạn",
    }


def test_the_post_apart() -> None:
    heading_by_column = columns_of(
        CENTRE,
        ["Tồn đầu kỳ", "", "1"],
        *group("Tiếp nhận trong kỳ", "Tổng", "Trực tuyến", "Trực tiếp", "Bưu chính"),
        *group("Đã giải quyết", "Sớm hạn", "Đúng hạn", "Trễ hạn"),
    )
    assert heading_by_column["carried_over"] == "Tồn đầu kỳ"
    assert heading_by_column["received"] == "Tiếp nhận trong kỳ > Tổng"  # none carried over
    assert heading_by_column["received_direct"] == "Tiếp nhận trong kỳ > Trực tiếp"
    assert heading_by_column["received_postal"] == "Tiếp nhận trong kỳ > Bưu chính"


def test_late_of_nobody_knows_what_is_not_read() -> None:
    """“Quá hạn” without a group may be of those resolved or of those pending."""
    flat = ["Trực tuyến", "Trực tiếp", "Trước hạn", "Đúng hạn", "Quá hạn"]
    with pytest.raises(Refused):
        columns_of(CENTRE, *([heading, "", "1"] for heading in flat))


OTHERS = [
    (
        [
            UNIT,
            ["Số hồ sơ phải nộp phí, lệ phí", "", "2"],
            ["Số hồ sơ thanh toán trực tuyến", "", "1"],
            ["Thanh toán trực tiếp", "", "1"],
        ],
        {"payable", "paid_online", "paid_direct"},
    ),
    (
        [
            UNIT,
            *group("Số hóa TPHS", "Tổng hồ sơ tiếp nhận", "Hồ sơ đã số hóa", "Tỷ lệ %"),
            *group("Số hóa kết quả", "Tổng hồ sơ đã giải quyết", "Đã số hóa", "Tỷ lệ %"),
        ],
        {"received", "received_digitised", "results_due", "results_digitised"},
    ),
    (
        [
            CENTRE,
            ["Số phiếu phát ra", "", "9"],
            ["Số phiếu thu về", "", "3"],
            *([level, "", "1"] for level in ("Rất hài lòng", "Hài lòng", "Không hài lòng")),
        ],
        {"ratings", "ratings_very_satisfied", "ratings_fairly_satisfied", "ratings_dissatisfied"},
    ),
    (
        [
            ["Nội dung PAKN", "", "Về hành vi hành chính"],
            *group("Số PAKN đã tiếp nhận", "Tổng", "Kỳ trước chuyển sang", "Phát sinh mới"),
            *group("Kết quả xử lý", "Tổng", "Đúng hạn", "Trễ hạn"),
        ],
        {"petitions", "petitions_carried_over", "petitions_new", "petitions_handled"}
        | {"petitions_handled_on_time", "petitions_handled_late"},
    ),
]


@pytest.mark.parametrize(("columns", "counts"), OTHERS)
def test_other_forms_under_other_words(columns: list[list[str]], counts: set[str]) -> None:
    assert columns_of(*columns).keys() - {"unit", "field", "petition_kind"} == counts


def test_a_column_split_into_unknown_ones_is_not_read_by_the_first_of_them() -> None:
    rows = [
        ["Đơn vị", "Hồ sơ thu phí", "Thanh toán", "", ""],
        ["", "", "Trực tuyến", "", "Trực tiếp"],
        ["", "", "Qua Cổng DVCQG", "Qua cổng của tỉnh", ""],
        ["UBND Xã Ninh Giang", "10", "6", "1", "3"],
    ]
    with pytest.raises(Refused, match="“Thanh toán > Trực tuyến” được tách thành nhiều cột con"):
        read_sheet(xlsx_bytes([*TITLE, *rows]))


def test_a_layouts_own_heading_is_no_spelling_of_another() -> None:
    for layout in layouts():
        assert layout.spellings.keys().isdisjoint(layout.headings)
        assert set(layout.spellings.values()) <= set(layout.headings.values())
