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
        (RESULT, ["Chưa", "Đã"]),
        (RESULT, ["Có", "Không"]),
        ("Tái sử dụng TPHS", ["Không", "Có"]),
        ("Hình thức nộp", ["Qua mạng", "Tại quầy"]),
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
