"""Headings of a list that stand over several columns, and what headings say of their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from loaders.answers import Answers
from loaders.notes.preview_notes import notices
from loaders.recognition.reader import read_sheet
from loaders.staging import Staged, stage_sheet
from tests.support.builders import HEADINGS, JANUARY, dossier, xlsx_bytes

FEE, RESULT = "Phí, lệ phí (đồng)", "Số hóa kết quả"


def staged(heading: str, parts: Sequence[str], cells: Sequence[Sequence[str]]) -> Staged:
    """A list in which `heading` stands over `parts`, with the `cells` of each dossier in them."""
    place = HEADINGS.index(heading)
    top, below = [*HEADINGS], [""] * len(HEADINGS)
    top[place : place + 1] = [heading, *[""] * (len(parts) - 1)]
    below[place : place + 1] = parts
    lines = []
    for number, own_cells in enumerate(cells, 1):
        line = [dossier(number).get(h, "") for h in HEADINGS]
        line[place : place + 1] = own_cells
        lines.append(line)
    rows = [*([text] for text in JANUARY), top, below, *lines]
    return stage_sheet("a", read_sheet(xlsx_bytes(rows)), "0", Answers())


@pytest.mark.parametrize(
    ("parts", "cells"),
    [
        (["Phí", "Lệ phí"], [["5000", "0"], ["0", "8000"], ["5000", "3000"]]),
        (["Lệ phí", "Phí"], [["", "5000"], ["8000", ""], ["3000", "5000"]]),
        (["Lệ phí (VNĐ)", "Phí (VNĐ)"], [["0", "5000"], ["8000", "0"], ["3000", "5000"]]),
    ],
)
def test_parts_that_are_added_up(parts: list[str], cells: list[list[str]]) -> None:
    assert staged(FEE, parts, cells).rows.column("fee").to_pylist() == [5000, 8000, 8000]


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        (RESULT, ["Nhiều", "Ít"]),
        ("Tái sử dụng TPHS", ["Nhiều", "Ít"]),
        ("Hình thức nộp", ["Qua mạng", "Theo cách khác"]),
        ("Đánh giá", ["Tốt", "Kém"]),
    ],
)
def test_parts_that_no_layout_knows_are_told(heading: str, parts: list[str]) -> None:
    staged_list = staged(heading, parts, [["x", ""], ["", "x"]])
    column = {h.text: h.column for h in staged_list.sheet.headings}
    assert [column[f"{heading} > {part}"] for part in parts] == [None, None]
    assert any(f"“{heading}” được tách" in note.sentence for note in notices(staged_list))


@pytest.mark.parametrize(
    "headings",
    [
        {"Ngày tiếp nhận": "Ngày tiếp nhận (dd/mm/yyyy)", FEE: "Phí, lệ phí (VNĐ)"},
        {"Ngày hẹn trả": "Ngày hẹn trả (ngày/tháng/năm)", FEE: "Phí, lệ phí (ĐVT: đồng)"},
        {RESULT: f"{RESULT} (Có/Không)", "Thư xin lỗi": "Thư xin lỗi (nếu có)"},
    ],
)
def test_how_cells_are_written_is_no_part_of_a_heading(headings: Mapping[str, str]) -> None:
    rows = [[headings.get(h, h) for h in HEADINGS], [dossier(1).get(h, "") for h in HEADINGS]]
    sheet = read_sheet(xlsx_bytes([*([text] for text in JANUARY), *rows]))
    assert {h.text for h in sheet.headings if h.column} >= set(headings.values())


PAYMENT = "Hình thức thanh toán"
READ_BY_WORDS = [
    (
        "Hình thức nộp",
        ["Trực tuyến", "Trực tiếp", "BCCI"],
        [["x", "", ""], ["", "X", ""], ["", "", "✓"], ["", "", ""]],
        ["online", "direct", "postal", "direct"],  # a blank is direct
    ),
    (
        "Hình thức nộp",
        ["Trực tiếp", "Trực tuyến toàn trình", "Trực tuyến một phần"],
        [["0", "1", "0"], ["0", "0", "1"], ["1", "0", "0"]],
        ["online_end_to_end", "online_partial", "direct"],
    ),
    (
        "Hình thức nộp",
        ["Qua mạng (1)", "Tại quầy (2)"],
        [["Có", "Không"], ["Không", "Có"]],
        ["online", "direct"],
    ),
    (PAYMENT, ["Trực tuyến", "Tiền mặt"], [["x", ""], ["", "x"]], ["online", "direct"]),
    (RESULT, ["Có", "Không"], [["x", ""], ["", "x"], ["", ""]], ["yes", "no", None]),
    ("Tái sử dụng TPHS", ["Không", "Có"], [["x", ""], ["", "x"]], ["no", "yes"]),
    (
        "Đánh giá",
        ["Rất hài lòng", "Hài lòng", "Không hài lòng"],
        [["x", "", ""], ["", "", "x"], ["", "", ""]],
        ["very_satisfied", "dissatisfied", None],
    ),
]
COLUMNS = {
    "Hình thức nộp": "channel",
    PAYMENT: "payment",
    RESULT: "result_digitised",
    "Tái sử dụng TPHS": "reused",
    "Đánh giá": "rating",
}


@pytest.mark.parametrize(("heading", "parts", "cells", "meanings"), READ_BY_WORDS)
def test_parts_that_are_words_of_the_column_are_read_by_their_marks(
    heading: str, parts: list[str], cells: list[list[str]], meanings: list[str | None]
) -> None:
    staged_list = staged(heading, parts, cells)
    assert staged_list.rows.column(COLUMNS[heading]).to_pylist() == meanings
    assert staged_list.problems == ()
    sentences = [note.sentence for note in notices(staged_list)]
    (sentence,) = (text for text in sentences if "đánh dấu ở cột nào" in text)
    assert all(f"“{heading} > {part}”" in sentence for part in parts)


@pytest.mark.parametrize("line", [["x", "x", ""], ["2000", "", ""], ["", "ghi chú", ""]])
def test_several_marks_and_what_is_no_mark_set_the_row_aside(line: list[str]) -> None:
    parts = ["Trực tuyến", "Trực tiếp", "BCCI"]
    staged_list = staged("Hình thức nộp", parts, [["x", "", ""], line])
    assert [(p.kind, p.row) for p in staged_list.problems] == [("unknown_channel", 7)]
    assert staged_list.rows.column("channel").to_pylist() == ["online"]


@pytest.mark.parametrize("group", ["Hình thức trả kết quả", "Nơi nhận kết quả", PAYMENT])
def test_words_of_the_channel_below_another_group_are_no_channel(group: str) -> None:
    """In a list without a column for how dossiers are handed in."""
    kept = [h for h in HEADINGS if h not in ("Hình thức nộp", PAYMENT)]
    head = [[*kept, group, ""], [*([""] * len(kept)), "Trực tuyến", "Trực tiếp"]]
    line = [*(dossier(1).get(h, "") for h in kept), "x", ""]
    sheet = read_sheet(xlsx_bytes([*([text] for text in JANUARY), *head, line]))
    columns = {h.column for h in sheet.headings}
    assert "channel" not in columns
    assert ("payment" in columns) == (group == PAYMENT)
