"""Lines with fewer cells than headings: refused for it where cells stand under other headings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from files.refusal import Refused
from loaders.recognition.reader import read_sheet
from tests.support.builders import JANUARY, csv_bytes, done, dossier, earlier, table, xlsx_bytes
from tests.support.containers import html_bytes, ods_bytes, workbook, xml_bytes

WRITERS = {
    "csv": csv_bytes,
    "html": html_bytes,
    "xlsx": xlsx_bytes,
    "ods": ods_bytes,
    "xml": xml_bytes,
}
LINES = (earlier(), done(1), done(2, unit="UBND Xã Ninh Giang"), dossier(3))
HEADINGS = (
    *("STT", "Lĩnh vực", "Mã hồ sơ", "Chủ hồ sơ", "Hình thức nộp", "Ngày tiếp nhận"),
    *("Ngày hẹn trả", "Ngày kết thúc xử lý", "Trạng thái"),
)
PERSON, NOTE = "Chủ hồ sơ", "Ghi chú"


def table_of(headings: Sequence[str], cells: Sequence[str]) -> list[list[str]]:
    """A list with these headings, and lines that hold the cells of others, each in its place."""
    body = [
        [{**line, "STT": str(number)}.get(name, "") for name in cells]
        for number, line in enumerate(LINES, 1)
    ]
    return [*([text] for text in JANUARY), [*headings], *body]


def without(*names: str) -> list[str]:
    return [heading for heading in HEADINGS if heading not in names]


# The headings, the cells that a line has, and how many of both the sentence says.
FEWER = {
    "no person": (HEADINGS, without(PERSON), "8 ô dưới 9 tiêu đề"),
    "no number": (HEADINGS, without("STT"), "8 ô dưới 9 tiêu đề"),
    "no field": (HEADINGS, without("Lĩnh vực"), "8 ô dưới 9 tiêu đề"),
    "neither field nor person": (HEADINGS, without("Lĩnh vực", PERSON), "7 ô dưới 9 tiêu đề"),
    "no channel": (HEADINGS, without("Hình thức nộp"), "8 ô dưới 9 tiêu đề"),
    "no end": (HEADINGS, without("Ngày kết thúc xử lý"), "8 ô dưới 9 tiêu đề"),
    "an address among the headings alone": (
        (*HEADINGS[:4], "Địa chỉ", *HEADINGS[4:]),
        HEADINGS,
        "9 ô dưới 10 tiêu đề",
    ),
    "two persons' headings and a note": (
        (*HEADINGS[:3], "Người nộp", "Địa chỉ", *HEADINGS[3:], NOTE),
        HEADINGS,
        "9 ô dưới 12 tiêu đề",
    ),
    "the person last among the headings, in the middle of the cells": (
        (*without(PERSON), "Địa chỉ", PERSON),
        HEADINGS,
        "9 ô dưới 10 tiêu đề",
    ),
    "codes under the person": (
        ("STT", "Lĩnh vực", PERSON, "Mã hồ sơ", *HEADINGS[4:]),
        without(PERSON),
        "8 ô dưới 9 tiêu đề",
    ),
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("name", FEWER)
def test_cells_under_other_headings(name: str, writer: str) -> None:
    headings, cells, numbers = FEWER[name]
    with pytest.raises(Refused, match=f"chỉ có {numbers}.*đứng lệch cột") as refused:
        read_sheet(WRITERS[writer](table_of(headings, cells)))
    assert "MẪU" not in refused.value.sentence  # nothing of a person's cell


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (HEADINGS, HEADINGS),
        ((*HEADINGS, NOTE), HEADINGS),
        ((*HEADINGS, NOTE, "Điện thoại", "Email"), HEADINGS),
        ((*HEADINGS, "Thư xin lỗi", "Đánh giá"), HEADINGS),
        ((*HEADINGS[:5], "Ngày sinh", *HEADINGS[5:], NOTE), (*HEADINGS[:5], "", *HEADINGS[5:])),
        ((*HEADINGS[:5], "Ngày sinh", *HEADINGS[5:], NOTE),
         (*HEADINGS[:5], "Ngày tiếp nhận", *HEADINGS[5:])),
    ],
)  # fmt: skip
def test_last_columns_that_are_only_blank(
    headings: Sequence[str], cells: Sequence[str], writer: str
) -> None:
    sheet = read_sheet(WRITERS[writer](table_of(headings, cells)))
    codes = [code for code in sheet.cells.column("dossier_code").to_pylist() if code]
    assert codes == [line["Mã hồ sơ"] for line in LINES]


def test_a_list_whose_dossiers_are_all_open_and_say_so_under_the_end() -> None:
    headings = (*HEADINGS, NOTE)
    cells = table_of(headings, HEADINGS)
    for row in cells[len(JANUARY) + 1 :]:
        row[HEADINGS.index("Ngày kết thúc xử lý")] = "Chưa có"
    assert read_sheet(csv_bytes(cells)).cells.num_rows == len(LINES)


def test_such_a_list_on_a_hidden_sheet_stops_no_other() -> None:
    sheets = {"A": table_of(HEADINGS, HEADINGS), "Ẩn": table_of(HEADINGS, without(PERSON))}
    assert read_sheet(workbook(sheets, hidden=["Ẩn"])).sheets == ("A",)


def test_one_strange_cell_does_not_make_all_lines_misplaced() -> None:
    """A code was typed for the end's day of one dossier; the last two columns are blank."""
    rows = [done(2, finished="H24.91-260105-0002"), dossier(3), earlier()]
    assert read_sheet(xlsx_bytes(table(rows))).cells.num_rows == 3
    rows = [done(n, finished=f"H24.91-260105-{n:04}") for n in (1, 2)]
    with pytest.raises(Refused, match="đứng lệch cột"):
        read_sheet(xlsx_bytes(table([*rows, earlier()])))
