"""Sheets beside the one that is read: those that go on with it, and those left unread."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping, Sequence

import pytest

import loaders.__main__
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import unread_sheet_notes
from tests.support.builders import HEADINGS, Desk, done, dossier, earlier, table
from tests.support.containers import workbook

FIRST = table([earlier(), dossier(1), done(2)])
MORE = [dossier(3), done(4), dossier(5, state="Lạ")]
PIVOT = [["Lĩnh vực", "Tiếp nhận", "Đã trả"], *([f"Lĩnh vực {n}", "12", "9"] for n in range(4))]
GUIDE = [
    ["Hướng dẫn"],
    ["STT", "Nội dung", "Ghi chú"],
    *([str(n), "Điền đủ các ô", "Xem quyết định 766"] for n in range(1, 9)),
]


def lines(rows: Sequence[Mapping[str, str]], headings: Sequence[str] = HEADINGS) -> list[list[str]]:
    """Numbered lines of a list without titles and without headings."""
    numbered = [{**row, "STT": str(number)} for number, row in enumerate(rows, start=1)]
    return table(numbered, (), headings)[1:]


def test_a_list_that_goes_on_without_headings(desk: Desk) -> None:
    content = workbook({"Trang 1": FIRST, "Trang 2": lines(MORE), "Trang 3": lines([dossier(6)])})
    sheet = read_sheet(content)
    assert (sheet.sheets, unread_sheet_notes(sheet)) == (("Trang 1", "Trang 2", "Trang 3"), [])
    places = [sheet.place(row) for row in sheet.cells.column("row").to_pylist()]
    assert places == [
        *(("Trang 1", row) for row in (5, 6, 7)),
        *(("Trang 2", row) for row in (1, 2, 3)),
        ("Trang 3", 1),
    ]
    answer = desk.stored("a.xlsx", content)
    assert (answer["rows_read"], answer["rows_stored"]) == (7, 6)
    (problem,) = answer["problems"]
    assert (problem["kind"], problem["row"]) == ("unknown_state", 3)
    assert "Trang 2" in problem["column"]
    assert desk.counts("online_filing") == (5, 5)


def test_columns_that_are_blank_in_the_rest_of_the_list() -> None:
    """A reader leaves out the blank ones at the right: they are the sheet's all the same."""
    first = table([done(1, rating="Hài lòng"), done(2, rating="Hài lòng")])
    sheet = read_sheet(workbook({"A": first, "B": lines([dossier(3)])}))
    assert sheet.cells.column("dossier_code").to_pylist()[2] == "H24.91-260105-0003"
    assert sheet.cells.column("rating").to_pylist() == ["Hài lòng", "Hài lòng", None]


@pytest.mark.parametrize(
    "second",
    [
        lines(MORE, HEADINGS[1:]),
        lines(MORE, (*HEADINGS[:2], HEADINGS[8], *HEADINGS[2:8], *HEADINGS[9:])),
        lines([dossier(code) for code in ("1", "2", "3")]),
        [
            ["Mã hồ sơ", "Ngày tiếp nhận", "Hạn trả kết quả"],
            *([f"M{n}", "5", "6"] for n in range(4)),
        ],
        PIVOT,
    ],
    ids=["columns to the left", "another order", "other codes", "own headings", "pivot"],
)
def test_lines_that_do_not_continue_the_list_are_named(second: list[list[str]]) -> None:
    """Before the list or after it; what stands in other places must not be read by place."""
    for order in (("A", "B"), ("B", "A")):
        sheets = {"A": FIRST, "B": second}
        sheet = read_sheet(workbook({name: sheets[name] for name in order}))
        assert (sheet.sheets, sheet.cells.num_rows) == (("A",), 3)
        assert sheet.unread_sheets == ("B",)
        (sentence,) = unread_sheet_notes(sheet)
        assert sentence.endswith("không đọc: B.")


def test_covers_and_guides_are_named_as_texts_and_hidden_sheets_are_not() -> None:
    cover = [["BÁO CÁO"], ["Tháng 01/2026"], ["Người lập", "", "Ngày 31/01/2026"]]
    content = workbook(
        {"Bìa": cover, "Danh sách": FIRST, "Hướng dẫn": GUIDE, "Ẩn": PIVOT}, hidden=["Ẩn"]
    )
    sheet = read_sheet(content)
    assert (sheet.unread_sheets, sheet.text_sheets) == ((), ("Bìa", "Hướng dẫn"))
    assert sheet.hidden_sheets == ("Ẩn",)
    assert unread_sheet_notes(sheet) == [
        "Trang tính không thấy có bảng số liệu, không đọc: Bìa; Hướng dẫn."
    ]


def test_a_hidden_sheet_without_headings_is_not_read() -> None:
    sheet = read_sheet(workbook({"A": FIRST, "B": lines(MORE)}, hidden=["B"]))
    assert (sheet.sheets, sheet.hidden_sheets, sheet.unread_sheets) == (("A",), ("B",), ())


def test_the_command_line_tells_of_sheets_that_it_left(desk: Desk) -> None:
    path = desk.file("a.xlsx", workbook({"A": FIRST, "Tổng hợp": PIVOT}))
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        assert loaders.__main__.main(["--database", str(desk.database), path]) == 0
    note, *_, stored = output.getvalue().splitlines()
    assert note.startswith(f"{path}: Trang tính có số liệu")
    assert note.endswith("không đọc: Tổng hợp.")
    assert "đã nạp 3 dòng" in stored


def test_of_many_sheets_the_first_are_named() -> None:
    sheets = {f"Bảng {n} {'x' * 22}": [[*row, str(n)] for row in PIVOT] for n in range(30)}
    (sentence,) = unread_sheet_notes(read_sheet(workbook({"A": FIRST, **sheets})))
    assert "Bảng 4" in sentence
    assert "Bảng 5" not in sentence
    assert sentence.endswith(" và 25 trang khác.")
